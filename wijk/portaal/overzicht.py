"""What the start page of a wijk and the worklist both show: where we are, what comes, what happened, what it brought.

A fixed number of queries that does not grow with the number of ideas.
"""

from budget.models import Budget, Pot, Saldo
from participatie.models import Nummering
from wijk import geo, stappen
from wijk.bedrag import Bedrag
from wijk.models import Wijk


def geld_van(wijk: Wijk) -> dict | None:
    """The four pots of the budget in cents, or None when nothing has been granted."""
    budget = Budget.objects.filter(wijk=wijk).first()
    if budget is None:
        return None
    potten = {pot: Bedrag(0) for pot in Pot}
    for pot, bedrag in Saldo.objects.filter(budget=budget).values_list("pot", "bedrag"):
        potten[pot] += bedrag
    totaal = Bedrag(sum(potten.values()))
    if not totaal:
        return None
    delen = [
        ("Nog te verdelen", potten[Pot.VRIJ], "groen"),
        ("Gekozen, nog niet besteld", potten[Pot.GERESERVEERD] + potten[Pot.WACHT], "oker"),
        ("Besteld", potten[Pot.VERPLICHT], "blauw"),
        ("Betaald", potten[Pot.BETAALD], "grijs"),
    ]
    return {
        "totaal": totaal,
        "vrij": potten[Pot.VRIJ],
        "betaald": potten[Pot.BETAALD],
        "delen": [
            {"label": naam, "bedrag": bedrag, "tekst": str(bedrag), "aandeel": round(100 * bedrag / totaal), "kleur": kleur}
            for naam, bedrag, kleur in delen
        ],
    }


def omtrek_van(wijk: Wijk) -> dict | None:
    """The boundary and the places of the newest ideas as a still picture; None without a boundary."""
    if wijk.veelhoek is None:
        return None
    punten = wijk.ideeen.openbaar().met_plaats().binnen(wijk.veelhoek.bounds).order_by("-nummer").values_list("lon", "lat")[:60]
    return geo.omtrek(wijk.veelhoek, punten)


def start_van(wijk: Wijk) -> dict:
    stand = stappen.stand(wijk)
    return {
        "stappen": stand,
        "huidige_stap": stappen.huidige(stand),
        "wandeling": wijk.wandelingen.komend().first(),
        "geld": geld_van(wijk),
        "omtrek": omtrek_van(wijk),
        "gebeurtenissen": wijk.gebeurtenissen.openbaar().nieuwste_eerst()[:5],
        "ideeen": wijk.ideeen.openbaar().order_by("-nummer")[:3],
        "aantal_ideeen": Nummering.objects.filter(wijk=wijk).values_list("laatste", flat=True).first() or 0,
        "projecten": wijk.projecten.lopend()[:3],
        "aantal_afgerond": wijk.projecten.afgerond().count(),
    }
