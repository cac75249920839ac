"""What the start page of a wijk and the worklist both show: where we are, what comes, what happened, what it brought.

A fixed number of queries that does not grow with the number of ideas.
"""

from math import cos, radians

from budget import stand
from budget.models import Budget, Pot
from participatie.models import Nummering
from wijk import stappen
from wijk.models import Wijk


def geld_van(wijk: Wijk) -> dict | None:
    """The pots of the budget in cents and as a bar, or None when nothing has been granted."""
    budget = Budget.objects.filter(wijk=wijk).first()
    potten = stand.potten(budget) if budget else {}
    totaal = stand.totaal(potten)
    if not totaal:
        return None
    return {"totaal": totaal, "vrij": potten[Pot.VRIJ], "betaald": potten[Pot.BETAALD], "delen": stand.balk(potten)}


def omtrek_van(wijk: Wijk) -> dict | None:
    """The boundary and the places of the newest ideas as a still picture: SVG units, 100 wide; None without a boundary."""
    if wijk.veelhoek is None:
        return None
    west, zuid, oost, noord = wijk.veelhoek.bounds
    schaal = 100 / (oost - west)
    # A degree of longitude is shorter than one of latitude by the cosine of the latitude.
    rek = schaal / cos(radians((zuid + noord) / 2))

    def plek(lon: float, lat: float) -> tuple[str, str]:
        return f"{(lon - west) * schaal:.1f}", f"{(noord - lat) * rek:.1f}"

    delen = getattr(wijk.veelhoek, "geoms", [wijk.veelhoek])
    pad = " ".join("M" + " L".join(" ".join(plek(lon, lat)) for lon, lat, *_ in deel.simplify(0.00005).exterior.coords) + " Z" for deel in delen)
    binnen = wijk.ideeen.openbaar().met_plaats().binnen((west, zuid, oost, noord)).order_by("-nummer").values_list("lon", "lat")[:60]
    return {"pad": pad, "hoogte": f"{(noord - zuid) * rek:.1f}", "punten": [plek(lon, lat) for lon, lat in binnen]}


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
