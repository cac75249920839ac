"""Public pages kept ready for whoever is not signed in, and answers to "is it still the same?" (RFC 9110, section 13).

The version of a wijk's pages is told by its newest gebeurtenissen: each deed records one, so each makes what is kept stale at once, in every
process. The hundred newest rather than the last alone: on PostgreSQL one with a lower number can become visible after one with a higher. What
depends on the clock (a term that passes, a walk that begins) and what was changed by hand in the database follows within `PAGINAS_BEWAREN` seconds.
"""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from wijk.models.wijk import GERESERVEERD

HOOGSTENS = 512 * 1024  # bytes of one page
VERSIE = """
SELECT SUM(id), MAX(id) FROM (
    SELECT id FROM wijk_gebeurtenis WHERE wijk_id = (SELECT id FROM wijk_wijk WHERE slug = %s) ORDER BY id DESC LIMIT 100
) AS nieuwste
"""


class BewaardePaginas:
    """Middleware, before all others: a page that stands ready is answered without opening a session, resolving an address or rendering."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sleutel = _sleutel(request) if settings.PAGINAS_BEWAREN and _is_van_iedereen(request) else None
        if sleutel is None:
            return self.get_response(request)
        if bewaard := cache.get(sleutel):
            inhoud, koppen = bewaard
            antwoord = HttpResponse(inhoud, headers=koppen)
        else:
            antwoord = self.get_response(request)
            if not _mag_bewaard(request, antwoord):
                return antwoord
            antwoord["Cache-Control"] = "no-cache"  # a browser may keep it, and asks each time whether it is still the same
            cache.set(sleutel, (antwoord.content, dict(antwoord.items())), settings.PAGINAS_BEWAREN)
        return get_conditional_response(request, etag=antwoord.get("ETag"), response=antwoord)


def _is_van_iedereen(request: HttpRequest) -> bool:
    """Whether what is asked for can be a page that is the same for everyone."""
    return request.method == "GET" and not request.COOKIES.keys() & {settings.SESSION_COOKIE_NAME, "messages"}


def _versie(slug: str) -> tuple:
    with connection.cursor() as cursor:
        return cursor.execute(VERSIE, [slug]).fetchone()


def versiemerk(slug: str, *delen: str) -> str | None:
    """The ETag of a file that changes with what happens in a wijk, and each day; None while pages are not kept."""
    if not settings.PAGINAS_BEWAREN:
        return None
    return f'W/"{hashlib.blake2b(repr((slug, delen, _versie(slug), timezone.localdate())).encode(), digest_size=16).hexdigest()}"'


def _sleutel(request: HttpRequest) -> str | None:
    """Under what the page is kept: the address as it was asked for, and the version of its wijk. None when it is not of a wijk."""
    slug = request.path_info.split("/", 2)[1]
    if not slug or slug in GERESERVEERD:
        return None
    versie = _versie(slug)
    if versie[0] is None:
        return None
    gzip = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    delen = (request.scheme, request.META.get("HTTP_HOST"), request.get_full_path(), gzip, versie, timezone.localdate())
    return hashlib.blake2b(repr(delen).encode(), digest_size=16).hexdigest()


def _mag_bewaard(request: HttpRequest, antwoord: HttpResponse) -> bool:
    """A whole page of one wijk, made for a visitor, that gave nobody a cookie and asks not to stay private."""
    return (
        antwoord.status_code == 200
        and getattr(request, "wijk", None) is not None
        and request.door is None
        and not antwoord.streaming
        and not antwoord.cookies
        and antwoord.has_header("ETag")
        and "Content-Disposition" not in antwoord
        and len(antwoord.content) <= HOOGSTENS
    )
