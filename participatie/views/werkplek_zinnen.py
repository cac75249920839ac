"""The werkplek: the sentences that officials of a wijk use again and again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from participatie.deeds import zinnen as deeds
from participatie.forms.toetslijst import ZinForm
from participatie.models import Standaardzin
from wijk.bladeren import blader
from wijk.toegang import mag


@mag("toetsen")
def zinnen(request, wijk):
    """The sentences, those beside a condition first."""
    return render(request, "participatie/toets_zinnen.html", {"zinnen": blader(request, wijk.standaardzinnen.select_related("thema"), per=50)})


@mag("toetsen")
def zin(request, wijk, pk=None):
    """Add a sentence, or change one."""
    bestaand = get_object_or_404(wijk.standaardzinnen, pk=pk) if pk else None
    form = ZinForm(request.POST or None, instance=bestaand or Standaardzin(wijk=wijk), wijk=wijk)
    terug = reverse("werkplek:toets_zinnen", args=[wijk.slug])
    if request.method == "POST" and form.is_valid() and form.voer_uit(deeds.bewaar_zin, wijk, form.velden, bestaand, door=request.door):
        messages.success(request, "De zin is bewaard.")
        return redirect(terug)
    return render(
        request,
        "wijk/werkplek_form.html",
        {
            "form": form,
            "titel": "Wijzig de standaardzin" if bestaand else "Voeg een standaardzin toe",
            "terug": terug,
            "weg": reverse("werkplek:toets_zin_weg", args=[wijk.slug, pk]) if bestaand else "",
        },
        status=form.status,
    )


@mag("toetsen")
def zin_weg(request, wijk, pk):
    """Ask first, then take it away."""
    zin = get_object_or_404(wijk.standaardzinnen.select_related("wijk"), pk=pk)
    terug = reverse("werkplek:toets_zinnen", args=[wijk.slug])
    if request.method == "POST":
        deeds.verwijder_zin(zin, door=request.door)
        messages.success(request, "De zin is verwijderd.")
        return redirect(terug)
    gevolg = f"“{zin}” staat dan niet meer in de lijst. Antwoorden waarin de zin al staat, blijven zoals ze zijn."
    return render(request, "wijk/werkplek_weg.html", {"ding": zin, "terug": terug, "gevolg": gevolg})
