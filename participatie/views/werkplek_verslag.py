"""The werkplek: write the report of an overleg, close it, and correct what was placed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from participatie.deeds.overleg import sluit_overleg
from participatie.deeds.verslag import bewaar_verslag, vul_verslag_aan
from participatie.forms.overleg import AanvulForm, VerslagForm
from wijk.fouten import Geweigerd
from wijk.toegang import mag

GESLOTEN = "Het overleg is afgesloten. Het verslag staat op de website."


@mag("overleggen")
def schrijf(request, wijk, pk):
    """The report while it is written: each button keeps it first, and then goes where it says."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    if overleg.status == overleg.Status.GEHOUDEN:
        return redirect("werkplek:overleg_aanvullen", wijk.slug, pk)
    if request.method == "GET" and overleg.is_dicht:
        return redirect("werkplek:overleg_een", wijk.slug, pk)
    form = VerslagForm(request.POST or None, instance=get_object_or_404(wijk.overleggen, pk=pk))
    if request.method == "POST" and form.is_valid() and form.voer_uit(bewaar_verslag, overleg, form.velden, door=request.door):
        match request.POST.get("doe"):
            case "besluiten" | "overleg" as waarheen:
                messages.success(request, "Het verslag is bewaard. Het staat nog niet op de website.")
                return redirect("werkplek:besluiten" if waarheen == "besluiten" else "werkplek:overleg_een", wijk.slug, pk)
            case "sluit" if overleg.is_begonnen and _te_vragen(overleg):
                return redirect("werkplek:overleg_afsluiten", wijk.slug, pk)
            case "sluit":
                return _sluit(request, overleg, onbesloten_blijven=False)
        messages.success(request, "Het verslag is bewaard. Het staat nog niet op de website.")
        return redirect("werkplek:overleg_schrijven", wijk.slug, pk)
    inhoud = {"overleg": overleg, "form": form, "herkenbaar": overleg.herkenbaar(overleg.verslag)}
    return render(request, "participatie/overleg_schrijven.html", inhoud, status=form.status)


def _te_vragen(overleg) -> bool:
    """Whether there is something to say before it is closed."""
    return overleg.te_besluiten().exists() or bool(overleg.herkenbaar(overleg.verslag)) or overleg.genodigden.moet_het_horen().exists()


@mag("overleggen")
def afsluiten(request, wijk, pk):
    """The ideas that nothing was decided on, what in the report may tell who somebody is, who was never told that it was moved, and the button that
    closes the overleg all the same."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    if request.method == "POST":
        return _sluit(request, overleg, onbesloten_blijven=True)
    if overleg.is_dicht:
        return redirect("werkplek:overleg_een", wijk.slug, pk)
    gegevens = {"overleg": overleg, "onbesloten": overleg.te_besluiten(), "volgend": overleg.volgend()}
    gegevens["herkenbaar"] = overleg.herkenbaar(overleg.verslag)
    niet_gehoord = overleg.genodigden.moet_het_horen()
    return render(request, "participatie/overleg_afsluiten.html", gegevens | {"te_horen": niet_gehoord.count(), "wie": niet_gehoord.wie()})


def _sluit(request, overleg, *, onbesloten_blijven: bool):
    try:
        velden = {"aanwezig": overleg.aanwezig, "verslag": overleg.verslag}
        sluit_overleg(overleg, velden, onbesloten_blijven=onbesloten_blijven, door=request.door)
        messages.success(request, f"{GESLOTEN} Stuur of print het nu ook voor wie op de lijst staat." if overleg.genodigden.exists() else GESLOTEN)
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("werkplek:overleg_een", overleg.wijk.slug, overleg.pk)


@mag("overleggen")
def aanvullen(request, wijk, pk):
    """Place another text of a report that was placed; what stood there stays to be read."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    if overleg.status != overleg.Status.GEHOUDEN:
        return redirect("werkplek:overleg_schrijven", wijk.slug, pk)
    al, verslagen = overleg.verslagversies.count(), overleg.verslagen()
    form = AanvulForm(request.POST or None, initial={"tekst": verslagen[0].tekst, "al": al, "aanwezig": overleg.aanwezig})
    if request.method == "POST" and form.is_valid():
        keuzes = {"gezien": form.cleaned_data["al"], "aanwezig": form.cleaned_data["aanwezig"], "ook_mailen": form.cleaned_data["ook_mailen"]}
        versie = form.voer_uit(vul_verslag_aan, overleg, form.velden, **keuzes, door=request.door)
        if not form.errors:
            messages.success(request, f"{'Het verslag is aangevuld' if versie else 'Het aantal is verbeterd'}. Het staat zo op de website.")
            return redirect("werkplek:overleg_een", wijk.slug, pk)
        form.data = form.data.copy()
        form.data["al"] = str(al)  # what stands there now is shown below it
    inhoud = {"overleg": overleg, "form": form, "verslagen": verslagen, "herkenbaar": overleg.herkenbaar(form["tekst"].value() or "")}
    return render(request, "participatie/overleg_aanvullen.html", inhoud, status=form.status)
