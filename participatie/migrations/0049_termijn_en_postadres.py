"""A term of its own for an idea that is looked at anew, and where a letter about an overleg goes."""

from datetime import timedelta

import django.core.validators
from django.db import migrations, models
from django.utils import timezone

from wijk.dagen import werkdag_vanaf


def eigen_termijn(apps, schema_editor):
    """What is looked at anew now gets its own term too, from the day on which that began."""
    Idee, Gebeurtenis = apps.get_model("participatie", "Idee"), apps.get_model("wijk", "Gebeurtenis")
    for idee in Idee.objects.filter(status="in_behandeling", toetsingen__huidig=True).select_related("wijk"):
        heropend = Gebeurtenis.objects.filter(soort="idee.heropend", onderwerp="participatie.idee", onderwerp_id=idee.pk).order_by("-pk").first()
        if heropend:
            dag = timezone.localdate(heropend.wanneer) + timedelta(days=idee.wijk.antwoord_binnen_dagen)
            idee.eerst_beloofd, idee.antwoord_voor = idee.antwoord_voor, werkdag_vanaf(dag)
            idee.save(update_fields=["eerst_beloofd", "antwoord_voor"])


class Migration(migrations.Migration):
    dependencies = [
        ("participatie", "0048_wandeling_veranderd"),
        ("wijk", "0012_telefoon_en_bezoekadres"),
    ]

    operations = [
        migrations.AddField(
            model_name="idee",
            name="eerst_beloofd",
            field=models.DateField(blank=True, help_text="antwoord_voor, before it was looked at anew", null=True, verbose_name="eerst beloofd"),
        ),
        migrations.AddField(
            model_name="overleggenodigde",
            name="postcode",
            field=models.CharField(
                blank=True,
                max_length=7,
                validators=[
                    django.core.validators.RegexValidator("^[1-9]\\d{3} [A-Z]{2}\\Z", "Dit is geen postcode. Een postcode ziet er zo uit: 2104 AB.")
                ],
                verbose_name="postcode",
            ),
        ),
        migrations.AddField(
            model_name="overleggenodigde",
            name="straat",
            field=models.CharField(blank=True, max_length=120, verbose_name="straat en huisnummer"),
        ),
        migrations.AddField(
            model_name="overleggenodigde",
            name="woonplaats",
            field=models.CharField(blank=True, max_length=80, verbose_name="woonplaats"),
        ),
        migrations.AddConstraint(
            model_name="idee",
            constraint=models.CheckConstraint(
                condition=models.Q(("eerst_beloofd__isnull", True), ("antwoord_voor__isnull", False), _connector="OR"), name="idee_eerst_beloofd"
            ),
        ),
        migrations.AddConstraint(
            model_name="overleggenodigde",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("postcode", ""), ("straat", ""), ("woonplaats", "")),
                    models.Q(
                        models.Q(("straat", ""), _negated=True),
                        models.Q(("postcode", ""), _negated=True),
                        models.Q(("woonplaats", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="overleggenodigde_heel_adres",
            ),
        ),
        migrations.RunPython(eigen_termijn, migrations.RunPython.noop),
    ]
