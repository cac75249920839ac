"""The candidates for a next wijk, and the sum that puts them in order."""

from evaluatie.models import Deelsleutel
from evaluatie.programma.blokken import Alinea, Blok, Grafiek, Kop, alineas, tabel
from evaluatie.programma.bron import Bron, deel, hoofdletter
from evaluatie.rangorde import FORMULE, Plaats, rangorde
from wijk.woorden import stuks


@deel(Deelsleutel.VOLGENDE)
def _volgende(b: Bron):
    plaatsen = rangorde(b.wijk)
    if not plaatsen:
        return "", []
    kandidaten = f"Er {'is' if len(plaatsen) == 1 else 'zijn'} {stuks(len(plaatsen), 'kandidaat', 'kandidaten')} voor een volgende wijk."
    tekst = (
        f"{kandidaten} De redenen om te kiezen zijn die van de startnotitie. Elke kandidaat kreeg per criterium 0 tot en met 5 punten, "
        f"met de reden. Een criterium weegt 0 tot en met 5 keer mee.\n{FORMULE}"
    )
    geteld = [plaats for plaats in plaatsen if plaats.uitkomst is not None]
    blokken: list[Blok] = [
        *tabel(
            "Hoe zwaar elk criterium weegt",
            ["Criterium", "Gewicht", "Wat we vroegen"],
            [[r.criterium.label, r.gewicht, r.criterium.uitleg] for r in plaatsen[0].regels],
            getallen=(1,),
        )
    ]
    if geteld:
        staven = [(str(p.kandidaat), round(10 * p.uitkomst), p.in_woorden) for p in geteld]
        blokken.append(Grafiek("De kandidaten op volgorde", "Kandidaat", "Uitkomst", staven, vol=1000))
    for plaats in plaatsen:
        blokken += _kandidaat(plaats)
    return tekst, blokken


def _kandidaat(plaats: Plaats) -> list[Blok]:
    kandidaat = plaats.kandidaat
    scores = [[r.criterium.label, r.gewicht, "nog niet" if r.punten is None else r.punten, r.reden] for r in plaats.regels]
    cijfers_ = [[hoofdletter(c.naam), c.waarde, c.peildatum or "niet bekend", c.bron] for c in kandidaat.cijfers.all()]
    return [
        Kop(kandidaat.naam),
        *alineas(kandidaat.inleiding),
        Alinea(f"Berekend: {plaats.som}." if plaats.som else f"Niet te berekenen: {plaats.in_woorden}."),
        *tabel(f"Punten van {kandidaat}", ["Criterium", "Gewicht", "Punten", "Waarom"], scores, getallen=(1, 2)),
        *tabel(f"Kerncijfers van {kandidaat}", ["Wat", "Getal", "Jaar", "Bron"], cijfers_, getallen=(1,)),
    ]
