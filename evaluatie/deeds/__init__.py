"""Deeds about looking back."""

from evaluatie.deeds.antwoorden import bewaar_voor_later, lees_antwoorden, vul_in, vul_in_zonder_uitnodiging
from evaluatie.deeds.evaluaties import (
    OPEN_VOOR,
    bewaar_opbrengst,
    bewaar_vraag,
    heropen,
    maak_evaluatie,
    open_evaluatie,
    sluit,
    stel_vast,
    verleng,
    verwijder_vraag,
)
from evaluatie.deeds.leerpunten import bewaar_leerpunt, geef_grond, geef_gronden, haal_grond_weg, meld_gedaan
from evaluatie.deeds.programma import (
    begin_volgende_versie,
    bied_aan,
    haal_terug,
    schrijf_paragraaf,
    schrijf_programma,
    stel_programma_vast,
    stuur_terug,
    wijs_programma_af,
)
from evaluatie.deeds.uitnodigen import nodig_betrokkenen_uit, nodig_uit
from evaluatie.deeds.vragenset import bewaar_vragenset

__all__ = [
    "OPEN_VOOR",
    "begin_volgende_versie",
    "bewaar_leerpunt",
    "bewaar_opbrengst",
    "bewaar_voor_later",
    "bewaar_vraag",
    "bewaar_vragenset",
    "bied_aan",
    "geef_grond",
    "geef_gronden",
    "haal_grond_weg",
    "haal_terug",
    "heropen",
    "lees_antwoorden",
    "maak_evaluatie",
    "meld_gedaan",
    "nodig_betrokkenen_uit",
    "nodig_uit",
    "open_evaluatie",
    "schrijf_paragraaf",
    "schrijf_programma",
    "sluit",
    "stel_programma_vast",
    "stel_vast",
    "stuur_terug",
    "verleng",
    "verwijder_vraag",
    "vul_in",
    "vul_in_zonder_uitnodiging",
    "wijs_programma_af",
]
