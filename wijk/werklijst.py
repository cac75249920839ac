"""What an official must do: each app hands in its own with `@taken`; the worklist page shows them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wijk.models import Wijk


@dataclass(frozen=True)
class Taak:
    """Something to do: how many there are (`meer` when there are more than was counted), and the list that holds exactly those.

    `titel` is what stands behind the number; `enkel` the same for just one.
    """

    titel: str
    aantal: int
    pad: str
    recht: str
    dringend: bool = False
    uitleg: str = ""
    meer: bool = False
    enkel: str = ""

    @property
    def wat(self) -> str:
        """The words that fit the number."""
        return self.enkel if self.aantal == 1 and self.enkel else self.titel


Bron = Callable[[Wijk], Iterable[Taak]]
_bronnen: list[Bron] = []


def taken(functie: Bron) -> Bron:
    """Register a function that yields the tasks of a wijk, in a fixed number of queries."""
    _bronnen.append(functie)
    return functie


def van_wijk(wijk: Wijk, rechten: frozenset[str]) -> list[Taak]:
    """What waits for somebody with these rights, urgent first. Nothing waits where the number is zero."""
    alle = [taak for functie in _bronnen for taak in functie(wijk) if taak.aantal and taak.recht in rechten]
    return sorted(alle, key=lambda taak: not taak.dringend)
