"""What later apps know that a condition does not say yet: a line beside its text, for everyone.

A later app hands in its own with `@kanttekening`; this app does not know them.
"""

from collections.abc import Callable, Iterable

from wijk.models import Randvoorwaarde, Wijk

# Sentences by the key of the condition.
Functie = Callable[[Wijk], dict[int, str]]
_functies: list[Functie] = []


def kanttekening(functie: Functie) -> Functie:
    _functies.append(functie)
    return functie


def met_kanttekening(wijk: Wijk, voorwaarden: Iterable[Randvoorwaarde]) -> list[Randvoorwaarde]:
    """The same, each with its `kanttekening` (empty when there is nothing to say)."""
    zinnen = {pk: zin for functie in _functies for pk, zin in functie(wijk).items()}
    rijen = list(voorwaarden)
    for rij in rijen:
        rij.kanttekening = zinnen.get(rij.pk, "")
    return rijen
