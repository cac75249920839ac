"""What follows when a theme is open: each app hands in its own with `@bij_open`."""

from collections.abc import Callable, Sequence

from wijk.models import Thema, Wijk

# Gets the wijk, themes of it that are open, and `door`; gives how much it set going. The same themes again set nothing going.
Gevolg = Callable[..., int]
_gevolgen: list[Gevolg] = []


def bij_open(functie: Gevolg) -> Gevolg:
    """Register a function that does, within the deed that calls it, what waited for these themes."""
    _gevolgen.append(functie)
    return functie


def volg_op(wijk: Wijk, themas: Sequence[Thema], *, door) -> int:
    """Do all that waited for these open themes, within the deed that calls this; gives how much that was."""
    return sum(functie(wijk, themas, door=door) for functie in _gevolgen)
