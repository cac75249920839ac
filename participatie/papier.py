"""The paper form as a document: A4, to fill in by hand, with a slip that stays with who did."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from participatie.models import Papierformulier
from wijk.bereikbaar import bereikbaar
from wijk.document import maak_pdf
from wijk.models import Wijk
from wijk.qr import qr_svg

# More than these do not fit on the sheet; then there is a line to write one on.
MEESTE_THEMAS = 12
SJABLOON = Path(__file__).parent / "documenten/formulier.typ"


def _adres(naam: str, *args) -> str:
    return settings.BASIS_URL + reverse(f"openbaar:{naam}", args=args)


def in_woorden(adres: str) -> str:
    """An address as somebody types it: without `https://` and the last slash."""
    return adres.split("://", 1)[-1].rstrip("/")


def formulieren_pdf(wijk: Wijk, formulieren: Iterable[Papierformulier] = ()) -> bytes:
    """A page for each form; without any: one page without a code, for anyone to print. PDF/UA-1 and PDF/A-2a."""
    nieuw, zoek = _adres("idee_nieuw", wijk.slug), _adres("papier", wijk.slug)
    bladen = [{"code": formulier.leesbaar, "qr": qr_svg(_adres("papier_code", wijk.slug, formulier.code))} for formulier in formulieren]
    themas = [thema.naam for thema in wijk.themas.all() if not thema.breed]
    gegevens = {
        "wijk": wijk.naam,
        "gemeente": settings.GEMEENTE["naam"],
        "bereikbaar": bereikbaar(wijk),
        "dagen": wijk.antwoord_binnen_dagen,
        "na_controle": not wijk.direct_publiceren,
        "themas": themas if len(themas) <= MEESTE_THEMAS else [],
        "nieuw": in_woorden(nieuw),
        "nieuw_qr": qr_svg(nieuw),
        "zoek": in_woorden(zoek),
        "formulieren": bladen or [{"code": "", "qr": ""}],
    }
    return maak_pdf(SJABLOON, gegevens, datum=timezone.localdate())
