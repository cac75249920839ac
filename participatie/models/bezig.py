from datetime import timedelta

from django.db import models
from django.utils import timezone

DUUR = timedelta(minutes=3)


class BezigQuerySet(models.QuerySet["Bezig"]):
    def nu(self):
        return self.filter(tot__gt=timezone.now())

    def voorbij(self):
        return self.filter(tot__lte=timezone.now())

    def van_anderen(self, door):
        """Those of others than this person, who look at this moment."""
        return self.nu().exclude(gebruiker=door).select_related("gebruiker").order_by("pk")


class Bezig(models.Model):
    """That an official looks at an idea at this moment. It says so to others for three minutes and keeps nobody out."""

    idee = models.ForeignKey("participatie.Idee", models.CASCADE, related_name="bezig", verbose_name="idee")
    gebruiker = models.ForeignKey("wijk.Gebruiker", models.CASCADE, related_name="+", verbose_name="wie")
    tot = models.DateTimeField("tot", db_index=True)

    objects = BezigQuerySet.as_manager()

    class Meta:
        verbose_name = "bezig"
        verbose_name_plural = "bezig"
        constraints = [models.UniqueConstraint(fields=["idee", "gebruiker"], name="bezig_uniek")]

    def __str__(self):
        return f"bezig met {self.idee}"
