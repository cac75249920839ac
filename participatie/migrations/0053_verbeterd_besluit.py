from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participatie", "0052_wat_voorbij_is_ligt_vast")]

    operations = [
        migrations.AddField(
            model_name="vervolgstap",
            name="verbetering",
            field=models.TextField(
                blank=True,
                default="",
                editable=False,
                help_text="Wat er eerst stond, en waarom dat niet klopte. Openbaar.",
                verbose_name="verbetering",
            ),
            preserve_default=False,
        )
    ]
