"""Ideas, for everyone."""

import time

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from participatie import projectdelen
from participatie.aan_zet import aan_zet
from participatie.deeds import ideeen as deeds
from participatie.forms.eigen import AdresForm, CodeForm
from participatie.forms.ideeen import FilterForm, IdeeForm, SteunForm
from participatie.forms.reacties import ReactieForm
from participatie.models import Foto, Idee
from participatie.views.delen import deeladressen
from participatie.views.eigen import is_eigen, net_gestuurd, volgt_met_code
from participatie.views.gelijkend import kijk_eerst
from participatie.volgcode import volgcode
from wijk import geo, halfgetypt
from wijk.bewaking import Bewaking
from wijk.bladeren import TEL_TOT, blader
from wijk.csvregels import csv_regels
from wijk.drempels import laat_toe
from wijk.fouten import Geweigerd
from wijk.models import Gebeurtenis
from wijk.toegang import mag

STEUN = {None: "U steunt dit idee niet meer.", "goed_idee": "Dank u. U steunt dit idee.", "doe_mee": "Fijn. U doet mee met dit idee."}


@mag("zien")
def ideeen(request, wijk):
    form = FilterForm(request.GET, wijk=wijk)
    keuze = form.keuze()
    sorteer = form.volgorde
    weergave = request.GET.get("weergave")
    vraag = request.GET.copy()
    for naam in ("weergave", "pagina"):
        vraag.pop(naam, None)
    gevonden = wijk.ideeen.openbaar().gefilterd(**keuze).gezocht(wijk, form.woorden, TEL_TOT + 1).gesorteerd(sorteer, keuze.get("bij"))
    return render(
        request,
        "participatie/idee_lijst.html",
        {
            "form": form,
            "gekozen": form.gekozen(),
            "op_volgorde": Idee.SORTERING[sorteer or "nieuw"][0] if sorteer or not keuze.get("bij") else "het dichtstbij eerst",
            "weergave": weergave if weergave in ("lijst", "kaart") else "",
            "vraag": vraag.urlencode(),
            "ideeen": blader(request, gevonden.voor_lijst().met_eerste_foto()),
            "punten_url": f"{reverse('openbaar:ideeen_geojson', args=[wijk.slug])}?{vraag.urlencode()}",
            "kruimels": [("Ideeën", None)],
        },
    )


@mag("idee_indienen")
def idee_nieuw(request, wijk):
    vooraf = {"naam": request.door.naam, "email": request.door.email} if request.door else None
    form = IdeeForm(request.POST or None, request.FILES or None, wijk=wijk, initial=vooraf)
    gekeken = {}
    if "kijk" in request.POST:
        form, gekeken = kijk_eerst(request, wijk, form)
    elif request.method == "POST" and form.is_valid() and Bewaking(request, "idee").laat_toe(form):
        eerder, mag_nog = _al_gestuurd(request, wijk, form), True
        if eerder is None:
            mag_nog = laat_toe(form, request, "idee", request.door.email if request.door else form.cleaned_data["email"])
        idee = eerder or (mag_nog and form.voer_uit(deeds.dien_in, wijk, **form.velden, door=request.door)) or None
        if eerder:
            messages.warning(request, "Dit idee had u al gestuurd. We hebben het één keer bewaard.")
        if idee is not None:
            request.session["idee_verzonden"] = [wijk.slug, idee.nummer]
            request.session["idee_afdruk"] = [form.afdruk, idee.pk, time.time()]
            return _verder(request, redirect("openbaar:idee_verzonden", wijk.slug, idee.nummer))
    return toon_formulier(request, wijk, form, **gekeken)


def toon_formulier(request, wijk, form, **anders):
    """The page to send an idea with, also when an address was looked up on it (views/adressen.py)."""
    return render(
        request,
        "participatie/idee_nieuw.html",
        {
            "form": form,
            "bewaking": Bewaking(request, "idee"),
            "voorwaarden": wijk.randvoorwaarden.in_basisset().geldig().inhoudelijk().per_thema(),
            "adres_zoeken": bool(settings.PDOK_URL),
            "kruimels": [("Ideeën", reverse("openbaar:ideeen", args=[wijk.slug])), ("Stuur uw idee", None)],
            **anders,
        },
        status=form.status,
    )


def _verder(request, redirect):
    """Where to go on; a script that sends the form (static/js/concept.js) gets it as JSON, and goes there itself."""
    return JsonResponse({"naar": redirect["Location"]}) if request.headers.get("Accept") == "application/json" else redirect


def _al_gestuurd(request, wijk, form) -> Idee | None:
    """The idea that this session sent within the hour with exactly the same words: going back and sending again adds nothing.

    A second click on one form is not told: it has the same key, and the deed gives the idea that stands already.
    """
    afdruk, pk, toen = request.session.get("idee_afdruk", (None, None, 0))
    if afdruk != form.afdruk or time.time() - toen > 3600:
        return None
    return wijk.ideeen.filter(pk=pk).exclude(sleutel=form.velden["sleutel"]).exclude(status=Idee.Status.INGETROKKEN).first()


@mag("zien")
def idee_verzonden(request, wijk, nummer):
    """The page after sending. Who just sent it may read it here also when it is not on the website yet."""
    idee = get_object_or_404(wijk.ideeen.select_related("wijk", "thema"), nummer=nummer)
    net = net_gestuurd(request, idee)
    eigen = net or (request.door and idee.indiener_id == request.door.pk)
    if not idee.openbaar and not eigen:
        raise Http404
    buiten = idee.lat is not None and wijk.bevat(idee.lat, idee.lon) is False
    return render(
        request,
        "participatie/idee_verzonden.html",
        {
            "idee": idee,
            "buiten": buiten,
            "eigen": eigen,
            "net": net,
            "codeform": CodeForm() if net and request.door is None and idee.is_adres_onbevestigd else None,
            "adresform": AdresForm(initial={"email": idee.email}),
            "van_mij": is_eigen(request, idee),
            "volgcode": volgcode(idee) if net and idee.indiener_id is None else "",
        },
    )


@mag("zien")
def idee(request, wijk, nummer, reactieform=None):
    idee = get_object_or_404(wijk.ideeen.voor_pagina(), nummer=nummer)
    mag_ordenen = "ideeen_ordenen" in request.mag
    if idee.status == Idee.Status.TERUGGEZET and (mag_ordenen or idee.gesplitst_uit.is_te_lezen):
        return render(
            request,
            "participatie/idee_teruggezet.html",
            {"idee": idee, "kruimels": [("Ideeën", reverse("openbaar:ideeen", args=[wijk.slug])), (f"Idee {nummer}", None)]},
        )
    eigen = request.door is not None and idee.indiener_id == request.door.pk
    met_code = volgt_met_code(request, idee)
    van_mij = is_eigen(request, idee)
    if not idee.openbaar and not (mag_ordenen or van_mij):
        raise Http404
    if reactieform is None and request.GET.get("lees") != "ja" and idee.leidt_verder:
        return redirect(f"{reverse('openbaar:idee', args=[wijk.slug, idee.samengevoegd_met.nummer])}?van={nummer}")
    toetsingen = list(idee.toetsingen.prefetch_related("oordelen__versie__randvoorwaarde"))
    binnen = idee.lat is not None and wijk.bevat(idee.lat, idee.lon)
    steun = idee.steun.filter(gebruiker=request.door).first() if request.door else None
    return render(
        request,
        "participatie/idee_een.html",
        {
            "idee": idee,
            "toetsing": next((t for t in toetsingen if t.huidig), None) if idee.status != Idee.Status.IN_BEHANDELING else None,
            "eerdere": [t for t in toetsingen if not t.huidig or idee.status == Idee.Status.IN_BEHANDELING],
            "beurt": aan_zet(idee),
            "deel": deeladressen(request, idee) if idee.is_te_lezen else None,
            "projectzinnen": projectdelen.in_zinnen(idee.project),
            "fotos": idee.fotos.all(),
            "van_mij": van_mij,
            "mag_wissen": mag_ordenen,
            "komt_van": idee.samengevoegd.openbaar().genummerd_als(request.GET.get("van", "")),
            "afgesplitst": idee.afgesplitst.te_lezen().order_by("nummer").only("nummer", "titel", "wijk")[:50],
            "vervolgstappen": idee.vervolgstappen.select_related("overleg", "partij").order_by("-pk"),
            "samengevoegd": idee.samengevoegd.openbaar().only("nummer", "titel", "wijk")[:50],
            "reacties": idee.reacties.leesbaar_voor(request.door)[:200],
            "gebeurtenissen": Gebeurtenis.objects.over(idee).openbaar_of(*([] if idee.openbaar else ["idee.verborgen"])).order_by("pk")[:100],
            "van_website": idee.van_website_gehaald(),
            "buiten": idee.lat is not None and binnen is False,
            "omtrek": geo.omtrek(wijk.veelhoek, [(idee.lon, idee.lat)]) if binnen else None,
            "steun": steun,
            "eigen": eigen,
            "met_code": met_code,
            "reactieform": reactieform or ReactieForm(wijk=wijk, initial={"tekst": halfgetypt.neem_terug(request)}),
            "kruimels": [("Ideeën", reverse("openbaar:ideeen", args=[wijk.slug])), (f"Idee {nummer}", None)],
        },
        status=reactieform.status if reactieform else 200,
    )


@mag("zien")
@csp_update({"style-src": [UNSAFE_INLINE]})  # a browser that shows a picture by itself styles the page that it makes for it
def foto(request, wijk, nummer, foto, klein=False):
    """A photo, while everyone may read its idea; else only for who sent it and who works here.

    It never changes, so a browser keeps it. Nobody in between may: the idea can be taken off the website.
    """
    gevonden = get_object_or_404(Foto.objects.select_related("idee"), idee__wijk=wijk, idee__nummer=nummer, nummer=foto)
    idee = gevonden.idee
    openbaar = idee.is_te_lezen
    if not openbaar and not ("werkplek_zien" in request.mag or is_eigen(request, idee)):
        raise Http404
    try:
        inhoud = (gevonden.bestand_klein if klein else gevonden.bestand_groot).open("rb")
    except FileNotFoundError as fout:
        raise Http404("Deze foto staat niet meer op de schijf.") from fout
    antwoord = FileResponse(inhoud, content_type="image/webp")
    antwoord["Cache-Control"] = "private, max-age=31536000, immutable" if openbaar else "private, no-store"
    antwoord["X-Content-Type-Options"] = "nosniff"
    return antwoord


@mag("steunen")
@require_POST
def steun(request, wijk, nummer):
    idee = get_object_or_404(wijk.ideeen.openbaar(), nummer=nummer)
    halfgetypt.onthoud(request, idee.get_absolute_url())
    form = SteunForm(request.POST)
    if form.is_valid() and form.voer_uit(deeds.steun, idee, form.cleaned_data["soort"], door=request.door):
        nu = idee.steun.filter(gebruiker=request.door).first()
        messages.success(request, STEUN[nu and nu.soort])
    else:
        messages.error(request, next(iter(form.non_field_errors()), "Kies “goed idee” of “ik doe mee”."))
    return redirect(idee)


@mag("eigen_idee")
@require_POST
def intrekken(request, wijk, nummer):
    """Who sent it takes it back."""
    gevonden = get_object_or_404(wijk.ideeen.van(request.door), nummer=nummer)
    try:
        deeds.trek_in(gevonden, door=request.door)
        messages.success(request, f"Idee {nummer} is ingetrokken.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("mijn")


@mag("zien")
def ideeen_csv(request, wijk):
    """All public ideas that match the filters, streamed, in the words of the pages; `;` between the columns, as spreadsheets here expect."""
    form = FilterForm(request.GET, wijk=wijk)
    rijen = wijk.ideeen.openbaar().gefilterd(**form.keuze()).gezocht(wijk, form.woorden).voor_lijst().order_by("nummer")
    kop = "nummer titel omschrijving thema soort status antwoord plaats lat lon herkomst ontvangen steun naam".split()

    def waarden(rij: Idee) -> list:
        weg = rij.status == Idee.Status.INGETROKKEN
        antwoord = rij.huidige_toetsingen[0].reden if rij.huidige_toetsingen else ""
        wat = ["" if weg else rij.titel, "" if weg else rij.omschrijving, rij.thema, rij.get_soort_display(), rij.get_status_display(), antwoord]
        wat += ["", None, None] if weg else [rij.plaats, rij.lat, rij.lon]
        return [
            rij.nummer,
            *wat,
            rij.get_herkomst_display(),
            timezone.localdate(rij.ontvangen_op),
            rij.steun_aantal,
            rij.naam if rij.naam_openbaar else "",
        ]

    return StreamingHttpResponse(
        csv_regels(kop, map(waarden, rijen.iterator(chunk_size=1000))),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="ideeen-{wijk.slug}.csv"'},
    )
