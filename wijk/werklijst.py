"""What an official must do: each app hands in its own with `@taken` or `@eigen_taken`; the worklist page shows them all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wijk.models import Gebruiker, Wijk


@dataclass(frozen=True)
class Taak:
    """Something to do: how many there are (`meer` when there are more than was counted), and the list that holds exactly those.

    `titel` is said of more than one (`ideeën wachten`), `een` of exactly one (`idee wacht`).
    """

    titel: str
    aantal: int
    pad: str
    recht: str
    dringend: bool = False
    uitleg: str = ""
    meer: bool = False
    een: str = ""
    eerst: bool = False  # stands before all others

    @property
    def zin(self) -> str:
        return self.een if self.een and self.aantal == 1 and not self.meer else self.titel


Bron = Callable[[Wijk], Iterable[Taak]]
EigenBron = Callable[[Wijk, Gebruiker], Iterable[Taak]]
_bronnen: list[Bron] = []
_eigen: list[EigenBron] = []


def taken(functie: Bron) -> Bron:
    """Register a function that yields the tasks of a wijk, in a fixed number of queries."""
    _bronnen.append(functie)
    return functie


def eigen_taken(functie: EigenBron) -> EigenBron:
    """Register a function that yields the tasks of one person in a wijk, likewise."""
    _eigen.append(functie)
    return functie


def van_wijk(wijk: Wijk, rechten: frozenset[str], door: Gebruiker | None = None) -> list[Taak]:
    """What waits for somebody with these rights, and for `door` alone: what comes first, what is urgent, the rest. Nothing waits where the
    number is zero."""
    alle = [taak for functie in _bronnen for taak in functie(wijk)]
    if door is not None:
        alle += [taak for functie in _eigen for taak in functie(wijk, door)]
    return sorted((taak for taak in alle if taak.aantal and taak.recht in rechten), key=lambda taak: (not taak.eerst, not taak.dringend))
