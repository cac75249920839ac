"""The six steps of the note (section 2.2) and what each still lacks: always computed from the data, never ticked.

Later apps hand in their own checks with `@controle`; this app does not know them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from django.urls import reverse

from wijk.models import Wijk
from wijk.woorden import lijst


@dataclass(frozen=True)
class Stap:
    nummer: int
    naam: str
    uitleg: str
    mist: tuple["Gebrek", ...] = field(default=())

    @property
    def klaar(self) -> bool:
        return not self.mist


@dataclass(frozen=True)
class Gebrek:
    """One thing that a step still lacks: a plain sentence, where it can be mended (an address, or empty), and the deed one must hold for that
    (empty: none)."""

    tekst: str
    pad: str = ""
    recht: str = ""


STAPPEN = (
    Stap(1, "Randvoorwaarden en rollen", "We spreken af wat wel en niet kan, wie welke rol heeft, en hoeveel tijd en geld er is."),
    Stap(2, "Organisaties benaderen", "We vragen de organisaties die onmisbaar zijn of ze meedoen."),
    Stap(3, "Wijkwandeling", "We lopen samen door de wijk en horen wat er beter kan."),
    Stap(
        4,
        "Alles op een rij en het vervolg bepalen",
        "Alles wat gezegd is komt op één lijst. De gemeente zegt wat kan. Samen bepalen we het vervolg.",
    ),
    Stap(5, "Vervolgstappen uitvoeren", "Van ideeën maken we projecten, elk met een eigen tijdpad."),
    Stap(6, "Evalueren", "Na elk project en na een jaar kijken we samen terug."),
)

Controle = Callable[[Wijk], Iterable[Gebrek]]
_controles: dict[int, list[Controle]] = defaultdict(list)


def controle(stap: int) -> Callable[[Controle], Controle]:
    """Register a check: a function that yields what the step lacks in a wijk, in a fixed number of queries."""

    def erbij(functie: Controle) -> Controle:
        _controles[stap].append(functie)
        return functie

    return erbij


def stand(wijk: Wijk) -> list[Stap]:
    """The six steps with their gaps. The last one looks back on the others: it waits until they are done."""
    mist = {stap.nummer: [gebrek for functie in _controles[stap.nummer] for gebrek in functie(wijk)] for stap in STAPPEN}
    *eerder, laatste = STAPPEN
    mist[laatste.nummer] += [
        Gebrek(f"Stap {stap.nummer} is nog niet klaar: {stap.naam}.", f"{reverse('openbaar:stappen', args=[wijk.slug])}#stap-{stap.nummer}")
        for stap in eerder
        if mist[stap.nummer]
    ]
    return [replace(stap, mist=tuple(mist[stap.nummer])) for stap in STAPPEN]


def huidige(stappen: list[Stap]) -> Stap | None:
    """The first step that still lacks something; None when all is done."""
    return next((stap for stap in stappen if not stap.klaar), None)


def al_klaar(stappen: list[Stap]) -> str:
    """Which steps after the one that it is at lack nothing, in a sentence; empty when none do."""
    nu = huidige(stappen)
    verder = [str(stap.nummer) for stap in stappen if nu and stap.klaar and stap.nummer > nu.nummer]
    return (
        f"{'Ook stap' if len(verder) == 1 else 'Ook de stappen'} {lijst(verder)} {'is' if len(verder) == 1 else 'zijn'} al klaar." if verder else ""
    )
