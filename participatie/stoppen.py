"""What hangs on a project and must be undone when it stops. Later apps hand in their own; this app does not know them."""

from collections.abc import Callable

from participatie.models import Project

_daden: list[Callable[[Project], None]] = []
_gevolgen: list[Callable[[Project], list[str]]] = []


def bij_stoppen(daad: Callable[[Project], None], gevolg: Callable[[Project], list[str]]) -> None:
    """Register what is undone (`daad`, within the deed that stops the project) and how that is said beforehand (`gevolg`, in sentences)."""
    _daden.append(daad)
    _gevolgen.append(gevolg)


def stop_wat_eraan_hangt(project: Project) -> None:
    for daad in _daden:
        daad(project)


def gevolgen(project: Project) -> list[str]:
    """What stopping this project would do, for who is about to."""
    return [zin for gevolg in _gevolgen for zin in gevolg(project)]
