"""What officials of the story use to toets: standard sentences, and an idea that one of them has taken."""

from participatie.deeds.toetslijst import neem
from participatie.deeds.zinnen import bewaar_zin
from participatie.models import Idee

ZINNEN = [
    ("waarom", "Alleen met een vergunning.", "voorwaarde"),
    ("waarom", "Alleen als bewoners het beheer zelf doen.", "voorwaarde"),
    ("waarom", "De rijbaan moet vrij blijven voor de brandweer.", "voldoet_niet"),
    ("waarom", "Dit kost meer dan er in het wijkbudget zit.", "voldoet_niet"),
    ("antwoord", "Dit kan. We nemen het mee naar het volgende overleg.", ""),
    ("antwoord", "Dit kan voor een deel. Hieronder leest u wat wel en wat niet kan.", ""),
]


def laad_zinnen(wijk, *, door) -> None:
    for volgorde, (plaats, tekst, oordeel) in enumerate(ZINNEN, start=1):
        bewaar_zin(wijk, {"plaats": plaats, "tekst": tekst, "oordeel": oordeel, "thema": None, "volgorde": volgorde}, door=door)


def neem_een_idee(wijk, *, door) -> None:
    """The one that must be answered first, where there is one."""
    if idee := wijk.ideeen.filter(status=Idee.Status.ONTVANGEN).op_volgorde_van_termijn().select_related("wijk").first():
        neem(idee, door=door)
