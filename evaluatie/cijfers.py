from evaluatie.uitslag import samen
from wijk.bedrag import Bedrag
from wijk.cijfers import Cijfer, cijfers


@cijfers("Evaluaties")
def evaluaties(wijk):
    vastgesteld = wijk.evaluaties.openbaar()
    aantal = vastgesteld.count()
    if not aantal:
        return
    yield Cijfer("Evaluaties vastgesteld", Bedrag.cijfers(aantal))
    gevraagd, geantwoord, gegeven = samen(vastgesteld)
    if geantwoord:
        yield Cijfer("Mensen die antwoordden", Bedrag.cijfers(geantwoord), f"van {Bedrag.cijfers(gevraagd)} die het gevraagd is")
    if gegeven:
        gemiddeld = sum(cijfer * n for cijfer, n in gegeven.items()) / gegeven.total()
        yield Cijfer("Gemiddeld cijfer", f"{gemiddeld:.1f}".replace(".", ","), "van 1 tot 5; 5 is het beste")
