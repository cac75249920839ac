from django.core.files.storage import FileSystemStorage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone


def kluis() -> FileSystemStorage:
    """Where documents are kept: outside every folder that is served."""
    return storages["bewijsstukken"]


class Bewijsstuk(models.Model):
    """A document behind a booking (an invoice, an order, a decision). Never changed or deleted; only who keeps the books may read it."""

    class Soort(models.TextChoices):
        PDF = "application/pdf", "PDF"
        JPEG = "image/jpeg", "foto (JPEG)"
        PNG = "image/png", "afbeelding (PNG)"
        WEBP = "image/webp", "afbeelding (WebP)"

    boeking = models.ForeignKey("budget.Boeking", models.PROTECT, related_name="bewijsstukken", verbose_name="boeking")
    bestand = models.FileField("bestand", storage=kluis, max_length=120)
    naam = models.CharField("naam", max_length=120)
    soort = models.CharField("soort", max_length=20, choices=Soort)
    grootte = models.PositiveIntegerField("grootte", help_text="bytes")
    vingerafdruk = models.CharField("vingerafdruk", max_length=64, help_text="SHA-256: proof that the file is still the same")
    door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="toegevoegd door")
    wanneer = models.DateTimeField("toegevoegd op", default=timezone.now)

    class Meta:
        verbose_name = "bewijsstuk"
        verbose_name_plural = "bewijsstukken"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["boeking", "vingerafdruk"], name="bewijsstuk_uniek", violation_error_message="Dit bestand hoort al bij deze boeking."
            ),
            models.CheckConstraint(condition=Q(grootte__gt=0), name="bewijsstuk_niet_leeg"),
        ]

    def __str__(self):
        return f"bewijsstuk {self.pk}"
