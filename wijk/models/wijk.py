from datetime import date, timedelta

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property

from wijk import geo
from wijk.dagen import werkdag_vanaf

# First words of addresses that are not a wijk.
GERESERVEERD = frozenset(
    "werkplek beheer mijn inloggen uitloggen gezondheid static uploads demo accounts zoeken feeds gegevens privacy toegankelijkheid".split()
)

# What every wijk starts with; the coordinator makes it its own.
HUISREGELS = """Reageer op het idee, niet op de persoon.
Blijf vriendelijk. Schelden, discrimineren en bedreigen mag niet.
Noem geen namen, adressen of telefoonnummers van anderen. Ook niet van uzelf: iedereen kan dit lezen.
Maak geen reclame.
Bent u het oneens? Zeg dan waarom, en wat volgens u beter is."""


def vrije_slug(slug: str) -> None:
    if slug in GERESERVEERD:
        raise ValidationError(f"“{slug}” is al een adres van het portaal. Kies een ander adres.")


def geldige_grens(grens) -> None:
    """A boundary is a GeoJSON Polygon or MultiPolygon in WGS 84 degrees (RFC 7946)."""
    try:
        geo.veelhoek(grens)
    except geo.GeoFout as fout:
        raise ValidationError(str(fout)) from fout


class WijkQuerySet(models.QuerySet["Wijk"]):
    def lopend(self):
        return self.filter(status=Wijk.Status.LOPEND)

    def openbaar(self):
        return self.exclude(status=Wijk.Status.VOORBEREIDING)

    def zichtbaar_voor(self, gebruiker):
        """A wijk in preparation is seen only by who holds a function in it; a beheerder holds theirs in every wijk."""
        openbaar = ~models.Q(status=Wijk.Status.VOORBEREIDING)
        if gebruiker is None:
            return self.filter(openbaar)
        if gebruiker.is_staff:
            return self
        wijken = [wijk_id for wijk_id, _ in gebruiker._functies] if gebruiker.functies_in(None) else []
        return self.filter(openbaar | models.Q(pk__in=wijken))

    def met_laatste(self):
        """With when something last happened there for everyone to see (`laatste`)."""
        gebeurd = apps.get_model("wijk", "Gebeurtenis").objects.openbaar().filter(wijk=models.OuterRef("pk")).order_by("-pk")
        return self.annotate(laatste=models.Subquery(gebeurd.values("wanneer")[:1]))


class Wijk(models.Model):
    """A wijk in which the municipality works together with the people who live and work there. The next one is a row."""

    class Status(models.TextChoices):
        VOORBEREIDING = "voorbereiding", "in voorbereiding (nog niet openbaar)"
        LOPEND = "lopend", "loopt"
        AFGEROND = "afgerond", "afgerond"

    naam = models.CharField("naam", max_length=100, unique=True)
    slug = models.SlugField(
        "adres",
        max_length=60,
        unique=True,
        validators=[vrije_slug],
        help_text="Het stukje in het webadres, bijvoorbeeld geleerdenwijk.",
    )
    inleiding = models.TextField("inleiding", max_length=2000, blank=True, help_text="Staat boven aan de startpagina: waarom deze wijk?")
    telefoon = models.CharField(
        "telefoonnummer voor de wijk",
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^\+?[0-9][0-9 ()-]{4,}$", "Dit is geen telefoonnummer. Vul alleen cijfers in, bijvoorbeeld 14 012.")],
        help_text="Staat onder aan elke pagina van de wijk en op brieven. Leeg: er staat geen nummer.",
    )
    bezoekadres = models.CharField(
        "waar mensen langs kunnen komen",
        max_length=150,
        blank=True,
        help_text="Adres, dagen en tijden op één regel, bijvoorbeeld: het gemeentehuis, Dorpsplein 1, op werkdagen van 9 tot 12 uur. "
        "Staat op dezelfde plekken. Leeg: er staat geen adres.",
    )
    grens = models.JSONField("grens", null=True, blank=True, validators=[geldige_grens], help_text="GeoJSON, graden WGS 84.")
    grens_bron = models.CharField("bron van de grens", max_length=200, blank=True)
    grens_bij_benadering = models.BooleanField("grens is bij benadering", default=True)
    startdatum = models.DateField("start van het proces", null=True, blank=True)
    status = models.CharField("status", max_length=20, choices=Status, default=Status.VOORBEREIDING)
    direct_publiceren = models.BooleanField(
        "ideeën direct publiceren", default=True, help_text="Uit: een ambtenaar kijkt eerst of het idee niets over personen zegt."
    )
    adres_bevestigen = models.BooleanField(
        "eerst het e-mailadres bevestigen",
        default=False,
        help_text="Aan: een idee met een e-mailadres wacht tot de bewoner de code uit de mail heeft ingevuld. Zonder e-mailadres kan het altijd.",
    )
    tweede_lezer = models.BooleanField(
        "een tweede ambtenaar leest antwoorden",
        default=False,
        help_text="Aan: een antwoord op een idee gaat pas uit als een andere ambtenaar het heeft gelezen.",
    )
    reacties_vooraf = models.BooleanField(
        "reacties eerst lezen",
        default=True,
        help_text="Aan: een ambtenaar leest een reactie voordat die op de website komt. Uit: die staat er meteen, en een ambtenaar leest daarna.",
    )
    huisregels = models.TextField(
        "huisregels", max_length=3000, default=HUISREGELS, help_text="Waar een reactie aan moet voldoen. Eén regel op een regel."
    )
    antwoord_binnen_dagen = models.PositiveSmallIntegerField(
        "antwoord binnen (dagen)", default=28, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    voorbeeld = models.BooleanField("bevat verzonnen voorbeelden", default=False, editable=False)

    objects = WijkQuerySet.as_manager()

    class Meta:
        verbose_name = "wijk"
        verbose_name_plural = "wijken"
        ordering = ["naam"]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse("openbaar:start", args=[self.slug])

    @property
    def bel(self) -> str:
        """The address by which a phone calls the wijk."""
        return "tel:" + "".join(teken for teken in self.telefoon if teken in "+0123456789")

    @cached_property
    def veelhoek(self):
        """The boundary as a shapely geometry, or None."""
        return geo.veelhoek(self.grens) if self.grens else None

    def bevat(self, lat: float, lon: float) -> bool | None:
        """Whether a point (WGS 84 degrees) lies in the wijk; None when the boundary is not known."""
        return geo.bevat(self.veelhoek, lat, lon) if self.veelhoek is not None else None

    def antwoord_voor(self, ontvangen: date) -> date:
        """The last day (Dutch date) on which an idea received on this day must be answered; never in a weekend or on a holiday."""
        return werkdag_vanaf(ontvangen + timedelta(days=self.antwoord_binnen_dagen))


class Leeftijd(models.TextChoices):
    """Age groups, in years."""

    TOT_18 = "0-17", "jonger dan 18"
    TOT_30 = "18-29", "18 tot en met 29"
    TOT_45 = "30-44", "30 tot en met 44"
    TOT_65 = "45-64", "45 tot en met 64"
    VANAF_65 = "65+", "65 of ouder"


class Kerncijfer(models.Model):
    """A key figure of a wijk with its source and date."""

    wijk = models.ForeignKey(Wijk, models.CASCADE, related_name="kerncijfers", verbose_name="wijk")
    naam = models.CharField("wat", max_length=100, help_text="Bijvoorbeeld: inwoners.")
    waarde = models.CharField("getal", max_length=40, help_text="Bijvoorbeeld: 1.795 of 39 %.")
    groep = models.CharField("groep", max_length=60, blank=True, help_text="Voor cijfers die bij elkaar horen, zoals inwoners naar leeftijd.")
    bron = models.CharField("bron", max_length=200)
    peildatum = models.CharField("jaar of datum", max_length=40, blank=True)
    leeftijdsgroep = models.CharField(
        "leeftijd",
        max_length=6,
        choices=Leeftijd,
        blank=True,
        help_text="Is dit het aandeel inwoners van een leeftijd? Dan staat het bij wie u bereikte.",
    )
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    class Meta:
        verbose_name = "kerncijfer"
        verbose_name_plural = "kerncijfers"
        ordering = ["groep", "volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["wijk", "groep", "naam"], name="kerncijfer_uniek", violation_error_message="Dit cijfer staat er al.")
        ]

    def __str__(self):
        return f"{self.waarde} {self.naam}"
