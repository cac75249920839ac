"""The werkplek: draw the route of a walk, on the map or as a list of stops."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from participatie import adressen, route
from participatie.deeds.route import bewaar_route
from participatie.forms.route import RouteForm
from wijk.drempels import te_vaak
from wijk.fouten import GeenRecht, Geweigerd
from wijk.toegang import mag


@mag("wandelingen_beheren")
def teken(request, wijk, pk):
    wandeling = get_object_or_404(wijk.wandelingen.select_related("wijk"), pk=pk)
    form = RouteForm(wandeling, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and "doe" not in request.POST:
        if form.is_valid() and _bewaar(form, wandeling, request.door):
            messages.success(request, _gelukt(wandeling))
            return redirect("werkplek:route", wijk.slug, pk)
        status = 422
    elif request.method == "POST":
        wat = request.POST["doe"]
        form.bericht = _zoek(request, wijk, form, wat) if wat.startswith("zoek-") else form.doe(wat)
    lengte = route.zin(route.lengte(route.lijn(form.nu)))
    return render(
        request,
        "participatie/wandeling_route.html",
        {
            "wandeling": wandeling,
            "form": form,
            "lengte": lengte,
            "tempo": route.TEMPO,
            "adres_zoeken": bool(settings.PDOK_URL),
        },
        status=status,
    )


def _bewaar(form: RouteForm, wandeling, door) -> bool:
    try:
        bewaar_route(wandeling, form.haltes, gezien=form.gezien, door=door)
    except GeenRecht:
        raise
    except Geweigerd as weigering:
        form.weiger(str(weigering))
        return False
    return True


def _gelukt(wandeling) -> str:
    buiten = route.buiten(wandeling.wijk, wandeling.haltes.all())
    if not buiten:
        return "De route is bewaard."
    namen = ", ".join(f"“{halte.naam}”" for halte in buiten)
    return f"De route is bewaard. Buiten de {wandeling.wijk.naam} {'ligt' if len(buiten) == 1 else 'liggen'} {namen}. Dat mag."


def _zoek(request, wijk, form: RouteForm, wat: str) -> str:
    """Look up the place of one row by its words."""
    nummer = wat.removeprefix("zoek-")
    if not (nummer.isascii() and nummer.isdecimal() and int(nummer) < len(form.getypt)):
        return "Dit kan niet. Vernieuw de pagina."
    n = int(nummer)
    if te_veel := te_vaak(request, "adres"):
        return te_veel
    gevonden, bericht = adressen.zoek(wijk, form.getypt[n]["plaats"])
    if len(gevonden) == 1:
        return form.doe(f"kies-{n}:{gevonden[0].lat},{gevonden[0].lon}")
    form.toon_adressen(n, gevonden)
    return bericht
