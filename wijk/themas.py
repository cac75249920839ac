"""What follows when a theme is open: each app hands in its own with `@bij_open`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from wijk.models import Thema, Wijk


@dataclass
class Losgekomen:
    """What waited for one theme and does not any more: how much, a sentence about it for everyone and where that is read (empty when none of it
    is public), and the addresses that were mailed about it."""

    aantal: int = 0
    zin: str = ""
    pad: str = ""
    gemaild: list[str] = field(default_factory=list)


# Gets the wijk, themes of it that are open, and `door`; gives per theme (primary key) what it set going. The same themes again set nothing going.
Gevolg = Callable[..., dict[int, Losgekomen]]
_gevolgen: list[Gevolg] = []


def bij_open(functie: Gevolg) -> Gevolg:
    """Register a function that does, within the deed that calls it, what waited for these themes."""
    _gevolgen.append(functie)
    return functie


def volg_op(wijk: Wijk, themas: Sequence[Thema], *, door) -> dict[int, list[Losgekomen]]:
    """Do all that waited for these open themes, within the deed that calls this; gives per theme what that was."""
    uit: dict[int, list[Losgekomen]] = {thema.pk: [] for thema in themas}
    for functie in _gevolgen if themas else ():
        for thema, los in functie(wijk, themas, door=door).items():
            uit[thema].append(los)
    return uit
