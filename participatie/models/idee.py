import math
import re
from datetime import date, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from participatie.models.foto import Foto
from participatie.models.toetsing import Toetsing
from participatie.models.woord import IdeeWoord, Woord
from wijk import geo
from wijk.bedrag import BedragField
from wijk.tekens import zichtbare_regel
from wijk.woorden import datum

# A number as people write it: 27, #27, idee 27, nummer 27, Idee nr. 27.
NUMMER = re.compile(r"(?:idee)?\s*(?:nummer|nr\.?)?\s*#?\s*(\d{1,8})", re.ASCII | re.IGNORECASE)


def _eerste_zin(tekst: str) -> str:
    zin = re.split(r"(?<=[.!?])\s", tekst, maxsplit=1)[0]
    return zin if len(zin) <= 160 else f"{zin[:157].rstrip()}…"


class NummeringManager(models.Manager["Nummering"]):
    def volgende(self, wijk, aantal: int = 1) -> int:
        """The first of `aantal` fresh numbers of this wijk. Holds the wijk's row until the transaction ends, so that no number is given twice."""
        self.get_or_create(wijk=wijk)
        self.filter(wijk=wijk).update(laatste=F("laatste") + aantal)
        return self.values_list("laatste", flat=True).get(wijk=wijk) - aantal + 1


class Nummering(models.Model):
    """The last number given to an idea of a wijk."""

    wijk = models.OneToOneField("wijk.Wijk", models.CASCADE, primary_key=True)
    laatste = models.PositiveIntegerField(default=0)

    objects = NummeringManager()


class IdeeQuerySet(models.QuerySet["Idee"]):
    def openbaar(self):
        return self.filter(openbaar=True)

    def te_lezen(self):
        """Those whose words everyone may read (see `Idee.is_te_lezen`)."""
        return self.openbaar().exclude(status=Idee.Status.INGETROKKEN)

    def wacht_op_antwoord(self):
        return self.filter(status__in=Idee.WACHT_OP_ANTWOORD)

    def te_laat(self, vandaag: date):
        return self.wacht_op_antwoord().filter(antwoord_voor__lt=vandaag)

    def bijna_te_laat(self, vandaag: date):
        return self.wacht_op_antwoord().filter(antwoord_voor__gte=vandaag, antwoord_voor__lte=vandaag + timedelta(days=7))

    def dringend_voor(self, gebruiker, vandaag: date):
        """Late or nearly so, and in this official's hands or in nobody's; the one that must be answered first stands first."""
        dringend = self.wacht_op_antwoord().filter(antwoord_voor__lte=vandaag + timedelta(days=7))
        return dringend.filter(Q(behandelaar=gebruiker) | Q(behandelaar=None)).op_volgorde_van_termijn()

    def niet_openbaar(self):
        return self.filter(openbaar=False).exclude(status__in=[Idee.Status.INGETROKKEN, Idee.Status.ONBEVESTIGD])

    def adres_onbevestigd(self):
        """Sent with an e-mail address of which nobody has shown that it is theirs."""
        return self.filter(bevestigd_op__isnull=True, herkomst=Idee.Herkomst.ONLINE).exclude(email="").exclude(status=Idee.Status.INGETROKKEN)

    def klaargezet(self, wat: str, door, vandaag: date):
        """The part of the waiting ideas that an official asks for."""
        match wat:
            case "te_laat":
                return self.te_laat(vandaag)
            case "bijna":
                return self.bijna_te_laat(vandaag)
            case "mijn":
                return self.wacht_op_antwoord().filter(behandelaar=door)
            case "niet_openbaar":
                return self.niet_openbaar()
            case "onbevestigd":
                return self.adres_onbevestigd()
            case "ontvangen" | "wacht_op_thema":
                return self.filter(status=wat)
            case _:
                return self.wacht_op_antwoord()

    def op_volgorde_van_termijn(self):
        """The one that must be answered first stands first."""
        return self.order_by("antwoord_voor", "nummer")

    def klaar_voor_overleg(self):
        """Answered with yes, or kept for later: what an overleg can decide on."""
        return self.filter(status__in=Idee.KLAAR_VOOR_OVERLEG)

    def van(self, gebruiker):
        return self.filter(indiener=gebruiker)

    def genummerd(self, nummer: int):
        return self.select_related("wijk", "thema").filter(nummer=nummer).first()

    def van_niemand_op(self, email: str):
        """Sent with this address, by nobody with an account."""
        return self.filter(indiener__isnull=True, email=email.strip().lower()).exclude(email="")

    def van_persoon(self, gebruiker):
        """All that is of this person: sent while signed in, or with the address of the account."""
        return self.filter(Q(indiener=gebruiker) | Q(indiener__isnull=True, email=gebruiker.email.lower()))

    def binnen(self, bbox):
        """Those within (west, south, east, north), WGS 84 degrees; all when None."""
        if bbox is None:
            return self
        west, zuid, oost, noord = bbox
        return self.filter(lat__gte=zuid, lat__lte=noord, lon__gte=west, lon__lte=oost)

    def voor_pagina(self):
        return self.select_related("wijk", "thema", "wandeling__wijk", "overleg", "project__wijk", "samengevoegd_met", "behandelaar", "halte")

    def met_plaats(self):
        return self.filter(lat__isnull=False)

    def bij(self, plek):
        """Those within BIJ metres of (lat, lon), with `afstand2`: the square of the distance, in degrees of latitude; all when None."""
        if plek is None:
            return self
        lat, lon = plek
        hoog, breed = geo.graden(lat, Idee.BIJ)
        afstand2 = (F("lat") - lat) * (F("lat") - lat) + (F("lon") - lon) * (F("lon") - lon) * (hoog / breed) ** 2
        vak = (lon - breed, lat - hoog, lon + breed, lat + hoog)
        return self.binnen(vak).annotate(afstand2=afstand2).filter(afstand2__lte=hoog**2)

    def gesorteerd(self, sorteer="", bij=None):
        """In the order of one of Idee.SORTERING; the nearest first near a place, unless another order is asked for."""
        if bij and not sorteer:
            return self.order_by("afstand2", "-nummer")
        return self.order_by(*Idee.SORTERING.get(sorteer, Idee.SORTERING["nieuw"])[1])

    def gefilterd(self, thema=None, soort="", status="", wandeling=None, bbox=None, bij=None):
        """Those that match every filter that is given."""
        rijen = self.binnen(bbox).bij(bij)
        if thema:
            rijen = rijen.filter(thema=thema)
        if soort:
            rijen = rijen.filter(soort=soort)
        if status:
            rijen = rijen.filter(status=status)
        if wandeling:
            rijen = rijen.filter(wandeling=wandeling)
        return rijen

    def gezocht(self, wijk, zoek: str, hoogstens: int | None = None):
        """Those with every word, in any form, in title, text or place; `27`, `#27` or `idee nr 27` is a number. All when nothing is looked for.

        `hoogstens`: the newest so many are enough; then it costs the same in a large wijk.
        """
        if not zoek.strip():
            return self
        if nummer := NUMMER.fullmatch(zoek.strip()):
            return self.filter(nummer=int(nummer[1]))
        per_woord = Woord.objects.bij(wijk, zoek)
        if not per_woord or not all(per_woord):
            return self.none()
        if hoogstens:
            return self.filter(pk__in=IdeeWoord.objects.nieuwste_met(per_woord, hoogstens, self))
        return self.filter(*(Exists(IdeeWoord.objects.filter(idee_id=OuterRef("pk"), woord_id__in=een)) for een in per_woord))

    def met_eerste_foto(self):
        """For a list that shows one photo of each, as `eerste_fotos`."""
        return self.prefetch_related(models.Prefetch("fotos", Foto.objects.eerste(), to_attr="eerste_fotos"))

    def voor_lijst(self):
        """With what a card shows: theme, the current answer, the idea it belongs to."""
        return self.select_related("wijk", "thema", "samengevoegd_met").prefetch_related(
            models.Prefetch("toetsingen", Toetsing.objects.huidig(), to_attr="huidige_toetsingen"),
            models.Prefetch("vervolgstappen", to_attr="stappen_tot_nu"),
        )


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

    # The whole life of an idea: which status may follow which.
    MAG_WORDEN = {
        Status.ONBEVESTIGD: {Status.ONTVANGEN, Status.INGETROKKEN},
        Status.ONTVANGEN: {Status.IN_BEHANDELING, Status.WACHT_OP_THEMA, Status.SAMENGEVOEGD, Status.INGETROKKEN},
        Status.WACHT_OP_THEMA: {Status.ONTVANGEN, Status.IN_BEHANDELING, Status.INGETROKKEN},
        Status.IN_BEHANDELING: {
            Status.PAST,
            Status.PAST_DEELS,
            Status.PAST_NIET,
            Status.REGULIER,
            Status.SAMENGEVOEGD,
            Status.INGETROKKEN,
        },
        Status.PAST: {Status.PROJECT, Status.OPGEPAKT, Status.LATER, Status.NIET_GEKOZEN, Status.IN_BEHANDELING},
        Status.PAST_DEELS: {Status.PROJECT, Status.OPGEPAKT, Status.LATER, Status.NIET_GEKOZEN, Status.IN_BEHANDELING},
        Status.PAST_NIET: {Status.IN_BEHANDELING},
        Status.NIET_GEKOZEN: {Status.IN_BEHANDELING},
        Status.LATER: {Status.IN_BEHANDELING, Status.PROJECT, Status.OPGEPAKT},
        Status.REGULIER: {Status.KLAAR, Status.IN_BEHANDELING},
        Status.OPGEPAKT: {Status.KLAAR, Status.IN_BEHANDELING},
        Status.SAMENGEVOEGD: {Status.IN_BEHANDELING},
        Status.PROJECT: {Status.KLAAR, Status.PAST},
        Status.KLAAR: set(),
        Status.INGETROKKEN: set(),
    }
    # Until an official takes it in hand, who sent it may change it.
    ZELF_TE_WIJZIGEN = (Status.ONBEVESTIGD, Status.ONTVANGEN, Status.WACHT_OP_THEMA)
    WACHT_OP_ANTWOORD = (Status.ONTVANGEN, Status.IN_BEHANDELING)
    KLAAR_VOOR_OVERLEG = (Status.PAST, Status.PAST_DEELS, Status.LATER)
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
    behandelaar = models.ForeignKey("wijk.Gebruiker", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="behandelaar")
    samengevoegd_met = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="samengevoegd", verbose_name="hoort bij idee")
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
            models.CheckConstraint(condition=~Q(status="project") | Q(project__isnull=False), name="idee_in_project"),
            models.CheckConstraint(condition=~Q(status="onbevestigd") | Q(openbaar=False), name="idee_onbevestigd_niet_openbaar"),
            models.CheckConstraint(condition=Q(geschatte_kosten__isnull=True) | Q(geschatte_kosten__gte=0), name="idee_kosten"),
        ]
        indexes = [
            models.Index(fields=["wijk", "openbaar", "-nummer"], name="idee_lijst"),
            # Only public ones: SQLite does not see in `WHERE openbaar` the `openbaar = 1` that a column of an index would need.
            models.Index(fields=["wijk", "-steun_aantal", "-nummer"], condition=Q(openbaar=True), name="idee_lijst_steun"),
            models.Index(fields=["wijk", "openbaar", "thema", "-nummer"], name="idee_lijst_thema"),
            models.Index(fields=["wijk", "openbaar", "status", "-nummer"], name="idee_lijst_status"),
            models.Index(fields=["wijk", "status", "antwoord_voor"], name="idee_werklijst"),
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
    def antwoord_in_een_zin(self) -> str:
        """The first sentence of the current answer, on a list made with `voor_lijst`."""
        return _eerste_zin(self.huidige_toetsingen[0].reden) if self.huidige_toetsingen else ""

    @property
    def in_een_zin(self) -> str:
        """What has been decided and why, or when that will be, on a list made with `voor_lijst`."""
        S = self.Status
        if self.is_te_laat:
            return f"Het antwoord had er op {datum(self.antwoord_voor)} moeten zijn. We werken eraan."
        if self.wacht_op_ons:
            return f"Uiterlijk {datum(self.antwoord_voor)} staat hier het antwoord." if self.antwoord_voor else "De gemeente kijkt nog."
        if self.status == S.WACHT_OP_THEMA:
            return f"We bewaren dit tot het thema {self.thema} opengaat."
        if self.status == S.SAMENGEVOEGD:
            return f"Hoort bij idee {self.samengevoegd_met.nummer}. {self.antwoord_in_een_zin}".rstrip()
        if self.status in (S.PROJECT, S.OPGEPAKT, S.LATER, S.NIET_GEKOZEN, S.KLAAR) and self.stappen_tot_nu:
            stap = self.stappen_tot_nu[-1]
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
    def is_adres_onbevestigd(self) -> bool:
        return bool(self.email) and self.bevestigd_op is None and self.herkomst == self.Herkomst.ONLINE

    @property
    def kan_zelf_wijzigen(self) -> bool:
        return self.status in self.ZELF_TE_WIJZIGEN

    @property
    def kan_intrekken(self) -> bool:
        return self.Status.INGETROKKEN in self.MAG_WORDEN[self.Status(self.status)]

    @property
    def wacht_op_ons(self) -> bool:
        return self.status in self.WACHT_OP_ANTWOORD

    @property
    def is_te_laat(self) -> bool:
        return self.wacht_op_ons and self.antwoord_voor is not None and self.antwoord_voor < timezone.localdate()

    @property
    def wie(self) -> str:
        """Who raised it, as the public may read it."""
        return self.naam if self.naam_openbaar and self.naam else "een bewoner"
