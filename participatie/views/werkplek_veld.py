"""Out on a walk: a page that works without a connection, and what the phone sends when there is one again.

Everything that the phone sends may arrive twice. 2xx: it is stored, and the phone may forget it. 422: refused, with the reason for the person.
400: it did not arrive whole; the phone sends it again. 403 or a redirect to the log-in page: the phone keeps it until somebody signs in.
"""

import hashlib
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from participatie.deeds import veld as deeds
from participatie.deeds.wandelingen import kwam_erbij
from participatie.forms.veld import TikForm, VeldErbijForm, VeldIdeeForm
from wijk.toegang import mag

# What the page needs beside itself; the service worker keeps it on the phone.
BESTANDEN = ("dist/portaal.css", "dist/veld.js", "dist/toestel.js", "img/merk.svg", "img/onderweg.png")
PAGINA, WERKER = "participatie/veld.html", "participatie/veld_werker.js"
# So long after a walk its names are wiped from a phone that did not hear that everything is entered.
NAMEN_BEWAREN = timedelta(days=2)
NIEUWSTE = 20  # of what arrived


def _wandeling(wijk, pk):
    return get_object_or_404(wijk.wandelingen.select_related("wijk"), pk=pk)


@mag("invoeren")
def onderweg(request, wijk, pk):
    """The page as the phone keeps it: without anybody's name in it; those come from `stand`."""
    antwoord = render(request, PAGINA, {"wandeling": _wandeling(wijk, pk), "idee": VeldIdeeForm.base_fields, "erbij": VeldErbijForm.base_fields})
    antwoord["Cache-Control"] = "private, no-cache"
    return antwoord


@mag("invoeren")
def manifest(request, wijk, pk):
    """What makes the page installable (W3C Web App Manifest)."""
    pad = reverse("werkplek:veld", args=[wijk.slug, _wandeling(wijk, pk).pk])
    gegevens = {
        "id": pad,
        "name": f"Onderweg in de {wijk.naam}",
        "short_name": "Onderweg",
        "lang": "nl",
        "start_url": pad,
        "scope": pad,
        "display": "standalone",
        "background_color": "#17473a",
        "theme_color": "#17473a",
        "icons": [{"src": static("img/onderweg.png"), "sizes": "512x512", "type": "image/png", "purpose": "any maskable"}],
    }
    return JsonResponse(gegevens, content_type="application/manifest+json", headers={"Cache-Control": "private, no-cache"})


@mag("invoeren")
def werker(request, wijk, pk):
    """The service worker; its own address is what it may keep ready (its scope)."""
    _wandeling(wijk, pk)
    gegevens = {"bestanden": [static(naam) for naam in BESTANDEN], "versie": _versie()}
    return render(request, WERKER, gegevens, content_type="text/javascript; charset=utf-8")


@cache
def _versie() -> str:
    """Other as soon as anything that the phone keeps is other."""
    paden = [Path(pad) for naam in BESTANDEN if (pad := finders.find(naam))]
    paden += [Path(get_template(naam).origin.name) for naam in (PAGINA, WERKER, "basis.html")]
    return hashlib.sha256(b"".join(pad.read_bytes() for pad in paden)).hexdigest()[:16]


@mag("persoonsgegevens_zien")
def stand(request, wijk, pk):
    """The stops, and who signed up and is there, as the phone may keep it; no names when nothing more is to be noted.

    `token` goes with what is sent; `nu` tells how far the clock of the phone is off (ms since 1970); at `bewaren_tot` (same) names are wiped.
    `aan_bureau`: what is still to come can only be entered at the desk. `van_mij`: what arrived from this person last, and where it is mended.
    """
    wandeling = _wandeling(wijk, pk)
    bezig = wandeling.kan_onderweg
    mensen = wandeling.aanmeldingen.geldig().order_by("naam", "pk").values("pk", "naam", "aantal", "wachtlijst", "aanwezig") if bezig else []
    gegevens = {
        "token": get_token(request),
        "nu": _ms(timezone.now()),
        "bewaren_tot": _ms((wandeling.eindigt or wandeling.begint) + NAMEN_BEWAREN),
        "titel": wandeling.titel,
        "klaar": "" if bezig else wandeling.get_status_display(),
        "aan_bureau": wandeling.status == wandeling.Status.VERWERKT,
        "dag": timezone.localdate(wandeling.begint).isoformat(),
        "haltes": list(wandeling.haltes.values("naam", "bekijk")) if bezig else [],
        "mensen": list(mensen),
        "van_mij": [
            {"nummer": idee.nummer, "titel": idee.titel, "soort": idee.soort, "pad": reverse("werkplek:idee_orden", args=[wijk.slug, idee.nummer])}
            for idee in wandeling.ideeen.onderweg_van(request.door)[:NIEUWSTE]
        ],
    }
    return JsonResponse(gegevens, headers={"Cache-Control": "private, no-store"})


def _ms(moment) -> int:
    return int(moment.timestamp() * 1000)


@mag("invoeren")
@require_POST
def idee(request, wijk, pk):
    wandeling = _wandeling(wijk, pk)
    form = VeldIdeeForm(request.POST, request.FILES)
    if form.is_valid() and (idee := form.voer_uit(deeds.noteer_onderweg, wandeling, **form.cleaned_data, door=request.door)):
        return JsonResponse({"nummer": idee.nummer, "pad": reverse("werkplek:idee_orden", args=[wijk.slug, idee.nummer])})
    return _geweigerd(form)


@mag("wandelingen_beheren")
@require_POST
def tik(request, wijk, pk):
    wandeling = _wandeling(wijk, pk)
    form = TikForm(request.POST)
    if form.is_valid() and (iemand := form.voer_uit(deeds.tik, wandeling, **form.cleaned_data, door=request.door)):
        return JsonResponse({"aanwezig": iemand.aanwezig})
    return _geweigerd(form)


@mag("wandelingen_beheren")
@require_POST
def erbij(request, wijk, pk):
    wandeling = _wandeling(wijk, pk)
    form = VeldErbijForm(request.POST)
    if form.is_valid() and (iemand := form.voer_uit(kwam_erbij, wandeling, form.velden, sleutel=form.cleaned_data["sleutel"], door=request.door)):
        return JsonResponse({"aanmelding": iemand.pk})
    return _geweigerd(form)


def _geweigerd(form) -> HttpResponse:
    heel = "sleutel" not in form.errors
    return JsonResponse({"reden": " ".join(zin for zinnen in form.errors.values() for zin in zinnen)}, status=422 if heel else 400)
