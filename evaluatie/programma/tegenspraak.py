"""Everything in which a programme contradicts itself: what who offers it must answer for, and what the college reads with it."""

from budget.kadertekst import achterhaald_in
from evaluatie.models import Deelsleutel, Uitvoeringsprogramma
from evaluatie.programma.blokken import Alinea, Deel, Lijst, alineas
from evaluatie.programma.bron import Bron
from evaluatie.programma.nakijken import Verouderd, advies_verouderd, verouderd
from evaluatie.programma.natellen import Afwijking, afwijkingen, waarde

# The part of a version in which it stands; no part that can be written.
SLEUTEL = "tegenspraak"


def anders_geteld(programma: Uitvoeringsprogramma, oud: list[Verouderd]) -> dict[Deelsleutel, list[Afwijking]]:
    """Per part in own words where it counts otherwise than the portal, but for the numbers of which is known that they are `oud`."""
    bekend = {een.sleutel: {waarde(getal) for getal in een.getallen} for een in oud}
    bron, uit = Bron(programma, programma.wijk), {}
    for paragraaf in programma.paragrafen.exclude(tekst=""):
        sleutel = Deelsleutel(paragraaf.sleutel)
        # An amount that the portal does not know contradicts nothing.
        gevonden = [een for een in afwijkingen(bron, sleutel, paragraaf.tekst) if een.portaal]
        if nieuw := [een for een in gevonden if een.waarde not in bekend.get(sleutel, ())]:
            uit[sleutel] = nieuw
    return uit


def tegenspraak(programma: Uitvoeringsprogramma) -> list[str]:
    """Each thing in a sentence; empty when the programme holds together."""
    oud = verouderd(programma)
    punten = [een.zin for een in achterhaald_in(programma.wijk)]
    punten += [" ".join([een.zin, *een.toen_en_nu]) for een in oud]
    for sleutel, gevonden in anders_geteld(programma, oud).items():
        punten += [f"In “{sleutel.label}” staat {een.eigen}. Het portaal komt op {een.portaal}." for een in gevonden]
    advies = advies_verouderd(programma)
    return [*punten, advies] if advies else punten


def als_deel(punten: list[str], toelichting: str) -> Deel:
    """What a version says of it, before anything else; `toelichting`: why it is offered all the same."""
    hoeveel = "één punt" if len(punten) == 1 else f"{len(punten)} punten"
    blokken = [Alinea(f"Op {hoeveel} spreekt dit programma zichzelf tegen:"), Lijst(punten), Alinea("De wijkcoördinator zegt daarover:")]
    return Deel(SLEUTEL, "Let op: dit klopt nog niet met elkaar", [*blokken, *alineas(toelichting)])
