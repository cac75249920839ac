from django.db import models
from django.db.models import Q


class Uitvoeringsprogramma(models.Model):
    """'Uitvoeringsprogramma Samenwerken aan de wijk': what the pilot brought and the advice on a next wijk, for the college (section 3)."""

    class Status(models.TextChoices):
        CONCEPT = "concept", "in voorbereiding"
        AANGEBODEN = "aangeboden", "aangeboden aan het college"
        VASTGESTELD = "vastgesteld", "vastgesteld door het college"

    class Advies(models.TextChoices):
        STARTEN = "starten", "starten met een volgende wijk"
        WACHTEN = "wachten", "nog niet starten met een volgende wijk"
        STOPPEN = "stoppen", "niet doorgaan met deze aanpak"

    MAG_WORDEN = {
        Status.CONCEPT: {Status.AANGEBODEN},
        Status.AANGEBODEN: {Status.VASTGESTELD, Status.CONCEPT},
        Status.VASTGESTELD: set(),
    }

    wijk = models.OneToOneField("wijk.Wijk", models.PROTECT, related_name="uitvoeringsprogramma", verbose_name="wijk")
    titel = models.CharField("titel", max_length=160)
    inleiding = models.TextField("inleiding", max_length=4000, blank=True)
    vervolg = models.TextField("hoe gaan we verder in deze wijk", max_length=4000, blank=True)
    advies = models.CharField("advies", max_length=10, choices=Advies, blank=True)
    volgende_wijk = models.CharField("volgende wijk", max_length=100, blank=True)
    advies_toelichting = models.TextField("waarom dit advies", max_length=4000, blank=True)
    status = models.CharField("status", max_length=12, choices=Status, default=Status.CONCEPT)
    cijfers = models.JSONField(
        "cijfers",
        null=True,
        blank=True,
        help_text="the figures as they stood when it was offered; empty while it is a draft: then they are computed",
    )
    aangeboden_op = models.DateField("aangeboden op", null=True, blank=True)
    vastgesteld_op = models.DateField("vastgesteld op", null=True, blank=True)
    besluit = models.CharField("besluit van het college", max_length=300, blank=True)

    class Meta:
        verbose_name = "uitvoeringsprogramma"
        verbose_name_plural = "uitvoeringsprogramma’s"
        constraints = [
            models.CheckConstraint(
                condition=Q(status="concept") | Q(cijfers__isnull=False, aangeboden_op__isnull=False),
                name="programma_aangeboden_met_cijfers",
            ),
            models.CheckConstraint(
                condition=~Q(status="vastgesteld") | (Q(vastgesteld_op__isnull=False) & ~Q(besluit="")),
                name="programma_vastgesteld_met_besluit",
            ),
        ]

    def __str__(self):
        return self.titel
