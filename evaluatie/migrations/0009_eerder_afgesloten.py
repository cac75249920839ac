from django.db import migrations, models

from wijk.database import met_trekkers_los


class Migration(migrations.Migration):
    dependencies = [
        ("evaluatie", "0008_startpunten_nodig"),
        ("participatie", "0039_brief_terug"),
        ("wijk", "0010_bevoegdheid_een_keer"),
    ]

    operations = met_trekkers_los(
        migrations.AddField(
            model_name="evaluatie",
            name="waarom_eerder",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                help_text="of a year that was concluded before it was over; its figures then go up to and with that day",
                max_length=500,
                verbose_name="waarom het jaar eerder is afgesloten",
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="evaluatie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("waarom_eerder", ""),
                    models.Q(("jaar__isnull", False), ("status", "vastgesteld"), ("vastgesteld_op__isnull", False)),
                    _connector="OR",
                ),
                name="evaluatie_eerder_is_een_jaar",
            ),
        ),
    )
