"""Reactions, for everyone: write one, and report one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from participatie.deeds import reacties as deeds
from participatie.forms.reacties import MeldForm, ReactieForm
from participatie.models import Reactie
from participatie.views.ideeen import idee as idee_pagina
from wijk.drempels import laat_toe
from wijk.toegang import mag


@mag("reageren")
@require_POST
def reageer(request, wijk, nummer):
    gevonden = get_object_or_404(wijk.ideeen.openbaar(), nummer=nummer)
    form = ReactieForm(request.POST, wijk=wijk)
    toegelaten = form.is_valid() and laat_toe(form, request, "reactie", request.door.email)
    if toegelaten and form.voer_uit(deeds.reageer, gevonden, form.cleaned_data["tekst"], form.cleaned_data["sleutel"], door=request.door):
        if wijk.reacties_vooraf:
            messages.success(request, "Bedankt. Een ambtenaar leest uw reactie en zet hem dan op de website.")
        else:
            messages.success(request, "Bedankt. Uw reactie staat op de website.")
        return redirect(gevonden)
    return idee_pagina(request, wijk=wijk.slug, nummer=nummer, reactieform=form)


@mag("reactie_melden")
def meld(request, wijk, nummer, pk):
    """Report a reaction that breaks the house rules; also without an account."""
    idee = get_object_or_404(wijk.ideeen.openbaar(), nummer=nummer)
    reactie = get_object_or_404(idee.reacties.select_related("idee__wijk"), pk=pk)
    if reactie.status != Reactie.Status.ZICHTBAAR:  # also what a second click finds after the first one
        messages.info(request, "Bedankt. Deze reactie staat nu niet op de website.")
        return redirect(idee)
    form = MeldForm(request.POST or None)
    ingevuld = request.method == "POST" and form.is_valid() and laat_toe(form, request, "melding")
    if ingevuld and form.voer_uit(deeds.meld_reactie, reactie, form.cleaned_data["reden"], form.cleaned_data["sleutel"], door=request.door):
        messages.success(request, "Bedankt voor uw melding. Een ambtenaar leest de reactie en beslist of die blijft staan.")
        return redirect(idee)
    return render(
        request,
        "participatie/reactie_melden.html",
        {
            "form": form,
            "idee": idee,
            "reactie": reactie,
            "kruimels": [
                ("Ideeën", reverse("openbaar:ideeen", args=[wijk.slug])),
                (f"Idee {nummer}", idee.get_absolute_url()),
                ("Meld een reactie", None),
            ],
        },
        status=form.status,
    )
