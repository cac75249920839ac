"""Where the money of the wijk is, what came from elsewhere, and what is still open."""

from budget import stand
from evaluatie.models import Deelsleutel
from evaluatie.programma.blokken import Alinea, Blok, Grafiek, tabel
from evaluatie.programma.bron import Bron, deel
from wijk.bedrag import Bedrag


@deel(Deelsleutel.GELD)
def _geld(b: Bron):
    if not b.potten:
        return "Er is geen wijkbudget vastgelegd.", []
    samen = stand.totaal(b.potten)
    staven = [(stand.naam_van(pot), int(bedrag), str(bedrag)) for pot, bedrag in b.potten.items() if bedrag or pot != "wacht"]
    elders: dict[str, list] = {}
    for een in b.geld.values():
        for dekking in een.project.dekkingen.all():
            van_wie = ", ".join(filter(None, (dekking.get_bron_display(), dekking.kanttekening)))
            som = elders.setdefault(van_wie, [0, 0])
            som[0] += dekking.bedrag or 0
            som[1] += dekking.uren or 0
    rijen = [[bron, Bedrag(bedrag) if bedrag else "geen", f"{tijd} uur" if tijd else "geen"] for bron, (bedrag, tijd) in sorted(elders.items())]
    return stand.in_een_zin(b.potten), [
        Grafiek("Waar het geld van de wijk is", "Waar", "Bedrag", [*staven, ("Samen", int(samen), str(samen))], vol=int(samen)),
        *_nog_open(b),
        *tabel("Van elders, naast het wijkbudget", ["Van wie", "Bedrag", "Werk"], rijen, getallen=(1, 2)),
    ]


def _nog_open(b: Bron) -> list[Blok]:
    """The money that is still with projects that are done or stopped: to be paid, or given back to the wijk."""
    klaar = [een for een in b.geld.values() if not een.project.loopt]
    rijen = [
        [een.project.titel, een.project.get_status_display(), een.gereserveerd, een.verplicht, een.open]
        for een in sorted(klaar, key=lambda een: (-een.open, een.project.titel))
        if een.open
    ]
    if klaar and not rijen:
        return [Alinea("Bij de projecten die klaar of gestopt zijn, staat geen geld meer open.")]
    kop = ["Project", "Stand", "Gekozen, nog niet besteld", "Besteld, nog niet betaald", "Samen nog open"]
    if len(rijen) > 1:
        samen = [Bedrag(sum(rij[n] for rij in rijen)) for n in (2, 3, 4)]
        rijen.append(["Samen", "", *samen])
    return tabel("Geld dat nog openstaat bij projecten die klaar of gestopt zijn", kop, rijen, getallen=(2, 3, 4))
