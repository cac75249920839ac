"""What was typed by who was not signed in any more when it was sent: kept for an hour at most, and shown after signing in.

One form for each person on a browser, without files, as a row of the sessions that nobody has a cookie for: it ends by itself after the hour.
The visitor's own session says which one, and is told so anew when somebody signs out (`log_uit`): who signed in with the wrong account first finds
it still with the right one. The gates (wijk/toegang.py, wijk/beheer.py) do the rest. Nothing
is sent by itself: the person reads it and presses a button, and then the right is asked as ever. What a script sends (Onderweg, "kijkt hier nu
naar") is left alone: scripts have their own way.

Only who was signed in when it was typed sees it. A signed cookie says who last saw a page while signed in; a form of who was so before them on
the same browser is refused earlier, since signing in renews the token that guards forms. Nothing is kept of whom nothing is known.
"""

import re
from collections.abc import Callable
from copy import copy
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.contrib.messages.storage import default_storage
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme

from wijk.drempels import UUR, te_vaak
from wijk.ingevuld import Formulier, Pagina, Velden, leesbare_naam

IN_SESSIE = "getypt"
VAN = "van"  # the cookie
HOOGSTENS = 100_000  # bytes of names and values
# What a page adds to a form by itself: keys, and which button was pressed.
BIJKOMEND = frozenset({"csrfmiddlewaretoken", "sleutel", "gezien", "next", "begonnen", "terug", "actie", "daad", "doe", "wat", "pk"})
GEEN_TEKST = re.compile(r"\d*|on|[0-9a-f-]{16,}")
BEWAARD = "U was niet meer ingelogd. Log in: wat u typte is bewaard."
BESTANDEN = " Uw bestanden zijn niet bewaard."
OPNIEUW = "U was niet meer ingelogd. Log in, en doe het daarna nog een keer."
NIET_BEWAARD = (
    "U was niet meer ingelogd, en wat u typte kunnen wij niet bewaren. "
    "Ga met uw browser terug: meestal staat uw tekst er nog. Kopieer uw tekst, en log dan in."
)
TE_LAAT = "Wat u had getypt, bewaren wij een uur. Dat uur is voorbij: het is weggegooid."
WEER_INGEVULD = "Wat u typte is weer ingevuld. Het is nog niet verstuurd."


def vraag_inloggen(request: HttpRequest) -> HttpResponse:
    """The way to the log-in page for who is not signed in, and back; what was sent with a form is kept meanwhile."""
    if request.method != "POST" or not leest_pagina(request):
        return redirect_to_login(request.get_full_path())
    velden = verstuurd(request)
    terug, van = waar_het_stond(request), request.get_signed_cookie(VAN, default=None, salt=IN_SESSIE)
    gezien = leesbaar(velden)
    if not gezien["leesbaar"] and gezien["overig"] < 2:  # a button: sooner pressed again than understood from its field
        messages.warning(request, OPNIEUW)
        return redirect_to_login(terug)
    if van is None or sum(len(tekst.encode()) for veld in velden for tekst in veld) > HOOGSTENS or te_vaak(request, "getypt"):
        messages.error(request, NIET_BEWAARD)
        return redirect_to_login(terug)
    gooi_weg(request, van)
    inhoud = SessionStore()
    inhoud.update({"velden": velden, "bestanden": bool(request.FILES), "van": van})
    inhoud.set_expiry(UUR)
    inhoud.create()
    _zet(request, van, {"pad": request.get_full_path(), "terug": terug, "inhoud": inhoud.session_key, "stand": ""})
    messages.warning(request, BEWAARD + (BESTANDEN if request.FILES else ""))
    return redirect_to_login(request.get_full_path())


def met_getypt(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer who is signed in with `view`; first with what they had typed for this address, until they send it or throw it away."""
    if not leest_pagina(request):
        return view()
    wie = str(request.user.pk)
    antwoord = _met_getypt(request, view, wie)
    antwoord.set_signed_cookie(
        VAN, wie, salt=IN_SESSIE, max_age=settings.SESSION_COOKIE_AGE, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return antwoord


def _met_getypt(request: HttpRequest, view: Callable[[], HttpResponse], wie: str) -> HttpResponse:
    getypt, hier = _getypt(request, wie), request.get_full_path()
    if getypt is None or hasattr(request, "alleen_lezen"):
        return view()
    if getypt["stand"] == "uitgelogd" and request.method == "GET":  # in again by the front door: there it is told
        _zet(request, wie, getypt | {"stand": ""})
        if hier != getypt["pad"]:
            return redirect(getypt["pad"])
    if not (hier == getypt["pad"] or (hier == getypt["terug"] and getypt["stand"])):
        return view()
    if request.method != "GET":
        antwoord = view()  # a refusal (403, 404) is raised: then it stays
        if hier == getypt["pad"]:
            gooi_weg(request)
        return antwoord
    inhoud = SessionStore(getypt["inhoud"]).load()
    if not inhoud or inhoud["van"] != wie:
        return _verder_zonder(request, TE_LAAT if not inhoud else "")
    if getypt["stand"] == "vul_in" and hier == getypt["terug"]:
        _zet(request, wie, getypt | {"stand": "ingevuld"})
        antwoord = _vul_in(request, view, getypt["pad"], inhoud["velden"])
    else:
        waar = {"pad": getypt["pad"], "terug": getypt["terug"]}
        gelezen = lees(request, inhoud["velden"], **waar)
        if gelezen["alleen_knop"] and not inhoud["bestanden"]:
            return _verder_zonder(request, f"U was niet meer ingelogd toen u drukte op “{gelezen['knop']}”. Dat is niet gedaan.")
        antwoord = render(request, "wijk/getypt.html", {**inhoud, **waar, **gelezen})
    add_never_cache_headers(antwoord)
    return antwoord


def _verder_zonder(request: HttpRequest, bericht: str) -> HttpResponse:
    """Forget it, and open the page where the form stood."""
    if bericht:
        messages.warning(request, bericht)
    return redirect(gooi_weg(request))


def _vul_in(request: HttpRequest, view: Callable[[], HttpResponse], pad: str, velden: Velden) -> HttpResponse:
    """The page of `view` with its form as it was sent."""
    messages.warning(request, WEER_INGEVULD)
    antwoord = view()
    if formulier := _formulier(html_van(antwoord), request.get_full_path(), pad, velden):
        antwoord.content = formulier.ingevuld()
    return antwoord


def weer_invullen(request: HttpRequest) -> str:
    """Let the page where the form stood open with what was typed; gives its address, or "" when nothing was kept."""
    wie = str(request.user.pk)
    getypt = _getypt(request, wie)
    if getypt is None:
        return ""
    _zet(request, wie, getypt | {"stand": "vul_in"})
    return getypt["terug"]


def gooi_weg(request: HttpRequest, wie: str = "") -> str:
    """Forget what this person typed, or who is signed in; gives the address of the page where the form stood, or "" when nothing was kept."""
    wie = wie or str(request.user.pk)
    getypt = _getypt(request, wie)
    if getypt is None:
        return ""
    SessionStore(getypt["inhoud"]).delete()
    _zet(request, wie, None)
    return getypt["terug"]


def log_uit(request: HttpRequest) -> None:
    """Sign out; what is kept of anybody on this browser stays theirs."""
    alle = request.session.get(IN_SESSIE, {})
    logout(request)
    if alle:
        request.session[IN_SESSIE] = {wie: getypt | {"stand": "uitgelogd"} for wie, getypt in alle.items()}


def _getypt(request: HttpRequest, wie: str) -> dict | None:
    return request.session.get(IN_SESSIE, {}).get(wie)


def _zet(request: HttpRequest, wie: str, getypt: dict | None) -> None:
    alle = {een: wat for een, wat in (request.session.pop(IN_SESSIE, {}) | {wie: getypt}).items() if wat}
    if alle:
        request.session[IN_SESSIE] = alle


def verstuurd(request: HttpRequest) -> Velden:
    return [(naam, waarde) for naam, waarden in request.POST.lists() for waarde in waarden if naam != "csrfmiddlewaretoken"]


def lees(request: HttpRequest, velden: Velden, *, pad: str, terug: str) -> dict:
    """What a person can read of what was sent to `pad`, with the words of the page where the form stood when that can be opened.

    `knop`: what was pressed, `alleen_knop`: and nothing was typed, `in_te_vullen`: the page has a place for all of it.
    """
    formulier = _formulier(_pagina(request, terug), terug, pad, velden)
    if formulier is None:
        return {**leesbaar(velden), "knop": "", "alleen_knop": False, "in_te_vullen": False}
    regels, rest = formulier.regels(), leesbaar(formulier.onbekend())
    alles = bool(rest["leesbaar"] or rest["overig"])
    return {
        "leesbaar": regels + rest["leesbaar"],
        "overig": rest["overig"],
        "knop": formulier.knop,
        "alleen_knop": bool(formulier.knop) and not regels and not alles,
        "in_te_vullen": not alles,
    }


def leesbaar(velden: Velden) -> dict:
    """The same without the form: `leesbaar` (name, text, nothing of it), and `overig`: how many choices and numbers beside it."""
    ingevuld = [(naam, waarde) for naam, waarde in velden if _is_ingevuld(naam, waarde)]
    tekst = [(leesbare_naam(naam), waarde, "") for naam, waarde in ingevuld if not GEEN_TEKST.fullmatch(waarde)]
    return {"leesbaar": tekst, "overig": len(ingevuld) - len(tekst)}


def _is_ingevuld(naam: str, waarde: str) -> bool:
    return bool(waarde.strip()) and naam not in BIJKOMEND and not naam.endswith("_FORMS")


def _formulier(html: str, adres: str, pad: str, velden: Velden) -> Formulier | None:
    return Pagina(html, adres).formulier(pad, velden) if html else None


def _pagina(request: HttpRequest, adres: str) -> str:
    """A page as who asks would see it now; "" when they would not."""
    deel = urlsplit(adres)
    vraag = copy(request)
    vraag.alleen_lezen, vraag._messages = True, default_storage(request)
    vraag.method, vraag.path, vraag.path_info = "GET", deel.path, deel.path
    vraag.GET, vraag.POST = QueryDict(deel.query), QueryDict()
    vraag.META = request.META | {"REQUEST_METHOD": "GET", "PATH_INFO": deel.path, "QUERY_STRING": deel.query}
    try:
        vraag.resolver_match = view = resolve(deel.path)
        return html_van(view.func(vraag, *view.args, **view.kwargs))
    except (Http404, PermissionDenied):
        return ""


def html_van(antwoord: HttpResponse) -> str:
    if hasattr(antwoord, "render"):
        antwoord = antwoord.render()
    leesbaar = antwoord.status_code in (200, 422, 429) and not antwoord.streaming and antwoord["Content-Type"].startswith("text/html")
    return antwoord.content.decode() if leesbaar else ""


def leest_pagina(request: HttpRequest) -> bool:
    """Whether a browser asks for a page to show; what a script fetches asks for anything, or for JSON."""
    return "text/html" in request.headers.get("Accept", "text/html")


def waar_het_stond(request: HttpRequest) -> str:
    """The page that the form was sent from; the address that it was sent to when the browser does not tell."""
    verwijzer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(verwijzer, allowed_hosts={request.get_host()}):
        return request.get_full_path()
    deel = urlsplit(verwijzer)
    return deel._replace(scheme="", netloc="", fragment="").geturl() or "/"
