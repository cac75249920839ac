"""Which days each year of the process of a wijk has: from its start a year each, unless one was concluded earlier.

The day on which that happened is the first one of the next year, so that every day falls in one year. A later app hands in those days, with
`@eerder_geeindigd`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from wijk.dagen import jaar_later, jaar_van
from wijk.models import Wijk

Eindes = Callable[[Wijk], dict[int, date]]
_eindes: list[Eindes] = []


def eerder_geeindigd(functie: Eindes) -> Eindes:
    """Register a function that says of years (by number) on which day each ended early, in one query."""
    _eindes.append(functie)
    return functie


@dataclass(frozen=True)
class Jaren:
    """`eerder`: of a year that ended early the first day that was no longer in it."""

    start: date
    eerder: dict[int, date]

    def begin(self, jaar: int) -> date:
        """The first day of a year: 1 for the first one."""
        eerste, van = max(((nummer + 1, dag) for nummer, dag in self.eerder.items() if nummer < jaar), default=(1, self.start))
        return jaar_later(van, jaar - eerste)

    def nummer(self, dag: date) -> int:
        """In which year a day falls; those before the start are 0, -1 and so on."""
        eerste, van = max(((nummer + 1, einde) for nummer, einde in self.eerder.items() if einde <= dag), default=(1, self.start))
        return min([eerste - 1 + jaar_van(van, dag), *(nummer for nummer, einde in self.eerder.items() if einde > dag)])


def jaren_van(wijk: Wijk) -> Jaren | None:
    """None when the start of the process is not known."""
    if wijk.startdatum is None:
        return None
    eerder = {nummer: dag for functie in _eindes for nummer, dag in functie(wijk).items() if dag > wijk.startdatum}
    return Jaren(wijk.startdatum, eerder)
