"""Whom we reached on walks, and whom we still miss, in sentences for everyone; nobody can be recognised.

A figure under five is not told, and cannot be found by subtracting what is told from how many people came, nor what is told on one day from
what is told on another: figures are whole fives, and walks come in some at a time, when at least ten people came on them (`getelde_wandelingen`).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.text import get_text_list

from participatie.models import Aanmelding, Uitnodiging, Wijkwandeling
from wijk.jaren import jaren_van
from wijk.models import Gebeurtenis, Leeftijd, Wijk

# A group of fewer people could be recognised.
MINSTE_GROEP = 5
# So many registrations that came are counted in at once. Of fewer, each could be known by the figures that grow with them.
TEGELIJK = 2 * MINSTE_GROEP
# Under this part of what one would expect, few came.
WEINIG = 0.5
GELOPEN = (Wijkwandeling.Status.GELOPEN, Wijkwandeling.Status.VERWERKT)


@dataclass(frozen=True)
class Leeftijden:
    """`getoond`: how many of each age came, as may be told, in whole fives (rounded down). `gemist`: of these fewer than five came, or nobody.
    `weinig`: few for how many live here.

    An age in none of these is left out to protect who is in `gemist`.
    """

    getoond: dict[str, int]
    gemist: tuple[str, ...]
    weinig: tuple[str, ...]


def leeftijden(kwamen: Mapping[str, int], samen: int, aandelen: Mapping[str, float]) -> Leeftijden:
    """What may be told of `kwamen` (age: how many said so) where everyone knows that `samen` people came.

    Whoever subtracts must be left with room for each missed age to be anything from nobody to four, also when they know that an age that was
    left out had at least five. So the smallest ages that could be told are left out until there is that room. `aandelen`: the part of the
    residents of each age (0-1), where it is known; few is judged by what is told alone, so that it gives nothing away.
    """
    getoond = {leeftijd: hele_vijven(kwamen[leeftijd]) for leeftijd in Leeftijd.values if kwamen.get(leeftijd, 0) >= MINSTE_GROEP}
    gemist = tuple(leeftijd for leeftijd in Leeftijd.values if leeftijd not in getoond)
    weggelaten = 0
    while getoond and gemist and samen - sum(getoond.values()) - weggelaten * MINSTE_GROEP < MINSTE_GROEP - 1:
        del getoond[min(getoond, key=lambda leeftijd: (getoond[leeftijd], leeftijd))]
        weggelaten += 1
    if not getoond:
        return Leeftijden({}, (), ())
    gezegd = sum(getoond.values())
    geheel = sum(aandelen[leeftijd] for leeftijd in getoond) if set(getoond) <= set(aandelen) else 1
    weinig = tuple(leeftijd for leeftijd, aantal in getoond.items() if aandelen.get(leeftijd, 0) / (geheel or 1) * WEINIG > aantal / gezegd)
    return Leeftijden(getoond, gemist, weinig)


def hele_vijven(aantal: int) -> int:
    """Rounded down: 14 becomes 10."""
    return aantal // MINSTE_GROEP * MINSTE_GROEP


def getelde_wandelingen(wijk: Wijk) -> list[int]:
    """The keys of the walks that count in what is told of ages. Three queries.

    In the order in which walks were done with (the gebeurtenissen, to which nothing is ever added in between) those of one year of the process
    wait for each other until at least `TEGELIJK` registrations came. So what is told of the wijk and of each year grows by the same walks at
    the same moment, and by enough people that nobody knows of which of them the next five was made full.
    """
    volgorde = Gebeurtenis.objects.filter(wijk=wijk, soort="wandeling.verwerkt").order_by("pk").values_list("onderwerp_id", flat=True)
    kwamen = Count("aanmeldingen", filter=Q(aanmeldingen__aanwezig=True, aanmeldingen__afgemeld_op=None))
    wandelingen = {pk: (begint, n) for pk, begint, n in wijk.wandelingen.order_by().annotate(n=kwamen).values_list("pk", "begint", "n")}
    jaren = jaren_van(wijk)
    wachtend: dict[int, list[int]] = defaultdict(list)
    geteld = []
    for pk in volgorde:
        jaar = jaren.nummer(timezone.localdate(wandelingen[pk][0])) if jaren else 0
        wachtend[jaar].append(pk)
        if sum(wandelingen[een][1] for een in wachtend[jaar]) >= TEGELIJK:
            geteld += wachtend.pop(jaar)
    return geteld


def staat_vast(wandeling: Wijkwandeling) -> bool:
    """Whether this walk is counted: who came on it may not change any more, since a next five that one person makes full tells their age."""
    return wandeling.status == Wijkwandeling.Status.VERWERKT and wandeling.pk in getelde_wandelingen(wandeling.wijk)


def van_wijk(wijk: Wijk) -> Leeftijden:
    """Of all walks in the wijk that count."""
    return _van_aanmeldingen(wijk, Aanmelding.objects.filter(wandeling__in=getelde_wandelingen(wijk)).geldig())


def _van_aanmeldingen(wijk: Wijk, aanmeldingen) -> Leeftijden:
    samen = aanmeldingen.filter(aanwezig=True).mensen()
    return leeftijden(aanmeldingen.naar_leeftijd(), samen, aandelen(wijk))


def aandelen(wijk: Wijk) -> dict[str, float]:
    """The part of the residents of each age (0-1), from the key figures that are percentages."""
    uit = {}
    for leeftijd, waarde in wijk.kerncijfers.exclude(leeftijdsgroep="").values_list("leeftijdsgroep", "waarde"):
        if procent := re.fullmatch(r"\s*([0-9]{1,3}(?:[.,][0-9]+)?)\s*%\s*", waarde):
            uit[leeftijd] = float(procent[1].replace(",", ".")) / 100
    return uit


def wie_missen_we(wijk: Wijk) -> Iterator[str]:
    """Sentences about all walks in the wijk that were walked; none before the first one. A fixed number of queries."""
    if not wijk.wandelingen.filter(status__in=GELOPEN).exists():
        return
    yield from _over_leeftijden(van_wijk(wijk))
    yield from _over_groepen(Uitnodiging.objects.filter(wandeling__wijk=wijk, wandeling__status__in=GELOPEN))
    nooit = wijk.partijen.openbaar().uit_te_nodigen().filter(uitnodigingen=None).order_by("volgorde", "naam").values_list("naam", flat=True)
    if nooit:
        yield f"Nog nooit uitgenodigd: {get_text_list(list(nooit), 'en')}."


def wie_misten_we(wandeling: Wijkwandeling) -> Iterator[str]:
    """The same of one walk; no figures, so that nothing can be subtracted from those of the wijk."""
    if wandeling.status not in GELOPEN:
        return
    yield from _over_leeftijden(_van_aanmeldingen(wandeling.wijk, wandeling.aanmeldingen.geldig()))
    yield from _over_groepen(wandeling.uitnodigingen.all())
    gezegd = wandeling.ideeen.meetellend().filter(halte__isnull=False)
    stil = list(wandeling.haltes.exclude(pk__in=gezegd.values("halte")).order_by("volgorde").values_list("naam", flat=True))
    if stil and gezegd.exists():  # else the stops were not noted at all
        yield f"Hier werd niets gezegd: {get_text_list(stil, 'en')}."


def _over_leeftijden(leeftijden: Leeftijden) -> Iterator[str]:
    if not leeftijden.getoond:
        yield "Van te weinig mensen weten we hoe oud zij zijn. We kunnen niet zeggen welke leeftijd we missen."
        return
    if leeftijden.gemist:
        yield f"Van deze leeftijd kwam bijna niemand of niemand: {_labels(leeftijden.gemist)}."
    if leeftijden.weinig:
        yield f"Van deze leeftijd kwamen er weinig, als u kijkt naar wie hier wonen: {_labels(leeftijden.weinig)}."


def _over_groepen(uitnodigingen) -> Iterator[str]:
    """Invited groups of which nobody came, and the kinds of partijen of which nobody did; where it was not noted, nothing is said."""
    per_groep: dict[tuple[str, str], list[int | None]] = {}
    for uitnodiging in uitnodigingen.select_related("partij").order_by("partij__volgorde", "partij__naam", "pk"):
        per_groep.setdefault((uitnodiging.partij.get_soort_display(), uitnodiging.partij.naam), []).append(uitnodiging.gekomen)
    niemand = [naam for (_, naam), gekomen in per_groep.items() if set(gekomen) == {0}]
    if niemand:
        yield f"Uitgenodigd, maar er kwam niemand: {get_text_list(niemand, 'en')}."
    per_soort: dict[str, set[int | None]] = {}
    for (soort, _), gekomen in per_groep.items():
        per_soort.setdefault(soort, set()).update(gekomen)
    soorten = [soort for soort, gekomen in per_soort.items() if gekomen == {0}]
    if soorten:
        yield f"Van deze soort partijen was er nog niemand: {get_text_list(soorten, 'en')}."


def _labels(leeftijden: tuple[str, ...]) -> str:
    return get_text_list([Leeftijd(leeftijd).label for leeftijd in leeftijden], "en")
