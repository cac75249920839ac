"""Deeds about letters: the answer for who has no e-mail."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from participatie.deeds.papier import vergeet_postadressen
from participatie.models import Brief, Postadres, Themabrief
from wijk.gebeurtenissen import meld
from wijk.models import Wijk
from wijk.rechten import vereis


@transaction.atomic
def meld_geprint(wijk: Wijk, brieven: Iterable[int], *, door) -> int:
    """Record that these letters (primary keys) were printed; gives how many were not recorded yet.

    The address goes with it where the idea is done: nothing more will be sent.
    """
    vereis(door, "brieven_printen", wijk)
    # Held until the end, so that two people at once do not both record one letter.
    vast = Brief.objects.select_for_update(of=("self",)).filter(pk__in=list(brieven)).values("pk")
    rijen = list(Brief.objects.in_wijk(wijk).wacht().met_namen().filter(pk__in=[rij["pk"] for rij in vast]))
    Brief.objects.filter(pk__in=[brief.pk for brief in rijen]).update(geprint_op=timezone.now())
    for brief in rijen:
        toetsing, idee = brief.toetsing, brief.idee
        voor = "" if toetsing.idee_id == idee.pk else f", voor wie idee {idee.nummer} stuurde"
        tekst = f"Het antwoord op idee {toetsing.idee.nummer} is als brief geprint{voor}."
        meld("brief.geprint", idee, tekst, wijk=wijk, door=door, antwoord=toetsing.nummer)
    klaar = Postadres.objects.in_wijk(wijk).overbodig().filter(pk__in=[brief.idee_id for brief in rijen])
    vergeet_postadressen(list(klaar.values_list("pk", flat=True)))
    return len(rijen)


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
