"""The werkplek: answer one idea, and set it right."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from participatie.deeds import ideeen as ideedeeds
from participatie.deeds import toetsen as deeds
from participatie.dubbelen import waar_het_bij_past
from participatie.forms.ideeen import OrdenForm, RedenForm, VerbergForm
from participatie.forms.toetsen import OnderhoudForm, SamenvoegForm, ToetsForm
from participatie.models import Idee, Postadres
from participatie.views import werkplek_tussendoor as tussendoor
from participatie.views.werkplek_concepten import Conceptwerk
from participatie.views.werkplek_samen import meld_samengevoegd
from participatie.views.werkplek_toetslijst import Toetswerk
from wijk.fouten import Geweigerd
from wijk.toegang import mag


def _opnieuw(form, gezien: int):
    """After a refusal: keep what was typed, and let the next try count what has been seen now."""
    form.data = form.data.copy()
    form.data[form.add_prefix("gezien")] = gezien
    return form


@mag("werkplek_zien", post="toetsen")
def toets(request, wijk, nummer):
    """One idea with the conditions that apply beside it."""
    idee = get_object_or_404(wijk.ideeen.voor_pagina(), nummer=nummer)
    toetsingen = list(idee.toetsingen.prefetch_related("oordelen__versie").select_related("door", "gelezen_door"))
    gezien = len(toetsingen)
    voorwaarden = wijk.randvoorwaarden.in_basisset().geldig().voor_thema(idee.thema).met_tekst()
    actie = request.POST.get("actie", "")
    data = lambda naam: request.POST if actie == naam else None  # noqa: E731
    werk, concept = Toetswerk(request, idee), Conceptwerk(request, idee)
    begin = lambda naam: {"gezien": gezien, **concept.begin(naam), **werk.getypt.begin(naam)}  # noqa: E731
    ander = actie in ("onderhoud", "samenvoegen")
    # Of the answer by the conditions, when another one was sent and refused: what was typed stands there still.
    al_getypt = {naam: waarde for naam, waarde in request.POST.items() if naam.startswith(("oordeel_", "reden", "versie_"))} if ander else {}
    toetsform = {"voorwaarden": voorwaarden, "gezien": gezien, "zinnen": werk.zinnen}
    toetsform["op_advies"] = idee.adviezen.open(timezone.localdate()).count()
    forms = {
        "toets": ToetsForm(data("toets"), **toetsform, onaf=concept.onaf, initial=concept.begin("toets") | al_getypt),
        "onderhoud": OnderhoudForm(data("onderhoud"), initial=begin("onderhoud")),
        "samenvoegen": SamenvoegForm(data("samenvoegen"), wijk=wijk, initial=begin("samenvoegen")),
        "heropen": RedenForm(data("heropen"), auto_id="heropen_%s", initial=werk.getypt.begin("heropen")),
    }
    form = forms.get(actie)
    if actie == "heropen" and tussendoor.knop(request.POST) in tussendoor.KNOPPEN:
        return tussendoor.doe_bij_beantwoord(request, werk)
    if request.method == "POST" and form is not None:
        if form.is_valid():
            schoon = form.cleaned_data
            if concept.tussendoor or concept.wat:
                werk.getypt.onthoud(concept, form)
                waarheen = tussendoor.doe(request, werk, concept, form) if concept.tussendoor else concept.doe(form, actie, werk)
                if waarheen:
                    return waarheen
                klaar = None
            elif actie == "toets":
                klaar = werk.geef_antwoord(form)
            elif actie == "onderhoud":
                klaar = form.voer_uit(deeds.naar_onderhoud, idee, schoon["reden"], gezien=schoon["gezien"], door=request.door)
            elif actie == "samenvoegen":
                klaar = form.voer_uit(deeds.voeg_samen, idee, schoon["met"], schoon["reden"], gezien=schoon["gezien"], door=request.door)
            else:
                klaar = form.voer_uit(deeds.heropen, idee, schoon["reden"], door=request.door)
            if klaar is not None:
                if actie == "heropen":
                    werk.getypt.vergeet()
                    messages.success(request, f"U kijkt opnieuw naar idee {nummer}.")
                    return redirect("werkplek:toets", wijk.slug, nummer)
                bericht = f"Idee {nummer} is beantwoord: {klaar.get_uitkomst_display()}."
                if actie == "samenvoegen":
                    meld_samengevoegd(request, idee, f"{bericht} Het hoort nu bij idee {klaar.idee.samengevoegd_met.nummer}.")
                else:
                    messages.success(request, bericht)
                return redirect(werk.volgende())
        toetsingen = list(idee.toetsingen.prefetch_related("oordelen__versie").select_related("door", "gelezen_door"))
        idee.refresh_from_db()
        onaf = ToetsForm(request.POST, **toetsform, onaf=True, initial=concept.begin("toets"))
        if actie != "heropen" and not concept.tussendoor and concept.houd_vast(onaf, werk):
            messages.success(request, tussendoor.BEWAARD)
        if actie == "toets":
            werk.vergelijk(form, toetsingen)
        if "gezien" in form.fields:
            _opnieuw(form, len(toetsingen))
    adviezen = list(idee.adviezen.select_related("partij", "gevraagd_door"))
    for advies in adviezen:
        advies.idee = idee
    kan_terug = Idee.Status.IN_BEHANDELING in Idee.MAG_WORDEN[Idee.Status(idee.status)]
    te_heropenen = kan_terug and idee.status not in ("ontvangen", "wacht_op_thema") and not idee.is_te_toetsen
    return render(
        request,
        "participatie/toets_een.html",
        {
            "idee": idee,
            "forms": forms,
            "overdragen": werk.overdragen,
            "actie": actie,
            "toetsingen": toetsingen,
            "werk": werk,
            "concept": concept,
            "form_gestuurd": bool(actie),
            # The form of what can be typed here, that every other button of the page sends along.
            "formulier": "antwoordformulier" if werk.mag else "heropenformulier" if te_heropenen and "toetsen" in request.mag else "",
            "postadres": Postadres.objects.bij(idee),
            "fotos": idee.fotos.all(),
            "afgesplitst": idee.afgesplitst.meetellend().order_by("nummer")[:50],
            "samengevoegd": idee.samengevoegd.order_by("nummer")[:50],
            "te_toetsen": idee.is_te_toetsen,
            "past_bij": waar_het_bij_past(idee) if werk.mag else [],
            "vervolgstappen": idee.vervolgstappen.select_related("overleg", "partij").order_by("-pk"),
            "adviezen": adviezen,
            "adviezen_open": sum(not (advies.is_beantwoord or advies.ingetrokken_op) for advies in adviezen),
            "te_heropenen": te_heropenen,
            "kan_klaar": idee.status in ("regulier", "opgepakt"),
            "buiten": idee.lat is not None and wijk.bevat(idee.lat, idee.lon) is False,
        },
        status=422 if form is not None and (form.errors or werk.overdragen.errors) else 200,
    )


DADEN = {
    "in_behandeling": (deeds.neem_in_behandeling, "U behandelt dit idee."),
    "publiceer": (ideedeeds.publiceer, "Het idee staat op de website."),
    "trek_in": (ideedeeds.trek_in, "Het idee is ingetrokken."),
    "klaar": (deeds.meld_klaar, "Het idee is klaar gemeld."),
}


@mag("ideeen_ordenen")
@require_POST
def daad(request, wijk, nummer):
    """A deed on an idea that asks for nothing but a click."""
    idee = get_object_or_404(wijk.ideeen, nummer=nummer)
    doe, bericht = DADEN.get(request.POST.get("daad", ""), (None, ""))
    try:
        if doe is None:
            raise Geweigerd("Deze knop kennen we niet. Vernieuw de pagina.")
        doe(idee, door=request.door)
        messages.success(request, bericht)
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("werkplek:toets", wijk.slug, nummer)


@mag("ideeen_ordenen")
def orden(request, wijk, nummer):
    """Set theme, kind, place and words right."""
    idee = get_object_or_404(wijk.ideeen, nummer=nummer)
    form = OrdenForm(request.POST or None, instance=idee, wijk=wijk)
    if request.method == "POST" and form.is_valid() and form.voer_uit(ideedeeds.orden, idee, form.velden, door=request.door):
        messages.success(request, f"Idee {nummer} is bijgewerkt.")
        return redirect("werkplek:toets", wijk.slug, nummer)
    return render(request, "participatie/toets_orden.html", {"idee": idee, "form": form}, status=422 if form.errors else 200)


@mag("ideeen_ordenen")
def verberg(request, wijk, nummer):
    """Take it off the website, with a reason for who sent it."""
    idee = get_object_or_404(wijk.ideeen.openbaar(), nummer=nummer)
    form = VerbergForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.voer_uit(ideedeeds.verberg, idee, form.cleaned_data["reden"], door=request.door):
        hoort = "Er is geen e-mailadres bij dit idee: laat het zo nodig zelf weten."
        if idee.email:
            hoort = "Wie het stuurde, krijgt uw reden per mail."
        elif hasattr(idee, "postadres"):
            hoort = "Print hieronder de brief met uw reden, voor wie het stuurde."
        messages.success(request, f"Het idee staat niet meer op de website. {hoort}")
        return redirect("werkplek:toets", wijk.slug, nummer)
    return render(request, "participatie/toets_verberg.html", {"idee": idee, "form": form}, status=form.status)
