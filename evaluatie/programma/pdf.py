from datetime import date
from pathlib import Path

from evaluatie.programma.blokken import Document, Grafiek, Kaart, Onderbouwd, Tabel, berust_op
from evaluatie.programma.breedte import CM_PER_KLEINE_LETTER, CM_PER_LETTER, breedtes
from evaluatie.programma.tekenen import kaart_svg
from wijk.document import maak_pdf

SJABLOON = Path(__file__).parent.parent / "documenten/programma.typ"


def als_pdf(document: Document, datum: date) -> bytes:
    """The programme as PDF/UA-1 and PDF/A-2a; pictures are vectors. The same document and date give the same text and pictures."""
    boom = document.als_json()
    for deel, getekend in zip(document.delen, boom["delen"], strict=True):
        for (blok, plakt), rij in zip(deel.met_volgende(), getekend["blokken"], strict=True):
            rij["plakt"] = plakt
            if isinstance(blok, Kaart):
                rij["svg"] = kaart_svg(blok)
            elif isinstance(blok, Grafiek):
                rij["rijen"] = blok.rijen()
            elif isinstance(blok, Onderbouwd):
                rij["punten"] = [(tekst, berust_op(gronden)) for tekst, gronden in blok.punten]
            elif isinstance(blok, Tabel):
                rij["klein"] = len(blok.kolommen) > 4
                rij["breed"] = breedtes(blok, letter=CM_PER_KLEINE_LETTER if rij["klein"] else CM_PER_LETTER)
            if isinstance(blok, Grafiek | Tabel):
                rij["heel"] = blok.blijft_heel
    return maak_pdf(SJABLOON, boom, datum=datum)
