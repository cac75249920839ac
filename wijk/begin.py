"""What a wijk in preparation must have before it may run and everyone may see it. Later apps hand in their own checks with `@voor_begin`."""

from collections.abc import Callable, Iterable

from wijk.models import Wijk
from wijk.stappen import Gebrek

Controle = Callable[[Wijk], Iterable[Gebrek]]
_controles: list[Controle] = []


def voor_begin(functie: Controle) -> Controle:
    """Register a check: a function that yields what the wijk lacks, each with where it is mended, in a fixed number of queries."""
    _controles.append(functie)
    return functie


def ontbreekt(wijk: Wijk) -> list[Gebrek]:
    """What the wijk still lacks before it may run."""
    return [gebrek for functie in _controles for gebrek in functie(wijk)]
