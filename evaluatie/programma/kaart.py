"""The map of the programme: the boundary, and the places of the projects, numbered as in the legend."""

from collections import defaultdict
from functools import partial

from evaluatie.programma.blokken import Kaart
from evaluatie.programma.bron import Bron, getal
from participatie.models import Project
from wijk import geo

# So near each other (the map is 100 wide) two places get one number: else the numbers would cover each other.
DICHTBIJ = 6.0
# So many projects of one number are named beside the map.
MEESTE_BIJ_NUMMER = 5


def _bijschrift(b: Bron, rest: str = "") -> str:
    benadering = " De grens is bij benadering." if b.wijk.grens_bij_benadering else ""
    return f"De grens van de {b.wijk.naam}{rest}.{benadering}"


def grens(b: Bron) -> list[Kaart]:
    """The boundary alone, where there is no map of the projects."""
    if b.wijk.veelhoek is None or projectkaart(b):
        return []
    return [Kaart("Kaart", _bijschrift(b), **geo.omtrek(b.wijk.veelhoek, []))]


def projectkaart(b: Bron) -> list[Kaart]:
    """Where the ideas are that a project came from; projects near one another share a number."""
    kaart, groepen = _genummerd(b)
    if not groepen:
        return []
    van = {project.pk: project for project in b.projecten}
    plekken = "1 plek" if len(groepen) == 1 else f"{getal(len(groepen))} plekken"
    uitleg = _bijschrift(b, f", met {plekken} van projecten. Hieronder staat wat er bij elk nummer is")
    legenda = [f"{nummer}. {_wat(van, projecten)}" for nummer, (_, projecten) in enumerate(groepen, start=1)]
    return [Kaart("Waar de projecten zijn", uitleg, kaart["pad"], kaart["hoogte"], [punt for punt, _ in groepen], legenda)]


def nummers(b: Bron) -> dict[int, list[int]]:
    """The numbers on the map of each project (by key) that has a place."""
    uit: dict[int, list[int]] = defaultdict(list)
    for nummer, (_, projecten) in enumerate(_genummerd(b)[1], start=1):
        for project in projecten:
            uit[project].append(nummer)
    return uit


def _wat(van: dict[int, Project], projecten: list[int]) -> str:
    """The projects at one number; of many the first, the table names all."""
    tekst = "; ".join(f"{van[pk].titel} ({van[pk].get_status_display()})" for pk in projecten[:MEESTE_BIJ_NUMMER])
    meer = len(projecten) - MEESTE_BIJ_NUMMER
    return f"{tekst}; en nog {getal(meer)}, zie de tabel “Alle projecten”" if meer > 0 else tekst


def _genummerd(b: Bron) -> tuple[dict, list[tuple[tuple[str, str], list[int]]]]:
    """The drawing, and per number its point and its projects."""
    if b.wijk.veelhoek is None:
        return {}, []
    beeld = geo.omtrek(b.wijk.veelhoek, [(lon, lat) for _, lat, lon in b.plekken])
    groepen: list[tuple[tuple[str, str], list[int]]] = []
    for punt, (project, _, _) in zip(beeld["punten"], b.plekken, strict=True):
        bij = next(filter(partial(_dichtbij, punt), groepen), None)
        if bij is None:
            groepen.append((punt, [project]))
        elif project not in bij[1]:
            bij[1].append(project)
    return beeld, groepen


def _dichtbij(punt: tuple[str, str], groep: tuple[tuple[str, str], list[int]]) -> bool:
    (x, y), (a, b) = punt, groep[0]
    return (float(x) - float(a)) ** 2 + (float(y) - float(b)) ** 2 < DICHTBIJ**2
