"""Keeping the index of words beside the ideas. Part of other deeds, within their transaction: it asks no right and records nothing."""

import math
from collections import Counter
from collections.abc import Iterable

from django.db import connection
from django.db.models import F

from participatie.models import IdeeWoord, Nummering, Woord
from participatie.models.woord import VAK
from participatie.woordvormen import stammen

# A square is about a hundred metres wide and high.
VAK_LAT, VAK_LON = 0.001, 0.0015
PER_KEER = 400  # rows in one INSERT


def vak(lat: float, lon: float, noord: int = 0, oost: int = 0) -> str:
    """The square of a place (WGS 84 degrees), or the one so many squares to the north and the east of it."""
    return f"{VAK}{math.floor(lat / VAK_LAT) + noord}/{math.floor(lon / VAK_LON) + oost}"


def sleutels(idee) -> list[str]:
    """All that an idea is found by. One that was withdrawn or put back is not: it shows no words any more."""
    if idee.status in ("ingetrokken", "teruggezet"):
        return []
    plek = [vak(idee.lat, idee.lon)] if idee.lat is not None and idee.lon is not None else []
    return [*stammen(f"{idee.titel} {idee.omschrijving} {idee.plaats}"), *plek]


def leg_woorden_vast(wijk_id: int, ideeen: Iterable, *, modellen=(Woord, IdeeWoord)) -> None:
    """Write the words of ideas that have none yet, one or thousands. `modellen`: those of a migration.

    The caller holds the numbering of the wijk (it gave the numbers), so that no two count the same word at once.
    """
    woord, ideewoord = modellen
    van = {idee.pk: sleutels(idee) for idee in ideeen}
    telling = Counter(sleutel for een in van.values() for sleutel in een)
    pk_van = dict(woord.objects.filter(wijk_id=wijk_id, stam__in=telling).values_list("stam", "pk")) if telling else {}
    nieuw = [woord(wijk_id=wijk_id, stam=s, omgekeerd=s[::-1], aantal=n) for s, n in telling.items() if s not in pk_van]
    meer: dict[int, list[int]] = {}
    for s, pk in pk_van.items():
        meer.setdefault(telling[s], []).append(pk)
    for aantal, pks in meer.items():
        woord.objects.filter(pk__in=pks).update(aantal=F("aantal") + aantal)
    pk_van |= {rij.stam: rij.pk for rij in woord.objects.bulk_create(nieuw)}
    # In the order of the key, and without an object a row: thousands of ideas have a hundred thousand words.
    paren = sorted((pk_van[sleutel], pk) for pk, een in van.items() for sleutel in een)
    with connection.cursor() as cursor:
        for begin in range(0, len(paren), PER_KEER):
            stuk = paren[begin : begin + PER_KEER]
            vraagtekens = ", ".join(["(%s, %s)"] * len(stuk))
            sql = f"INSERT INTO {ideewoord._meta.db_table} (woord_id, idee_id) VALUES {vraagtekens}"  # noqa: S608 (our own table)
            cursor.execute(sql, [getal for paar in stuk for getal in paar])


def werk_woorden_bij(idee) -> None:
    """Make the words of one idea what it says now. Call it in every deed that changes its words, its place, or withdraws it."""
    list(Nummering.objects.select_for_update().filter(wijk_id=idee.wijk_id))
    rijen = IdeeWoord.objects.filter(idee=idee)
    Woord.objects.filter(pk__in=list(rijen.values_list("woord_id", flat=True))).update(aantal=F("aantal") - 1)
    rijen.delete()
    leg_woorden_vast(idee.wijk_id, [idee])


def leg_alle_woorden_opnieuw_vast(wijk) -> int:
    """Of every idea of a wijk; needed when `woordvormen.py` makes other stems than it did. Gives the number of ideas."""
    list(Nummering.objects.select_for_update().filter(wijk=wijk))
    IdeeWoord.objects.filter(woord__wijk=wijk).delete()
    wijk.woorden.all().delete()
    return leg_in_stukken_vast(wijk.pk, wijk.ideeen.all())


def leg_in_stukken_vast(wijk_id: int, ideeen, **opties) -> int:
    """The words of all of these, a few thousand ideas at a time."""
    gedaan, laatste = 0, 0
    velden = ("titel", "omschrijving", "plaats", "lat", "lon", "status")
    while stuk := list(ideeen.filter(pk__gt=laatste).only(*velden).order_by("pk")[:2000]):
        leg_woorden_vast(wijk_id, stuk, **opties)
        gedaan, laatste = gedaan + len(stuk), stuk[-1].pk
    return gedaan
