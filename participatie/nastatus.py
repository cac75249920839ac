"""What a later app does when a project has got a status, in the same transaction, and what it tells of that before the button.

Each hands in its own; this app does not know them.
"""

from collections import defaultdict
from collections.abc import Callable

from participatie.models import Project

# Gets the project and who brought it there (`door`, as every deed does).
Daad = Callable[..., None]
_daden: dict[str, list[Daad]] = defaultdict(list)


def na_status(naar: str) -> Callable[[Daad], Daad]:
    """Register a deed that follows when a project becomes `naar`: called as `daad(project, door=...)`. What it refuses, refuses the whole."""

    def erbij(daad: Daad) -> Daad:
        _daden[naar].append(daad)
        return daad

    return erbij


# What an official sees before the button of a status: what will follow. As a part of a page: its template, and what that is told.
Vooraf = Callable[[Project], tuple[str, dict]]
_vooraf: dict[str, list[Vooraf]] = defaultdict(list)


def vooraf(naar: str) -> Callable[[Vooraf], Vooraf]:
    """Register what is shown before a project becomes `naar`: gives a template and its context, in a fixed number of queries."""

    def erbij(functie: Vooraf) -> Vooraf:
        _vooraf[naar].append(functie)
        return functie

    return erbij


def wat_volgt(project: Project, naar: str) -> list[tuple[str, dict]]:
    return [functie(project) for functie in _vooraf[naar]]


def doe_na(project: Project, naar: str, *, door) -> None:
    for daad in _daden[naar]:
        daad(project, door=door)
