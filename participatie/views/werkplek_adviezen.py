"""The werkplek: ask advice on an idea, and see what is still to come."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from participatie.deeds import adviezen as deeds
from participatie.forms.adviezen import AdvieskeuzeForm, AdviesvraagForm, MeerTijdForm, NoteerForm
from participatie.models import Advies
from participatie.toetslijst import Keuze
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag


@mag("advies_vragen")
def adviezen(request, wijk):
    """Every question that waits; or those that are late, one's own, or answered."""
    form = AdvieskeuzeForm(request.GET)
    wat = form.cleaned_data.get("wat", "") if form.is_valid() else ""
    rijen = Advies.objects.in_wijk(wijk).gekozen(wat, request.door, timezone.localdate())
    return render(request, "participatie/adviezen.html", {"form": form, "adviezen": blader(request, rijen), "wat": wat})


@mag("advies_vragen")
def vraag(request, wijk, nummer):
    """Ask a partij or a person about one idea, or note what they said already."""
    idee = get_object_or_404(wijk.ideeen.select_related("wijk", "thema"), nummer=nummer)
    noteert = request.POST.get("daad") == "noteer"
    form = AdviesvraagForm(None if noteert else request.POST or None, idee=idee)
    genoteerd = NoteerForm(request.POST if noteert else None, prefix="noteer")
    terug = f"{reverse('werkplek:toets', args=[wijk.slug, nummer])}{Keuze.uit(request.GET)}"
    if request.method == "POST" and form.is_valid():
        partij = form.cleaned_data["partij"]
        advies = form.voer_uit(deeds.vraag_advies, idee, form.velden, sleutel=form.cleaned_data["sleutel"], door=request.door)
        if advies is not None:
            messages.success(request, f"De vraag is gemaild aan {advies.wie}.")
            return redirect(terug)
        genoteerd.initial["wie"] = partij.naam if partij else ""
    if noteert and genoteerd.is_valid():
        schoon = genoteerd.cleaned_data
        wat = schoon["wie"], schoon["raad"], schoon["antwoord"]
        if genoteerd.voer_uit(deeds.noteer_advies, idee, *wat, sleutel=schoon["sleutel"], door=request.door):
            messages.success(request, "Het advies staat bij het idee.")
            return redirect(terug)
    gegevens = {"idee": idee, "form": form, "genoteerd": genoteerd, "terug": terug}
    return render(request, "participatie/advies_vraag.html", gegevens, status=genoteerd.status if noteert else form.status)


@mag("advies_vragen")
def advies(request, wijk, pk):
    """One question: its answer, or more time for it, or take it back."""
    gevraagd = get_object_or_404(Advies.objects.in_wijk(wijk), pk=pk)
    daad = request.POST.get("daad", "")
    form = MeerTijdForm(request.POST if daad == "meer_tijd" else None, idee=gevraagd.idee)
    if daad == "meer_tijd" and form.is_valid() and form.voer_uit(deeds.geef_meer_tijd, gevraagd, form.cleaned_data["voor"], door=request.door):
        messages.success(request, "De nieuwe dag is gemaild.")
        return redirect("werkplek:advies", wijk.slug, pk)
    if daad == "neem_terug":
        try:
            deeds.neem_terug(gevraagd, door=request.door)
            messages.success(request, "De vraag is teruggenomen. Dat is gemaild. De link werkt niet meer.")
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
        return redirect("werkplek:advies", wijk.slug, pk)
    if request.method == "POST" and daad != "meer_tijd":
        raise Http404
    return render(request, "participatie/advies_werkplek.html", {"advies": gevraagd, "form": form}, status=form.status)
