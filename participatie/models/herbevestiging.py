"""That a verdict on an older text of a condition holds for the text of now."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from participatie.models.toetsing import Oordeel


class Herbevestiging(models.Model):
    """An official compared both texts and the verdict stays. Never changed (the database refuses); a next change of the condition asks anew."""

    oordeel = models.ForeignKey(Oordeel, models.PROTECT, related_name="herbevestigingen", verbose_name="oordeel")
    versie = models.ForeignKey("wijk.RandvoorwaardeVersie", models.PROTECT, related_name="+", verbose_name="tekst van nu")
    vervallen = models.BooleanField("de randvoorwaarde geldt niet meer", default=False)
    reden = models.CharField("waarom het oordeel blijft", max_length=500)
    door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="door")
    wanneer = models.DateTimeField("wanneer", default=timezone.now)

    class Meta:
        verbose_name = "herbevestiging"
        verbose_name_plural = "herbevestigingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["oordeel", "versie", "vervallen"], name="herbevestiging_een_keer"),
            models.CheckConstraint(condition=~Q(reden=""), name="herbevestiging_met_reden"),
        ]

    def __str__(self):
        return f"herbevestiging van {self.oordeel}"
