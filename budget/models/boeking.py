from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from budget.models.pot import Pot
from wijk.bedrag import Bedrag, BedragField, BedragFout
from wijk.models import Gebeurtenis

# What the lists of bookings tell apart, in the order in which money goes.
WAT = {
    "toekenning": "beschikbaar gesteld",
    "wijziging": "begrotingswijziging omhoog",
    "omlaag": "begrotingswijziging omlaag",
    "reservering": "gereserveerd",
    "verplaatst": "verplaatst tussen projecten",
    "verplichting": "besteld of toegezegd",
    "betaling": "betaald",
    "vrijval": "terug naar vrij",
}


class BoekingQuerySet(models.QuerySet["Boeking"]):
    def die_tellen(self):
        """Booked at once, or approved."""
        return self.filter(Q(vraagt_akkoord=False) | Q(akkoord__oordeel=Akkoord.Oordeel.AKKOORD))

    def die_niet_tellen(self):
        """Those that wait, were rejected or were taken back."""
        return self.filter(vraagt_akkoord=True).exclude(akkoord__oordeel=Akkoord.Oordeel.AKKOORD)

    def wacht_op_akkoord(self):
        return self.filter(vraagt_akkoord=True, akkoord__isnull=True)

    def te_beslissen_door(self, gebruiker):
        """Those that wait for somebody else than who entered them; of a move the first half, which decides on both."""
        return self.wacht_op_akkoord().met_eigen_geld().exclude(door=gebruiker)

    def afgewezen_van(self, gebruiker):
        """What they entered and somebody refused (of a move the first half), that they neither booked anew nor marked as read."""
        gelezen = Gebeurtenis.objects.filter(soort="budget.afwijzing_gelezen", door=gebruiker, onderwerp="budget.boeking")
        gelijk = {veld: models.OuterRef(veld) for veld in ("budget", "soort", "van", "naar")}
        opnieuw = Boeking.objects.filter(ingevoerd_op__gte=models.OuterRef("akkoord__wanneer"), **gelijk).filter(
            Q(project=models.OuterRef("project")) | Q(project__isnull=True), door=gebruiker
        )
        rijen = self.filter(door=gebruiker, akkoord__oordeel=Akkoord.Oordeel.AFGEWEZEN).met_eigen_geld()
        rijen = rijen.exclude(pk__in=gelezen.values("onderwerp_id")).exclude(models.Exists(opnieuw))
        return rijen.select_related("akkoord", "project").order_by("-pk")

    def met_eigen_geld(self):
        """Not the second half of a move, which gets its money from the first. (Said as a denial: SQLite would else look in the wrong index.)"""
        return self.exclude(volgt_op__isnull=False)

    def die_vasthouden(self):
        """Those that wait with money of the budget, which is nowhere else meanwhile."""
        return self.wacht_op_akkoord().met_eigen_geld().exclude(van=Pot.BUITEN)

    def wachtenden(self):
        """The newest first, as small rows: pk, project, van, naar, bedrag, volgt_op. Finding them reads all that ever waited: ask it once a page."""
        velden = ("pk", "project", "van", "naar", "bedrag", "volgt_op")
        return self.wacht_op_akkoord().order_by("-pk").values_list(*velden, named=True)

    def om_over_te_beslissen(self, wachtend):
        """The fifty newest of `wachtenden` to decide on; of a move the first half."""
        return self.filter(pk__in=[rij.pk for rij in wachtend if not rij.volgt_op][:50]).voor_stuk()

    def voor_lijst(self):
        # The key of the counter-booking rather than EXISTS, for which PostgreSQL would read every booking.
        tegenboeking = models.Subquery(self.van_tegenboeking().values("pk")[:1])
        erbij = ("project__wijk", "budget", "akkoord", "corrigeert", "volgt_op__project", "vervolg__project")
        return self.select_related(*erbij).annotate(gecorrigeerd=tegenboeking).order_by("-pk")

    @staticmethod
    def van_tegenboeking():
        """The counter-bookings of a booking (of an outer query) that stand: not those that were refused or taken back."""
        return Boeking.objects.filter(corrigeert=models.OuterRef("pk")).die_staan()

    def die_staan(self):
        """Those that count, or wait."""
        return self.exclude(akkoord__oordeel__in=[Akkoord.Oordeel.AFGEWEZEN, Akkoord.Oordeel.INGETROKKEN])

    def langs(self, van: str, naar: str):
        """Those that count or wait and went from one pot to another, no correction among them."""
        return self.filter(van=van, naar=naar).exclude(soort=Boeking.Soort.CORRECTIE).die_staan()

    def niet_tegengeboekt(self):
        return self.exclude(models.Exists(self.van_tegenboeking()))

    def toekenning(self):
        """The booking that opened the budget, or waits to."""
        return self.filter(soort=Boeking.Soort.TOEKENNING).die_staan()

    def voor_stuk(self):
        """With everything that the page of one booking tells."""
        return self.voor_lijst().select_related("budget__wijk", "akkoord__door", "door")

    def voor_journaal(self):
        """In the order in which they were entered, with what a line of the journal tells."""
        erbij = ("project", "corrigeert", "volgt_op__project", "vervolg__project", "door")
        return self.select_related(*erbij).annotate(aantal_bewijsstukken=models.Count("bewijsstukken")).order_by("ingevoerd_op", "pk")

    def besluiten(self):
        """The decisions that granted the budget, and raised or lowered it (newest first)."""
        # Told in the order of an index, so that not all bookings are read to find these few.
        return self.filter(soort__in=[Boeking.Soort.TOEKENNING, Boeking.Soort.WIJZIGING]).die_tellen().order_by("soort", "-pk")

    def laatste_wijziging(self):
        """The newest decision that raised or lowered the budget and stands; or None."""
        return self.besluiten().filter(soort=Boeking.Soort.WIJZIGING).niet_tegengeboekt().first()

    def eerdere_totalen(self) -> set[Bedrag]:
        """The totals that one budget had since its first booking, after each that came from outside or went there (cents)."""
        som, uit = Bedrag(0), set()
        for naar, bedrag in self.filter(project__isnull=True).die_tellen().order_by("pk").values_list("naar", "bedrag"):
            som += -bedrag if naar == Pot.BUITEN else bedrag
            uit.add(som)
        return uit

    def per_wat(self):
        """(what, how many, cents, cents that were countered) as the lists of bookings call it, in the order in which money goes: up and down
        apart, a move between projects once, and a counter-booking with what it counters."""
        fout = Q(soort=Boeking.Soort.CORRECTIE)
        omlaag = Q(soort=Boeking.Soort.WIJZIGING, naar=Pot.BUITEN) | Q(corrigeert__soort=Boeking.Soort.WIJZIGING, corrigeert__naar=Pot.BUITEN)
        wat = models.Case(
            models.When(vervolg__isnull=False, then=models.Value("verplaatst")),
            models.When(omlaag, then=models.Value("omlaag")),
            models.When(fout, then=F("corrigeert__soort")),
            default=F("soort"),
        )
        groepen = self.met_eigen_geld().annotate(wat=wat).values_list("wat").order_by()
        aantal, som, terug = models.Count("pk", filter=~fout), models.Sum("bedrag", filter=~fout), models.Sum("bedrag", filter=fout)
        per = {naam: rest for naam, *rest in groepen.annotate(aantal=aantal, som=som, terug=terug)}
        return [(naam, per[wat][0], Bedrag(int(per[wat][1] or 0)), Bedrag(int(per[wat][2] or 0))) for wat, naam in WAT.items() if wat in per]

    def volgend_nummer(self) -> int:
        """Of the bookings of one budget: the number of the next. Asked while its row is held, so that no two get the same."""
        return (self.aggregate(hoogste=models.Max("nummer"))["hoogste"] or 0) + 1

    def in_periode(self, van: date, tot: date):
        """Those whose date lies from `van` up to and including `tot`."""
        return self.filter(datum__gte=van, datum__lte=tot)

    def tot_en_met(self, dag: date):
        return self.filter(datum__lte=dag)

    def netto_na(self, dag: date, project, pot: str):
        """(day, cents): what moved into or out of a pot on each later day by bookings that count, and out of it by those that wait."""
        telt = Q(vraagt_akkoord=False) | Q(akkoord__oordeel=Akkoord.Oordeel.AKKOORD)
        houdt_vast = Q(vraagt_akkoord=True, akkoord__isnull=True, volgt_op__isnull=True)
        erin, eruit = Q(naar=pot) & telt, Q(van=pot) & (telt | houdt_vast)
        van_project = self.filter(project=project) if project else self
        bedrag = models.Case(models.When(erin, then=F("bedrag")), models.When(eruit, then=-F("bedrag")), default=0)
        return van_project.filter(datum__gt=dag).order_by("datum").values_list("datum").annotate(netto=models.Sum(bedrag))

    def gefilterd(self, project=None, soort="", pot="", wie=None, stand="", zoek="", van=None, tot=None):
        """Those that match every filter that is given. `pot`: from or to it. `wie`: entered or approved it. `zoek`: words, or a number."""
        rijen = self
        if project:
            rijen = rijen.filter(project=project)
        if soort:
            rijen = rijen.filter(soort=soort)
        if pot:
            rijen = rijen.filter(Q(van=pot) | Q(naar=pot))
        if wie:
            rijen = rijen.filter(Q(door=wie) | Q(akkoord__door=wie))
        match stand:
            case Boeking.Status.WACHT_OP_AKKOORD:
                rijen = rijen.wacht_op_akkoord()
            case Boeking.Status.GEBOEKT:
                rijen = rijen.die_tellen()
            case Boeking.Status.AFGEWEZEN | Boeking.Status.INGETROKKEN:
                rijen = rijen.filter(akkoord__oordeel=stand)
        if van:
            rijen = rijen.filter(datum__gte=van)
        if tot:
            rijen = rijen.filter(datum__lte=tot)
        if zoek:
            nummer = zoek.strip().removeprefix("#")
            zoekt = Q(omschrijving__icontains=zoek) | Q(besluit__icontains=zoek) | Q(bedrag__in=bedragen_in(zoek))
            rijen = rijen.filter(zoekt | Q(nummer=int(nummer)) if nummer.isdecimal() and nummer.isascii() and len(nummer) < 10 else zoekt)
        return rijen


def bedragen_in(zoek: str) -> list[Bedrag]:
    """The amount that somebody searches for, if it is one."""
    try:
        return [Bedrag(zoek)]
    except BedragFout:
        return []


class Boeking(models.Model):
    """Moves an amount from one pot to another. Never changed or deleted: a mistake gets a counter-booking.

    The database itself refuses a change, keeps the balances (`Saldo`) when a booking or an Akkoord comes in, and refuses a booking that would
    take a pot below zero, has its date in a closed period, has not the next number, is for a project of another wijk, or does not mirror what
    it corrects.
    """

    class Soort(models.TextChoices):
        TOEKENNING = "toekenning", "beschikbaar gesteld"
        RESERVERING = "reservering", "gereserveerd"
        VERPLICHTING = "verplichting", "besteld of toegezegd"
        BETALING = "betaling", "betaald"
        VRIJVAL = "vrijval", "terug naar vrij"
        WIJZIGING = "wijziging", "begrotingswijziging"
        CORRECTIE = "correctie", "tegenboeking van een fout"

    class Status(models.TextChoices):
        WACHT_OP_AKKOORD = "wacht_op_akkoord", "wacht op akkoord"
        GEBOEKT = "geboekt", "geboekt"
        AFGEWEZEN = "afgewezen", "afgewezen"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    budget = models.ForeignKey("budget.Budget", models.PROTECT, related_name="boekingen", verbose_name="budget")
    nummer = models.PositiveIntegerField("nummer", help_text="counts from 1 in each budget, without a gap")
    project = models.ForeignKey("participatie.Project", models.PROTECT, null=True, blank=True, related_name="boekingen", verbose_name="project")
    soort = models.CharField("soort", max_length=14, choices=Soort)
    van = models.CharField("van", max_length=14, choices=Pot)
    naar = models.CharField("naar", max_length=14, choices=Pot)
    bedrag = BedragField("bedrag")
    datum = models.DateField("datum", default=timezone.localdate)
    omschrijving = models.CharField("omschrijving", max_length=200, help_text="Openbaar. Noem geen namen van personen.")
    besluit = models.CharField(
        "besluit", max_length=200, blank=True, help_text="Bij toekenning en wijziging: welk besluit van wie, met datum of nummer."
    )
    corrigeert = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="correcties", verbose_name="tegenboeking van")
    volgt_op = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="vervolg",
        verbose_name="vervolg op",
        help_text="second leg of a move between projects: its money comes from this booking, so that it holds nothing while both wait",
    )
    vraagt_akkoord = models.BooleanField("vraagt akkoord", default=False)
    door = models.ForeignKey(
        "wijk.Gebruiker",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="boekingen",
        verbose_name="ingevoerd door",
        help_text="empty: the portal itself",
    )
    ingevoerd_op = models.DateTimeField("ingevoerd op", default=timezone.now)
    sleutel = models.UUIDField(null=True, unique=True, editable=False, help_text="made with the form: a second click books nothing")

    objects = BoekingQuerySet.as_manager()

    class Meta:
        verbose_name = "boeking"
        verbose_name_plural = "boekingen"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "nummer"], name="boeking_nummer_uniek"),
            models.CheckConstraint(condition=Q(bedrag__gt=0), name="boeking_boven_nul"),
            models.CheckConstraint(condition=~Q(van=F("naar")), name="boeking_verplaatst"),
            models.CheckConstraint(condition=~Q(van="wacht") & ~Q(naar="wacht"), name="boeking_niet_via_wacht"),
            models.CheckConstraint(
                condition=Q(project__isnull=True, van__in=["buiten", "vrij"], naar__in=["buiten", "vrij"])
                | (Q(project__isnull=False) & ~Q(van="buiten") & ~Q(naar="buiten")),
                name="boeking_project_bij_pot",
            ),
            models.CheckConstraint(condition=Q(volgt_op__isnull=True) | Q(van="vrij"), name="boeking_vervolg_uit_vrij"),
        ]
        indexes = [
            models.Index(fields=["budget", "-id"], name="boeking_lijst"),
            models.Index(fields=["budget", "project", "-id"], name="boeking_project"),
            models.Index(fields=["budget", "soort", "-id"], name="boeking_soort"),
            models.Index(fields=["budget", "datum", "id"], name="boeking_datum"),
            models.Index(fields=["budget", "-id"], condition=Q(vraagt_akkoord=True), name="boeking_vraagt_akkoord"),
        ]

    def __str__(self):
        return f"boeking {self.nummer}"

    @property
    def is_verplaatsing(self) -> bool:
        """Half of a move between projects."""
        return self.volgt_op_id is not None or hasattr(self, "vervolg")

    @property
    def wat(self) -> str:
        """What it does, in words; of a move with the other project."""
        if self.volgt_op_id:
            return f"verplaatst van {self.volgt_op.project}"
        if self.is_verplaatsing:
            return f"verplaatst naar {self.vervolg.project}"
        if self.soort == self.Soort.WIJZIGING:
            return f"{self.get_soort_display()} {'omlaag' if self.naar == Pot.BUITEN else 'omhoog'}"
        return self.get_soort_display()

    @property
    def kan_tegengeboekt(self) -> bool:
        """Whether a counter-booking may still be made, on a booking of `voor_lijst`."""
        return self.telt and self.soort != self.Soort.CORRECTIE and not self.gecorrigeerd and not self.is_verplaatsing

    @property
    def status(self) -> str:
        if not self.vraagt_akkoord:
            return self.Status.GEBOEKT
        akkoord = getattr(self, "akkoord", None)
        if akkoord is None:
            return self.Status.WACHT_OP_AKKOORD
        return self.Status.GEBOEKT if akkoord.oordeel == Akkoord.Oordeel.AKKOORD else self.Status(akkoord.oordeel)

    @property
    def telt(self) -> bool:
        return self.status == self.Status.GEBOEKT

    @property
    def kleur(self) -> str:
        return {self.Status.GEBOEKT: "groen", self.Status.WACHT_OP_AKKOORD: "oker", self.Status.AFGEWEZEN: "rood", self.Status.INGETROKKEN: "grijs"}[
            self.Status(self.status)
        ]

    @property
    def status_tekst(self) -> str:
        return self.Status(self.status).label


class Akkoord(models.Model):
    """What became of a booking that asks for a second person: what that person said of it, or that who entered it took it back.

    Never changed; the database refuses an answer by who entered the booking, and that anybody else takes it back.
    """

    class Oordeel(models.TextChoices):
        AKKOORD = "akkoord", "akkoord"
        AFGEWEZEN = "afgewezen", "afgewezen"
        INGETROKKEN = "ingetrokken", "ingetrokken"

    boeking = models.OneToOneField(Boeking, models.PROTECT, related_name="akkoord", verbose_name="boeking")
    oordeel = models.CharField("oordeel", max_length=12, choices=Oordeel)
    reden = models.CharField("reden", max_length=300, blank=True)
    door = models.ForeignKey("wijk.Gebruiker", models.PROTECT, related_name="+", verbose_name="door")
    wanneer = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "akkoord"
        verbose_name_plural = "akkoorden"
        constraints = [
            models.CheckConstraint(
                condition=Q(oordeel="akkoord") | ~Q(reden=""),
                name="afwijzing_met_reden",
                violation_error_message="Zeg waarom u de boeking afwijst.",
            )
        ]

    def __str__(self):
        return f"{self.boeking}: {self.get_oordeel_display()}"
