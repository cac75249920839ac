from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from wijk.bedrag import BedragField


class Budget(models.Model):
    """A wijk's incidental budget. What was granted stands in the bookings; this is the pot they are made in."""

    wijk = models.OneToOneField("wijk.Wijk", models.PROTECT, related_name="budget", verbose_name="wijk")
    naam = models.CharField("naam", max_length=120)
    doel = models.TextField("waarvoor", max_length=1000, blank=True)
    akkoord_vanaf = BedragField(
        "tweede persoon nodig vanaf",
        default=250_000,
        validators=[MinValueValidator(1)],
        help_text="Boekingen van dit bedrag of meer tellen pas als iemand anders akkoord geeft.",
    )

    class Meta:
        verbose_name = "budget"
        verbose_name_plural = "budgetten"

    def __str__(self):
        return self.naam


class Dekking(models.Model):
    """Money for a project from elsewhere. Beside the wijkbudget, never mixed with it."""

    class Bron(models.TextChoices):
        CORPORATIE = "corporatie", "woningcorporatie"
        FONDS = "fonds", "fonds of subsidie"
        ONDERHOUD = "onderhoud", "gewoon onderhoud van de gemeente"
        EIGEN_WERK = "eigen_werk", "eigen werk van bewoners"
        ANDERS = "anders", "anders"

    project = models.ForeignKey("participatie.Project", models.PROTECT, related_name="dekkingen", verbose_name="project")
    bron = models.CharField("bron", max_length=12, choices=Bron)
    bedrag = BedragField("bedrag", null=True, blank=True, validators=[MinValueValidator(1)])
    uren = models.PositiveIntegerField("uren", null=True, blank=True)
    toelichting = models.CharField("toelichting", max_length=200, blank=True)
    toegezegd_op = models.DateField("toegezegd op", null=True, blank=True)

    class Meta:
        verbose_name = "dekking"
        verbose_name_plural = "dekkingen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bedrag__gt=0) | Q(uren__gt=0),
                name="dekking_bedrag_of_uren",
                violation_error_message="Vul een bedrag of een aantal uren in.",
            )
        ]

    def __str__(self):
        return f"{self.get_bron_display()}: {self.bedrag or f'{self.uren} uur'}"
