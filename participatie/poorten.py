"""What a project must have before it goes on (section 3 of the design: it cannot start without who decides, who joins in, conditions looked at,
and money that is there). Later apps hand in their own checks with `@poort`; this app does not know them."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.urls import reverse

from participatie.models import Project
from wijk.stappen import Gebrek

Poort = Callable[[Project], Iterable[Gebrek]]
_poorten: dict[str, list[Poort]] = defaultdict(list)


def poort(naar: str) -> Callable[[Poort], Poort]:
    """Register a check that a project must pass to reach a status: a function that yields what it lacks."""

    def erbij(functie: Poort) -> Poort:
        _poorten[naar].append(functie)
        return functie

    return erbij


def ontbreekt(project: Project, naar: str) -> list[Gebrek]:
    """What the project still lacks before it may become `naar`."""
    return [gebrek for functie in _poorten[naar] for gebrek in functie(project)]


@poort(Project.Status.BESLUIT)
def rollen_en_voorwaarden(project):
    hier = reverse("werkplek:project", args=[project.wijk.slug, project.slug])
    for tekst in project.ontbreekt_voor_geld():
        yield Gebrek(tekst, hier)
    if not project.mijlpalen.exists():
        yield Gebrek("een tijdpad met ten minste één mijlpaal", f"{hier}#tijdpad")
    if not project.kost_niets and project.geraamd is None:
        yield Gebrek("een raming van de kosten (of: het project kost niets)", f"{hier}#gegevens")


@poort(Project.Status.BESLUIT)
def wie_en_wat(project):
    """What everyone reads on the page of a project that goes on: what it is, who draws it, and whom to ask."""
    gegevens = reverse("werkplek:project", args=[project.wijk.slug, project.slug]) + "#gegevens"
    if not project.omschrijving.strip():
        yield Gebrek("wat u gaat doen (de omschrijving)", gegevens)
    if project.trekker_id is None:
        yield Gebrek("wie het trekt", gegevens)
    if not project.contact.strip():
        yield Gebrek("een contact: een algemeen adres of nummer", gegevens)


@poort(Project.Status.AFGEROND)
def alles_klaar(project):
    if project.mijlpalen.filter(klaar_op__isnull=True).exists():
        yield Gebrek("alle mijlpalen klaar", reverse("werkplek:project", args=[project.wijk.slug, project.slug]) + "#tijdpad")
