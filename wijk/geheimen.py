"""Addresses that carry a secret: a personal link, the proof in a mail, a code on paper. Their pattern says so itself: `<geheim:code>`.

From that one mark follows the rest: the secret comes in no log, no search engine names the page, and nobody on the way keeps it. It stays here
by the portal's own Referrer-Policy (same-origin; not `no-referrer`: a browser then sends `Origin: null` with the form, which Django refuses).
"""

import logging
import re
from collections.abc import Iterator
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, register_converter
from django.urls.converters import StringConverter

MERK = "<geheim:"
MASKER = "[geheim]"
# Any address of a page, which ends in a slash; the name of a file in a traceback does not.
ELKE_PAGINA = re.compile(r"""(?<![\w/.-])(/)[^\s"'<>]+/(?![^\s"'<>])""")


class Geheim(StringConverter):
    """A part of an address that nobody but its reader may know."""


register_converter(Geheim, "geheim")


class GeheimeLinks:
    """Middleware: what is answered at an address with a secret is for one person alone, also when it is an error."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        antwoord = self.get_response(request)
        if request.resolver_match and MERK in request.resolver_match.route:
            antwoord["X-Robots-Tag"] = "noindex"
            antwoord["Cache-Control"] = "private, no-store"
        return antwoord


class Logregel(logging.LogRecord):
    """What every logger of this process writes, whoever reads it: Django's, gunicorn's own, and what a place adds. No secret is in its text."""

    _spoor: str | None = None

    def getMessage(self) -> str:  # noqa: N802 (the name of logging.LogRecord)
        return maskeer(super().getMessage())

    @property
    def exc_text(self) -> str | None:
        """The traceback, as a formatter keeps it here."""
        return self._spoor

    @exc_text.setter
    def exc_text(self, tekst: str | None) -> None:
        self._spoor = tekst and maskeer(tekst)


def maskeer(tekst: str) -> str:
    """The text with `[geheim]` for what follows in each address after which a secret comes, also where the address itself has a mistake."""
    try:
        adres = _adres()
    except Exception:  # the urls cannot be read (yet): no page is served, and the log must say why
        adres = ELKE_PAGINA
    return adres.sub(rf"\g<1>{MASKER}", tekst)


@cache
def _adres() -> re.Pattern[str]:
    """What an address with a secret looks like in a log: a path or a whole URL, or within another one (`?next=%2F…`)."""
    begin = {route.partition(MERK)[0] for route in routes() if MERK in route}
    streep, iets = "(?:/|%2F)", r"""[^/\s"'%]+"""
    vast = (re.split("<[^>]+>", deel) for deel in sorted(begin, key=len, reverse=True))
    pad = "|".join(iets.join(re.escape(stuk).replace("/", f"{streep}+") for stuk in stukken) for stukken in vast)
    return re.compile(rf"""(?<![\w/.-])((?:https?(?::|%3A){streep}+{iets})?{streep}*(?:{pad}))[^\s"'<>]+""", re.IGNORECASE)


def routes(plek: URLResolver | None = None, ervoor: str = "") -> Iterator[str]:
    """The pattern of every address of the portal, as it is written in the urls."""
    for deel in (plek or get_resolver()).url_patterns:
        route = ervoor + str(deel.pattern)
        if isinstance(deel, URLPattern):
            yield route
        else:
            yield from routes(deel, route)
