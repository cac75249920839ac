"""Who answered must not be known from what they answered: a group of fewer than five is not shown, nor can it be reckoned from what is."""

from collections.abc import Mapping, Sequence, Set

MINSTE_GROEP = 5


def te_weinig(aantallen: Mapping[str, int], weg: Set[str]) -> bool:
    """Whether the hidden groups (`weg`) of a table are too few together: its total less the groups that are shown would tell about them.

    Two groups of four each are also too few: eight people in two small groups can be nothing else.
    """
    samen = sum(aantallen.get(groep, 0) for groep in weg)
    return 0 < samen < MINSTE_GROEP or (len(weg) == 2 and samen == 2 * (MINSTE_GROEP - 1))


def verborgen(*tabellen: Mapping[str, int]) -> set[str]:
    """The groups that are shown in none of these tables, which have the same groups (`tabellen`: how many people are in each).

    A group that is small in one of them is hidden in all. Where the hidden ones are still too few together, the first other group of five and
    more is hidden as well, in the order in which the groups stand: were it the smallest or the largest, its choice would tell how large it is.
    An empty group hides nobody.
    """
    weg = {groep for aantallen in tabellen for groep, n in aantallen.items() if 0 < n < MINSTE_GROEP}
    for aantallen in tabellen:
        anderen = [groep for groep, n in aantallen.items() if n >= MINSTE_GROEP and groep not in weg]
        while anderen and te_weinig(aantallen, weg):
            weg.add(anderen.pop(0))
    return weg


def te_tonen(aantallen: Mapping[str, int], weg: Set[str]) -> tuple[dict[str, int], int | None]:
    """Of one table the groups that are shown and the total of all of them, or None; `weg`: the groups that are hidden in every table.

    Where another group is small in this table alone the total is not shown: the total less the others would be that group.
    """
    getoond = {groep: n for groep, n in aantallen.items() if groep not in weg and not 0 < n < MINSTE_GROEP}
    alleen_hier = len(getoond) + len(weg & aantallen.keys()) < len(aantallen)
    return getoond, None if alleen_hier or te_weinig(aantallen, weg) else sum(aantallen.values())


def kan_erbij(eerder: Mapping[str, int], nu: Mapping[str, int], weg: Set[str]) -> bool:
    """Whether a table that was shown may be shown again with who came after (`nu`, of the same groups, with the same ones hidden).

    Only when each group grew by nobody or by five and more, and the same groups and total are shown: else the difference, or what is new to see,
    would tell about fewer.
    """
    (groepen_eerder, som_eerder), (groepen_nu, som_nu) = te_tonen(eerder, weg), te_tonen(nu, weg)
    erbij = [nu[groep] - eerder[groep] for groep in nu]
    zelfde = groepen_eerder.keys() == groepen_nu.keys() and (som_eerder is None) == (som_nu is None)
    return zelfde and all(n == 0 or n >= MINSTE_GROEP for n in erbij)


def hele_vijven(wie: Sequence) -> Sequence:
    """Of people of one side in the order in which they answered a question, those that make up whole groups of five, while at least five stay out.

    While an evaluation runs the figures move by five at a time, and when it closes everybody comes in: whichever two moments somebody
    compares, the difference is never the answer of fewer than five.
    """
    return wie[: max(0, len(wie) - MINSTE_GROEP) // MINSTE_GROEP * MINSTE_GROEP]
