"""Questions about where the money is: of a budget, per project, and whether balances and bookings agree."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import floordiv, mod

from django.db.models import Case, F, OuterRef, Q, Subquery, Sum, When
from django.utils import timezone
from django.utils.text import get_text_list

from budget.models import Akkoord, Boeking, Budget, Pot, Saldo
from participatie.models import Project
from wijk.bedrag import Bedrag

PROJECTPOTTEN = (Pot.GERESERVEERD, Pot.VERPLICHT, Pot.BETAALD)
IN_WOORDEN = {
    Pot.WACHT: "wacht op akkoord van een tweede persoon",
    Pot.GERESERVEERD: "is gekozen maar nog niet besteld",
    Pot.VERPLICHT: "is besteld maar nog niet betaald",
    Pot.BETAALD: "is betaald",
}
KLEUREN = {Pot.VRIJ: "groen", Pot.WACHT: "rood", Pot.GERESERVEERD: "oker", Pot.VERPLICHT: "blauw", Pot.BETAALD: "grijs"}


def potten(budget: Budget) -> dict[str, Bedrag]:
    """Cents in each pot of the whole budget."""
    uit = {pot: Bedrag(0) for pot in KLEUREN}
    for pot, som in Saldo.objects.filter(budget=budget).values_list("pot").annotate(som=Sum("bedrag")):
        uit[pot] = Bedrag(int(som))
    return uit


def totaal(in_potten: dict[str, Bedrag]) -> Bedrag:
    return Bedrag(sum(in_potten.values()))


def naam_van(pot: str) -> str:
    return Pot(pot).label.capitalize()


def in_een_zin(in_potten: dict[str, Bedrag]) -> str:
    """Where the money is, in sentences for everyone."""
    zin = te_verdelen(in_potten)
    if bezet := [f"{in_potten[pot].kort()} {woorden}" for pot, woorden in IN_WOORDEN.items() if in_potten[pot]]:
        zin += f" Van de rest: {get_text_list(bezet, 'en')}."
    return zin


def te_verdelen(in_potten: dict[str, Bedrag]) -> str:
    """How much there is, and how much of it is free."""
    geheel, vrij = totaal(in_potten), in_potten[Pot.VRIJ]
    if not geheel:
        return "Er is nog geen geld."
    return (
        f"Er is {geheel.kort()}. Daarvan is nog alles te verdelen." if geheel == vrij else f"Van de {geheel.kort()} is nog {vrij.kort()} te verdelen."
    )


def balk(in_potten: dict[str, Bedrag]) -> list[dict]:
    """The pots as the parts of a bar: `aandeel` as it is drawn, `procent` as it is read."""
    som = totaal(in_potten)
    potten = {pot: bedrag for pot, bedrag in in_potten.items() if bedrag or pot != Pot.WACHT}
    return [
        {
            "label": naam_van(pot),
            "tekst": str(bedrag),
            "bedrag": bedrag,
            "kleur": KLEUREN[pot],
            "aandeel": round(100 * bedrag / som, 2) if som else 0,
            "procent": "minder dan 1" if bedrag > 0 and not procent else str(procent),
        }
        for (pot, bedrag), procent in zip(potten.items(), _procenten(list(potten.values()), som), strict=True)
    ]


def _procenten(bedragen: list[Bedrag], som: int) -> list[int]:
    """Whole percentages that are 100 together: all rounded down, and those that lose most by that one more."""
    if not som:
        return [0] * len(bedragen)
    heel, rest = ([deel(100 * int(bedrag), int(som)) for bedrag in bedragen] for deel in (floordiv, mod))
    meest = sorted(range(len(bedragen)), key=lambda n: -rest[n])[: 100 - sum(heel)]
    return [procent + (n in meest) for n, procent in enumerate(heel)]


# A project with money of its own and no booking for so many days stands still.
STIL_NA = 90


@dataclass(frozen=True)
class ProjectStand:
    """The money of one project, in cents: what was planned, where it is now, what waits, what it still asks for, and what asks attention."""

    project: Project
    gereserveerd: Bedrag
    verplicht: Bedrag
    betaald: Bedrag
    wacht_erbij: Bedrag
    wacht_eraf: Bedrag
    wacht_binnen: Bedrag
    laatste: date | None

    @property
    def wacht(self) -> Bedrag:
        """Held until a second person decides: to come to this project, to leave it, or to go on within it (an order, a payment)."""
        return self.wacht_erbij + self.wacht_eraf + self.wacht_binnen

    @property
    def wacht_op_wat(self) -> list[tuple[str, Bedrag]]:
        """The same by which way it would go, in words for everyone."""
        wat = [("er komt misschien bij", self.wacht_erbij), ("er gaat misschien af", self.wacht_eraf), ("bestelling of betaling", self.wacht_binnen)]
        return [(f"Wacht op akkoord: {tekst}", bedrag) for tekst, bedrag in wat if bedrag]

    @property
    def totaal(self) -> Bedrag:
        return self.gereserveerd + self.verplicht + self.betaald

    @property
    def geraamd(self) -> Bedrag | None:
        return self.project.geraamd

    @property
    def open(self) -> Bedrag:
        """Chosen or ordered, not paid yet."""
        return self.gereserveerd + self.verplicht

    @property
    def vraagt(self) -> Bedrag:
        """What a running project has been planned for and does not have, nor waits for."""
        if self.project.status not in ("voorbereiding", "besluit", "uitvoering"):
            return Bedrag(0)
        return Bedrag(max(0, (self.geraamd or 0) - self.totaal - self.wacht_erbij - self.wacht_binnen))

    @property
    def delen(self) -> list[dict]:
        """The parts of its bar; the whole is what was planned, or what it has when that is more."""
        geheel = max(self.geraamd or 0, self.totaal)
        rij = [(Pot.BETAALD, self.betaald), (Pot.VERPLICHT, self.verplicht), (Pot.GERESERVEERD, self.gereserveerd)]
        return [{"aandeel": round(100 * bedrag / geheel, 1), "kleur": KLEUREN[pot]} for pot, bedrag in rij if bedrag and geheel]

    @property
    def boven_raming(self) -> str:
        """That it was given more than was estimated, in a sentence; else empty."""
        if not self.geraamd or self.totaal <= self.geraamd:
            return ""
        return f"Er is {Bedrag(self.totaal - self.geraamd)} meer toegekend dan geraamd."

    def let_op(self, vandaag: date) -> list[str]:
        """What the keeper of the books should look at, in sentences."""
        uit, status = [], self.project.status
        if self.boven_raming:
            uit.append(self.boven_raming)
        if status in ("afgerond", "geevalueerd", "gestopt"):
            if self.open:
                uit.append(f"Het project is {self.project.get_status_display()}, maar er staat nog {self.open}. Betaal het of geef het vrij.")
        elif self.open and self.laatste and (vandaag - self.laatste).days > STIL_NA:
            uit.append(f"Staat stil: er staat nog {self.open}, en er is {(vandaag - self.laatste).days} dagen niets geboekt.")
        elif status == "uitvoering" and self.betaald and not self.open:
            uit.append("Loopt leeg: alles is betaald, en het project is nog in uitvoering.")
        elif status == "uitvoering" and self.totaal and self.open * 10 < self.totaal:
            uit.append(f"Loopt leeg: nog {self.open} van {self.totaal} is over.")
        return uit


def per_project(budget: Budget, wachtend: list) -> list[ProjectStand]:
    """The money of every project of the wijk, in a fixed number of queries. `wachtend`: the rows of `Boeking.wachtenden`."""
    van, erbij, eraf, binnen = defaultdict(dict), defaultdict(Bedrag), defaultdict(Bedrag), defaultdict(Bedrag)
    for project, pot, bedrag in Saldo.objects.filter(budget=budget, project__isnull=False).values_list("project", "pot", "bedrag"):
        van[project][pot] = bedrag
    for rij in wachtend:
        if rij.project and not rij.volgt_op:
            (erbij if rij.van == Pot.VRIJ else eraf if rij.naar == Pot.VRIJ else binnen)[rij.project] += rij.bedrag
    laatste = Boeking.objects.filter(budget=budget, project=OuterRef("pk")).order_by("-pk").values("datum")[:1]
    projecten = budget.wijk.projecten.select_related("wijk").prefetch_related("dekkingen").annotate(laatste_boeking=Subquery(laatste))
    return [
        ProjectStand(
            project,
            *(van[project.pk].get(pot, Bedrag(0)) for pot in PROJECTPOTTEN),
            wacht_erbij=erbij[project.pk],
            wacht_eraf=eraf[project.pk],
            wacht_binnen=binnen[project.pk],
            laatste=project.laatste_boeking,
        )
        for project in projecten
    ]


def van_project(budget: Budget, project: Project) -> ProjectStand:
    """The same of one project."""
    saldi = dict(Saldo.objects.filter(budget=budget, project=project).values_list("pot", "bedrag"))
    wacht = (
        budget.boekingen.wacht_op_akkoord()
        .met_eigen_geld()
        .filter(project=project)
        .aggregate(
            erbij=Sum("bedrag", filter=Q(van=Pot.VRIJ)),
            eraf=Sum("bedrag", filter=Q(naar=Pot.VRIJ)),
            binnen=Sum("bedrag", filter=~Q(van=Pot.VRIJ) & ~Q(naar=Pot.VRIJ)),
        )
    )
    laatste = budget.boekingen.filter(project=project).order_by("-pk").values_list("datum", flat=True).first()
    return ProjectStand(
        project,
        *(saldi.get(pot, Bedrag(0)) for pot in PROJECTPOTTEN),
        wacht_erbij=Bedrag(wacht["erbij"] or 0),
        wacht_eraf=Bedrag(wacht["eraf"] or 0),
        wacht_binnen=Bedrag(wacht["binnen"] or 0),
        laatste=laatste,
    )


@dataclass(frozen=True)
class Vooruitblik:
    """What will be free: now, plus what comes back when waiting bookings are approved, less what running projects still ask for."""

    vrij: Bedrag
    komt_terug: Bedrag
    gevraagd: Bedrag

    @property
    def straks(self) -> Bedrag:
        return self.vrij + self.komt_terug - self.gevraagd

    @property
    def tekort(self) -> Bedrag:
        return Bedrag(max(0, -self.straks))


def vooruitblik(in_potten: dict[str, Bedrag], rijen: list[ProjectStand], wachtend: list) -> Vooruitblik:
    verplaatst = {rij.volgt_op for rij in wachtend}
    terug = sum(rij.bedrag for rij in wachtend if rij.naar == Pot.VRIJ and rij.pk not in verplaatst)
    return Vooruitblik(in_potten[Pot.VRIJ], Bedrag(terug), Bedrag(sum(rij.vraagt for rij in rijen)))


def wacht_van_buiten(wachtend: list) -> Bedrag:
    """What a first budget or a raise that waits would bring; it is in no pot yet. `wachtend`: the rows of `Boeking.wachtenden`."""
    return Bedrag(sum(rij.bedrag for rij in wachtend if rij.van == Pot.BUITEN))


def _tel_op(boekingen) -> dict[tuple[int | None, str], int]:
    """What is in each pot by these bookings, annotated with `oordeel` (None while it waits): cents by (project, pot)."""
    som: dict[tuple[int | None, str], int] = defaultdict(int)

    def erbij(project, pot, bedrag):
        if pot != Pot.BUITEN:
            som[(project if pot in PROJECTPOTTEN else None, pot)] += bedrag

    los = Case(When(volgt_op=None, then=True), default=False)
    groepen = boekingen.annotate(los=los).order_by().values_list("project", "van", "naar", "vraagt_akkoord", "oordeel", "los")
    for project, van, naar, vraagt, oordeel, los, bedrag in groepen.annotate(som=Sum("bedrag")):
        telt = not vraagt or oordeel == Akkoord.Oordeel.AKKOORD
        # One that waits holds its money, unless that has yet to come: from outside the budget, or from the booking it follows on.
        houdt_vast = vraagt and oordeel is None and los and van != Pot.BUITEN
        if telt or houdt_vast:
            erbij(project, van, -int(bedrag))
            erbij(project, naar if telt else Pot.WACHT, int(bedrag))
    return {plek: bedrag for plek, bedrag in som.items() if bedrag}


def uit_boekingen(budget: Budget) -> dict[tuple[int | None, str], int]:
    """The balances as they follow from the bookings alone: cents by (project, pot)."""
    return _tel_op(Boeking.objects.filter(budget=budget).annotate(oordeel=F("akkoord__oordeel")))


def op(budget: Budget, dag: date) -> dict[tuple[int | None, str], int]:
    """The balances that were true at the end of that day (Dutch time): by what had been entered and approved by then."""
    tot = timezone.make_aware(datetime.combine(dag + timedelta(days=1), time.min))
    oordeel = Case(When(akkoord__wanneer__lt=tot, then=F("akkoord__oordeel")), default=None)
    return _tel_op(Boeking.objects.filter(budget=budget, ingevoerd_op__lt=tot).annotate(oordeel=oordeel))


def op_boekdatum(budget: Budget, dag: date) -> dict[tuple[int | None, str], int]:
    """The balances up to and including bookings dated on that day, with everything known now: what a year is accounted for by.

    Of today it is what `potten` says: what waits for a second person holds its money.
    """
    return _tel_op(Boeking.objects.filter(budget=budget, datum__lte=dag).annotate(oordeel=F("akkoord__oordeel")))


def in_potten(saldi: dict[tuple[int | None, str], int]) -> dict[str, Bedrag]:
    """Balances by (project, pot) added up to the pots of the whole budget."""
    uit = dict.fromkeys(KLEUREN, Bedrag(0))
    for (_, pot), bedrag in saldi.items():
        uit[Pot(pot)] += bedrag
    return uit


def verschillen(budget: Budget) -> list[str]:
    """Where balances and bookings differ; empty when the books are right."""
    nu = {
        (project, pot): int(bedrag) for project, pot, bedrag in Saldo.objects.filter(budget=budget).values_list("project", "pot", "bedrag") if bedrag
    }
    hoort = uit_boekingen(budget)
    return [
        f"{budget}, {pot}{f' van project {project}' if project else ''}: saldo {Bedrag(nu.get((project, pot), 0))}, "
        f"boekingen {Bedrag(hoort.get((project, pot), 0))}"
        for project, pot in sorted(set(nu) | set(hoort), key=str)
        if nu.get((project, pot), 0) != hoort.get((project, pot), 0)
    ]
