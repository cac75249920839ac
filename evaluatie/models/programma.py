from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from wijk.models import Gebeurtenis
from wijk.woorden import met_punt

# The kinds of gebeurtenis that made a version, and those by which one came back from the college without a decision.
MAAKT_VERSIE = ("programma.aangeboden", "programma.vastgesteld", "programma.afgewezen")
KOMT_TERUG = ("programma.teruggestuurd", "programma.teruggehaald")


class Uitvoeringsprogramma(models.Model):
    """'Uitvoeringsprogramma Samenwerken aan de wijk': what the pilot brought and the advice on a next wijk, for the college (section 3).

    While it is a draft it is composed anew each time (`evaluatie/programma/`); what is offered and what is decided is kept as a Programmaversie.
    After it was adopted it can be a draft again, for a next version; what was adopted (`besluit`, `vastgesteld_op`) holds until the next decision.
    """

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
        Status.VASTGESTELD: {Status.CONCEPT},
    }

    wijk = models.OneToOneField("wijk.Wijk", models.PROTECT, related_name="uitvoeringsprogramma", verbose_name="wijk")
    titel = models.CharField("titel", max_length=160)
    advies = models.CharField("advies", max_length=10, choices=Advies, blank=True)
    volgende_wijk = models.CharField("volgende wijk", max_length=100, blank=True)
    advies_toelichting = models.TextField(
        "waarom dit advies", max_length=4000, blank=True, help_text="Begin een regel met “- ” voor een punt van een lijst."
    )
    status = models.CharField("status", max_length=12, choices=Status, default=Status.CONCEPT)
    terug_reden = models.CharField(
        "waarom terug", max_length=300, blank=True, help_text="Wat moet er anders? De wijkcoördinator past het programma daarop aan."
    )
    aangeboden_op = models.DateField("aangeboden op", null=True, blank=True)
    vastgesteld_op = models.DateField("vastgesteld op", null=True, blank=True)
    besluit = models.CharField("besluit van het college", max_length=300, blank=True)

    class Meta:
        verbose_name = "uitvoeringsprogramma"
        verbose_name_plural = "uitvoeringsprogramma’s"
        constraints = [
            models.CheckConstraint(condition=Q(status="concept") | Q(aangeboden_op__isnull=False), name="programma_aangeboden_op_een_dag"),
            models.CheckConstraint(
                condition=~Q(status="vastgesteld") | (Q(vastgesteld_op__isnull=False) & ~Q(besluit="")),
                name="programma_vastgesteld_met_besluit",
            ),
        ]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("openbaar:uitvoeringsprogramma", args=[self.wijk.slug])

    @staticmethod
    def gewone_titel(wijk) -> str:
        return f"Uitvoeringsprogramma Samenwerken aan de wijk, {wijk.naam}"

    @property
    def vragen(self) -> list[str]:
        """The two things that the programme asks of the college."""
        return ["Stel dit uitvoeringsprogramma vast.", f"Besluit: {self.advies_kort}."]

    @property
    def advies_kort(self) -> str:
        """`starten met een volgende wijk: Duinwijk`"""
        return ": ".join(filter(None, [self.get_advies_display(), self.te_starten]))

    @property
    def te_starten(self) -> str:
        """The wijk that the advice would start; empty when it would start none."""
        return self.volgende_wijk if self.advies == self.Advies.STARTEN else ""

    @property
    def is_concept(self) -> bool:
        return self.status == self.Status.CONCEPT

    def teruggekomen(self) -> dict[int, Gebeurtenis]:
        """By the number of its version: how and when each that was offered came back without a decision."""
        nummer, uit = 0, {}
        for gebeurtenis in Gebeurtenis.objects.over(self).filter(soort__in=[*MAAKT_VERSIE, *KOMT_TERUG]).order_by("pk"):
            if gebeurtenis.soort in MAAKT_VERSIE:
                nummer += 1
            else:
                uit[nummer] = gebeurtenis
        return uit


class Deelsleutel(models.TextChoices):
    """The parts of the programme, in the order in which they stand in it."""

    SAMENVATTING = "samenvatting", "Samenvatting en advies"
    INLEIDING = "inleiding", "Inleiding"
    AANLEIDING = "aanleiding", "Waarom deze wijk?"
    KADER = "kader", "Wat vooraf was afgesproken"
    WANDELINGEN = "wandelingen", "De wijkwandelingen"
    IDEEEN = "ideeen", "Wat mensen inbrachten"
    PROJECTEN = "projecten", "De projecten"
    GELD = "geld", "Het geld"
    OPBRENGST = "opbrengst", "Wat het heeft opgeleverd"
    LEERPUNTEN = "leerpunten", "Wat we ervan leerden"
    VERVOLG = "vervolg", "Hoe we verdergaan in deze wijk"
    VOLGENDE = "volgende", "Een volgende wijk"
    CIJFERS = "cijfers", "Alle cijfers"


class Paragraaf(models.Model):
    """The text of one part, in own words. Empty: the text that the portal composes, with the figures of that moment."""

    programma = models.ForeignKey(Uitvoeringsprogramma, models.CASCADE, related_name="paragrafen", verbose_name="programma")
    sleutel = models.CharField("deel", max_length=14, choices=Deelsleutel)
    tekst = models.TextField(
        "tekst",
        max_length=8000,
        blank=True,
        help_text="Elke regel wordt een alinea. Begin een regel met “- ” voor een punt van een lijst. Noem geen namen van bewoners.",
    )
    gemaakt_van = models.TextField(
        "het deel toen het geschreven werd",
        blank=True,
        editable=False,
        help_text="the part as the portal made it when this text was written, figures too: what the text is held against later",
    )
    geschreven_op = models.DateField("geschreven op", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "paragraaf"
        verbose_name_plural = "paragrafen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["programma", "sleutel"], name="paragraaf_uniek")]

    def __str__(self):
        return self.get_sleutel_display()


class ProgrammaversieQuerySet(models.QuerySet["Programmaversie"]):
    def van(self, wijk):
        """Those of a wijk, the newest first; without their content, which can be large."""
        return self.filter(programma__wijk=wijk).select_related("programma__wijk").defer("boom")

    def vastgesteld(self):
        """Those that the college adopted; the newest is the one that holds."""
        return self.filter(status=Programmaversie.Status.VASTGESTELD)


class Programmaversie(models.Model):
    """The programme as it was offered or decided on, word for word. Never changed or deleted (the database refuses).

    `boom`: the whole document, as `evaluatie.programma.blokken.Document.als_json` gives it; page, PDF and ODT are made from it.
    """

    class Status(models.TextChoices):
        AANGEBODEN = "aangeboden", "aangeboden aan het college"
        VASTGESTELD = "vastgesteld", "vastgesteld door het college"
        AFGEWEZEN = "afgewezen", "niet vastgesteld door het college"

    class OverAdvies(models.TextChoices):
        JA = "ja", "Ja"
        NEE = "nee", "Nee"
        ANDERE = "andere", "Nee: het college start met een andere wijk"

    programma = models.ForeignKey(Uitvoeringsprogramma, models.PROTECT, related_name="versies", verbose_name="programma")
    nummer = models.PositiveSmallIntegerField("versie")
    status = models.CharField("status", max_length=12, choices=Status)
    datum = models.DateField("datum", default=timezone.localdate)
    besluit = models.CharField("besluit", max_length=300, blank=True)
    over_advies = models.CharField("neemt het college het advies over", max_length=10, choices=OverAdvies, blank=True)
    advies = models.CharField("het advies", max_length=140, blank=True, help_text="the advice as it stood in the programme, in words")
    start_met = models.CharField("wijk die start", max_length=100, blank=True)
    advies_reden = models.CharField("waarom niet het advies", max_length=300, blank=True)
    boom = models.JSONField("inhoud")

    objects = ProgrammaversieQuerySet.as_manager()

    class Meta:
        verbose_name = "versie van het programma"
        verbose_name_plural = "versies van het programma"
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["programma", "nummer"], name="programmaversie_uniek"),
            models.CheckConstraint(condition=Q(status="aangeboden") | ~Q(besluit=""), name="programmaversie_met_besluit"),
            models.CheckConstraint(
                condition=Q(status="vastgesteld") & ~Q(over_advies="") | ~Q(status="vastgesteld") & Q(over_advies="", start_met=""),
                name="programmaversie_besluit_over_advies",
            ),
            models.CheckConstraint(
                condition=Q(over_advies__in=["", "ja"])
                | ~Q(advies_reden="") & (Q(over_advies="nee", start_met="") | Q(over_advies="andere") & ~Q(start_met="")),
                name="programmaversie_anders_met_reden",
            ),
        ]

    def __str__(self):
        return f"versie {self.nummer}"

    def get_absolute_url(self):
        return reverse("openbaar:programmaversie", args=[self.programma.wijk.slug, self.nummer])

    @property
    def wijkbesluit(self) -> str:
        """What the college decided on a next wijk, in words; empty when it did not adopt this version."""
        reden = f" Reden: {met_punt(self.advies_reden)}" if self.advies_reden else ""
        if self.over_advies == self.OverAdvies.ANDERE:
            return f"Het college besluit te starten met een andere wijk: {met_punt(self.start_met)}{reden}"
        neemt = {self.OverAdvies.JA: "neemt het advies over", self.OverAdvies.NEE: "neemt het advies niet over"}.get(self.over_advies)
        return f"Het college {neemt} ({self.advies}).{reden}" if neemt else ""
