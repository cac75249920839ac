"""The projects, and how those that run go on."""

from evaluatie.models import Deelsleutel
from evaluatie.programma.blokken import Alinea, Blok, Grafiek, Lijst, tabel
from evaluatie.programma.bron import Bron, deel, getal
from evaluatie.programma.kaart import nummers, projectkaart
from participatie.models import Project
from wijk.bedrag import Bedrag
from wijk.woorden import datum, lijst, stuks


@deel(Deelsleutel.PROJECTEN)
def _projecten(b: Bron):
    if not b.projecten:
        return "Er zijn nog geen projecten.", []
    standen = [(status.label.capitalize(), sum(p.status == status for p in b.projecten)) for status in Project.Status]
    gestopt = [[p.titel, p.reden_gestopt] for p in b.projecten if p.status == Project.Status.GESTOPT]
    rijen, op_kaart = [], nummers(b)
    for project in b.projecten:
        rijen.append(
            [
                project.titel,
                project.get_status_display(),
                _trekker(project),
                _wanneer_klaar(project),
                *([", ".join(map(str, op_kaart.get(project.pk, []))) or "geen plek"] if op_kaart else []),
            ]
        )
    return f"Uit de ideeën {'kwam' if len(b.projecten) == 1 else 'kwamen'} {stuks(len(b.projecten), 'project', 'projecten')}.", [
        Grafiek("Waar de projecten staan", "Stand", "Projecten", [(naam, n, getal(n)) for naam, n in standen if n]),
        *projectkaart(b),
        *tabel(
            "Alle projecten",
            ["Project", "Stand", "Getrokken door", "Klaar op", *(["Op de kaart"] if op_kaart else [])],
            rijen,
        ),
        *_geld(b),
        *tabel("Projecten die zijn gestopt", ["Project", "Waarom"], gestopt),
    ]


def _wanneer_klaar(project: Project) -> str:
    if project.gestopt_op:
        return f"gestopt op {datum(project.gestopt_op)}"
    return datum(project.afgerond_op or project.laatste_dag) or "niet bekend"


def _geld(b: Bron) -> list[Blok]:
    """What each project was planned for, and where its money is; in words which of them asks attention."""
    rijen, let_op, som = [], [], dict.fromkeys(("geraamd", "gereserveerd", "verplicht", "betaald", "totaal"), 0)
    for project in b.projecten:
        geld = b.geld.get(project.pk)
        if not geld or (project.kost_niets and not geld.totaal and not geld.wacht):
            continue
        rijen.append([project.titel, project.geraamd or "niet bekend", geld.gereserveerd, geld.verplicht, geld.betaald, geld.totaal])
        for wat in som:
            som[wat] += getattr(geld, wat) or 0
        if project.geraamd and geld.totaal > project.geraamd:
            meer = Bedrag(geld.totaal - project.geraamd).kort()
            let_op.append(f"{project.titel}: {meer} meer dan geraamd. Geraamd was {Bedrag(project.geraamd).kort()}.")
        if geld.wacht:
            let_op.append(f"{project.titel}: {geld.wacht.kort()} wacht nog op akkoord van een tweede persoon.")
    if len(rijen) > 1:
        rijen.append(["Samen", *map(Bedrag, som.values())])
    kop = ["Project", "Geraamd", "Gekozen, nog niet besteld", "Besteld, nog niet betaald", "Betaald", "Samen toegekend"]
    niets = [p.titel for p in b.projecten if p.kost_niets]
    return [
        *tabel("Het geld van de projecten", kop, rijen, getallen=(1, 2, 3, 4, 5)),
        *([Alinea("Let op bij deze projecten:"), Lijst(let_op)] if let_op else []),
        *([Alinea(f"{'Dit project kost' if len(niets) == 1 else 'Deze projecten kosten'} niets: {lijst(niets)}.")] if niets else []),
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
