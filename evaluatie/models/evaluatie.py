import secrets
from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from wijk.models import Gebeurtenis
from wijk.woorden import datum


def nieuwe_code() -> str:
    """128 bits by lot, for a personal address: nobody guesses it."""
    return secrets.token_urlsafe(16)


class Kant(models.TextChoices):
    """The three sides that the note asks what it brought (step 6)."""

    BEWONERS = "bewoners", "bewoners en ondernemers"
    ORGANISATIES = "organisaties", "organisaties"
    GEMEENTE = "gemeente", "gemeente"


class Over(models.TextChoices):
    """The two kinds: each has its own usual questions."""

    PROJECT = "project", "een project dat klaar is"
    PROCES = "proces", "het hele proces, na een jaar"


def geteld(veld: str, evaluatie: str = "evaluatie") -> Q:
    """Whether the figures of the evaluation tell the moment in `veld`: every one, or those up to `geteld_tot`."""
    return Q(**{f"{evaluatie}__geteld_tot": None}) | Q(**{f"{veld}__lte": models.F(f"{evaluatie}__geteld_tot")})


class EvaluatieQuerySet(models.QuerySet["Evaluatie"]):
    def openbaar(self):
        """Those that are concluded."""
        return self.filter(status=Evaluatie.Status.VASTGESTELD)

    def te_zien(self):
        """Those of which everyone may see how they stand: running, closed, or concluded."""
        return self.exclude(status=Evaluatie.Status.CONCEPT)

    def loopt(self):
        """Those that can be answered today."""
        return self.filter(status=Evaluatie.Status.OPEN, open_tot__gte=timezone.localdate())

    def jaren(self):
        """Those of the whole process, by year."""
        return self.filter(jaar__isnull=False).order_by("jaar")

    def met_aantallen(self):
        """With how many were asked in person and how many of those answered (`gevraagd`, `geantwoord`)."""
        gevraagd = ~Q(genodigden__weg="open")
        return self.annotate(
            gevraagd=models.Count("genodigden", filter=gevraagd),
            geantwoord=models.Count("genodigden", filter=gevraagd & Q(genodigden__ingevuld_op__isnull=False)),
        )


class Evaluatie(models.Model):
    """Looks back with those involved: on a finished project, or on the whole process after a year."""

    class Status(models.TextChoices):
        CONCEPT = "concept", "in voorbereiding"
        OPEN = "open", "open voor antwoorden"
        GESLOTEN = "gesloten", "gesloten"
        VASTGESTELD = "vastgesteld", "vastgesteld"

    MAG_WORDEN = {
        Status.CONCEPT: {Status.OPEN},
        Status.OPEN: {Status.GESLOTEN},
        Status.GESLOTEN: {Status.VASTGESTELD, Status.OPEN},
        Status.VASTGESTELD: set(),
    }
    KLEUR = {Status.CONCEPT: "grijs", Status.OPEN: "blauw", Status.GESLOTEN: "oker", Status.VASTGESTELD: "groen"}

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="evaluaties", verbose_name="wijk")
    project = models.ForeignKey(
        "participatie.Project",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evaluaties",
        verbose_name="project",
        help_text="Leeg: het hele proces.",
    )
    jaar = models.PositiveSmallIntegerField(
        "jaar van het proces", null=True, blank=True, editable=False, help_text="of the whole process: which year since its start this is about"
    )
    titel = models.CharField("titel", max_length=120)
    inleiding = models.TextField("inleiding", max_length=2000, blank=True)
    open_tot = models.DateField("invullen kan tot en met", null=True, blank=True)
    status = models.CharField("status", max_length=12, choices=Status, default=Status.CONCEPT)
    bevroren_op = models.DateTimeField(
        "vragen vast sinds", null=True, blank=True, editable=False, help_text="the first link was sent: the questions never change after it"
    )
    geteld_tot = models.DateTimeField(
        "cijfers geteld tot",
        null=True,
        blank=True,
        editable=False,
        help_text="opened again after its figures were told: they stay until five more answered",
    )
    samenvatting = models.TextField("wat heeft het opgeleverd", max_length=4000, blank=True)
    niets_geleerd = models.TextField("waarom er niets te leren viel", max_length=1000, blank=True)
    vastgesteld_op = models.DateField("vastgesteld op", null=True, blank=True)
    waarom_eerder = models.CharField(
        "waarom het jaar eerder is afgesloten",
        max_length=500,
        blank=True,
        editable=False,
        help_text="of a year that was concluded before it was over; its figures then go up to that day",
    )
    cijfers = models.JSONField(
        "cijfers",
        null=True,
        blank=True,
        editable=False,
        help_text="of a year: the figures as they stood when it was concluded; until then they are computed",
    )

    objects = EvaluatieQuerySet.as_manager()

    class Meta:
        verbose_name = "evaluatie"
        verbose_name_plural = "evaluaties"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(project__isnull=False),
                name="evaluatie_een_per_project",
                violation_error_message="Van dit project is er al een evaluatie.",
            ),
            models.UniqueConstraint(fields=["wijk", "jaar"], name="evaluatie_een_per_jaar"),
            models.CheckConstraint(condition=Q(jaar__isnull=True) | Q(project__isnull=True, jaar__gte=1), name="evaluatie_jaar_van_het_proces"),
            models.CheckConstraint(
                condition=Q(waarom_eerder="") | Q(status="vastgesteld", jaar__isnull=False, vastgesteld_op__isnull=False),
                name="evaluatie_eerder_is_een_jaar",
            ),
        ]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("openbaar:evaluatie", args=[self.wijk.slug, self.pk])

    @property
    def over(self) -> Over:
        return Over.PROJECT if self.project_id else Over.PROCES

    @property
    def kleur(self) -> str:
        return self.KLEUR[self.Status(self.status)]

    @property
    def is_verlopen(self) -> bool:
        """The last day for answers has passed."""
        return self.open_tot is not None and self.open_tot < timezone.localdate()

    @property
    def kan_invullen(self) -> bool:
        return self.status == self.Status.OPEN and not self.is_verlopen

    @property
    def in_vijven(self) -> bool:
        """Its figures move by five people at a time: it runs, and they were never told in full."""
        return self.status == self.Status.OPEN and self.geteld_tot is None

    @property
    def eerder_zin(self) -> str:
        """Of a year that was concluded before it was over: when, why, and which days its figures are about; else empty."""
        if not self.waarom_eerder:
            return ""
        omdat = f"{self.waarom_eerder}{'' if self.waarom_eerder[-1] in '.!?' else '.'}"
        gisteren, dag = datum(self.vastgesteld_op - timedelta(days=1)), datum(self.vastgesteld_op)
        return f"Eerder vastgesteld, op {dag}. De reden: {omdat} De cijfers gaan tot en met {gisteren}. Jaar {self.jaar + 1} begint op {dag}."

    def eerder_gesloten(self) -> date | None:
        """The day on which it was closed; None when people could answer up to and including the last day that they were told."""
        if self.status not in (self.Status.GESLOTEN, self.Status.VASTGESTELD):
            return None
        gesloten = Gebeurtenis.objects.over(self).van_soort("evaluatie.gesloten").nieuwste_eerst().first()
        dag = timezone.localdate(gesloten.wanneer) if gesloten else None
        return dag if dag and self.open_tot and dag <= self.open_tot else None

    def is_beantwoord(self) -> bool:
        return self.genodigden.filter(ingevuld_op__isnull=False).exists()

    def per_kant(self, *, allen: bool = False) -> dict[str, tuple[int, int]]:
        """Of each side: how many were asked, and how many answered. Passers-by are under the empty side: nobody asked them.

        `allen`: also who was asked or answered after `geteld_tot`, whom no figure tells yet.
        """
        rijen = self.genodigden.per_kant("kant", allen=allen)
        return {kant: (n if kant else 0, klaar) for kant, n, klaar in rijen}
