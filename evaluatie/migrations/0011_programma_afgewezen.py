from django.db import migrations, models

from wijk.database import alleen_toevoegen

# SQLite makes the table anew, without what guards it.
VAST = alleen_toevoegen("evaluatie_programmaversie").code
NIETS = migrations.RunPython.noop


class Migration(migrations.Migration):
    dependencies = [("evaluatie", "0010_geteld_tot")]

    operations = [
        migrations.RunPython(NIETS, VAST),
        migrations.AlterField(
            model_name="programmaversie",
            name="status",
            field=models.CharField(
                choices=[
                    ("aangeboden", "aangeboden aan het college"),
                    ("vastgesteld", "vastgesteld door het college"),
                    ("afgewezen", "niet vastgesteld door het college"),
                ],
                max_length=12,
                verbose_name="status",
            ),
        ),
        migrations.RemoveConstraint(model_name="programmaversie", name="programmaversie_met_besluit"),
        migrations.AddConstraint(
            model_name="programmaversie",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "aangeboden"), models.Q(("besluit", ""), _negated=True), _connector="OR"),
                name="programmaversie_met_besluit",
            ),
        ),
        migrations.RunPython(VAST, NIETS),
    ]
