from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format

from wijk.bedrag import BedragField


class Budget(models.Model):
    """A wijk's incidental budget. What was granted stands in the bookings; this is the pot they are made in."""

    wijk = models.OneToOneField("wijk.Wijk", models.PROTECT, related_name="budget", verbose_name="wijk")
    naam = models.CharField("naam", max_length=120)
    doel = models.TextField("waarvoor", max_length=1000, blank=True)
    akkoord_boven = BedragField(
        "tweede persoon nodig boven",
        default=250_000,
        validators=[MinValueValidator(1)],
        help_text="Boekingen boven dit bedrag tellen pas als iemand anders akkoord geeft.",
    )

    class Meta:
        verbose_name = "budget"
        verbose_name_plural = "budgetten"

    def __str__(self):
        return self.naam


class Afsluiting(models.Model):
    """A month or a year that is closed: the database refuses bookings with a date in it. Never changed or taken back."""

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="afsluitingen", verbose_name="budget")
    van = models.DateField("van")
    tot = models.DateField("tot en met")
    door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, related_name="+", verbose_name="gesloten door")
    wanneer = models.DateTimeField("gesloten op", default=timezone.now)

    class Meta:
        verbose_name = "afsluiting"
        verbose_name_plural = "afsluitingen"
        ordering = ["-van", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "van", "tot"], name="afsluiting_uniek"),
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="afsluiting_periode"),
        ]

    def __str__(self):
        return periode_naam(self.van, self.tot)


def periode_naam(van: date, tot: date) -> str:
    """`maart 2027` for a month, `2027` for a year."""
    return str(van.year) if (van.month, tot.month) == (1, 12) else date_format(van, "F Y")


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
                condition=Q(bedrag__isnull=False, bedrag__gt=0) | Q(uren__isnull=False, uren__gt=0),
                name="dekking_bedrag_of_uren",
                violation_error_message="Vul een bedrag of een aantal uren in.",
            )
        ]

    def __str__(self):
        return f"{self.get_bron_display()}: {self.bedrag or f'{self.uren} uur'}"

    @property
    def kanttekening(self) -> str:
        """That it was promised for what does not go on: it then counts in no total."""
        return "toegezegd voor een project dat gestopt is" if self.project.is_gestopt else ""
