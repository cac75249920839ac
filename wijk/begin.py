"""What a wijk in preparation must have before it may run and everyone may see it, and what hangs on the day on which its process began.

Later apps hand in their own, with `@voor_begin` and `@hangt_aan_start`.
"""

from collections.abc import Callable, Iterable, Iterator

from django.urls import reverse

from wijk.models import Wijk
from wijk.stappen import Gebrek

Controle = Callable[[Wijk], Iterable[Gebrek]]
Gevolg = Callable[[Wijk], str]
_controles: list[Controle] = []
_gevolgen: list[Gevolg] = []


def voor_begin(functie: Controle) -> Controle:
    """Register a check: a function that yields what the wijk lacks, each with where it is mended, in a fixed number of queries."""
    _controles.append(functie)
    return functie


def hangt_aan_start(functie: Gevolg) -> Gevolg:
    """Register a function that says in a sentence what shifts when the start of the wijk changes; empty when nothing does."""
    _gevolgen.append(functie)
    return functie


def verschuift(wijk: Wijk) -> str:
    """What shifts when the start of the wijk changes, in sentences; empty when nothing hangs on it."""
    return " ".join(zin for functie in _gevolgen if (zin := functie(wijk)))


@voor_begin
def kader(wijk: Wijk) -> Iterator[Gebrek]:
    """When the process starts, what can be brought in, and who decides on it."""
    pad = reverse("werkplek:kader", args=[wijk.slug])
    if wijk.startdatum is None:
        yield Gebrek("de dag waarop het proces start", f"{pad}#wijk")
    if not wijk.themas.filter(open_vanaf__isnull=False).exists():
        yield Gebrek("ten minste één thema dat open is, of een dag heeft waarop het opengaat", f"{pad}#themas")
    if not wijk.rollen.in_proces().die_beslissen().exists():
        yield Gebrek("ten minste één partij of persoon die beslist", f"{pad}#rollen")


def ontbreekt(wijk: Wijk) -> list[Gebrek]:
    """What the wijk still lacks before it may run."""
    return [gebrek for functie in _controles for gebrek in functie(wijk)]
