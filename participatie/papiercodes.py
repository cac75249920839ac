"""Codes on paper that are not of an idea: a later app says what such a form is, and where it is entered."""

from collections.abc import Callable

from wijk.models import Wijk

# Gets a code that checks, and gives what the form is (`een formulier van …`) and the page on which it is entered.
Zoeker = Callable[[Wijk, str], tuple[str, str] | None]
_zoekers: list[Zoeker] = []


def papiercode(functie: Zoeker) -> Zoeker:
    """Register a function that knows codes of another kind of form."""
    _zoekers.append(functie)
    return functie


def elders(wijk: Wijk, code: str) -> tuple[str, str] | None:
    return next((gevonden for functie in _zoekers if (gevonden := functie(wijk, code))), None)
