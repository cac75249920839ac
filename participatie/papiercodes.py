"""Codes on paper that are not of an idea: a later app says what such a form is, where it is entered, and what its keeper is told."""

from collections.abc import Callable
from dataclasses import dataclass

from wijk.models import Wijk


@dataclass(frozen=True)
class Elders:
    """`wat`: what the form is (`een formulier van …`); `invoer`: the page on which an official enters it.

    `uitleg` and `pad`: what everyone with the code is told, and the page to read on. Without them the code says nothing in public.
    """

    wat: str
    invoer: str
    uitleg: str = ""
    pad: str = ""


# Gets a code that checks (its last letter follows from the others).
Zoeker = Callable[[Wijk, str], Elders | None]
_zoekers: list[Zoeker] = []


def papiercode(functie: Zoeker) -> Zoeker:
    """Register a function that knows codes of another kind of form."""
    _zoekers.append(functie)
    return functie


def elders(wijk: Wijk, code: str) -> Elders | None:
    return next((gevonden for functie in _zoekers if (gevonden := functie(wijk, code))), None)
