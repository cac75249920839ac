"""What the start page of a wijk and the worklist both show: where we are, what comes, what happened, what it brought.

A fixed number of queries that does not grow with the number of ideas.
"""

from django.utils import timezone

from budget import stand
from budget.models import Budget, Pot
from participatie.models import Nummering
from wijk import geo, stappen, volgen
from wijk.models import Wijk


def geld_van(wijk: Wijk) -> dict | None:
    """The pots of the budget in cents and as a bar, or None when nothing has been granted."""
    budget = Budget.objects.filter(wijk=wijk).first()
    potten = stand.potten(budget) if budget else {}
    if not stand.totaal(potten):
        return None
    return {"zin": stand.te_verdelen(potten), "betaald": potten[Pot.BETAALD], "delen": stand.balk(potten)}


def omtrek_van(wijk: Wijk) -> dict | None:
    """The boundary and the places of the newest ideas as a still picture; None without a boundary."""
    if wijk.veelhoek is None:
        return None
    punten = wijk.ideeen.openbaar().met_plaats().binnen(wijk.veelhoek.bounds).order_by("-nummer").values_list("lon", "lat")[:60]
    return geo.omtrek(wijk.veelhoek, punten)


def start_van(wijk: Wijk) -> dict:
    gezet = stappen.stand(wijk)
    begint_nog = wijk.startdatum and wijk.startdatum > timezone.localdate()
    return {
        "start_op": wijk.startdatum if begint_nog else None,
        "stappen": gezet,
        "huidige_stap": stappen.huidige(gezet),
        "al_klaar": stappen.al_klaar(gezet),
        "wandeling": wijk.wandelingen.komend().first(),
        "geld": geld_van(wijk),
        "omtrek": omtrek_van(wijk),
        "gebeurtenissen": volgen.met_open_paden(wijk, volgen.nieuws(wijk)[:5]),
        "ideeen": wijk.ideeen.openbaar().order_by("-nummer")[:3],
        "aantal_ideeen": Nummering.objects.aantal_ideeen(wijk),
        "projecten": wijk.projecten.lopend()[:3],
        "aantal_afgerond": wijk.projecten.afgerond().count(),
    }
