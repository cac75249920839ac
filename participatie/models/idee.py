import math
import re
from datetime import date, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from participatie.models.ideevragen import IdeeQuerySet
from wijk import geo
from wijk.bedrag import BedragField
from wijk.models import Gebeurtenis
from wijk.tekens import zichtbare_regel
from wijk.woorden import datum


def _eerste_zin(tekst: str) -> str:
    zin = re.split(r"(?<=[.!?])\s", tekst, maxsplit=1)[0]
    return zin if len(zin) <= 160 else f"{zin[:157].rstrip()}…"


class Idee(models.Model):
    """Something that somebody sees in the wijk: a chance (kans) or a problem (knelpunt)."""

    class Soort(models.TextChoices):
        KANS = "kans", "kans"
        KNELPUNT = "knelpunt", "knelpunt"

    class Status(models.TextChoices):
        ONBEVESTIGD = "onbevestigd", "nog niet bevestigd"
        ONTVANGEN = "ontvangen", "ontvangen"
        WACHT_OP_THEMA = "wacht_op_thema", "wacht tot het thema open is"
        IN_BEHANDELING = "in_behandeling", "in behandeling"
        PAST = "past", "dit kan"
        PAST_DEELS = "past_deels", "dit kan voor een deel"
        PAST_NIET = "past_niet", "dit kan niet"
        REGULIER = "regulier", "gaat mee in het gewone onderhoud"
        SAMENGEVOEGD = "samengevoegd", "hoort bij een ander idee"
        PROJECT = "project", "zit in een project"
        OPGEPAKT = "opgepakt", "wordt opgepakt"
        LATER = "later", "later"
        NIET_GEKOZEN = "niet_gekozen", "niet gekozen"
        KLAAR = "klaar", "klaar"
        INGETROKKEN = "ingetrokken", "ingetrokken"
        # A part of a split that was undone: what it said is back in the idea that it came from, and its number leads there.
        TERUGGEZET = "teruggezet", "weer bij een ander idee gezet"

    # What an overleg decides on; a decision that is taken back leads back there.
    KLAAR_VOOR_OVERLEG = (Status.PAST, Status.PAST_DEELS, Status.LATER)
    # The whole life of an idea: which status may follow which.
    MAG_WORDEN = {
        Status.ONBEVESTIGD: {Status.ONTVANGEN, Status.INGETROKKEN},
        Status.ONTVANGEN: {Status.IN_BEHANDELING, Status.WACHT_OP_THEMA, Status.SAMENGEVOEGD, Status.INGETROKKEN, Status.TERUGGEZET},
        Status.WACHT_OP_THEMA: {Status.ONTVANGEN, Status.IN_BEHANDELING, Status.INGETROKKEN, Status.TERUGGEZET},
        Status.IN_BEHANDELING: {
            Status.PAST,
            Status.PAST_DEELS,
            Status.PAST_NIET,
            Status.REGULIER,
            Status.SAMENGEVOEGD,
            Status.INGETROKKEN,
            Status.TERUGGEZET,
        },
        Status.PAST: {Status.PROJECT, Status.OPGEPAKT, Status.REGULIER, Status.LATER, Status.NIET_GEKOZEN, Status.IN_BEHANDELING},
        Status.PAST_DEELS: {Status.PROJECT, Status.OPGEPAKT, Status.REGULIER, Status.LATER, Status.NIET_GEKOZEN, Status.IN_BEHANDELING},
        Status.PAST_NIET: {Status.IN_BEHANDELING},
        Status.NIET_GEKOZEN: {Status.IN_BEHANDELING, *KLAAR_VOOR_OVERLEG},
        Status.LATER: {
            Status.IN_BEHANDELING,
            Status.PROJECT,
            Status.OPGEPAKT,
            Status.REGULIER,
            Status.NIET_GEKOZEN,
            Status.PAST,
            Status.PAST_DEELS,
        },
        Status.REGULIER: {Status.KLAAR, Status.IN_BEHANDELING, *KLAAR_VOOR_OVERLEG},
        Status.OPGEPAKT: {Status.KLAAR, Status.IN_BEHANDELING, *KLAAR_VOOR_OVERLEG},
        Status.SAMENGEVOEGD: {Status.IN_BEHANDELING, Status.ONTVANGEN, Status.WACHT_OP_THEMA},
        Status.PROJECT: {Status.KLAAR, *KLAAR_VOOR_OVERLEG},
        Status.KLAAR: set(),
        Status.INGETROKKEN: set(),
        Status.TERUGGEZET: set(),
    }
    # Until an official takes it in hand, who sent it may change it.
    ZELF_TE_WIJZIGEN = (Status.ONBEVESTIGD, Status.ONTVANGEN, Status.WACHT_OP_THEMA)
    # What no figure counts as an idea that somebody raised.
    NIET_INGEBRACHT = (Status.ONBEVESTIGD, Status.INGETROKKEN, Status.TERUGGEZET)
    WACHT_OP_ANTWOORD = (Status.ONTVANGEN, Status.IN_BEHANDELING)
    TE_TOETSEN = (*WACHT_OP_ANTWOORD, Status.WACHT_OP_THEMA)
    # Decided and done with: nothing goes on here, so no other idea can join it.
    AFGEDAAN = (Status.PAST_NIET, Status.NIET_GEKOZEN, Status.KLAAR)
    # Colour of the badge (never alone: the word stands in it).
    KLEUR = {
        Status.PAST: "groen",
        Status.PROJECT: "groen",
        Status.KLAAR: "groen",
        Status.OPGEPAKT: "groen",
        Status.PAST_DEELS: "oker",
        Status.IN_BEHANDELING: "blauw",
        Status.ONTVANGEN: "blauw",
        Status.REGULIER: "blauw",
        Status.LATER: "oker",
        Status.WACHT_OP_THEMA: "oker",
        Status.PAST_NIET: "rood",
        Status.NIET_GEKOZEN: "rood",
    }

    # How many metres is near, and the orders of the list: a word, and the columns.
    BIJ = 300
    SORTERING = {
        "nieuw": ("het nieuwste eerst", ["-nummer"]),
        "oud": ("het oudste eerst", ["nummer"]),
        "steun": ("de meeste steun eerst", ["-steun_aantal", "-nummer"]),
        "antwoord": ("alleen met antwoord, het laatste eerst", ["-toetsingen__wanneer", "-toetsingen__pk"]),
    }

    class Herkomst(models.TextChoices):
        WANDELING = "wandeling", "gezegd tijdens een wijkwandeling"
        ONLINE = "online", "via deze website"
        PAPIER = "papier", "op papier"
        OVERLEG = "overleg", "gezegd tijdens een overleg"

    wijk = models.ForeignKey("wijk.Wijk", models.PROTECT, related_name="ideeen", verbose_name="wijk")
    nummer = models.PositiveIntegerField("nummer")
    soort = models.CharField("soort", max_length=10, choices=Soort)
    titel = models.CharField("titel", max_length=120, validators=[zichtbare_regel])
    omschrijving = models.TextField("omschrijving", max_length=4000, blank=True)
    thema = models.ForeignKey("wijk.Thema", models.PROTECT, null=True, blank=True, related_name="ideeen", verbose_name="thema")
    lat = models.FloatField("breedte", null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lon = models.FloatField("lengte", null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])
    plaats = models.CharField("plaats", max_length=200, blank=True)
    geschatte_kosten = BedragField("geschatte kosten", null=True, blank=True, validators=[MinValueValidator(0)])
    herkomst = models.CharField("herkomst", max_length=10, choices=Herkomst, default=Herkomst.ONLINE)
    wandeling = models.ForeignKey(
        "participatie.Wijkwandeling", models.PROTECT, null=True, blank=True, related_name="ideeen", verbose_name="wijkwandeling"
    )
    halte = models.ForeignKey("participatie.Halte", models.SET_NULL, null=True, blank=True, related_name="ideeen", verbose_name="halte")
    overleg = models.ForeignKey("participatie.Overleg", models.PROTECT, null=True, blank=True, related_name="ideeen", verbose_name="overleg")
    # Who raised it: personal data, for officials alone unless naam_openbaar.
    naam = models.CharField("uw naam", max_length=100, blank=True)
    email = models.EmailField("uw e-mailadres", blank=True)
    bevestigd_op = models.DateTimeField("e-mailadres bevestigd op", null=True, blank=True, editable=False)
    naam_openbaar = models.BooleanField("mijn naam mag bij het idee staan", default=False)
    indiener = models.ForeignKey("wijk.Gebruiker", models.SET_NULL, null=True, blank=True, related_name="ideeen", verbose_name="ingediend door")
    invoerder = models.ForeignKey("wijk.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ingevoerd door")
    # Where it stands.
    status = models.CharField("status", max_length=16, choices=Status, default=Status.ONTVANGEN)
    openbaar = models.BooleanField("openbaar", default=True)
    ontvangen_op = models.DateTimeField("ontvangen op", default=timezone.now)
    antwoord_voor = models.DateField("antwoord uiterlijk", null=True, blank=True)
    eerst_beloofd = models.DateField("eerst beloofd", null=True, blank=True, help_text="antwoord_voor, before it was looked at anew")
    behandelaar = models.ForeignKey("wijk.Gebruiker", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="behandelaar")
    samengevoegd_met = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="samengevoegd", verbose_name="hoort bij idee")
    gesplitst_uit = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="afgesplitst", verbose_name="afgesplitst van idee")
    project = models.ForeignKey("participatie.Project", models.PROTECT, null=True, blank=True, related_name="ideeen", verbose_name="project")
    steun_aantal = models.PositiveIntegerField("aantal steun", default=0)
    sleutel = models.CharField(max_length=64, null=True, editable=False, help_text="made by who sends it: the same remark sent twice is one idea")
    voorbeeld = models.BooleanField("verzonnen voorbeeld", default=False, editable=False)

    objects = IdeeQuerySet.as_manager()

    class Meta:
        verbose_name = "idee"
        verbose_name_plural = "ideeën"
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["wijk", "nummer"], name="idee_nummer_uniek"),
            models.UniqueConstraint(fields=["wijk", "sleutel"], name="idee_sleutel_uniek"),
            models.CheckConstraint(condition=Q(lat__isnull=True, lon__isnull=True) | Q(lat__isnull=False, lon__isnull=False), name="idee_lat_en_lon"),
            models.CheckConstraint(
                condition=Q(lat__isnull=True) | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
                name="idee_op_de_wereld",
            ),
            models.CheckConstraint(condition=~Q(titel=""), name="idee_heeft_titel"),
            models.CheckConstraint(
                condition=Q(status="samengevoegd", samengevoegd_met__isnull=False) | (~Q(status="samengevoegd") & Q(samengevoegd_met__isnull=True)),
                name="idee_samengevoegd_met",
            ),
            models.CheckConstraint(condition=~Q(samengevoegd_met=F("id")), name="idee_niet_bij_zichzelf"),
            models.CheckConstraint(condition=~Q(gesplitst_uit=F("id")), name="idee_niet_uit_zichzelf"),
            models.CheckConstraint(condition=~Q(status="project") | Q(project__isnull=False), name="idee_in_project"),
            models.CheckConstraint(condition=~Q(status="onbevestigd") | Q(openbaar=False), name="idee_onbevestigd_niet_openbaar"),
            models.CheckConstraint(
                condition=~Q(status="teruggezet") | Q(openbaar=False, gesplitst_uit__isnull=False), name="idee_teruggezet_uit_zicht"
            ),
            models.CheckConstraint(condition=Q(eerst_beloofd__isnull=True) | Q(antwoord_voor__isnull=False), name="idee_eerst_beloofd"),
            models.CheckConstraint(condition=Q(geschatte_kosten__isnull=True) | Q(geschatte_kosten__gte=0), name="idee_kosten"),
        ]
        indexes = [
            models.Index(fields=["wijk", "openbaar", "-nummer"], name="idee_lijst"),
            # Only public ones: SQLite does not see in `WHERE openbaar` the `openbaar = 1` that a column of an index would need.
            models.Index(fields=["wijk", "-steun_aantal", "-nummer"], condition=Q(openbaar=True), name="idee_lijst_steun"),
            models.Index(fields=["wijk", "openbaar", "thema", "-nummer"], name="idee_lijst_thema"),
            models.Index(fields=["wijk", "openbaar", "status", "-nummer"], name="idee_lijst_status"),
            # The list of officials, who see also what is not public.
            models.Index(fields=["wijk", "status", "-nummer"], name="idee_alle_status"),
            models.Index(fields=["wijk", "thema", "-nummer"], name="idee_alle_thema"),
            models.Index(fields=["wijk", "herkomst", "-nummer"], name="idee_alle_herkomst"),
            models.Index(fields=["wandeling", "-nummer"], name="idee_alle_wandeling"),
            models.Index(fields=["wijk", "behandelaar", "-nummer"], name="idee_alle_behandelaar"),
            models.Index(fields=["wijk", "-nummer"], condition=Q(plaats="", lat__isnull=True), name="idee_zonder_plek"),
            models.Index(fields=["wijk", "-nummer"], condition=Q(naam=""), name="idee_zonder_naam"),
            # The list of ideas to toets: in order of their term, and counted; all that is asked of them stands in the index itself.
            models.Index(fields=["wijk", "status", "antwoord_voor", "nummer", "thema", "behandelaar"], name="idee_termijn"),
            models.Index(fields=["wijk", "status", "thema", "behandelaar", "antwoord_voor"], name="idee_toetslijst"),
            models.Index(fields=["wijk", "antwoord_voor", "nummer"], condition=Q(openbaar=False), name="idee_niet_openbaar"),
            models.Index(fields=["email"], condition=~Q(email=""), name="idee_adres"),
            models.Index(
                fields=["wijk", "antwoord_voor"],
                condition=Q(bevestigd_op__isnull=True, herkomst="online") & ~Q(email=""),
                name="idee_adres_onbevestigd",
            ),
        ]

    def __str__(self):
        return f"idee {self.nummer}"

    def get_absolute_url(self):
        return reverse("openbaar:idee", args=[self.wijk.slug, self.nummer])

    @classmethod
    def kleur_van(cls, status: str) -> str:
        return cls.KLEUR.get(cls.Status(status), "grijs")

    @property
    def kleur(self) -> str:
        return self.kleur_van(self.status)

    @property
    def met_stand(self) -> str:
        return f"Idee {self.nummer} heeft nu de stand “{self.get_status_display()}”."

    def te_vergeten(self) -> bool:
        """Whether who sent it, without an account, can still be forgotten: there is something left to wipe (deeds/vergeten.py)."""
        woorden = self.status == self.Status.INGETROKKEN and self.titel != self.get_status_display()
        return self.indiener_id is None and (bool(self.naam or self.email) or woorden or hasattr(self, "postadres"))

    def van_website_gehaald(self) -> Gebeurtenis | None:
        """When an official took it off the website, with `gegevens.reden`; None when it is there, or was not there yet."""
        laatste = None if self.openbaar else Gebeurtenis.objects.over(self).laatste_van("idee.gepubliceerd", "idee.verborgen")
        return laatste if laatste and laatste.soort == "idee.verborgen" else None

    @property
    def antwoord_in_een_zin(self) -> str:
        """The first sentence of the current answer, on a list made with `voor_lijst`."""
        return _eerste_zin(self.huidige_toetsingen[0].reden) if self.huidige_toetsingen else ""

    @property
    def in_een_zin(self) -> str:
        """What has been decided and why, or when that will be, on a list made with `voor_lijst`."""
        S = self.Status
        if self.wacht_op_ons and self.huidige_toetsingen:
            return "We kijken opnieuw naar dit idee."
        if self.is_te_laat:
            return f"Het antwoord had er op {datum(self.antwoord_voor)} moeten zijn. We werken eraan."
        if self.wacht_op_ons:
            return f"Uiterlijk {datum(self.antwoord_voor)} staat hier het antwoord." if self.antwoord_voor else "De gemeente kijkt nog."
        if self.status == S.WACHT_OP_THEMA:
            return f"We bewaren dit tot het thema {self.thema} opengaat."
        if self.status == S.SAMENGEVOEGD:
            return f"Hoort bij idee {self.samengevoegd_met.nummer}. {self.antwoord_in_een_zin}".rstrip()
        stap = self.stappen_tot_nu[-1] if self.stappen_tot_nu else None
        if stap and (self.status in (S.PROJECT, S.OPGEPAKT, S.LATER, S.NIET_GEKOZEN, S.KLAAR) or self.status == stap.besluit):
            return _eerste_zin(f"{stap.get_besluit_display().capitalize()}: {stap.reden}")
        return self.antwoord_in_een_zin

    @property
    def meter(self) -> int:
        """How far it lies from the place that `bij` asked for, in steps of ten metres."""
        return int(round(math.sqrt(self.afstand2) * geo.METER_PER_GRAAD, -1))

    @property
    def is_te_lezen(self) -> bool:
        """Whether everyone may read its words and see its photos: a withdrawn one keeps its number alone."""
        return self.openbaar and self.status != self.Status.INGETROKKEN

    @property
    def leidt_verder(self) -> bool:
        """Whether its address leads on to the idea that it was merged into."""
        return self.status == self.Status.SAMENGEVOEGD and self.samengevoegd_met.is_te_lezen

    @property
    def gezegd_op(self) -> date:
        """The day on which it was said at a walk or an overleg, or else came in."""
        bij = self.wandeling or self.overleg
        return timezone.localdate(min(self.ontvangen_op, bij.begint) if bij else self.ontvangen_op)

    @property
    def is_adres_onbevestigd(self) -> bool:
        return bool(self.email) and self.bevestigd_op is None and self.herkomst == self.Herkomst.ONLINE

    @property
    def kan_zelf_wijzigen(self) -> bool:
        return self.status in self.ZELF_TE_WIJZIGEN

    @property
    def kan_intrekken(self) -> bool:
        return self.Status.INGETROKKEN in self.MAG_WORDEN[self.Status(self.status)]

    @property
    def is_afgedaan(self) -> bool:
        return self.status in self.AFGEDAAN

    @property
    def kan_meedoen(self) -> bool:
        """Whether joining in still makes sense: not when it was refused, and not when it is done or part of another."""
        S = self.Status
        return not self.is_afgedaan and self.status not in (S.SAMENGEVOEGD, S.INGETROKKEN, S.TERUGGEZET)

    @property
    def wacht_op_ons(self) -> bool:
        return self.status in self.WACHT_OP_ANTWOORD

    @property
    def is_te_toetsen(self) -> bool:
        """Whether an official can answer it now."""
        return self.status in self.TE_TOETSEN

    @property
    def kan_opnieuw(self) -> bool:
        """Whether it has an answer of its own, and an official can look at it anew."""
        S = self.Status
        return S.IN_BEHANDELING in self.MAG_WORDEN[S(self.status)] and self.status not in (*self.TE_TOETSEN, S.SAMENGEVOEGD)

    @property
    def mogelijke_besluiten(self) -> set[str]:
        """What an overleg can decide on it now: every vervolgstap once it was answered with yes or kept for later, which may be said again."""
        S = self.Status
        if self.status not in self.KLAAR_VOOR_OVERLEG:
            return set()
        return {S.LATER} | self.MAG_WORDEN[S(self.status)] - {S.IN_BEHANDELING, S.PAST, S.PAST_DEELS}

    @property
    def stand_van_antwoord(self) -> str:
        """The status that its current answer gave it, where that was yes."""
        deels = self.toetsingen.huidig().filter(uitkomst=self.Status.PAST_DEELS).exists()
        return self.Status.PAST_DEELS if deels else self.Status.PAST

    @property
    def is_te_laat(self) -> bool:
        return self.wacht_op_ons and self.antwoord_voor is not None and self.antwoord_voor < timezone.localdate()

    @property
    def wordt_opnieuw_bekeken(self) -> bool:
        """Whether it has an answer already, so that the promised day says nothing any more to who raised it."""
        return self.status == self.Status.IN_BEHANDELING and self.toetsingen.huidig().exists()

    @property
    def is_bijna_te_laat(self) -> bool:
        vandaag = timezone.localdate()
        return self.wacht_op_ons and self.antwoord_voor is not None and vandaag <= self.antwoord_voor <= vandaag + timedelta(days=7)

    @property
    def wie(self) -> str:
        """Who raised it, as the public may read it."""
        return self.naam if self.naam_openbaar and self.naam else "een bewoner"
