"""The werkplek: prepare a walk, beside its route."""

from dataclasses import asdict

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from participatie.deeds import voorbereiden as deeds
from participatie.forms.voorbereiden import BereikplanForm, UitlegForm
from participatie.models import Bereikplan, Startuitleg
from participatie.uitleg import stel_samen
from participatie.voorbereiden import groepen
from wijk.toegang import mag


@mag("wandelingen_beheren")
def uitleg(request, wijk, pk):
    """What is told at the start; with `?opnieuw` filled with what the portal composes now, which is kept only when it is saved."""
    wandeling = get_object_or_404(wijk.wandelingen.select_related("wijk").prefetch_related("partijen"), pk=pk)
    bewaard = Startuitleg.objects.filter(wandeling=wandeling).first()
    samengesteld = stel_samen(wijk, wandeling)
    opnieuw = bewaard is None or "opnieuw" in request.GET
    form = UitlegForm(request.POST or None, instance=bewaard, initial=asdict(samengesteld) if opnieuw else None)
    if request.method == "POST" and form.is_valid() and form.voer_uit(deeds.bewaar_uitleg, wandeling, form.velden, bewaard, door=request.door):
        messages.success(request, "De uitleg is bewaard. Hij staat op de pagina van de wandeling en in het looppakket.")
        return redirect("werkplek:wandeling", wijk.slug, pk)
    return render(
        request,
        "participatie/wandeling_uitleg.html",
        {
            "wandeling": wandeling,
            "form": form,
            "opnieuw": opnieuw,
            "bewaard": bewaard,
            "veranderd": bewaard is not None and bewaard.kenmerk != samengesteld.kenmerk,
        },
        status=form.status,
    )


@mag("wandelingen_beheren")
def bereikplan(request, wijk, pk, groep):
    """How young people, or young parents, are reached for this walk."""
    wandeling = get_object_or_404(wijk.wandelingen.select_related("wijk"), pk=pk)
    if groep not in Bereikplan.Groep:
        raise Http404
    bestaand = wandeling.bereikplannen.filter(groep=groep).first()
    form = BereikplanForm(request.POST or None, instance=bestaand)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.voer_uit(deeds.bewaar_bereikplan, wandeling, groep, form.velden, bestaand, door=request.door)
    ):
        messages.success(request, "Het plan is bewaard.")
        return redirect("werkplek:wandeling", wijk.slug, pk)
    return render(
        request,
        "participatie/wandeling_bereikplan.html",
        {"wandeling": wandeling, "form": form, "groep": Bereikplan.Groep(groep).label},
        status=form.status,
    )


@mag("wandelingen_beheren")
def uitnodigingen(request, wijk, pk):
    """The groups of the note, each with how it was invited and how many were reached."""
    wandeling = get_object_or_404(wijk.wandelingen.select_related("wijk"), pk=pk)
    return render(request, "participatie/wandeling_uitnodigingen.html", {"wandeling": wandeling, "groepen": groepen(wandeling)})
