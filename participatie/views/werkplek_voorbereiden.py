"""The werkplek: prepare a walk, beside its route."""

from dataclasses import asdict

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from participatie.deeds import uitnodigen
from participatie.deeds import voorbereiden as deeds
from participatie.forms.voorbereiden import BereikplanForm, UitlegForm
from participatie.models import Bereikplan, Startuitleg
from participatie.uitleg import stel_samen
from participatie.uitnodigingsbrief import wandelbrief
from participatie.voorbereiden import groepen
from wijk.fouten import Geweigerd
from wijk.models import Volger
from wijk.toegang import mag
from wijk.woorden import lijst, stuks


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
    volgers = len(uitnodigen.te_mailen_volgers(wandeling))
    return render(request, "participatie/wandeling_uitnodigingen.html", {"wandeling": wandeling, "groepen": groepen(wandeling), "volgers": volgers})


@mag("wandelingen_beheren")
def versturen(request, wijk, pk, uitnodiging):
    """The mail of one invitation as it goes out, and the button that sends it."""
    wandeling = get_object_or_404(wijk.wandelingen.select_related("wijk"), pk=pk)
    uitnodiging = get_object_or_404(wandeling.uitnodigingen.select_related("partij", "wandeling__wijk"), pk=uitnodiging)
    if request.method == "POST":
        return _verstuur(request, wandeling, uitnodigen.verstuur, uitnodiging)
    wie = uitnodigen.te_mailen(uitnodiging)
    gegevens = {
        "aan": f"Voor {uitnodiging.partij.naam}.",
        "ontvangers": wie,
        "namen": f"Van: {lijst(sorted(set(wie.values())))}." if wie else "",
        "niemand": "De contactpersonen van deze groep kregen al een mail, of er staat geen e-mailadres bij. U zet ze in het kader, bij de partij.",
        "wijzig_pad": reverse("werkplek:uitnodiging", args=[wijk.slug, pk, uitnodiging.pk]),
    }
    return _voorbeeld(request, wandeling, gegevens, tekst=uitnodiging.tekst, partij=next(iter(wie.values()), ""))


@mag("wandelingen_beheren")
def brief(request, wijk, pk, uitnodiging):
    """The same invitation as a letter to print (PDF/UA-1, PDF/A-2a), from the moment that people can sign up."""
    wandeling = get_object_or_404(wijk.wandelingen, pk=pk)
    uitnodiging = get_object_or_404(wandeling.uitnodigingen.select_related("wandeling__wijk"), pk=uitnodiging)
    if not uitnodiging.is_te_sturen:
        messages.error(request, "U kunt de brief printen als er een tekst is en mensen zich kunnen aanmelden. Kondig de wandeling eerst aan.")
        return redirect("werkplek:uitnodigingen", wijk.slug, pk)
    koppen = {"Content-Disposition": f'inline; filename="uitnodiging-{uitnodiging.pk}.pdf"'}
    return HttpResponse(wandelbrief(uitnodiging), content_type="application/pdf", headers=koppen)


@mag("wandelingen_beheren")
def volgers_uitnodigen(request, wijk, pk):
    """The mail to who chose to be invited for every walk."""
    wandeling = get_object_or_404(wijk.wandelingen.select_related("wijk"), pk=pk)
    if request.method == "POST":
        return _verstuur(request, wandeling, uitnodigen.verstuur_aan_volgers, wandeling)
    volgers = uitnodigen.te_mailen_volgers(wandeling)
    gegevens = {
        "aan": "Voor wie koos voor een uitnodiging voor elke wandeling.",
        "ontvangers": volgers,
        "niemand": "Niemand koos hiervoor, of iedereen kreeg al een mail.",
    }
    return _voorbeeld(request, wandeling, gegevens, tekst=uitnodigen.standaardtekst(wandeling), volger=Volger(wijk=wijk, code="uw-eigen-code"))


def _voorbeeld(request, wandeling, gegevens: dict, **mail):
    mail = render_to_string(uitnodigen.SJABLOON, {"wandeling": wandeling, "wijk": wandeling.wijk, "basis": settings.BASIS_URL, **mail})
    gegevens |= {"wandeling": wandeling, "onderwerp": uitnodigen.onderwerp(wandeling), "mail": mail}
    return render(request, "participatie/wandeling_versturen.html", gegevens)


def _verstuur(request, wandeling, deed, wat):
    try:
        aantal = deed(wat, door=request.door)
        messages.success(request, f"{stuks(aantal, 'uitnodiging is', 'uitnodigingen zijn')} verstuurd.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("werkplek:uitnodigingen", wandeling.wijk.slug, wandeling.pk)
