"""The candidates for a next wijk, and the sum that puts them in order."""

from django.db.models import Sum

from budget import stand
from budget.models import Budget
from evaluatie.models import Deelsleutel
from evaluatie.programma.blokken import Alinea, Blok, Grafiek, Kop, alineas, tabel
from evaluatie.programma.bron import Bron, deel, hoofdletter
from evaluatie.rangorde import FORMULE, Plaats, rangorde
from wijk.models import Wijk
from wijk.woorden import datum, stuks, uren


@deel(Deelsleutel.VOLGENDE)
def _volgende(b: Bron):
    plaatsen = rangorde(b.wijk)
    if not plaatsen:
        return "", _wat_het_vraagt(b)
    kandidaten = f"Er {'is' if len(plaatsen) == 1 else 'zijn'} {stuks(len(plaatsen), 'kandidaat', 'kandidaten')} voor een volgende wijk."
    tekst = (
        f"{kandidaten} De redenen om te kiezen zijn die van de startnotitie. Elke kandidaat kreeg per criterium 0 tot en met 5 punten, "
        f"met de reden. Een criterium weegt 0 tot en met 5 keer mee.\n{FORMULE}"
    )
    geteld = [plaats for plaats in plaatsen if plaats.uitkomst is not None]
    blokken: list[Blok] = [
        *_wat_het_vraagt(b),
        *tabel(
            "Hoe zwaar elk criterium weegt",
            ["Criterium", "Gewicht", "Wat we vroegen"],
            [[r.criterium.label, r.gewicht, r.criterium.uitleg] for r in plaatsen[0].regels],
            getallen=(1,),
        ),
    ]
    if geteld:
        staven = [(str(p.kandidaat), round(10 * p.uitkomst), p.in_woorden) for p in geteld]
        blokken.append(Grafiek("De kandidaten op volgorde", "Kandidaat", "Uitkomst", staven, vol=1000))
    for plaats in plaatsen:
        blokken += _kandidaat(plaats)
    return tekst, blokken


def _wat_het_vraagt(b: Bron) -> list[Blok]:
    """Of the wijk that the advice would start: what is known of its money, hours, start and who is in it, beside this one."""
    naam = b.programma.te_starten
    if not naam:
        return []
    start = b.wijk.gestarte_wijken.van_naam(naam).first()
    rijen = zip(WAT_HET_VRAAGT, _feiten(start.wijk if start else None), _feiten(b.wijk), strict=True)
    return tabel("Wat een volgende wijk vraagt, voor zover bekend", ["Wat", naam, b.wijk.naam], [list(rij) for rij in rijen])


WAT_HET_VRAAGT = ("Budget van de wijk", "Uren van de gemeente, gepland", "Start", "Wie een rol heeft")


def _feiten(wijk: Wijk | None) -> list[str]:
    """What was entered of these four; nothing is estimated."""
    onbekend = "nog niet bekend"
    if wijk is None:
        return [onbekend] * len(WAT_HET_VRAAGT)
    budget = Budget.objects.filter(wijk=wijk).first()
    totaal = stand.totaal(stand.potten(budget)) if budget else 0
    gepland = wijk.capaciteit.aggregate(n=Sum("uren"))["n"]
    wie = [f"{rol.wie} ({rol.doet})" for rol in wijk.rollen.in_proces().select_related("partij") if rol.partij]
    feiten = (totaal.kort() if totaal else "", uren(gepland) if gepland else "", datum(wijk.startdatum), hoofdletter("; ".join(wie)))
    return [feit or onbekend for feit in feiten]


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
