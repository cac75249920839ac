from django.db import models
from django.utils import timezone

from participatie.models.idee import Idee


class SteunQuerySet(models.QuerySet["Steun"]):
    def van(self, gebruiker):
        """What this person stands behind, newest first."""
        return self.filter(gebruiker=gebruiker).select_related("idee__wijk").order_by("-pk")


class Steun(models.Model):
    """Somebody who stands behind an idea."""

    class Soort(models.TextChoices):
        GOED_IDEE = "goed_idee", "goed idee"
        DOE_MEE = "doe_mee", "ik doe mee"

    idee = models.ForeignKey(Idee, models.CASCADE, related_name="steun", verbose_name="idee")
    gebruiker = models.ForeignKey("wijk.Gebruiker", models.CASCADE, related_name="steun", verbose_name="gebruiker")
    soort = models.CharField("soort", max_length=10, choices=Soort)
    via = models.ForeignKey(
        Idee,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="came along when this idea was merged, and goes back with it",
    )
    gegeven_op = models.DateTimeField(default=timezone.now)

    objects = SteunQuerySet.as_manager()

    class Meta:
        verbose_name = "steun"
        verbose_name_plural = "steun"
        constraints = [models.UniqueConstraint(fields=["idee", "gebruiker"], name="steun_een_per_persoon")]

    def __str__(self):
        return self.get_soort_display()
