"""What the portal knows of one person, and how it forgets them: each app hands in its own part when it starts.

A part says what there is (`gegevens_van`, for the person to read and download) and wipes it (`vergeet`, within the deed of
wijk/deeds/vergeten.py, which holds the account's row).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from wijk.models import Gebruiker

Rij = dict[str, Any]


@dataclass(frozen=True)
class Wens:
    """What somebody wants to go beside name and address."""

    ideeen_weg: bool = False
    fotos_weg: bool = False
    reacties_weg: bool = False


@dataclass(frozen=True)
class Deel:
    """`gegevens_van`: rows of one kind, with values as they may stand in JSON or dates. `vergeet`: gives how many rows it wiped."""

    naam: str
    gegevens_van: Callable[[Gebruiker], Iterable[Rij]]
    vergeet: Callable[[Gebruiker, Wens], int]


_delen: dict[str, Deel] = {}


def hand_in(naam: str, gegevens_van: Callable[[Gebruiker], Iterable[Rij]], vergeet: Callable[[Gebruiker, Wens], int]) -> None:
    """Register a part under the name that people read (`Mijn ideeën`)."""
    _delen[naam] = Deel(naam, gegevens_van, vergeet)


def delen() -> list[Deel]:
    return list(_delen.values())


def alles_van(gebruiker: Gebruiker) -> dict[str, list[Rij]]:
    """Everything that the portal knows of this person, by name of the part; a part without anything is empty."""
    return {deel.naam: list(deel.gegevens_van(gebruiker)) for deel in delen()}
