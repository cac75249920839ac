from collections.abc import Iterable

from django.db import models, transaction

from wijk.bezorgen import zet_klaar
from wijk.models import Gebeurtenis, Wijk
from wijk.rechten import SYSTEEM, functies


def meld(
    soort: str,
    onderwerp: models.Model,
    tekst: str,
    *,
    wijk: Wijk | None,
    door,
    openbaar: bool = False,
    pad: str | None = None,
    al_gemaild: Iterable[str] = (),
    **gegevens,
) -> Gebeurtenis | None:
    """Record what happened, as the last line of a deed and in its transaction; what is public goes to who follows it.

    `tekst`: a plain Dutch sentence without personal data or a resident's own words. `gegevens`: what changed (from, to), as JSON, for the
    officials' log; with an `anders` in which nothing stands, nothing happened and nothing is recorded. The change of status that `overgang` made
    is recorded with it. `pad`: where it is read, when that is not the page of the subject. `al_gemaild`: addresses that the deed
    mails about this itself; they do not get it again for following. RuntimeError outside a transaction: a deed whose record could be lost is
    a mistake of the program.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{soort} is recorded outside a transaction")
    if overgegaan := onderwerp.__dict__.pop("overgegaan", None):
        gegevens["anders"] = {**overgegaan, **gegevens.get("anders", {})}
    if gegevens.get("anders") == {}:
        return None
    if door is SYSTEEM:
        als, wie = "systeem", None
    else:
        als, wie = sorted(functies(door, wijk), key=_zwaarte)[-1].value, door
    if pad is None:
        pad = onderwerp.get_absolute_url() if hasattr(onderwerp, "get_absolute_url") else ""
    gebeurtenis = Gebeurtenis.objects.create(
        wijk=wijk,
        soort=soort,
        onderwerp=onderwerp._meta.label_lower,
        onderwerp_id=onderwerp.pk,
        tekst=tekst,
        pad=pad,
        door=wie,
        als=als,
        # Nobody could see a wijk in preparation: what was done then is no news when it opens.
        openbaar=openbaar and not (wijk and wijk.status == Wijk.Status.VOORBEREIDING),
        gegevens=gegevens,
    )
    zet_klaar(gebeurtenis, al_gemaild=al_gemaild)
    return gebeurtenis


def _zwaarte(functie) -> int:
    """The order of the table of rights: the weightiest function is the one a deed is recorded under."""
    return list(type(functie)).index(functie)
