"""What later apps add to the public page of a project: each hands in its own with `@projectdeel`; this app does not know them."""

from collections.abc import Callable

from participatie.models import Project

Zin = Callable[[Project], str]
_zinnen: list[Zin] = []


def projectzin(functie: Zin) -> Zin:
    """Register what a later app says of a project in one sentence, on the page of an idea that is in it; empty when it has nothing to say."""
    _zinnen.append(functie)
    return functie


def in_zinnen(project: Project | None) -> list[str]:
    return [zin for functie in _zinnen if project is not None and (zin := functie(project))]


# What stands beside a project on the werkplek: the words of a link, and its address.
Links = Callable[[Project], list[tuple[str, str]]]
_links: list[Links] = []


def projectlinks(functie: Links) -> Links:
    """Register the pages of a later app that an official goes on to from a project."""
    _links.append(functie)
    return functie


def in_links(project: Project) -> list[tuple[str, str]]:
    return [link for functie in _links for link in functie(project)]


Deel = Callable[[Project], tuple[str, dict] | None]
_delen: list[Deel] = []


def projectdeel(functie: Deel) -> Deel:
    """Register a part: gives the template of its section and what that is told, or None when it has nothing to say of this project."""
    _delen.append(functie)
    return functie


def van_project(project: Project) -> list[tuple[str, dict]]:
    """(template, context) of every part that has something to say, in the order in which the apps stand in the line of work."""
    return [deel for functie in _delen if (deel := functie(project)) is not None]
