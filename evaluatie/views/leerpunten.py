"""The werkplek: what was learnt, what it rests on, what is done about it and whether that happened."""

from copy import copy

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from evaluatie import deeds
from evaluatie.forms_leerpunten import GedaanForm, GrondForm, LeerpuntForm
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag


@mag("werkplek_zien", post="evalueren")
def leerpunten(request, wijk):
    form = LeerpuntForm(request.POST or None, wijk=wijk)
    if request.method == "POST" and form.is_valid():
        leerpunt = form.voer_uit(deeds.bewaar_leerpunt, wijk, form.velden, door=request.door)
        if leerpunt is not None:
            messages.success(request, "Het leerpunt is bewaard. Zeg nu waarop het berust.")
            return redirect("werkplek:leerpunt", wijk.slug, leerpunt.pk)
    return render(
        request,
        "evaluatie/werkplek_leerpunten.html",
        {"form": form, "leerpunten": blader(request, wijk.leerpunten.voor_lijst())},
        status=422 if form.errors else 200,
    )


@mag("werkplek_zien", post="evalueren")
def leerpunt(request, wijk, pk):
    """One leerpunt, with a small form for each thing that can be done with it."""
    leerpunt = get_object_or_404(wijk.leerpunten.voor_lijst().select_related("wijk"), pk=pk)
    actie = request.POST.get("actie", "")
    van = lambda naam: request.POST if naam == actie else None  # noqa: E731
    zoek = request.GET.get("zoek", "").strip()[:60]
    forms = {
        # Of its own: what was typed and refused is not what the page says of the leerpunt.
        "wijzig": LeerpuntForm(van("wijzig"), instance=copy(leerpunt), wijk=wijk, prefix="leerpunt"),
        "grond": GrondForm(van("grond"), leerpunt=leerpunt, zoek=zoek, auto_id="grond_%s"),
        "gedaan": GedaanForm(van("gedaan"), auto_id="gedaan_%s"),
    }
    form = forms.get(actie)
    if form is not None and form.is_valid():
        if actie == "wijzig":
            klaar = form.voer_uit(deeds.bewaar_leerpunt, wijk, form.velden, leerpunt, door=request.door)
        elif actie == "grond":
            klaar = form.voer_uit(deeds.geef_gronden, leerpunt, **form.grond(), door=request.door)
        else:
            klaar = form.voer_uit(deeds.meld_gedaan, leerpunt, form.cleaned_data["gedaan"], form.cleaned_data["op"], door=request.door)
        if klaar is not None:
            messages.success(request, "Bewaard.")
            return redirect("werkplek:leerpunt", wijk.slug, pk)
    # What was searched for, and a leerpunt that rests on nothing yet, ask to choose: then the form stands open.
    open_ = actie if form is not None else "grond" if zoek or not leerpunt.gronden.all() else ""
    return render(
        request,
        "evaluatie/werkplek_leerpunt.html",
        {"leerpunt": leerpunt, "forms": forms, "actie": open_, "zoek": zoek},
        status=422 if form is not None and form.errors else 200,
    )


@mag("evalueren")
@require_POST
def grond_weg(request, wijk, pk):
    leerpunt = get_object_or_404(wijk.leerpunten, pk=pk)
    nummer = request.POST.get("weg", "")
    grond = leerpunt.gronden.select_related("leerpunt__wijk").filter(pk=int(nummer)).first() if nummer.isdecimal() and len(nummer) < 18 else None
    try:
        if grond is None:
            raise Geweigerd("Dit was al weggehaald.")
        deeds.haal_grond_weg(grond, door=request.door)
        messages.success(request, "Dit staat er niet meer bij.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("werkplek:leerpunt", wijk.slug, pk)
