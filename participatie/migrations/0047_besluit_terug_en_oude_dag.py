from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("participatie", "0043_aantal_uit_agendapunt")]

    operations = [
        migrations.AddField(
            model_name="vervolgstap",
            name="teruggenomen_op",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="teruggenomen op"),
        ),
        migrations.AddField(
            model_name="overleggenodigde",
            name="weet_oud",
            field=models.BooleanField(default=False, editable=False, verbose_name="weet het zoals het eerst was"),
        ),
        migrations.AddField(
            model_name="overleggenodigde",
            name="antwoord_oud",
            field=models.BooleanField(default=False, editable=False, verbose_name="antwoordde voor een ander moment"),
        ),
        migrations.AddConstraint(
            model_name="overleggenodigde",
            constraint=models.CheckConstraint(condition=Q(antwoord_oud=False) | ~Q(antwoord=""), name="overleggenodigde_oud_antwoord"),
        ),
    ]
