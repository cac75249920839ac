"""Deeds about the agenda of an overleg: points in order, each with its minutes."""

from django.db import transaction
from django.db.models import Count, F

from participatie.models import Agendapunt, Overleg
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.rechten import vereis
from wijk.woorden import stuks

# Minutes: to begin and to end, for each idea, and at least and at most for a theme.
BEGIN, EIND, PER_IDEE, MINST, MEEST = 10, 10, 5, 10, 45


def _kan_nog(overleg: Overleg, door) -> None:
    vereis(door, "overleggen", overleg.wijk)
    if overleg.is_begonnen:
        raise Geweigerd("Dit overleg is begonnen of geweest, of gaat niet door. De agenda verandert niet meer.")


@transaction.atomic
def maak_agenda(overleg: Overleg, *, door) -> int:
    """Make a point of each theme of which ideas are on the list and that has none yet; the first time also a begin and an end. Gives how many.

    They come last, but before the points with which the agenda ends.
    """
    _kan_nog(overleg, door)
    overleg = Overleg.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=overleg.pk)
    al_punten = list(overleg.agendapunten.order_by("volgorde", "pk"))
    al, leeg = {punt.thema_id for punt in al_punten if punt.thema_id}, not al_punten
    per_thema = (
        overleg.op_lijst()
        .order_by()
        .values_list("thema_id", "thema__naam")
        .annotate(n=Count("pk"))
        .order_by(F("thema__volgorde").asc(nulls_last=True), "thema__naam")
    )
    punten = [("Welkom: wat is er gebeurd sinds de wandeling?", BEGIN, None)] if leeg else []
    for thema, naam, aantal in per_thema:
        if thema in al or (thema is None and not leeg):
            continue
        punten.append(((naam or Agendapunt.ZONDER_THEMA)[:120], min(max(MINST, PER_IDEE * aantal), MEEST), thema))
    punten += [(Agendapunt.SLOT, EIND, None)] if leeg else []
    if not punten:
        raise Geweigerd("Elk thema heeft al een punt op de agenda.")
    erbij = [Agendapunt(overleg=overleg, volgorde=0, titel=titel, minuten=minuten, thema_id=thema) for titel, minuten, thema in punten]
    Agendapunt.objects.bulk_create(erbij)
    _nummer(_met(al_punten, erbij))
    meld("overleg.agendapunten", overleg, f"Op de agenda van “{overleg.titel}” {_staan(len(punten))} erbij.", wijk=overleg.wijk, door=door)
    return len(punten)


def _met(punten: list[Agendapunt], erbij: list[Agendapunt]) -> list[Agendapunt]:
    """An agenda with these points in it: last, but before those with which it ends. What ends it itself comes last."""
    plek = len(punten)
    while plek and punten[plek - 1].is_slot and not erbij[0].is_slot:
        plek -= 1
    return [*punten[:plek], *erbij, *punten[plek:]]


def _nummer(punten: list[Agendapunt]) -> None:
    """Write the points in this order."""
    for nummer, punt in enumerate(punten, start=1):
        punt.volgorde = 10 * nummer
    Agendapunt.objects.bulk_update(punten, ["volgorde"])


def _staan(aantal: int) -> str:
    return f"{'staat' if aantal == 1 else 'staan'} {stuks(aantal, 'punt', 'punten')}"


@transaction.atomic
def bewaar_agendapunt(overleg: Overleg, velden: dict, punt: Agendapunt | None = None, *, door) -> Agendapunt:
    """Add a point, which comes before those with which the agenda ends, or change one."""
    _kan_nog(overleg, door)
    if punt is None:
        overleg = Overleg.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=overleg.pk)
        punt, al = Agendapunt(overleg=overleg, volgorde=0), list(overleg.agendapunten.order_by("volgorde", "pk"))
        anders = bewaar(punt, velden)
        _nummer(_met(al, [punt]))
    else:
        anders = bewaar(punt, velden)
    meld("overleg.agendapunt", overleg, f"Een agendapunt is bewaard: “{punt.titel}”.", wijk=overleg.wijk, door=door, anders=anders)
    return punt


@transaction.atomic
def verplaats_agendapunt(punt: Agendapunt, plek: int, *, door) -> None:
    """Put a point on this place (1 is the first) of the agenda; the others keep their order."""
    _kan_nog(punt.overleg, door)
    overleg = Overleg.objects.select_for_update(of=("self",)).get(pk=punt.overleg_id)
    punten = list(overleg.agendapunten.order_by("volgorde", "pk"))
    was = [p.pk for p in punten].index(punt.pk) + 1
    punten.insert(min(max(plek, 1), len(punten)) - 1, punten.pop(was - 1))
    _nummer(punten)
    nu = punten.index(punt) + 1
    anders = {"plek": [was, nu]} if nu != was else {}
    meld("overleg.agendapunt", punt.overleg, f"Een agendapunt is verplaatst: {punt.titel}.", wijk=punt.overleg.wijk, door=door, anders=anders)


@transaction.atomic
def zet_agendapunt_terug(overleg: Overleg, punt: Agendapunt, *, door) -> None:
    """Put a point that was taken away back where it stood. `punt`: as it was, not in the database."""
    _kan_nog(overleg, door)
    bewaar(punt, {"overleg": overleg})
    meld("overleg.agendapunt", overleg, f"Een agendapunt staat er weer: {punt.titel}.", wijk=overleg.wijk, door=door)


@transaction.atomic
def haal_agendapunt_weg(punt: Agendapunt, *, door) -> None:
    _kan_nog(punt.overleg, door)
    overleg, titel = punt.overleg, punt.titel
    punt.delete()
    meld("overleg.agendapunt_weg", overleg, f"Een agendapunt is vervallen: “{titel}”.", wijk=overleg.wijk, door=door)
