"""Questions about where the money is: of a budget, per project, and whether balances and bookings agree."""

from collections import defaultdict

from django.db.models import Sum

from budget.models import Boeking, Budget, Pot, Saldo
from wijk.bedrag import Bedrag

KLEUREN = {Pot.VRIJ: "groen", Pot.WACHT: "rood", Pot.GERESERVEERD: "oker", Pot.VERPLICHT: "blauw", Pot.BETAALD: "grijs"}


def potten(budget: Budget) -> dict[str, Bedrag]:
    """Cents in each pot of the whole budget."""
    uit = {pot: Bedrag(0) for pot in KLEUREN}
    for pot, som in Saldo.objects.filter(budget=budget).values_list("pot").annotate(som=Sum("bedrag")):
        uit[pot] = Bedrag(int(som))
    return uit


def totaal(in_potten: dict[str, Bedrag]) -> Bedrag:
    return Bedrag(sum(in_potten.values()))


def balk(in_potten: dict[str, Bedrag]) -> list[dict]:
    """The pots as the parts of a bar; shares add up to 100."""
    som = totaal(in_potten)
    delen = [
        {
            "label": Pot(pot).label.capitalize(),
            "tekst": str(bedrag),
            "bedrag": bedrag,
            "aandeel": 100 * bedrag // som if som else 0,
            "kleur": KLEUREN[pot],
        }
        for pot, bedrag in in_potten.items()
        if bedrag or pot != Pot.WACHT
    ]
    if som and delen:
        max(delen, key=lambda deel: deel["bedrag"])["aandeel"] += 100 - sum(deel["aandeel"] for deel in delen)
    return delen


def per_project(budget: Budget) -> list[dict]:
    """Of every project of the wijk: what was planned, and what is reserved, committed and paid."""
    van = defaultdict(dict)
    for project, pot, bedrag in Saldo.objects.filter(budget=budget, project__isnull=False).values_list("project", "pot", "bedrag"):
        van[project][pot] = bedrag
    rijen = []
    for project in budget.wijk.projecten.select_related("wijk").prefetch_related("dekkingen"):
        in_potten = {pot: van[project.pk].get(pot, Bedrag(0)) for pot in (Pot.GERESERVEERD, Pot.VERPLICHT, Pot.BETAALD)}
        rijen.append({"project": project, **in_potten, "totaal": Bedrag(sum(in_potten.values())), "dekkingen": list(project.dekkingen.all())})
    return rijen


def uit_boekingen(budget: Budget) -> dict[tuple[int | None, str], int]:
    """The balances as they follow from the bookings alone: cents by (project, pot)."""
    som: dict[tuple[int | None, str], int] = defaultdict(int)

    def erbij(project, pot, bedrag):
        if pot != Pot.BUITEN:
            som[(project if pot in (Pot.GERESERVEERD, Pot.VERPLICHT, Pot.BETAALD) else None, pot)] += bedrag

    rijen = Boeking.objects.filter(budget=budget).values_list("project", "van", "naar", "bedrag", "vraagt_akkoord", "akkoord__oordeel")
    for project, van, naar, bedrag, vraagt, oordeel in rijen.iterator():
        if vraagt and oordeel == "afgewezen":
            continue
        erbij(project, van, -bedrag)
        erbij(project, Pot.WACHT if vraagt and oordeel is None else naar, bedrag)
    return {plek: bedrag for plek, bedrag in som.items() if bedrag}


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
