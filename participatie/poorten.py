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


def hier(project: Project, deel: str, form: str = "") -> str:
    """The part of the project's page where it is mended, with its form open."""
    pad = reverse("werkplek:project", args=[project.wijk.slug, project.slug])
    return f"{pad}{f'?vul={form}' if form else ''}#{deel}"


@poort(Project.Status.BESLUIT)
def rollen_en_voorwaarden(project):
    plekken = {"wie": ("rollen", "rol"), "eigen": ("afspraken", "voorwaarde")}
    for tekst in project.ontbreekt_voor_geld():
        yield Gebrek(tekst, hier(project, *plekken[tekst.split()[0]]), "projecten_beheren")
    if not project.mijlpalen.exists():
        yield Gebrek("een tijdpad met ten minste één mijlpaal", hier(project, "tijdpad", "mijlpaal"), "projecten_beheren")
    if not project.kost_niets and project.geraamd is None:
        yield Gebrek("een raming van de kosten (of: het project kost niets)", hier(project, "gegevens", "gegevens"), "projecten_beheren")


@poort(Project.Status.BESLUIT)
def wie_en_wat(project):
    """What everyone reads on the page of a project that goes on: what it is, who draws it, and whom to ask."""
    if not project.omschrijving.strip():
        yield Gebrek("wat u gaat doen (de omschrijving)", hier(project, "gegevens", "gegevens"), "projecten_beheren")
    if not project.trekker_soort:
        yield Gebrek("wie het trekt", hier(project, "gegevens", "gegevens"), "projecten_beheren")
    if not project.contact.strip():
        yield Gebrek("een contact: een algemeen adres of nummer", hier(project, "gegevens", "gegevens"), "projecten_beheren")


@poort(Project.Status.BESLUIT)
def besluit(project):
    if not project.besluiten.exists():
        yield Gebrek("het besluit: wanneer, wie het nam, en wat", hier(project, "besluit", "besluit"), "projecten_beheren")


@poort(Project.Status.AFGEROND)
def alles_klaar(project):
    for titel in project.mijlpalen.filter(klaar_op__isnull=True).values_list("titel", flat=True)[:10]:
        yield Gebrek(f"de mijlpaal “{titel}” klaar", hier(project, "tijdpad"), "projecten_beheren")
