"""The choice of a next wijk, by the reasons that the note gives for the first one, and what it starts with (section 2.1, 2.2 and 3)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

MEESTE = 5
_TOT_VIJF = [MinValueValidator(0), MaxValueValidator(MEESTE)]


class Criterium(models.TextChoices):
    """Why a wijk would be next: the note's reasons for the Geleerdenwijk (2.2), and what must be there to begin (1.3)."""

    BUITENRUIMTE = "buitenruimte", "Leeftijd van de buitenruimte"
    WINKELCENTRUM = "winkelcentrum", "Winkelcentrum"
    OPGAVEN = "opgaven", "Opgaven in de openbare ruimte"
    INITIATIEVEN = "initiatieven", "Initiatieven van bewoners"
    CAPACITEIT = "capaciteit", "Uren van de gemeente"
    DRAAGVLAK = "draagvlak", "Draagvlak"

    @property
    def uitleg(self) -> str:
        return _UITLEG[self]


_UITLEG = {
    Criterium.BUITENRUIMTE: "Hoe ouder straten, groen en speelplekken zijn, hoe meer reden om hier te beginnen.",
    Criterium.WINKELCENTRUM: "Kan het winkelcentrum een kwaliteitsimpuls gebruiken?",
    Criterium.OPGAVEN: "Ligt er veel werk in de openbare ruimte?",
    Criterium.INITIATIEVEN: "Zijn bewoners zelf al vaker met hun buurt aan de slag gegaan?",
    Criterium.CAPACITEIT: "Zijn er genoeg ambtelijke uren om deze wijk te begeleiden?",
    Criterium.DRAAGVLAK: "Is er draagvlak bij de gemeente, organisaties en bewoners?",
}


class Weging(models.Model):
    """How much one criterium weighs in the choice: 0 (not) to 5. One that nobody set weighs 3."""

    GEWOON = 3

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="wegingen", verbose_name="wijk")
    criterium = models.CharField("criterium", max_length=14, choices=Criterium)
    gewicht = models.PositiveSmallIntegerField("gewicht", default=GEWOON, validators=_TOT_VIJF)

    class Meta:
        verbose_name = "weging"
        verbose_name_plural = "wegingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["wijk", "criterium"], name="weging_uniek"),
            models.CheckConstraint(condition=Q(gewicht__lte=MEESTE), name="weging_tot_vijf"),
        ]

    def __str__(self):
        return f"{self.get_criterium_display()}: {self.gewicht}"


class Kandidaatwijk(models.Model):
    """A wijk that could be next after `wijk`."""

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="kandidaten", verbose_name="wijk")
    naam = models.CharField("naam van de wijk", max_length=100)
    inleiding = models.TextField("wat voor wijk is het", max_length=2000, blank=True, help_text="Openbaar, in het uitvoeringsprogramma.")

    class Meta:
        verbose_name = "kandidaat"
        verbose_name_plural = "kandidaten"
        ordering = ["naam"]
        constraints = [models.UniqueConstraint(fields=["wijk", "naam"], name="kandidaat_uniek", violation_error_message="Deze wijk staat er al.")]

    def __str__(self):
        return self.naam


class Kandidaatcijfer(models.Model):
    """A key figure of a candidate, with its source."""

    kandidaat = models.ForeignKey(Kandidaatwijk, models.CASCADE, related_name="cijfers", verbose_name="kandidaat")
    naam = models.CharField("wat", max_length=100, help_text="Bijvoorbeeld: inwoners.")
    waarde = models.CharField("getal", max_length=40)
    peildatum = models.CharField("jaar of datum", max_length=40, blank=True)
    bron = models.CharField("bron", max_length=200)

    class Meta:
        verbose_name = "kerncijfer van een kandidaat"
        verbose_name_plural = "kerncijfers van een kandidaat"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kandidaat", "naam"], name="kandidaatcijfer_uniek", violation_error_message="Dit cijfer staat er al.")
        ]

    def __str__(self):
        return f"{self.waarde} {self.naam}"


class Score(models.Model):
    """What one criterium says of a candidate: 0 (no reason to begin here) to 5 (every reason), and why."""

    kandidaat = models.ForeignKey(Kandidaatwijk, models.CASCADE, related_name="scores", verbose_name="kandidaat")
    criterium = models.CharField("criterium", max_length=14, choices=Criterium)
    punten = models.PositiveSmallIntegerField("punten", validators=_TOT_VIJF)
    reden = models.CharField("waarom", max_length=500)

    class Meta:
        verbose_name = "score"
        verbose_name_plural = "scores"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kandidaat", "criterium"], name="score_uniek"),
            models.CheckConstraint(condition=Q(punten__lte=MEESTE) & ~Q(reden=""), name="score_met_reden"),
        ]

    def __str__(self):
        return f"{self.get_criterium_display()}: {self.punten}"


class WijkstartQuerySet(models.QuerySet["Wijkstart"]):
    def van_naam(self, naam: str):
        """Of the wijk that is called so, or was when it was a candidate."""
        return self.filter(Q(wijk__naam=naam) | Q(kandidaat__naam=naam)).select_related("wijk")


class Wijkstart(models.Model):
    """That a wijk was started with what an earlier one left: themes, conditions, texts and leerpunten."""

    wijk = models.OneToOneField("wijk.Wijk", models.CASCADE, related_name="wijkstart", verbose_name="wijk")
    van = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="gestarte_wijken", verbose_name="na")
    kandidaat = models.OneToOneField(Kandidaatwijk, models.PROTECT, null=True, blank=True, related_name="wijkstart", verbose_name="kandidaat")
    datum = models.DateField("datum", default=timezone.localdate)

    objects = WijkstartQuerySet.as_manager()

    class Meta:
        verbose_name = "start van een wijk"
        verbose_name_plural = "starten van wijken"
        constraints = [models.CheckConstraint(condition=~Q(wijk=models.F("van")), name="wijkstart_van_een_ander")]

    def __str__(self):
        return f"{self.wijk} na {self.van}"

    def volgt_op(self, besluit) -> bool:
        """Whether it was started by this decision of the college (a Programmaversie), or is the wijk that it names."""
        return self.datum >= besluit.datum or besluit.start_met in (self.wijk.naam, self.kandidaat and self.kandidaat.naam)


class StartpuntQuerySet(models.QuerySet["Startpunt"]):
    def open(self):
        return self.filter(klaar_op__isnull=True)

    def nodig(self):
        """Those that must be settled before the wijk runs."""
        return self.exclude(nodig="")

    def voor_lijst(self):
        return self.select_related("wijk__wijkstart__van", "leerpunt__evaluatie__wijk", "leerpunt__wijk")


class Nodig(models.TextChoices):
    """What every wijk must have settled before it runs, whatever was learnt; evaluatie/startpunten.py looks how it stands."""

    FUNCTIES = "functies", "Wie wat mag doen"
    BUDGET = "budget", "Het budget"
    TEKSTEN = "teksten", "Teksten en bedragen"


class Startpunt(models.Model):
    """Something to settle before a wijk begins: what every wijk needs (`nodig`), or what an earlier one taught (its leerpunt)."""

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="startpunten", verbose_name="wijk")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    nodig = models.CharField("moet klaar zijn voordat de wijk loopt", max_length=10, choices=Nodig, blank=True, editable=False)
    leerpunt = models.ForeignKey(
        "evaluatie.Leerpunt", models.PROTECT, null=True, blank=True, related_name="startpunten", verbose_name="komt uit leerpunt", editable=False
    )
    soort = models.CharField("soort", max_length=40)
    tekst = models.TextField("wat we leerden", max_length=1000)
    afspraak = models.CharField("wat doen we ermee", max_length=300, blank=True)
    klaar_op = models.DateField("klaar op", null=True, blank=True)

    objects = StartpuntQuerySet.as_manager()

    class Meta:
        verbose_name = "startpunt"
        verbose_name_plural = "startpunten"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["wijk", "volgorde"], name="startpunt_uniek"),
            models.UniqueConstraint(fields=["wijk", "nodig"], condition=~Q(nodig=""), name="startpunt_een_per_nodig"),
            models.CheckConstraint(condition=Q(nodig="") | Q(leerpunt__isnull=True), name="startpunt_nodig_of_geleerd"),
            models.CheckConstraint(
                condition=Q(klaar_op__isnull=True) | ~Q(afspraak=""),
                name="startpunt_klaar_met_afspraak",
                violation_error_message="Zeg eerst wat u ermee doet.",
            ),
        ]

    def __str__(self):
        return self.tekst[:60]
