"""Composes the programme from what all apps know of a wijk, in a fixed number of queries.

A part is a text and figures. The text is the coordinator's own (Paragraaf) or else the one composed (`delen/`); the figures are always those of
the moment. Nobody is named: a resident who carries a project is “een bewoner”.
"""

from evaluatie.models import Deelsleutel, Uitvoeringsprogramma
from evaluatie.programma import delen  # noqa: F401 (they hand themselves in)
from evaluatie.programma.blokken import Deel, Document, alineas
from evaluatie.programma.bron import DELEN, Bron


def stel_samen(programma: Uitvoeringsprogramma, onder: str) -> Document:
    """The whole programme as it is now. `onder`: the line under its title (which version, of when)."""
    bron = Bron(programma, programma.wijk)
    alle = [_deel(bron, sleutel) for sleutel in Deelsleutel]
    return Document(programma.titel, onder, [een for een in alle if een.blokken])


def voorstel(bron: Bron, sleutel: str) -> str:
    """The text that the portal composes for one part."""
    return DELEN[sleutel](bron)[0]


def zoals_gemaakt(bron: Bron, sleutel: str) -> list[str]:
    """The lines of a part as the portal makes it now, figures too, without an own text."""
    tekst, figuren = DELEN[sleutel](bron)
    return Deel(sleutel, "", [*alineas(tekst), *figuren]).regels()


def _deel(bron: Bron, sleutel: Deelsleutel) -> Deel:
    tekst, figuren = DELEN[sleutel](bron)
    return Deel(sleutel, sleutel.label, [*alineas(bron.eigen.get(sleutel) or tekst), *figuren])
