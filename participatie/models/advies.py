"""Advice on an idea, asked of a colleague or a partij. Who it is asked of is for officials alone."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone

from participatie.models.idee import Idee
from wijk.dagen import werkdag_vanaf
from wijk.models.volger import nieuwe_code
from wijk.vragen import van_wijk
from wijk.woorden import datum


class AdviesQuerySet(models.QuerySet["Advies"]):
    def in_wijk(self, wijk):
        return self.filter(van_wijk(wijk)).select_related("idee__wijk", "idee__thema", "partij", "gevraagd_door")

    def onbeantwoord(self):
        """Asked, not answered, and the answer to the idea still waits."""
        return self.filter(beantwoord_op__isnull=True, ingetrokken_op__isnull=True, idee__status__in=Idee.TE_TOETSEN)

    def open(self, vandaag: date):
        """Those that can be answered today."""
        return self.onbeantwoord().filter(voor__gte=vandaag)

    def te_laat(self, vandaag: date):
        """Those of which the day went by without an answer."""
        return self.onbeantwoord().filter(voor__lt=vandaag)

    def beantwoord(self):
        return self.filter(beantwoord_op__isnull=False)

    def aan_partijen(self, partijen: list[int]):
        """What was asked of these partijen (primary keys), newest first."""
        return self.filter(partij__in=partijen).order_by("-pk")

    def te_herinneren(self, vandaag: date):
        """Those that must be answered on the next working day at the latest, and of which nobody was reminded yet."""
        morgen = werkdag_vanaf(vandaag + timedelta(days=1))
        return self.open(vandaag).filter(voor__lte=morgen, herinnerd_op__isnull=True)

    def gekozen(self, wat: str, door, vandaag: date):
        """The part of the overview that an official asks for; those that must be answered first stand first."""
        match wat:
            case "te_laat":
                return self.te_laat(vandaag).order_by("voor", "pk")
            case "beantwoord":
                return self.beantwoord().order_by("-beantwoord_op", "-pk")
            case "mijn":
                return self.onbeantwoord().filter(gevraagd_door=door).order_by("voor", "pk")
            case _:
                return self.onbeantwoord().order_by("voor", "pk")

    def tel_bij(self, bevoegdheden, vandaag: date):
        """These Bevoegdheden, each with how many questions wait for its partij, as `vragen`."""
        wacht = self.open(vandaag).filter(partij=OuterRef("partij")).order_by().values("partij").annotate(n=Count("pk")).values("n")
        return bevoegdheden.annotate(vragen=Subquery(wacht))

    def van_persoon(self, gebruiker):
        """Asked at the address of the account, or answered while signed in."""
        return self.filter(Q(email__iexact=gebruiker.email) | Q(beantwoord_door=gebruiker)).select_related("idee__wijk").order_by("pk")


class Advies(models.Model):
    """One question about one idea, to one partij or one person, and what they said. What was answered never changes (the database refuses)."""

    class Raad(models.TextChoices):
        DOEN = "doen", "doen"
        VOORWAARDE = "voorwaarde", "doen, onder een voorwaarde"
        NIET_DOEN = "niet_doen", "niet doen"

    KLEUR = {Raad.DOEN: "groen", Raad.VOORWAARDE: "oker", Raad.NIET_DOEN: "rood"}

    idee = models.ForeignKey(Idee, models.PROTECT, related_name="adviezen", verbose_name="idee")
    partij = models.ForeignKey("wijk.Partij", models.PROTECT, null=True, blank=True, related_name="adviezen", verbose_name="partij")
    naam = models.CharField("naam", max_length=100, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    vraag = models.TextField("uw vraag", max_length=1000)
    voor = models.DateField("antwoord uiterlijk op")
    code = models.CharField(max_length=40, unique=True, default=nieuwe_code, editable=False)
    gevraagd_door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, null=True, related_name="+", verbose_name="gevraagd door")
    gevraagd_op = models.DateTimeField("gevraagd op", default=timezone.now)
    herinnerd_op = models.DateTimeField("herinnerd op", null=True, blank=True)
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    raad = models.CharField("advies", max_length=10, choices=Raad, blank=True)
    antwoord = models.TextField("waarom", max_length=2000, blank=True)
    beantwoord_op = models.DateTimeField("beantwoord op", null=True, blank=True)
    beantwoord_door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="beantwoord door")
    sleutel = models.UUIDField(null=True, unique=True, editable=False, help_text="made with the form: a second click adds nothing")

    objects = AdviesQuerySet.as_manager()

    class Meta:
        verbose_name = "advies"
        verbose_name_plural = "adviezen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(partij__isnull=True) | Q(naam="", email=""), name="advies_van_partij_of_persoon"),
            models.CheckConstraint(
                condition=Q(partij__isnull=False) | ~Q(email="") | Q(beantwoord_op__isnull=False) | Q(ingetrokken_op__isnull=False),
                name="advies_open_aan_iemand",
                violation_error_message="Kies een partij, of vul een e-mailadres in.",
            ),
            models.CheckConstraint(
                condition=Q(beantwoord_op__isnull=True, raad="", antwoord="")
                | (Q(beantwoord_op__isnull=False, ingetrokken_op__isnull=True) & ~Q(raad="") & ~Q(antwoord="")),
                name="advies_antwoord_heel",
                violation_error_message="Kies een advies en schrijf waarom.",
            ),
            models.CheckConstraint(condition=~Q(vraag=""), name="advies_vraagt_iets"),
            models.UniqueConstraint(
                fields=["idee", "partij"],
                condition=Q(beantwoord_op__isnull=True, ingetrokken_op__isnull=True, partij__isnull=False),
                name="advies_een_open_per_partij",
            ),
            models.UniqueConstraint(
                fields=["idee", "email"],
                condition=Q(beantwoord_op__isnull=True, ingetrokken_op__isnull=True) & ~Q(email=""),
                name="advies_een_open_per_adres",
            ),
        ]
        indexes = [models.Index(fields=["voor"], condition=Q(beantwoord_op__isnull=True, ingetrokken_op__isnull=True), name="advies_wacht")]

    def __str__(self):
        return f"advies over {self.idee}"

    @property
    def wie(self) -> str:
        """Who was asked, for who may see personal data."""
        return self.partij.naam if self.partij else self.naam or "iemand die we vergeten zijn"

    @property
    def kleur(self) -> str:
        return self.KLEUR[self.Raad(self.raad)] if self.raad else "blauw"

    @property
    def is_beantwoord(self) -> bool:
        return self.beantwoord_op is not None

    @property
    def is_te_laat(self) -> bool:
        """The day went by, nothing came, and it is still wanted."""
        return not self.is_beantwoord and self.ingetrokken_op is None and self.idee.is_te_toetsen and self.voor < timezone.localdate()

    @property
    def waarom_dicht(self) -> str:
        """Why it cannot be answered (any more), for whoever was asked; nothing when it can."""
        if self.is_beantwoord:
            return "Op deze vraag is al geantwoord."
        if self.idee.status == Idee.Status.INGETROKKEN:
            return "Het idee is ingetrokken. Uw advies is niet meer nodig."
        if not self.idee.is_te_toetsen:
            return "De gemeente heeft het idee intussen beantwoord. Uw advies is niet meer nodig. U hoeft niets te doen."
        if self.ingetrokken_op:
            return "De gemeente heeft deze vraag teruggenomen. U hoeft niets te doen."
        if self.voor < timezone.localdate():
            return f"Deze vraag kon u beantwoorden tot en met {datum(self.voor)}. Wilt u nog iets zeggen? Vraag de gemeente om meer tijd."
        return ""

    @property
    def stand(self) -> str:
        if self.is_beantwoord:
            return self.get_raad_display()
        if not self.idee.is_te_toetsen:
            return "niet meer nodig"
        if self.ingetrokken_op:
            return "teruggenomen"
        return "te laat" if self.is_te_laat else "wacht op antwoord"
