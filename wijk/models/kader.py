"""The frame: subjects, conditions, and the verdict on whether there is support for it (sections 1.1 and 1.3 of the note)."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.functions import Round, TruncMonth
from django.urls import reverse
from django.utils import timezone

from wijk.woorden import uren


class ThemaQuerySet(models.QuerySet["Thema"]):
    def open_op(self, dag: date):
        return self.filter(open_vanaf__lte=dag)

    def te_openen(self, dag: date):
        """Those whose day has come, and of which it was not told yet that they are open."""
        return self.open_op(dag).filter(geopend_op=None)

    def nog_dicht(self, dag: date):
        """Not open on this day; the one that opens first stands first, those without a day last."""
        return self.exclude(open_vanaf__lte=dag).order_by(models.F("open_vanaf").asc(nulls_last=True), *self.model._meta.ordering)


class Thema(models.Model):
    """A subject that ideas are about. One that is not open yet still takes ideas; they wait."""

    class Domein(models.TextChoices):
        FYSIEK = "fysiek", "fysiek"
        SOCIAAL = "sociaal", "sociaal"

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="themas", verbose_name="wijk")
    naam = models.CharField("naam", max_length=80)
    uitleg = models.CharField("uitleg", max_length=200, blank=True, help_text="Waar denkt u dan aan? Eén zin.")
    domein = models.CharField("domein", max_length=10, choices=Domein, default=Domein.FYSIEK)
    breed = models.BooleanField("breed thema", default=False, help_text="De zes brede thema’s van paragraaf 1 van de startnotitie.")
    open_vanaf = models.DateField(
        "open vanaf", null=True, blank=True, help_text="Leeg: nog niet bekend. Ideeën worden dan bewaard tot het thema open gaat."
    )
    reden_open = models.CharField("waarom het opengaat", max_length=300, blank=True, help_text="Bewoners lezen dit.")
    geopend_op = models.DateTimeField(null=True, editable=False, help_text="when it was told that it is open; it is told once")
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = ThemaQuerySet.as_manager()

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema’s"
        ordering = ["breed", "volgorde", "naam"]
        constraints = [
            models.UniqueConstraint(fields=["wijk", "naam"], name="thema_uniek", violation_error_message="Dit thema is er al."),
            models.CheckConstraint(
                condition=models.Q(geopend_op__isnull=True) | models.Q(open_vanaf__isnull=False),
                name="thema_geopend_op_een_dag",
            ),
        ]

    def __str__(self):
        return self.naam

    def get_absolute_url(self):
        return reverse("openbaar:kaders", args=[self.wijk.slug]) + "#themas"

    def is_open(self, dag: date | None = None) -> bool:
        return self.open_vanaf is not None and self.open_vanaf <= (dag or timezone.localdate())


class RandvoorwaardeQuerySet(models.QuerySet["Randvoorwaarde"]):
    def in_basisset(self):
        return self.filter(basisset=True)

    def geldig(self):
        return self.filter(vervallen_op__isnull=True)

    def voor_thema(self, thema: Thema | None):
        """Those that hold for every theme, and those limited to this one."""
        overal = models.Q(themas__isnull=True)
        return self.filter(overal | models.Q(themas=thema) if thema else overal).distinct()

    def inhoudelijk(self):
        return self.filter(soort=Randvoorwaarde.Soort.INHOUDELIJK)

    def met_tekst(self):
        return self.select_related("huidige").prefetch_related("themas")

    def per_thema(self) -> list[tuple[Thema | None, list["Randvoorwaarde"]]]:
        """Those of each theme, and then those that hold for every theme (None); one of two themes stands with both."""
        groepen: dict[Thema | None, list[Randvoorwaarde]] = {}
        for voorwaarde in self.met_tekst():
            for thema in voorwaarde.themas.all() or [None]:
                groepen.setdefault(thema, []).append(voorwaarde)
        return sorted(groepen.items(), key=lambda groep: (groep[0] is None, groep[0].naam if groep[0] else ""))


class Randvoorwaarde(models.Model):
    """A condition: what is and what is not possible. Its text lives in versions, so that a verdict keeps the text it was given on."""

    class Soort(models.TextChoices):
        INHOUDELIJK = "inhoudelijk", "inhoudelijk"
        PROCESMATIG = "procesmatig", "over hoe we werken"

    class Grond(models.TextChoices):
        WETTELIJK = "wettelijk", "wet"
        TECHNISCH = "technisch", "techniek"
        FINANCIEEL = "financieel", "geld"
        BELEID = "beleid", "beleid"
        AFSPRAAK = "afspraak", "afspraak"

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="randvoorwaarden", verbose_name="wijk")
    code = models.SlugField("korte naam", max_length=60)
    soort = models.CharField("soort", max_length=12, choices=Soort, default=Soort.INHOUDELIJK)
    grond = models.CharField("grond", max_length=12, choices=Grond)
    basisset = models.BooleanField("hoort bij de basisset van de wijk", default=True, help_text="Uit: geldt alleen voor een project.")
    themas = models.ManyToManyField(Thema, blank=True, related_name="randvoorwaarden", verbose_name="alleen voor thema’s")
    huidige = models.OneToOneField("wijk.RandvoorwaardeVersie", models.PROTECT, null=True, editable=False, related_name="+")
    vervallen_op = models.DateField("vervallen op", null=True, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = RandvoorwaardeQuerySet.as_manager()

    class Meta:
        verbose_name = "randvoorwaarde"
        verbose_name_plural = "randvoorwaarden"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["wijk", "code"], name="randvoorwaarde_uniek", violation_error_message="Deze korte naam is al in gebruik.")
        ]

    def __str__(self):
        return self.huidige.titel if self.huidige else self.code

    def get_absolute_url(self):
        return reverse("openbaar:kader", args=[self.wijk.slug, self.pk])

    def openbare_versies(self):
        """The texts that everyone could read, the newest first: not those that were replaced while the wijk was still in preparation."""
        gebeurd = self.wijk.gebeurtenissen
        opening = gebeurd.filter(soort="wijk.gewijzigd", gegevens__anders__status__0="voorbereiding").order_by("pk").first()
        if opening is None:
            return self.versies.all()
        laatste = gebeurd.over(self).filter(pk__lt=opening.pk, gegevens__anders__versie__isnull=False).order_by("pk").last()
        return self.versies.filter(nummer__gte=laatste.gegevens["anders"]["versie"][1]) if laatste else self.versies.all()


class RandvoorwaardeVersie(models.Model):
    """The text of a condition from a date on. Never changed or deleted (the database refuses): a change is a next version."""

    randvoorwaarde = models.ForeignKey(Randvoorwaarde, models.PROTECT, related_name="versies", verbose_name="randvoorwaarde")
    nummer = models.PositiveSmallIntegerField("versie")
    titel = models.CharField("titel", max_length=120)
    wat_kan = models.TextField("wat kan wel", max_length=1000, blank=True)
    wat_kan_niet = models.TextField("wat kan niet", max_length=1000, blank=True)
    toelichting = models.TextField("toelichting", max_length=2000, blank=True, help_text="Waarom is dit zo? Noem de wet, de regel of de afspraak.")
    reden_wijziging = models.CharField("waarom gewijzigd", max_length=300, blank=True)
    geldig_vanaf = models.DateField("geldig sinds", default=timezone.localdate)
    door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="door")

    class Meta:
        verbose_name = "versie van een randvoorwaarde"
        verbose_name_plural = "versies van randvoorwaarden"
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["randvoorwaarde", "nummer"], name="randvoorwaardeversie_uniek"),
            models.CheckConstraint(
                condition=~models.Q(wat_kan="", wat_kan_niet=""),
                name="randvoorwaardeversie_zegt_iets",
                violation_error_message="Vul in wat kan, wat niet kan, of allebei.",
            ),
        ]

    def __str__(self):
        return f"{self.titel} (versie {self.nummer})"


# Hours go by the quarter. A quarter is exact in binary, so that sums are too, on SQLite as well.
HELE_KWARTIEREN = models.Q(uren=Round(models.F("uren") * 4) / 4)


def hele_kwartieren(uren: Decimal) -> None:
    if uren * 4 % 1:
        raise ValidationError("Vul hele kwartieren in, bijvoorbeeld 1,5 of 0:45.")


def op_een_dag(uren: Decimal) -> None:
    if not 0 < uren <= 24:
        raise ValidationError("Vul meer dan 0 en ten hoogste 24 uur in.")
    hele_kwartieren(uren)


class CapaciteitQuerySet(models.QuerySet["Capaciteit"]):
    def op(self, werk: str, dag: date):
        """What is planned of this work for a period that this day is in."""
        return self.filter(werk=werk, van__lte=dag, tot__gte=dag)

    def per_werk(self, van: date, tot: date) -> dict[str, Decimal]:
        """Per kind of work what is planned for these days, the last one included."""
        som: dict[str, Decimal] = defaultdict(Decimal)
        for periode in self.filter(van__lte=tot, tot__gte=van):
            som[periode.werk] += periode.deel(van, tot)
        return dict(som)

    def met_geschreven(self):
        """With the hours spent on that work in that period, as `geschreven`."""
        geschreven = (
            Urenregel.objects.filter(
                wijk=models.OuterRef("wijk"), werk=models.OuterRef("werk"), datum__gte=models.OuterRef("van"), datum__lte=models.OuterRef("tot")
            )
            .order_by()
            .values("wijk")
            .annotate(som=models.Sum("uren"))
            .values("som")
        )
        return self.annotate(geschreven=models.Subquery(geschreven))


class Capaciteit(models.Model):
    """Hours of officials planned for a kind of work in a period (section 1.3: voldoende ambtelijke capaciteit)."""

    class Werk(models.TextChoices):
        BEGELEIDING = "begeleiding", "begeleiding van het proces"
        VRAGEN = "vragen", "vragen en ideeën"

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="capaciteit", verbose_name="wijk")
    werk = models.CharField("soort werk", max_length=12, choices=Werk)
    van = models.DateField("van")
    tot = models.DateField("tot en met")
    uren = models.DecimalField("uren", max_digits=7, decimal_places=2, validators=[MinValueValidator(0), hele_kwartieren])

    objects = CapaciteitQuerySet.as_manager()

    class Meta:
        verbose_name = "geplande uren"
        verbose_name_plural = "geplande uren"
        ordering = ["van", "werk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(tot__gte=models.F("van")),
                name="capaciteit_periode",
                violation_error_message="De periode eindigt voor hij begint.",
            ),
            models.CheckConstraint(condition=models.Q(uren__gte=0), name="capaciteit_uren"),
            models.CheckConstraint(condition=HELE_KWARTIEREN, name="capaciteit_kwartieren"),
        ]

    def __str__(self):
        return f"{uren(self.uren)} {self.get_werk_display()}"

    def deel(self, van: date, tot: date) -> Decimal:
        """What of it is for these days, the last one included: it is spread evenly over its period."""
        dagen = (min(self.tot, tot) - max(self.van, van)).days + 1
        return self.uren * max(dagen, 0) / ((self.tot - self.van).days + 1)


class UrenregelQuerySet(models.QuerySet["Urenregel"]):
    def laatste_werk(self, gebruiker) -> str:
        """What this person last noted hours for; nothing before the first time."""
        return self.filter(door=gebruiker).order_by("-pk").values_list("werk", flat=True).first() or ""

    def van(self, gebruiker):
        return self.filter(door=gebruiker)

    def samen(self, vanaf: date | None = None) -> Decimal:
        """All these hours; `vanaf`: those of this day and later."""
        rijen = self if vanaf is None else self.filter(datum__gte=vanaf)
        return rijen.aggregate(som=models.Sum("uren"))["som"] or Decimal(0)

    def per_werk_en_maand(self, vanaf: date) -> dict[tuple[str, date], Decimal]:
        """The hours spent on each kind of work in each month (its first day) from this day on."""
        rijen = self.filter(datum__gte=vanaf).order_by().values_list("werk", TruncMonth("datum")).annotate(som=models.Sum("uren"))
        return {(werk, maand): som for werk, maand, som in rijen}


class Urenregel(models.Model):
    """Hours that an official spent on one day."""

    wijk = models.ForeignKey("wijk.Wijk", models.CASCADE, related_name="urenregels", verbose_name="wijk")
    werk = models.CharField("soort werk", max_length=12, choices=Capaciteit.Werk)
    datum = models.DateField("datum", default=timezone.localdate)
    uren = models.DecimalField("uren", max_digits=4, decimal_places=2, validators=[op_een_dag])
    omschrijving = models.CharField("omschrijving", max_length=200, blank=True)
    door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, related_name="urenregels", verbose_name="door")
    sleutel = models.UUIDField(null=True, unique=True, editable=False, help_text="made with the form: a second click adds nothing")

    objects = UrenregelQuerySet.as_manager()

    class Meta:
        verbose_name = "gewerkte uren"
        verbose_name_plural = "gewerkte uren"
        ordering = ["-datum", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(uren__gt=0, uren__lte=24),
                name="urenregel_uren",
                violation_error_message="Vul meer dan 0 en ten hoogste 24 uur in.",
            ),
            models.CheckConstraint(condition=HELE_KWARTIEREN, name="urenregel_kwartieren"),
        ]

    def __str__(self):
        return f"{uren(self.uren)} op {self.datum:%d-%m-%Y}"
