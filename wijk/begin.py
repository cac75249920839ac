"""What a wijk in preparation must have before it may run and everyone may see it, what hangs on the day on which its process began, and what
waits for whoever administers.

Later apps hand in their own, with `@voor_begin`, `@hangt_aan_start` and `@voor_beheer`.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db.models import Q
from django.urls import reverse

from wijk.fouten import Geweigerd
from wijk.models import Gebruiker, Volger, Wijk
from wijk.rechten import mag_doen
from wijk.stappen import Gebrek

Controle = Callable[[Wijk], Iterable[Gebrek]]
Gevolg = Callable[[Wijk], str]


@dataclass(frozen=True)
class Wachtend:
    """A wijk that waits for whoever administers: for what, in sentences, and where all that it needs is told (an address, or empty)."""

    wijk: Wijk
    zin: str
    pad: str = ""


_controles: list[Controle] = []
_gevolgen: list[Gevolg] = []
_beheer: list[Callable[[], Iterable[Wachtend]]] = []


def voor_begin(functie: Controle) -> Controle:
    """Register a check: a function that yields what the wijk lacks, each with where it is mended, in a fixed number of queries."""
    _controles.append(functie)
    return functie


def hangt_aan_start(functie: Gevolg) -> Gevolg:
    """Register a function that says in a sentence what shifts when the start of the wijk changes; empty when nothing does."""
    _gevolgen.append(functie)
    return functie


def voor_beheer(functie: Callable[[], Iterable[Wachtend]]) -> Callable[[], Iterable[Wachtend]]:
    """Register a function that yields the wijken that wait for whoever administers, in a fixed number of queries."""
    _beheer.append(functie)
    return functie


def wacht_op_beheer(door: Gebruiker) -> list[Wachtend]:
    """The wijken that wait for whoever administers; with the address of what they need for who may see that."""
    alle = [een for functie in _beheer for een in functie()]
    return [een if mag_doen(door, "startpunten_zien", een.wijk) else replace(een, pad="") for een in alle]


def begint_bij(door: Gebruiker) -> Wijk | None:
    """The wijk from which this person may start a next one: the first."""
    return next((wijk for wijk in Wijk.objects.order_by("pk") if mag_doen(door, "wijk_starten", wijk)), None)


def verschuift(wijk: Wijk) -> str:
    """What shifts when the start of the wijk changes, in sentences; empty when nothing hangs on it."""
    return " ".join(zin for functie in _gevolgen if (zin := functie(wijk)))


@voor_begin
def kader(wijk: Wijk) -> Iterator[Gebrek]:
    """When the process starts, what can be brought in, and who decides on it."""
    pad = reverse("werkplek:kader", args=[wijk.slug])
    if wijk.startdatum is None:
        yield Gebrek("de dag waarop het proces start", f"{pad}#wijk", "kader_wijzigen")
    if not wijk.themas.filter(open_vanaf__isnull=False).exists():
        yield Gebrek("ten minste één thema dat open is, of een dag heeft waarop het opengaat", f"{pad}#themas", "kader_wijzigen")
    if not wijk.rollen.in_proces().die_beslissen().exists():
        yield Gebrek("ten minste één partij of persoon die beslist", f"{pad}#rollen", "kader_wijzigen")


def ontbreekt(wijk: Wijk) -> list[Gebrek]:
    """What the wijk still lacks before it may run."""
    return [gebrek for functie in _controles for gebrek in functie(wijk)]


@contextmanager
def blijft_compleet(wijk: Wijk, veld: str | None = None) -> Iterator[None]:
    """What a wijk that runs must have, and had, it has after this change too; Geweigerd (beside `veld`) when not."""
    had = {gebrek.tekst for gebrek in kader(wijk)}
    yield
    if wijk.status == Wijk.Status.LOPEND and (weg := [gebrek.tekst for gebrek in kader(wijk) if gebrek.tekst not in had]):
        raise Geweigerd(f"De {wijk.naam} loopt, en heeft dit nodig: {weg[0]}. Leg eerst vast wat ervoor in de plaats komt.", veld)


def is_gezien(wijk: Wijk) -> bool:
    """Whether people outside the municipality read or sent something: then the wijk does not go offline any more. The database refuses it too."""
    gebeurd = wijk.gebeurtenissen.filter(Q(openbaar=True) | Q(soort__startswith="idee."))
    return gebeurd.exists() or Volger.objects.filter(wijk=wijk).exists()
