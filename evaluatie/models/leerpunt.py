from django.db import models
from django.db.models import Q
from django.utils import timezone

from evaluatie.models.evaluatie import Evaluatie


class LeerpuntQuerySet(models.QuerySet["Leerpunt"]):
    def vastgesteld(self):
        """Those of evaluations that everyone may read."""
        return self.filter(Q(evaluatie__status=Evaluatie.Status.VASTGESTELD)).select_related("evaluatie")


class Leerpunt(models.Model):
    """What was learnt, for the rest of the process and for a next wijk."""

    class Soort(models.TextChoices):
        BEHOUDEN = "behouden", "zo blijven doen"
        ANDERS = "anders", "anders doen"

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="leerpunten", verbose_name="wijk")
    evaluatie = models.ForeignKey(Evaluatie, models.PROTECT, null=True, blank=True, related_name="leerpunten", verbose_name="uit evaluatie")
    soort = models.CharField("soort", max_length=10, choices=Soort)
    tekst = models.TextField("wat we leerden", max_length=1000)
    in_programma = models.BooleanField("opnemen in het uitvoeringsprogramma", default=True)
    datum = models.DateField("datum", default=timezone.localdate)

    objects = LeerpuntQuerySet.as_manager()

    class Meta:
        verbose_name = "leerpunt"
        verbose_name_plural = "leerpunten"
        ordering = ["pk"]

    def __str__(self):
        return self.tekst[:60]
