"""The figures of a wijk: each app hands in its own with `@cijfers`; pages and the uitvoeringsprogramma ask for all of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wijk.models import Wijk


@dataclass(frozen=True)
class Cijfer:
    """One figure: what it counts, the number as people read it, and where it comes from or what it means."""

    naam: str
    waarde: str
    uitleg: str = ""


@dataclass(frozen=True)
class Groep:
    naam: str
    cijfers: tuple[Cijfer, ...]

    @property
    def heeft_uitleg(self) -> bool:
        return any(cijfer.uitleg for cijfer in self.cijfers)


Bron = Callable[[Wijk], Iterable[Cijfer]]
_bronnen: dict[str, Bron] = {}


def cijfers(groep: str) -> Callable[[Bron], Bron]:
    """Register a function that yields the figures of one group (`Ideeën`, `Geld`) in a fixed number of queries."""

    def erbij(functie: Bron) -> Bron:
        _bronnen[groep] = functie
        return functie

    return erbij


def van_wijk(wijk: Wijk) -> list[Groep]:
    """All groups that have figures, in the order in which the apps stand in the line of work."""
    groepen = (Groep(naam, tuple(functie(wijk))) for naam, functie in _bronnen.items())
    return [groep for groep in groepen if groep.cijfers]
