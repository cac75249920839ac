from evaluatie.uitslag import samen
from wijk.bedrag import Bedrag
from wijk.cijfers import Cijfer, cijfers

GEMIDDELD = "Hoe tevreden mensen zijn, gemiddeld"
ONBEKEND = "hoeveel mensen het gevraagd is, laten we niet van elke evaluatie zien"


@cijfers("Evaluaties")
def evaluaties(wijk):
    vastgesteld = wijk.evaluaties.openbaar()
    aantal = vastgesteld.count()
    if not aantal:
        return
    yield Cijfer("Evaluaties vastgesteld", Bedrag.cijfers(aantal))
    gevraagd, geantwoord, niet_verteld, gegeven = samen(vastgesteld)
    if geantwoord:
        uitleg = ONBEKEND if gevraagd is None else f"van {Bedrag.cijfers(gevraagd)} die het gevraagd is"
        if niet_verteld:
            uitleg += f"; in {Bedrag.cijfers(aantal - niet_verteld)} van de {Bedrag.cijfers(aantal)} evaluaties: van de andere laten we het niet zien"
        yield Cijfer("Mensen die antwoordden", Bedrag.cijfers(geantwoord), uitleg)
    if gegeven:
        gemiddeld = sum(cijfer * n for cijfer, n in gegeven.items()) / gegeven.total()
        yield Cijfer(GEMIDDELD, f"{gemiddeld:.1f}".replace(".", ","), "alleen de vragen naar tevredenheid; 1 = heel ontevreden, 5 = heel tevreden")
