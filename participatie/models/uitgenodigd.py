from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class Uitgenodigd(models.Model):
    """That an address was mailed an invitation for a walk: once, whatever the group. Personal data; it goes when the walk has been or is off."""

    wandeling = models.ForeignKey("participatie.Wijkwandeling", models.CASCADE, related_name="uitgenodigd", verbose_name="wandeling")
    email = models.EmailField("e-mailadres")
    uitnodiging = models.ForeignKey("participatie.Uitnodiging", models.SET_NULL, null=True, blank=True, related_name="gemaild", editable=False)
    verstuurd_op = models.DateTimeField("verstuurd op", default=timezone.now)

    class Meta:
        verbose_name = "uitgenodigd adres"
        verbose_name_plural = "uitgenodigde adressen"
        constraints = [models.UniqueConstraint("wandeling", Lower("email"), name="uitgenodigd_een_per_adres")]

    def __str__(self):
        return f"uitgenodigd {self.pk}"
