"""Deeds by which a theme opens: by hand, or because its day has come."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from wijk import themas as gevolgen
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Thema, Wijk
from wijk.rechten import vereis
from wijk.woorden import datum


@transaction.atomic
def open_thema(thema: Thema, vanaf: date, reden: str, *, door) -> Thema:
    """Open a theme today, or plan the day on which it opens (Dutch date). Residents read the reason.

    Geweigerd when it is open already, when the day has passed, or without a reason.
    """
    vereis(door, "kader_wijzigen", thema.wijk)
    thema = Thema.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=thema.pk)
    vandaag = timezone.localdate()
    if thema.is_open(vandaag):
        raise Geweigerd(f"Het thema {thema.naam} is al open sinds {datum(thema.open_vanaf)}.")
    if vanaf < vandaag:
        raise Geweigerd(f"{datum(vanaf)} is al geweest. Kies vandaag of een latere dag.", "open_vanaf")
    if not reden.strip():
        raise Geweigerd("Zeg waarom het thema opengaat. Bewoners lezen dit.", "reden_open")
    anders = bewaar(thema, {"open_vanaf": vanaf, "reden_open": reden.strip()})
    if vanaf > vandaag:
        tekst = f"Het thema {thema.naam} gaat open op {datum(vanaf)}."
        meld("thema.gepland", thema, tekst, wijk=thema.wijk, door=door, openbaar=True, anders=anders)
    else:
        ga_open(thema.wijk, [thema], door=door, anders=anders)
    return thema


@transaction.atomic
def open_themas(wijk: Wijk, vandaag: date, *, door) -> int:
    """Open the themes whose day has come, and do what waited for one that is open; gives how much that set going. Again does nothing."""
    vereis(door, "kader_wijzigen", wijk)
    return ga_open(wijk, wijk.themas.open_op(vandaag), door=door)


def ga_open(wijk: Wijk, themas, *, door, anders: dict | None = None) -> int:
    """Within a deed: tell once that each of these themes is open, and do what waited for them."""
    themas = list(themas)
    for thema in themas:
        # Of two at once, one tells it.
        if thema.geopend_op is None and Thema.objects.filter(pk=thema.pk, geopend_op=None).update(geopend_op=timezone.now()):
            meer = {"anders": anders} if anders else {}
            meld("thema.geopend", thema, f"Het thema {thema.naam} is open.", wijk=wijk, door=door, openbaar=True, **meer)
    return gevolgen.volg_op(wijk, themas, door=door) if themas else 0
