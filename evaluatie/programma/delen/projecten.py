"""The projects, and how those that run go on."""

from evaluatie.models import Deelsleutel
from evaluatie.programma.blokken import Grafiek, tabel
from evaluatie.programma.bron import Bron, deel, getal
from evaluatie.programma.kaart import nummers, projectkaart
from participatie.models import Project
from wijk.woorden import datum, stuks


@deel(Deelsleutel.PROJECTEN)
def _projecten(b: Bron):
    if not b.projecten:
        return "Er zijn nog geen projecten.", []
    standen = [(status.label.capitalize(), sum(p.status == status for p in b.projecten)) for status in Project.Status]
    gestopt = [[p.titel, p.reden_gestopt] for p in b.projecten if p.status == Project.Status.GESTOPT]
    rijen, op_kaart = [], nummers(b)
    for project in b.projecten:
        geld = b.geld.get(project.pk)
        rijen.append(
            [
                project.titel,
                project.get_status_display(),
                _trekker(project),
                datum(project.afgerond_op or project.laatste_dag) or "niet bekend",
                "kost niets" if project.kost_niets else project.geraamd or "niet bekend",
                geld.betaald if geld and geld.betaald else "niets" if project.kost_niets else "nog niets",
                *([", ".join(map(str, op_kaart.get(project.pk, []))) or "geen plek"] if op_kaart else []),
            ]
        )
    return f"Uit de ideeën {'kwam' if len(b.projecten) == 1 else 'kwamen'} {stuks(len(b.projecten), 'project', 'projecten')}.", [
        Grafiek("Waar de projecten staan", "Stand", "Projecten", [(naam, n, getal(n)) for naam, n in standen if n]),
        *projectkaart(b),
        *tabel(
            "Alle projecten",
            ["Project", "Stand", "Getrokken door", "Klaar op", "Geraamd", "Betaald", *(["Op de kaart"] if op_kaart else [])],
            rijen,
            getallen=(4, 5),
        ),
        *tabel("Projecten die zijn gestopt", ["Project", "Waarom"], gestopt),
    ]


def _trekker(project: Project) -> str:
    """Who carries it, never by a person's name: this is kept for good."""
    if project.trekker:
        return project.trekker.naam
    return {"bewoner": "een bewoner", "gemeente": "de gemeente"}.get(project.trekker_soort, "niet bekend")


@deel(Deelsleutel.VERVOLG)
def _vervolg(b: Bron):
    lopend = [p for p in b.projecten if p.loopt]
    if not lopend:
        return "In deze wijk loopt nu geen project.", []
    if len(lopend) == 1:
        tekst = "In deze wijk loopt nog 1 project. Dat gaat door, met wie er nu aan werkt."
    else:
        tekst = f"In deze wijk lopen nog {getal(len(lopend))} projecten. Die gaan door, met wie er nu aan werken."
    stappen_ = [[p.titel, p.volgende_mijlpaal or "nog niet afgesproken", datum(p.volgende_datum) or "niet bekend"] for p in lopend]
    return tekst, tabel("De eerstvolgende stap van elk project", ["Project", "Eerst komt", "Wanneer"], stappen_)
