"""What was typed by who was not signed in any more when it was sent: kept for an hour at most, and shown after signing in.

One form for each browser, without files, as a row of the sessions that nobody has a cookie for: it ends by itself after the hour. The visitor's
own session says which one, and Django keeps that when the visitor signs in; the gates (wijk/toegang.py, wijk/beheer.py) do the rest. Nothing
is sent by itself: the person reads it and presses a button, and then the right is asked as ever. What a script sends (Onderweg, "kijkt hier nu
naar") is left alone: scripts have their own way.
"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from wijk.drempels import UUR, te_vaak

IN_SESSIE = "getypt"
HOOGSTENS = 100_000  # bytes of names and values
# What a page adds to a form by itself: keys, and which button was pressed.
BIJKOMEND = frozenset({"csrfmiddlewaretoken", "sleutel", "gezien", "next", "begonnen", "terug", "actie", "daad", "doe", "wat", "pk"})
GEEN_TEKST = re.compile(r"\d*|on|[0-9a-f-]{16,}")
BEWAARD = "U was niet meer ingelogd. Log in: wat u typte is bewaard."
BESTANDEN = " Uw bestanden zijn niet bewaard."
OPNIEUW = "U was niet meer ingelogd. Log in, en doe het daarna nog een keer."
TE_VEEL = (
    "U was niet meer ingelogd, en wat u typte kunnen wij niet bewaren. "
    "Ga met uw browser terug: meestal staat uw tekst er nog. Kopieer uw tekst, en log dan in."
)
TE_LAAT = "Wat u had getypt, bewaren wij een uur. Dat uur is voorbij: het is weggegooid."

Velden = list[tuple[str, str]]


def vraag_inloggen(request: HttpRequest) -> HttpResponse:
    """The way to the log-in page for who is not signed in, and back; what was sent with a form is kept meanwhile."""
    if request.method != "POST" or not _leest_pagina(request):
        return redirect_to_login(request.get_full_path())
    velden = [(naam, waarde) for naam, waarden in request.POST.lists() for waarde in waarden if naam != "csrfmiddlewaretoken"]
    terug = _waar_het_stond(request)
    gezien = leesbaar(velden)
    if not gezien["leesbaar"] and gezien["overig"] < 2:  # a button: sooner pressed again than understood from its field
        messages.warning(request, OPNIEUW)
        return redirect_to_login(terug)
    if sum(len(tekst.encode()) for veld in velden for tekst in veld) > HOOGSTENS or te_vaak(request, "getypt"):
        messages.error(request, TE_VEEL)
        return redirect_to_login(terug)
    van = _wie_het_was(request)
    gooi_weg(request)
    inhoud = SessionStore()
    inhoud.update({"velden": velden, "bestanden": bool(request.FILES), "van": van})
    inhoud.set_expiry(UUR)
    inhoud.create()
    request.session[IN_SESSIE] = {"pad": request.get_full_path(), "terug": terug, "inhoud": inhoud.session_key}
    messages.warning(request, BEWAARD + (BESTANDEN if request.FILES else ""))
    return redirect_to_login(request.get_full_path())


def met_getypt(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer who is signed in with `view`; first with what they had typed for this address, until they send it or throw it away."""
    getypt = request.session.get(IN_SESSIE)
    if getypt is None or getypt["pad"] != request.get_full_path() or not _leest_pagina(request):
        return view()
    if request.method != "GET":
        antwoord = view()  # a refusal (403, 404) is raised: then it stays
        gooi_weg(request)
        return antwoord
    inhoud = SessionStore(getypt["inhoud"]).load()
    van_een_ander = inhoud.get("van") not in (None, str(request.user.pk))
    if not inhoud or van_een_ander:
        gooi_weg(request)
        if not van_een_ander:
            messages.warning(request, TE_LAAT)
        return view() if getypt["terug"] == getypt["pad"] else redirect(getypt["terug"])
    antwoord = render(request, "wijk/getypt.html", {**inhoud, "pad": getypt["pad"], "terug": getypt["terug"], **leesbaar(inhoud["velden"])})
    add_never_cache_headers(antwoord)
    return antwoord


def gooi_weg(request: HttpRequest) -> str:
    """Forget what was typed; gives the address of the page where the form stood, or "" when nothing was kept."""
    getypt = request.session.pop(IN_SESSIE, None)
    if getypt is None:
        return ""
    SessionStore(getypt["inhoud"]).delete()
    return getypt["terug"]


def leesbaar(velden: Velden) -> dict:
    """What a person can read of sent fields, without the form: `leesbaar` (name, text), and `overig`: how many choices and numbers beside it."""
    ingevuld = [(naam, waarde) for naam, waarde in velden if _is_ingevuld(naam, waarde)]
    tekst = [(_naam(naam), waarde) for naam, waarde in ingevuld if not GEEN_TEKST.fullmatch(waarde)]
    return {"leesbaar": tekst, "overig": len(ingevuld) - len(tekst)}


def _is_ingevuld(naam: str, waarde: str) -> bool:
    return bool(waarde.strip()) and naam not in BIJKOMEND and not naam.endswith("_FORMS")


def _naam(naam: str) -> str:
    """Of `rij-3-reden_12`: Reden."""
    return re.sub(r"_?\d+$", "", naam.rpartition("-")[2]).replace("_", " ").strip().capitalize() or "Tekst"


def _leest_pagina(request: HttpRequest) -> bool:
    """Whether a browser asks for a page to show; what a script fetches asks for anything, or for JSON."""
    return "text/html" in request.headers.get("Accept", "text/html")


def _waar_het_stond(request: HttpRequest) -> str:
    """The page that the form was sent from; the address that it was sent to when the browser does not tell."""
    verwijzer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(verwijzer, allowed_hosts={request.get_host()}):
        return request.get_full_path()
    deel = urlsplit(verwijzer)
    return deel._replace(scheme="", netloc="", fragment="").geturl() or "/"


def _wie_het_was(request: HttpRequest) -> str | None:
    """The number of whose session it was: an expired one still tells, one that was ended does not."""
    if SESSION_KEY in request.session:  # an account that was closed
        return request.session[SESSION_KEY]
    if eerder := request.session.get(IN_SESSIE):  # a second form of the same lost session
        return SessionStore(eerder["inhoud"]).load().get("van")
    oud = Session.objects.filter(pk=request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")).first()
    return oud.get_decoded().get(SESSION_KEY) if oud else None
