"""The points on the map."""

from django.http import JsonResponse
from django.urls import reverse

from participatie.forms.ideeen import FilterForm
from participatie.models import Idee
from wijk.toegang import mag

# How many points at once: the newest; a filter or a `bbox` gives others. The map gets all that it can cluster.
PUNTEN = 1000
PUNTEN_BEKNOPT = 10_000


@mag("zien")
def ideeen_geojson(request, wijk):
    """The newest public ideas with a place, as a GeoJSON FeatureCollection (RFC 7946); the list's filters and `bbox` narrow it.

    `beknopt`: more of them, with no more than the portal's own map needs; what is the same for all stands beside the features.
    """
    beknopt = "beknopt" in request.GET
    hoogstens = PUNTEN_BEKNOPT if beknopt else PUNTEN
    form = FilterForm(request.GET, wijk=wijk)
    rijen = wijk.ideeen.openbaar().gefilterd(**form.keuze()).met_plaats().gezocht(wijk, form.woorden, hoogstens + 1)
    gevonden = list(rijen.order_by("-nummer").values_list("nummer", "titel", "soort", "status", "lat", "lon")[: hoogstens + 1])
    basis = reverse("openbaar:ideeen", args=[wijk.slug])
    standen = {waarde: {"tekst": tekst, "kleur": Idee.kleur_van(waarde)} for waarde, tekst in Idee.Status.choices}

    def eigenschappen(nummer, titel, soort, status):
        if status == Idee.Status.INGETROKKEN:
            titel = f"Idee {nummer}"
        if beknopt:
            return {"nummer": nummer, "titel": titel, "status": status}
        return {
            "nummer": nummer,
            "titel": titel,
            "soort": soort,
            "status": status,
            "status_tekst": standen[status]["tekst"],
            "kleur": standen[status]["kleur"],
            "url": f"{basis}{nummer}/",
        }

    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]},
            "properties": eigenschappen(nummer, titel, soort, status),
        }
        for nummer, titel, soort, status, lat, lon in gevonden[:hoogstens]
    ]
    antwoord = {"type": "FeatureCollection", "features": features, "meer": len(gevonden) > hoogstens}
    if beknopt:
        antwoord |= {"basis": basis, "standen": standen}
    return JsonResponse(antwoord, content_type="application/geo+json", json_dumps_params={"separators": (",", ":"), "ensure_ascii": False})
