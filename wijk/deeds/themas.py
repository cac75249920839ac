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
    """Within a deed: do what waited for these themes, and tell in one line for each that it is open and how much that was; gives how much."""
    themas = list(themas)
    # Of two at once, one tells it.
    nu_open = {t.pk for t in themas if t.geopend_op is None and Thema.objects.filter(pk=t.pk, geopend_op=None).update(geopend_op=timezone.now())}
    los = gevolgen.volg_op(wijk, themas, door=door)
    for thema in themas:
        te_zeggen = [een for een in los[thema.pk] if een.zin]
        if thema.pk in nu_open or te_zeggen:
            meer = {"anders": anders} if anders and thema.pk in nu_open else {}
            meld(
                "thema.geopend" if thema.pk in nu_open else "thema.naar_voren",
                thema,
                " ".join([f"Het thema {thema.naam} is open.", *(een.zin for een in te_zeggen)]),
                wijk=wijk,
                door=door,
                openbaar=True,
                pad=te_zeggen[0].pad if te_zeggen else None,
                al_gemaild=[adres for een in los[thema.pk] for adres in een.gemaild],
                **meer,
            )
    return sum(een.aantal for gevolg in los.values() for een in gevolg)
