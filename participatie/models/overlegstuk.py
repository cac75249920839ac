"""What belongs to one overleg: who is invited, the points of its agenda, and later texts of its report."""

import re
from collections.abc import Iterable

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from participatie.models.papier import is_postcode
from participatie.models.wandeling import nieuwe_code
from wijk.vragen import van_wijk
from wijk.woorden import lijst

# Somebody whom the portal has forgotten is counted where they came, and called or written to by nobody.
HEEL_ADRES = ~Q(straat="") & ~Q(postcode="") & ~Q(woonplaats="")
VERGETEN = Q(naam="", email="", telefoon="")
GEEN_MAIL = (Q(email="") | Q(op_papier=True)) & ~VERGETEN


class OverlegGenodigdeQuerySet(models.QuerySet["OverlegGenodigde"]):
    def met_adres(self):
        return self.exclude(email="")

    def per_mail(self):
        """Whom we can mail and who does not want it on paper."""
        return self.met_adres().filter(op_papier=False)

    def niet_per_mail(self):
        """Who gets a letter, or is called."""
        return self.filter(GEEN_MAIL)

    def met_brief(self, verslag: bool):
        """Who gets a letter, with whether it is still to be printed (`te_printen`) and whether it was (`geprint`); first who was not reached yet.
        `verslag`: the letter is the report, else the invitation.
        """
        op = "verslag_op" if verslag else "uitgenodigd_op"
        geprint = Q(verslag_op__isnull=False) if verslag else Q(via="brief")
        rijen = self.niet_per_mail().select_related("partij").annotate(te_printen=Q(**{f"{op}__isnull": True}), geprint=geprint)
        return rijen.order_by(models.F(op).asc(nulls_first=True), "pk")

    def voor_brieven(self, gekozen: Iterable[int]):
        """Those of who gets a letter that are chosen (primary keys)."""
        return self.niet_per_mail().filter(pk__in=list(gekozen)).select_related("partij", "overleg__wijk")

    def die_het_weten(self):
        """Who knows when and where it is or was: was invited in any way, or said to come."""
        return self.filter(Q(uitgenodigd_op__isnull=False) | Q(antwoord="ja") | Q(weet_oud=True))

    def moet_het_horen(self):
        """Who gets no mail, knew of it, and was not told yet that it is another day or place, or that it does not go ahead."""
        return self.niet_per_mail().filter(weet_oud=True, uitgenodigd_op__isnull=True)

    def wie(self, hoogstens: int = 20) -> str:
        """Who they are, in words, each with a telephone number where there is one."""
        mensen = list(self[: hoogstens + 1])
        namen = [(mens.naam or "een bewoner") + (f" ({mens.telefoon})" if mens.telefoon else "") for mens in mensen[:hoogstens]]
        return lijst([*namen, "anderen"] if len(mensen) > hoogstens else namen)

    def zonder_uitnodiging(self):
        """Whom we can mail and did not invite in any way; not who signed off from the walk where they said to think along."""
        return self.per_mail().filter(uitgenodigd_op__isnull=True, aanmelding__afgemeld_op__isnull=True)

    def zonder_verslag(self):
        """Whom we can mail and did not send the report yet."""
        return self.per_mail().filter(verslag_op__isnull=True)

    def kregen_al(self, wat: str):
        """Whom we can mail, and did already: the `uitnodiging`, without an answer yet, or the `verslag`."""
        if wat == "verslag":
            return self.per_mail().filter(verslag_op__isnull=False)
        return self.per_mail().filter(uitgenodigd_op__isnull=False).zonder_antwoord()

    def zonder_antwoord(self):
        """Who did not say yet whether they come, or said it of another moment."""
        return self.filter(Q(antwoord="") | Q(antwoord_oud=True))

    def tellingen(self) -> dict[str, int]:
        """How many are invited (`samen`), said that they come or do not, are mailed (`per_mail`), and cannot or will not be (`niet_per_mail`).

        Of those last also who was not invited in any way, who must hear that it is otherwise, and who did not get the report. `kwamen`: who said
        to come on another moment, before it was moved.
        """
        tel = models.Count
        return self.aggregate(
            samen=tel("pk"),
            komen=tel("pk", filter=Q(antwoord="ja", antwoord_oud=False)),
            komen_niet=tel("pk", filter=Q(antwoord="nee", antwoord_oud=False)),
            kwamen=tel("pk", filter=Q(antwoord="ja", antwoord_oud=True)),
            per_mail=tel("pk", filter=~Q(email="") & Q(op_papier=False)),
            niet_per_mail=tel("pk", filter=GEEN_MAIL),
            uit_te_nodigen_op_papier=tel("pk", filter=GEEN_MAIL & Q(uitgenodigd_op__isnull=True)),
            te_horen=tel("pk", filter=GEEN_MAIL & Q(weet_oud=True, uitgenodigd_op__isnull=True)),
            verslag_op_papier=tel("pk", filter=GEEN_MAIL & Q(verslag_op__isnull=True)),
            te_mailen=tel("pk", filter=~Q(email="") & Q(op_papier=False, uitgenodigd_op__isnull=True, aanmelding__afgemeld_op__isnull=True)),
        )

    def van_persoon(self, gebruiker):
        """Invited with an account, or on the address of the account."""
        zelf = Q(gebruiker=gebruiker) | Q(email__iexact=gebruiker.email) | Q(aanmelding__gebruiker=gebruiker)
        return self.filter(zelf).select_related("overleg__wijk").distinct()

    def zonder_account(self, wijk):
        """Who is on a list in this wijk, is not forgotten yet, and has no account with which to ask for that."""
        return self.filter(van_wijk(wijk, "overleg__wijk"), gebruiker__isnull=True).exclude(VERGETEN)

    def genoemd(self, naam: str):
        """Whose name, address or number has this in it, the newest overleg first."""
        rijen = self.filter(Q(naam__icontains=naam) | Q(email__icontains=naam) | Q(telefoon__icontains=naam))
        return rijen.select_related("overleg__wijk", "partij", "aanmelding__wandeling").order_by("-overleg__begint", "pk")

    def nog_te_komen(self):
        """To an overleg that is still to come, the first one first."""
        return self.op_hun_dag().filter(overleg__status="gepland")

    def op_hun_dag(self):
        """To an overleg whose moment is still to come, also where it was called off."""
        return self.filter(overleg__status__in=("gepland", "afgelast"), overleg__begint__gte=timezone.now()).order_by("overleg__begint", "pk")


class OverlegGenodigde(models.Model):
    """Somebody who is invited to an overleg, each address once. Name and address are for officials alone."""

    class Antwoord(models.TextChoices):
        JA = "ja", "komt"
        NEE = "nee", "komt niet"

    class Via(models.TextChoices):
        MAIL = "mail", "per e-mail"
        TELEFOON = "telefoon", "per telefoon"
        BRIEF = "brief", "met een brief"
        GESPROKEN = "gesproken", "aan de deur of op straat"

    overleg = models.ForeignKey("participatie.Overleg", models.CASCADE, related_name="genodigden", verbose_name="overleg")
    naam = models.CharField("naam", max_length=100, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    telefoon = models.CharField("telefoonnummer", max_length=20, blank=True)
    # Where a letter goes: of who gets no mail alone, as long as that is so.
    straat = models.CharField("straat en huisnummer", max_length=120, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True, validators=[is_postcode])
    woonplaats = models.CharField("woonplaats", max_length=80, blank=True)
    aanmelding = models.ForeignKey("participatie.Aanmelding", models.SET_NULL, null=True, blank=True, related_name="uitnodigingen_overleg")
    gebruiker = models.ForeignKey("wijk.Gebruiker", models.SET_NULL, null=True, blank=True, related_name="+")
    partij = models.ForeignKey("wijk.Partij", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="namens")
    code = models.CharField(max_length=32, unique=True, default=nieuwe_code, editable=False)
    uitgenodigd_op = models.DateTimeField("uitgenodigd op", null=True, blank=True)
    via = models.CharField("hoe bereikt", max_length=9, choices=Via, blank=True)
    antwoord = models.CharField("antwoord", max_length=3, choices=Antwoord, blank=True)
    # That an overleg was moved or called off after this person knew of it, and that they answered for the moment before it was moved.
    weet_oud = models.BooleanField("weet het zoals het eerst was", default=False, editable=False)
    antwoord_oud = models.BooleanField("antwoordde voor een ander moment", default=False, editable=False)
    op_papier = models.BooleanField("wil alles op papier", default=False)
    verslag_op = models.DateTimeField("verslag gestuurd op", null=True, blank=True)

    objects = OverlegGenodigdeQuerySet.as_manager()

    class Meta:
        verbose_name = "genodigde van een overleg"
        verbose_name_plural = "genodigden van een overleg"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["overleg", "email"],
                condition=~Q(email=""),
                name="overleggenodigde_een_per_adres",
                violation_error_message="Dit adres is al uitgenodigd.",
            ),
            models.UniqueConstraint(
                fields=["overleg", "aanmelding"], condition=Q(aanmelding__isnull=False), name="overleggenodigde_een_per_aanmelding"
            ),
            models.CheckConstraint(condition=Q(straat="", postcode="", woonplaats="") | HEEL_ADRES, name="overleggenodigde_heel_adres"),
            models.CheckConstraint(condition=Q(via="") | Q(uitgenodigd_op__isnull=False), name="overleggenodigde_bereikt_op_een_dag"),
            models.CheckConstraint(condition=Q(antwoord_oud=False) | ~Q(antwoord=""), name="overleggenodigde_oud_antwoord"),
        ]

    def __str__(self):
        return f"genodigde {self.pk}"

    def get_absolute_url(self):
        return reverse("openbaar:overleg_genodigd", args=[self.overleg.wijk.slug, self.code])

    @property
    def per_brief(self) -> bool:
        """Whether this person gets a letter, or is called; see `niet_per_mail`."""
        return not self.email or self.op_papier

    @property
    def zei(self) -> str:
        """The answer in words, for the list."""
        if self.antwoord_oud:
            return f"zei {'' if self.antwoord == self.Antwoord.JA else 'niet '}te komen op het eerdere moment, nog niet bevestigd"
        return self.get_antwoord_display() or "nog geen"

    @property
    def waarom(self) -> str:
        """Why this person is invited, in a sentence to them."""
        if self.partij:
            return f"Uw organisatie ({self.partij}) werkt mee in de {self.overleg.wijk}."
        if self.aanmelding_id:
            return f"U zei bij een wandeling dat u wilt meedenken over het vervolg in de {self.overleg.wijk}."
        if self.gebruiker_id:
            return f"U zette uzelf op de lijst voor een overleg in de {self.overleg.wijk}."
        return f"We horen graag wat u vindt van het vervolg in de {self.overleg.wijk}."


class Agendapunt(models.Model):
    """A point of the agenda of an overleg, and how long it may take; one about a theme is about the ideas on the agenda with that theme."""

    ZONDER_THEMA = "Ideeën zonder thema"  # the title of the point about those
    SLOT = "Wie doet wat, en wanneer zien we elkaar weer?"  # with which an agenda ends
    SLOTWOORDEN = re.compile(r"\b(rondvraag|sluiting|afsluiting|afsluiten)\W*$", re.IGNORECASE)

    overleg = models.ForeignKey("participatie.Overleg", models.CASCADE, related_name="agendapunten", verbose_name="overleg")
    volgorde = models.PositiveSmallIntegerField("volgorde", help_text="Het laagste getal komt eerst.")
    titel = models.CharField("onderwerp", max_length=120)
    minuten = models.PositiveSmallIntegerField("hoeveel minuten", validators=[MinValueValidator(1), MaxValueValidator(480)])
    thema = models.ForeignKey("wijk.Thema", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="over de ideeën van")

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minuten__gte=1, minuten__lte=480), name="agendapunt_minuten"),
            models.CheckConstraint(condition=~Q(titel=""), name="agendapunt_heeft_titel"),
        ]

    def __str__(self):
        return self.titel

    @property
    def is_slot(self) -> bool:
        """Whether an agenda ends with it: what is added later comes before it."""
        return not self.thema_id and (self.titel == self.SLOT or bool(self.SLOTWOORDEN.search(self.titel)))


class Verslagversie(models.Model):
    """A later text of the report of an overleg that was closed; the first one stays in `Overleg.verslag`. Rows are never changed or deleted."""

    overleg = models.ForeignKey("participatie.Overleg", models.PROTECT, related_name="verslagversies", verbose_name="overleg")
    tekst = models.TextField("verslag", max_length=8000, help_text="Openbaar. Noem geen namen van bewoners.")
    verbergt_eerdere = models.BooleanField(
        "toon de eerdere tekst niet meer op de website",
        default=False,
        help_text="Kies dit als er iets in staat dat niet openbaar mag zijn, zoals een naam.",
    )
    aangevuld_op = models.DateTimeField("aangevuld op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "versie van een verslag"
        verbose_name_plural = "versies van een verslag"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(tekst=""), name="verslagversie_heeft_tekst")]

    def __str__(self):
        return f"verslag van {self.overleg}"
