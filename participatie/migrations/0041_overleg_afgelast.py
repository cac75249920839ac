from django.db import migrations, models

from wijk.database import met_trekkers_los


class Migration(migrations.Migration):
    dependencies = [("participatie", "0039_brief_terug")]

    operations = met_trekkers_los(
        migrations.AddField(
            model_name="overleg",
            name="reden_afgelast",
            field=models.CharField(
                blank=True,
                help_text="Openbaar, in gewone taal. Noem geen namen van bewoners.",
                max_length=300,
                verbose_name="waarom gaat het niet door",
            ),
        ),
        migrations.AlterField(
            model_name="overleg",
            name="status",
            field=models.CharField(
                choices=[("gepland", "gepland"), ("gehouden", "gehouden"), ("afgelast", "gaat niet door")],
                default="gepland",
                max_length=10,
                verbose_name="status",
            ),
        ),
        migrations.AddConstraint(
            model_name="overleg",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "afgelast"), _negated=True) | models.Q(("reden_afgelast", ""), _negated=True),
                name="overleg_afgelast_met_reden",
            ),
        ),
    )
