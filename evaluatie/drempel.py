"""Who answered must not be known from what they answered: a group of fewer than five is not shown, nor can it be reckoned from what is."""

from collections.abc import Mapping

MINSTE_GROEP = 5


def verborgen(aantallen: Mapping[str, int]) -> set[str]:
    """The groups that are not shown beside the total of all of them. `aantallen`: how many people there are in each.

    A small group is hidden. When the hidden ones together are still fewer than five, the total less the others would tell about them: then the
    smallest of the others is hidden as well. An empty group hides nobody and is never hidden.
    """
    klein = {groep for groep, n in aantallen.items() if 0 < n < MINSTE_GROEP}
    anderen = sorted((n, groep) for groep, n in aantallen.items() if n >= MINSTE_GROEP)
    while klein and anderen and sum(aantallen[groep] for groep in klein) < MINSTE_GROEP:
        klein.add(anderen.pop(0)[1])
    return klein


def hele_vijven(wie: list) -> list:
    """Of people in the order in which they answered, those that make up whole groups of five, while at least five more stay out.

    While an evaluation runs the figures move by five at a time, and when it closes everybody comes in: whichever two moments somebody
    compares, the difference is never the answer of fewer than five.
    """
    return wie[: max(0, len(wie) - MINSTE_GROEP) // MINSTE_GROEP * MINSTE_GROEP]
