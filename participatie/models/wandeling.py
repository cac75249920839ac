import secrets

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from participatie import route
from wijk.models import Leeftijd
from wijk.woorden import leesbaar

MEESTE_TUSSEN = 100


def geldige_route(lijn) -> None:
    """Migrations name it: a route was a GeoJSON LineString once."""


def geldige_punten(punten) -> None:
    """Points of a line: a list of [lon, lat] in WGS 84 degrees, in the order of GeoJSON."""
    if not isinstance(punten, list) or len(punten) > MEESTE_TUSSEN:
        raise ValidationError(f"Tussen twee haltes passen ten hoogste {MEESTE_TUSSEN} punten.")
    for punt in punten:
        if not route.is_punt(punt):
            raise ValidationError("Een punt van de route is niet te lezen. Geef graden (WGS 84).")


class WijkwandelingQuerySet(models.QuerySet["Wijkwandeling"]):
    def openbaar(self):
        return self.exclude(status=Wijkwandeling.Status.CONCEPT)

    def komend(self):
        return self.filter(status=Wijkwandeling.Status.AANGEKONDIGD, begint__gte=timezone.now()).order_by("begint")

    def geweest(self):
        """Past or cancelled, the latest first."""
        return self.openbaar().exclude(status=Wijkwandeling.Status.AANGEKONDIGD, begint__gte=timezone.now()).order_by("-begint")

    def met_aantallen(self):
        """With how many ideas, people who signed up, and people who came (`aantal_ideeen`, `aantal_mensen`, `aantal_aanwezig`)."""
        geldig = Aanmelding.objects.filter(wandeling=models.OuterRef("pk"), afgemeld_op__isnull=True).order_by().values("wandeling")
        mensen = models.Sum("aantal")
        return self.annotate(
            aantal_ideeen=models.Subquery(
                apps.get_model("participatie", "Idee")
                .objects.filter(wandeling=models.OuterRef("pk"))
                .ingebracht()
                .order_by()
                .values("wandeling")
                .annotate(n=models.Count("pk"))
                .values("n")
            ),
            aantal_mensen=models.Subquery(geldig.annotate(n=mensen).values("n")),
            aantal_aanwezig=models.Subquery(geldig.filter(aanwezig=True).annotate(n=mensen).values("n")),
        )


class Wijkwandeling(models.Model):
    """A walk through the wijk with residents and partijen (step 3 of the note)."""

    class Status(models.TextChoices):
        CONCEPT = "concept", "in voorbereiding"
        AANGEKONDIGD = "aangekondigd", "aangekondigd"
        GELOPEN = "gelopen", "gelopen"
        VERWERKT = "verwerkt", "verwerkt"
        AFGELAST = "afgelast", "afgelast"

    MAG_WORDEN = {
        Status.CONCEPT: {Status.AANGEKONDIGD, Status.GELOPEN, Status.AFGELAST},
        Status.AANGEKONDIGD: {Status.GELOPEN, Status.AFGELAST},
        Status.GELOPEN: {Status.VERWERKT},
        Status.VERWERKT: set(),
        Status.AFGELAST: set(),
    }

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="wandelingen", verbose_name="wijk")
    titel = models.CharField("titel", max_length=120)
    begint = models.DateTimeField("begint")
    eindigt = models.DateTimeField("eindigt", null=True, blank=True)
    vertrekpunt = models.CharField("vertrekpunt", max_length=200)
    plaatsen = models.PositiveSmallIntegerField(
        "aantal plaatsen", null=True, blank=True, validators=[MinValueValidator(1)], help_text="Leeg: onbeperkt."
    )
    toelichting = models.TextField(
        "wat gaan we doen",
        max_length=4000,
        blank=True,
        help_text="Een paar zinnen voor op de website. De uitleg over doel, opzet, kaders en rollen stelt het portaal voor u samen.",
    )
    toegankelijk = models.CharField(
        "toegankelijkheid",
        max_length=300,
        blank=True,
        help_text="Is de route geschikt voor rollator of rolstoel? Hoe lang is hij?",
    )
    partijen = models.ManyToManyField("wijk.Partij", blank=True, related_name="wandelingen", verbose_name="georganiseerd met")
    status = models.CharField("status", max_length=14, choices=Status, default=Status.CONCEPT)
    reden_afgelast = models.CharField("reden", max_length=300, blank=True)

    objects = WijkwandelingQuerySet.as_manager()

    class Meta:
        verbose_name = "wijkwandeling"
        verbose_name_plural = "wijkwandelingen"
        ordering = ["-begint"]
        constraints = [
            models.CheckConstraint(
                condition=Q(eindigt__isnull=True) | Q(eindigt__gt=models.F("begint")),
                name="wandeling_eindigt_na_begin",
                violation_error_message="De wandeling eindigt voor hij begint.",
            ),
            models.CheckConstraint(
                condition=~Q(status="afgelast") | ~Q(reden_afgelast=""),
                name="wandeling_afgelast_met_reden",
                violation_error_message="Zeg waarom de wandeling niet doorgaat.",
            ),
        ]

    def __str__(self):
        return self.titel

    def get_absolute_url(self):
        return reverse("openbaar:wandeling", args=[self.wijk.slug, self.pk])

    @property
    def route(self) -> dict | None:
        """The line past the stops as a GeoJSON LineString; None while fewer than two places are known."""
        punten = route.lijn(self.haltes.all())
        return {"type": "LineString", "coordinates": [list(punt) for punt in punten]} if len(punten) > 1 else None

    def vrije_plaatsen(self) -> int | None:
        """Places left; None when there is no limit."""
        if self.plaatsen is None:
            return None
        return max(0, self.plaatsen - self.aanmeldingen.met_plaats().mensen())

    @property
    def is_dicht(self) -> bool:
        """Nothing about it changes any more."""
        return self.status in (self.Status.VERWERKT, self.Status.AFGELAST)

    @property
    def kan_afgelasten(self) -> bool:
        return self.Status.AFGELAST in self.MAG_WORDEN[self.Status(self.status)]

    @property
    def is_begonnen(self) -> bool:
        return self.begint <= timezone.now()

    @property
    def wanneer(self) -> str:
        """`14 maart 2026, 10.00 uur tot 12.00 uur`, in Dutch time; with its day where it ends on another."""
        if not self.eindigt:
            return leesbaar(self.begint)
        begin, eind = timezone.localtime(self.begint), timezone.localtime(self.eindigt)
        return f"{leesbaar(begin)} tot {f'{eind:%H.%M} uur' if begin.date() == eind.date() else leesbaar(eind)}"

    @property
    def is_in_te_voeren(self) -> bool:
        """Whether there is something to enter of what was said and who came: not of one that is still prepared or to come, or was called off."""
        begint = self.is_begonnen if self.status == self.Status.CONCEPT else self.is_de_dag
        return self.status != self.Status.AFGELAST and begint

    @property
    def kan_gelopen(self) -> bool:
        """Whether an official can say that it was walked; also of one that was never announced."""
        return self.is_begonnen and self.status in (self.Status.CONCEPT, self.Status.AANGEKONDIGD)

    @property
    def is_de_dag(self) -> bool:
        """Whether its day has come: people gather before it begins."""
        return timezone.localdate(self.begint) <= timezone.localdate()

    @property
    def kan_onderweg(self) -> bool:
        """Whether it is to come or just walked: what is said can be noted on the way."""
        return self.status in (self.Status.AANGEKONDIGD, self.Status.GELOPEN)

    @property
    def kan_aanmelden(self) -> bool:
        return self.status == self.Status.AANGEKONDIGD and not self.is_begonnen


class Halte(models.Model):
    """A stop on the route, and the points of the line from here to the next stop."""

    wandeling = models.ForeignKey(Wijkwandeling, models.CASCADE, related_name="haltes", verbose_name="wandeling")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    naam = models.CharField("naam", max_length=120)
    bekijk = models.CharField("wat bekijken we hier", max_length=300, blank=True)
    plaats = models.CharField("waar", max_length=200, blank=True)
    lat = models.FloatField("breedte", null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lon = models.FloatField("lengte", null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])
    tussen = models.JSONField(
        "punten tot de volgende halte", default=list, blank=True, validators=[geldige_punten], help_text="[lengte, breedte] in WGS 84."
    )

    class Meta:
        verbose_name = "halte"
        verbose_name_plural = "haltes"
        ordering = ["volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["wandeling", "volgorde"], name="halte_volgorde_uniek"),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True) | Q(lat__isnull=False, lon__isnull=False), name="halte_lat_en_lon"
            ),
        ]

    def __str__(self):
        return f"{self.volgorde}. {self.naam}"


class UitnodigingQuerySet(models.QuerySet["Uitnodiging"]):
    def verstuurd(self):
        """Those that went out: they have a day."""
        return self.filter(datum__isnull=False)

    def niet_alleen_gemaild(self):
        """Those that reached somebody otherwise than by our mail: who got it is known by nobody."""
        gemaild = models.Count("gemaild")
        return self.verstuurd().annotate(n=gemaild).filter(Q(bereikt__isnull=True) | Q(bereikt__gt=models.F("n")) | Q(n=0))

    def kloppen_niet_meer(self):
        return self.filter(klopt_niet_meer=True)


class Uitnodiging(models.Model):
    """A group that is invited for a walk: by which channel, how many were reached, how many came."""

    wandeling = models.ForeignKey(Wijkwandeling, models.CASCADE, related_name="uitnodigingen", verbose_name="wandeling")
    partij = models.ForeignKey("wijk.Partij", models.PROTECT, related_name="uitnodigingen", verbose_name="groep")
    kanaal = models.CharField("hoe uitgenodigd", max_length=120, help_text="Bijvoorbeeld: brief, flyer, school, nieuwsbrief van WIJ Heemstede.")
    tekst = models.TextField("tekst van de uitnodiging", max_length=3000, blank=True, help_text="Dag, tijd en plek zetten wij er zelf bij.")
    datum = models.DateField("uitgenodigd op", null=True, blank=True)
    bereikt = models.PositiveIntegerField("hoeveel bereikt", null=True, blank=True)
    gekomen = models.PositiveIntegerField("hoeveel gekomen", null=True, blank=True)
    klopt_niet_meer = models.BooleanField(
        "deze uitnodiging klopt niet meer",
        default=False,
        help_text="De wandeling veranderde nadat deze groep was uitgenodigd. Haal het vinkje weg als de groep het weet.",
    )

    objects = UitnodigingQuerySet.as_manager()

    class Meta:
        verbose_name = "uitnodiging"
        verbose_name_plural = "uitnodigingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wandeling", "partij", "kanaal"],
                name="uitnodiging_uniek",
                violation_error_message="Deze groep is al zo uitgenodigd.",
            )
        ]

    def __str__(self):
        return f"{self.partij} ({self.kanaal})"

    @property
    def is_te_sturen(self) -> bool:
        """Whether it can be mailed or printed: it says something, and who reads it can sign up."""
        return bool(self.tekst.strip()) and self.wandeling.kan_aanmelden


def nieuwe_code() -> str:
    """A code that nobody can guess, for a personal address."""
    return secrets.token_urlsafe(16)


class AanmeldingQuerySet(models.QuerySet["Aanmelding"]):
    def geldig(self):
        return self.filter(afgemeld_op__isnull=True)

    def met_plaats(self):
        return self.geldig().filter(wachtlijst=False)

    def wachtend(self):
        """On the waiting list, the first in line first."""
        return self.geldig().filter(wachtlijst=True).order_by("pk")

    def mensen(self) -> int:
        """How many people these are together: somebody may sign up for more than one."""
        return self.aggregate(n=models.Sum("aantal"))["n"] or 0

    def naar_leeftijd(self) -> dict[str, int]:
        """How many of those who came said that they are of each age; who did not say so is left out."""
        return dict(self.filter(aanwezig=True).exclude(leeftijdsgroep="").order_by().values_list("leeftijdsgroep").annotate(n=models.Count("pk")))

    def van_persoon(self, gebruiker):
        """Made while signed in, or with the address of the account."""
        return self.filter(Q(gebruiker=gebruiker) | Q(email__iexact=gebruiker.email))

    def te_bellen(self):
        """Who has no e-mail address, and must still hear something of a walk that is to come, or would have been."""
        return self.geldig().exclude(te_vertellen="").filter(wandeling__begint__gte=timezone.now())

    def denken_mee(self):
        return self.geldig().filter(denkt_mee=True)

    def getikt_voor(self, moment):
        """Of whom nobody said later than this moment whether they are there."""
        return self.filter(Q(getikt_op__isnull=True) | Q(getikt_op__lt=moment))


class Aanmelding(models.Model):
    """Somebody who comes to a walk. Name and e-mail are personal data: for officials alone."""

    class TeVertellen(models.TextChoices):
        VERANDERD = "veranderd", "de wandeling is op een andere tijd of plek"
        PLAATS = "plaats", "er is plaats"
        AFGELAST = "afgelast", "de wandeling gaat niet door"

    wandeling = models.ForeignKey(Wijkwandeling, models.CASCADE, related_name="aanmeldingen", verbose_name="wandeling")
    naam = models.CharField("uw naam", max_length=100)
    email = models.EmailField("e-mailadres", blank=True)
    telefoon = models.CharField("telefoonnummer", max_length=20, blank=True)
    aantal = models.PositiveSmallIntegerField("met hoeveel personen komt u?", default=1, validators=[MinValueValidator(1), MaxValueValidator(10)])
    denkt_mee = models.BooleanField("ik denk mee over de opzet", default=False)
    leeftijdsgroep = models.CharField("leeftijd", max_length=6, choices=Leeftijd, blank=True)
    opmerking = models.CharField("opmerking", max_length=300, blank=True)
    wachtlijst = models.BooleanField("op de wachtlijst", default=False)
    aanwezig = models.BooleanField("was aanwezig", null=True, blank=True)
    getikt_op = models.DateTimeField(
        "aanwezigheid genoteerd op", null=True, blank=True, editable=False, help_text="when somebody said so, not when it arrived"
    )
    code = models.CharField(max_length=32, unique=True, default=nieuwe_code, editable=False)
    sleutel = models.UUIDField(null=True, unique=True, editable=False, help_text="made with the form: a second click adds nothing")
    gebruiker = models.ForeignKey("wijk.Gebruiker", models.SET_NULL, null=True, blank=True, related_name="aanmeldingen")
    aangemeld_op = models.DateTimeField("aangemeld op", default=timezone.now)
    afgemeld_op = models.DateTimeField("afgemeld op", null=True, blank=True)
    herinnerd_op = models.DateTimeField("herinnerd op", null=True, blank=True, editable=False)
    te_vertellen = models.CharField("nog te vertellen", max_length=9, choices=TeVertellen, blank=True, editable=False)

    objects = AanmeldingQuerySet.as_manager()

    class Meta:
        verbose_name = "aanmelding"
        verbose_name_plural = "aanmeldingen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(aantal__gte=1, aantal__lte=10), name="aanmelding_aantal"),
            models.CheckConstraint(
                condition=Q(te_vertellen="") | Q(te_vertellen__in=("veranderd", "plaats", "afgelast"), email=""),
                name="aanmelding_bellen_zonder_mail",
            ),
        ]

    def __str__(self):
        return f"aanmelding {self.pk}"

    @property
    def wachtplek(self) -> int:
        """The how-manieth of the waiting list this is; 0 for who has a place or takes none."""
        if not self.wachtlijst or self.afgemeld_op:
            return 0
        return Aanmelding.objects.filter(wandeling=self.wandeling_id, pk__lte=self.pk).wachtend().count()
