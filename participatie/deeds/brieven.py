"""Deeds about letters: the answer for who has no e-mail."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from participatie.models import Brief, Idee, Themabrief
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Wijk
from wijk.rechten import vereis

NIET_GEPRINT = "Deze brief stond niet meer als geprint, of het postadres is al weg."


@transaction.atomic
def meld_geprint(wijk: Wijk, brieven: Iterable[int], *, door) -> int:
    """Record that these letters (primary keys) were printed; gives how many were not recorded yet."""
    vereis(door, "brieven_printen", wijk)
    # Held until the end, so that two people at once do not both record one letter.
    vast = Brief.objects.select_for_update(of=("self",)).filter(pk__in=list(brieven)).values("pk")
    rijen = list(Brief.objects.in_wijk(wijk).wacht().met_namen().filter(pk__in=[rij["pk"] for rij in vast]))
    Brief.objects.filter(pk__in=[brief.pk for brief in rijen]).update(geprint_op=timezone.now())
    for brief in rijen:
        toetsing, idee = brief.toetsing, brief.idee
        voor = "" if toetsing.idee_id == idee.pk else f", voor wie idee {idee.nummer} stuurde"
        tekst = f"Het antwoord op idee {toetsing.idee.nummer} is als brief geprint{voor}."
        if brief.is_terug:
            tekst = f"De brief dat idee {idee.nummer} een eigen antwoord krijgt, is geprint."
        meld("brief.geprint", idee, tekst, wijk=wijk, door=door, antwoord=toetsing.nummer)
    return len(rijen)


@transaction.atomic
def meld_niet_geprint(wijk: Wijk, brief: int, *, door) -> Idee:
    """Take back that this letter (primary key) was printed: it waits again. Gives whose idea it is about; Geweigerd when it was not printed."""
    vereis(door, "brieven_printen", wijk)
    rij = Brief.objects.in_wijk(wijk).geprint().met_namen().filter(pk=brief).first()
    if not rij or not Brief.objects.filter(pk=rij.pk).exclude(geprint_op=None).update(geprint_op=None):  # of two at once, one takes it back
        raise Geweigerd(NIET_GEPRINT)
    idee = rij.idee
    meld("brief.niet_geprint", idee, f"De brief over idee {idee.nummer} is toch niet geprint.", wijk=wijk, door=door, antwoord=rij.toetsing.nummer)
    return idee


@transaction.atomic
def meld_themabrieven_geprint(wijk: Wijk, ideeen: Iterable[int], *, door) -> int:
    """Record that the letters that a theme is open were printed for these ideas (primary keys); gives how many were not recorded yet."""
    vereis(door, "brieven_printen", wijk)
    geprint = 0
    for brief in Themabrief.objects.wacht(wijk).filter(pk__in=list(ideeen)):
        if Themabrief.objects.filter(pk=brief.pk).meld_geprint():  # of two at once, one records it
            geprint += 1
            tekst = f"De brief dat het thema van idee {brief.idee.nummer} open is, is geprint."
            meld("themabrief.geprint", brief.idee, tekst, wijk=wijk, door=door)
    return geprint


@transaction.atomic
def meld_themabrief_niet_geprint(wijk: Wijk, idee: int, *, door) -> Idee:
    """Take back that the letter that its theme is open was printed for this idea (primary key). Gives the idea; Geweigerd when it was not."""
    vereis(door, "brieven_printen", wijk)
    brief = Themabrief.objects.als_geprint(wijk).filter(pk=idee).first()
    if not brief or not Themabrief.objects.filter(pk=brief.pk).meld_niet_geprint():
        raise Geweigerd(NIET_GEPRINT)
    meld("themabrief.niet_geprint", brief.idee, f"De brief over het thema van idee {brief.idee.nummer} is toch niet geprint.", wijk=wijk, door=door)
    return brief.idee
