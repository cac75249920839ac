"""What a later app does when a project has got a status, in the same transaction. Each hands in its own; this app does not know them."""

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


def doe_na(project: Project, naar: str, *, door) -> None:
    for daad in _daden[naar]:
        daad(project, door=door)
