from django.db import migrations, models


class Migration(migrations.Migration):
    """An index is made beside the table: what guards its rows stays."""

    dependencies = [
        ("wijk", "0010_bevoegdheid_een_keer"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="gebeurtenis",
            index=models.Index(fields=["wijk", "als", "-id"], name="gebeurtenis_als"),
        ),
        migrations.AddIndex(
            model_name="gebeurtenis",
            index=models.Index(fields=["wijk", "-wanneer", "-id"], name="gebeurtenis_wanneer"),
        ),
    ]
