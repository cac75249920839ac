"""The werkplek: make paper forms, enter what was written on them, and print answers as letters."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from participatie.deeds import papier as deeds
from participatie.forms.papier import AantalForm, InvoerForm, PostadresForm
from participatie.models import Postadres
from participatie.papier import formulieren_pdf
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag

# So many letters in one document: what is printed, folded and checked off in one go.
PER_KEER = 50


def pdf_antwoord(inhoud: bytes, naam: str) -> HttpResponse:
    """A document for who asked for it alone: nothing in between keeps it."""
    kop = {"Content-Disposition": f'inline; filename="{naam}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(inhoud, content_type="application/pdf", headers=kop)


def gekozen_brieven(bron, naam: str = "brief", *, meeste: int = PER_KEER) -> list[int]:
    """The primary keys that were ticked."""
    return [int(pk) for pk in bron.getlist(naam)[:meeste] if pk.isascii() and pk.isdecimal() and len(pk) < 18]


@mag("invoeren")
def invoer(request, wijk):
    """One paper form after another: Enter saves, and the next empty screen waits for its code."""
    form = InvoerForm(request.POST or None, request.FILES or None, wijk=wijk)
    if request.method == "POST" and form.is_valid():
        idee = form.voer_uit(deeds.voer_formulier_in, wijk, form.formulier, form.velden, form.postadres, door=request.door)
        if idee is not None:
            bericht = f"Bewaard als idee {idee.nummer}."
            if form.formulier is None:
                bericht += f" Schrijf deze code op het formulier: {idee.papierformulier.leesbaar}."
            if request.headers.get("Accept") == "text/x-regel":
                return render(request, "participatie/papier_regel.html", {"formulier": idee.papierformulier, "bericht": bericht})
            messages.success(request, f"{bericht} U kunt het volgende formulier invoeren.")
            return redirect("werkplek:papier", wijk.slug)
    al = form.formulier.idee if form.formulier and "code" in form.errors else None
    return render(
        request,
        "participatie/papier_invoer.html",
        {"form": form, "al": al, "ingevoerd": blader(request, wijk.papierformulieren.ingevoerd())},
        status=422 if form.errors else 200,
    )


@mag("invoeren")
def stapels(request, wijk):
    """Make forms to print, and see which were made."""
    form = AantalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        stapel = form.voer_uit(deeds.maak_formulieren, wijk, form.cleaned_data["aantal"], door=request.door)
        if stapel is not None:
            messages.success(request, f"Er staan {stapel.aantal} formulieren klaar. Open ze en print ze.")
            return redirect("werkplek:papier_stapels", wijk.slug)
    return render(
        request,
        "participatie/papier_stapels.html",
        {"form": form, "stapels": blader(request, wijk.stapels.met_ingevoerd())},
        status=422 if form.errors else 200,
    )


@mag("invoeren")
def stapel_pdf(request, wijk, pk):
    """The forms of a pile that have not been entered, to print (again)."""
    stapel = get_object_or_404(wijk.stapels, pk=pk)
    leeg = list(stapel.formulieren.nog_leeg())
    if not leeg:
        messages.error(request, "Alle formulieren van deze stapel zijn al ingevoerd. Maak nieuwe formulieren.")
        return redirect("werkplek:papier_stapels", wijk.slug)
    return pdf_antwoord(formulieren_pdf(wijk, leeg), f"formulieren-{wijk.slug}-{pk}")


@mag("persoonsgegevens_zien")
def postadres(request, wijk, nummer):
    """Where the answer to an idea goes by letter."""
    idee = get_object_or_404(wijk.ideeen.select_related("wijk"), nummer=nummer)
    bestaand = Postadres.objects.bij(idee)
    form = PostadresForm(request.POST or None, instance=bestaand or Postadres())
    if request.method == "POST" and form.is_valid() and form.voer_uit(deeds.bewaar_postadres, idee, form.velden, door=request.door):
        messages.success(request, f"Het postadres bij idee {nummer} is bewaard.")
        return redirect("werkplek:toets", wijk.slug, nummer)
    return render(request, "participatie/postadres.html", {"idee": idee, "form": form, "bestaand": bestaand}, status=422 if form.errors else 200)


@mag("persoonsgegevens_zien")
@require_POST
def postadres_weg(request, wijk, nummer):
    idee = get_object_or_404(wijk.ideeen.select_related("wijk"), nummer=nummer)
    try:
        deeds.haal_postadres_weg(idee, door=request.door)
        messages.success(request, f"Het postadres bij idee {nummer} is weg.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("werkplek:toets", wijk.slug, nummer)
