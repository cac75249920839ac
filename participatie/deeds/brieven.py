"""Deeds about letters: the answer for who has no e-mail."""

from collections.abc import Iterable

from django.db import transaction

from participatie.models import Brief, Idee, Themabrief, Toetsing
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Wijk
from wijk.rechten import vereis

NIET_GEPRINT = "Deze brief stond niet meer als geprint, of het postadres is al weg."


@transaction.atomic
def meld_geprint(wijk: Wijk, toetsingen: Iterable[int], *, door) -> int:
    """Record that these answers (primary keys) were printed as letters; gives how many were not recorded yet."""
    vereis(door, "brieven_printen", wijk)
    # Held until the end, so that two people at once do not both record one letter.
    vast = Toetsing.objects.select_for_update(of=("self",)).filter(pk__in=list(toetsingen)).values("pk")
    rijen = list(Toetsing.objects.wacht_op_brief(wijk).filter(pk__in=[rij["pk"] for rij in vast]).select_related("idee__wijk"))
    for toetsing in rijen:
        Brief.objects.create(toetsing=toetsing)
        idee = toetsing.idee
        meld("brief.geprint", idee, f"Het antwoord op idee {idee.nummer} is als brief geprint.", wijk=wijk, door=door, antwoord=toetsing.nummer)
    return len(rijen)


@transaction.atomic
def meld_niet_geprint(wijk: Wijk, toetsing: int, *, door) -> Idee:
    """Take back that this answer (primary key) was printed: its letter waits again. Gives the idea; Geweigerd when it was not recorded as printed."""
    vereis(door, "brieven_printen", wijk)
    antwoord = Toetsing.objects.als_brief_geprint(wijk).filter(pk=toetsing).select_related("idee__wijk").first()
    if not antwoord or not Brief.objects.filter(pk=antwoord.brief.pk).delete()[0]:  # of two at once, one takes it back
        raise Geweigerd(NIET_GEPRINT)
    idee = antwoord.idee
    meld("brief.niet_geprint", idee, f"De brief over idee {idee.nummer} is toch niet geprint.", wijk=wijk, door=door, antwoord=antwoord.nummer)
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
