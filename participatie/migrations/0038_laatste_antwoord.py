from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("participatie", "0037_genodigde_bereikt"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="toetsing",
            index=models.Index(condition=models.Q(("huidig", True)), fields=["-wanneer", "-id", "idee"], name="toetsing_laatste"),
        ),
    ]
