"""Where the money of the wijk is, what came from elsewhere, and what is still open."""

from budget import stand
from evaluatie.models import Deelsleutel
from evaluatie.programma.blokken import Grafiek, tabel
from evaluatie.programma.bron import Bron, deel
from wijk.bedrag import Bedrag


@deel(Deelsleutel.GELD)
def _geld(b: Bron):
    if not b.potten:
        return "Er is geen wijkbudget vastgelegd.", []
    staven = [(stand.naam_van(pot), int(bedrag), str(bedrag)) for pot, bedrag in b.potten.items() if bedrag or pot != "wacht"]
    elders: dict[str, list] = {}
    for een in b.geld.values():
        for dekking in een.project.dekkingen.all():
            som = elders.setdefault(dekking.get_bron_display(), [0, 0])
            som[0] += dekking.bedrag or 0
            som[1] += dekking.uren or 0
    rijen = [[bron, Bedrag(bedrag), f"{tijd} uur"] for bron, (bedrag, tijd) in sorted(elders.items())]
    return stand.in_een_zin(b.potten), [
        Grafiek("Waar het geld van de wijk is", "Waar", "Bedrag", staven),
        *tabel("Van elders, naast het wijkbudget", ["Van wie", "Bedrag", "Werk"], rijen, getallen=(1, 2)),
    ]
