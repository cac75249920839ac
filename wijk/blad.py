"""A page of small parts (`data-deel`) that is one form to the browser, so that every button sends all that was typed on it.

Such a form holds a hidden `blad`: the path of its page. The button of a part sends the name of that part as its value. What was typed in the other
parts stands in the page that is answered, or else in the next one at that path: until then the visitor's own session keeps it. Files cannot be
kept. Scripts that fetch parts of a page are left alone.
"""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wijk.getypt import html_van, leest_pagina, verstuurd
from wijk.ingevuld import Pagina, Velden

BLAD = "blad"  # the field, and its place in the session
KIES = "Druk op de knop onder wat u wilt bewaren. Wat u typte, staat er nog."


def met_blad(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer with `view`, with what was typed beside the button that was pressed."""
    if not leest_pagina(request) or hasattr(request, "alleen_lezen"):
        return view()
    if request.method == "POST" and BLAD in request.POST:
        if "kies" in request.POST:  # the Enter key
            messages.error(request, KIES)
            velden, antwoord = verstuurd(request), redirect(request.get_full_path())
        else:
            velden, antwoord = verstuurd(request), view()
        if not vul_aan(request, antwoord, velden):
            request.session[BLAD] = {"velden": velden, "geweigerd": _geweigerd(request)}
        return antwoord
    onthouden = request.session.get(BLAD) if request.method == "GET" else None
    antwoord = view()
    if onthouden and dict(onthouden["velden"])[BLAD] == request.path and antwoord.status_code == 200:
        del request.session[BLAD]
        vul_aan(request, antwoord, onthouden["velden"], ook_eigen=onthouden["geweigerd"])
    return antwoord


def vul_aan(request: HttpRequest, antwoord: HttpResponse, velden: Velden, *, ook_eigen: bool = False) -> bool:
    """Put in the page what was sent, but not in the part whose button was pressed, which says itself what comes of it; unless `ook_eigen`.

    False when this is not the page of the form.
    """
    html = html_van(antwoord)
    formulier = Pagina(html, request.get_full_path()).formulier_met(BLAD, velden) if html else None
    if formulier is None:
        return False
    if not ook_eigen:
        formulier.laat_weg_in_deel()
    antwoord.content = formulier.ingevuld()
    return True


def _geweigerd(request: HttpRequest) -> bool:
    """Whether the deed said no, and the page after it will say so."""
    return any(bericht.level >= messages.ERROR for bericht in get_messages(request)._queued_messages)
