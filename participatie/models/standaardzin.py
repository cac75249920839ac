from django.db import models
from django.db.models import Q

from participatie.models.toetsing import Oordeel


class StandaardzinQuerySet(models.QuerySet["Standaardzin"]):
    def voor_thema(self, thema):
        """Those for every theme, and those for this one."""
        return self.filter(Q(thema=None) | Q(thema=thema) if thema else Q(thema=None))


class Standaardzin(models.Model):
    """A sentence that officials of a wijk use again and again when they answer ideas. It is copied: changing it changes no answer given."""

    class Plaats(models.TextChoices):
        WAAROM = "waarom", "bij een randvoorwaarde"
        ANTWOORD = "antwoord", "in ons antwoord"

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="standaardzinnen", verbose_name="wijk")
    plaats = models.CharField("waar gebruikt u de zin", max_length=8, choices=Plaats, default=Plaats.WAAROM)
    tekst = models.CharField("zin", max_length=500, help_text="Bewoners lezen dit. Schrijf in gewone taal.")
    oordeel = models.CharField(
        "bij welk oordeel",
        max_length=12,
        choices=Oordeel.Waarde,
        blank=True,
        help_text="Leeg: bij elk oordeel. Alleen voor een zin bij een randvoorwaarde.",
    )
    thema = models.ForeignKey(
        "wijk.Thema", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="alleen bij thema", help_text="Leeg: bij elk thema."
    )
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0, help_text="Een lager getal staat hoger in de lijst.")

    objects = StandaardzinQuerySet.as_manager()

    class Meta:
        verbose_name = "standaardzin"
        verbose_name_plural = "standaardzinnen"
        ordering = ["plaats", "volgorde", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(tekst=""), name="standaardzin_heeft_tekst"),
            models.CheckConstraint(
                condition=Q(plaats="waarom") | Q(oordeel=""),
                name="standaardzin_oordeel_bij_waarom",
                violation_error_message="Een zin in ons antwoord hoort niet bij één oordeel. Laat het oordeel leeg.",
            ),
            models.UniqueConstraint(
                fields=["wijk", "plaats", "tekst"], name="standaardzin_uniek", violation_error_message="Deze zin staat al in de lijst."
            ),
        ]

    def __str__(self):
        return self.tekst
