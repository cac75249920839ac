"""Look up an address on the form of an idea: as a page that keeps all that was typed, or as JSON for the script (static/js/plek.js)."""

from dataclasses import asdict

from django.http import JsonResponse
from django.shortcuts import redirect

from participatie.adressen import lees_keuze, zoek
from participatie.forms.ideeen import IdeeForm
from participatie.views.ideeen import toon_formulier
from wijk.drempels import te_vaak
from wijk.toegang import mag


@mag("idee_indienen")
def adressen(request, wijk):
    """What an address may mean. Sent by POST with the rest of the form, so that no address stands in a log."""
    if request.method != "POST":
        return redirect("openbaar:idee_nieuw", wijk.slug)
    keuze = lees_keuze(request.POST.get("zoek_adres", ""))
    if keuze:
        gevonden, bericht = [], "De plek van dit adres is ingevuld."
    elif te_veel := te_vaak(request, "adres"):
        gevonden, bericht = [], te_veel
    else:
        gevonden, bericht = zoek(wijk, request.POST.get("adres", ""))
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"bericht": bericht, "adressen": [asdict(een) for een in gevonden]})
    if len(gevonden) == 1:
        keuze, gevonden = (gevonden[0].lat, gevonden[0].lon), []
    getypt = request.POST.dict()
    if keuze:
        getypt["lat"], getypt["lon"] = keuze
    return toon_formulier(
        request,
        wijk,
        IdeeForm(wijk=wijk, initial=getypt),
        adressen=gevonden,
        adres=getypt.get("adres", ""),
        adres_bericht=bericht,
        fotos_opnieuw=bool(request.FILES),
    )
