"""Deeds about looking back."""

from evaluatie.deeds.evaluaties import (
    bewaar_leerpunt,
    bewaar_vraag,
    maak_evaluatie,
    maak_openbaar,
    nodig_uit,
    open_evaluatie,
    sluit,
    stel_vast,
    verwijder_vraag,
    vul_in,
)
from evaluatie.deeds.programma import bied_aan, haal_terug, schrijf_paragraaf, schrijf_programma, stel_programma_vast, stuur_terug

__all__ = [
    "bewaar_leerpunt",
    "bewaar_vraag",
    "bied_aan",
    "haal_terug",
    "maak_evaluatie",
    "maak_openbaar",
    "nodig_uit",
    "open_evaluatie",
    "schrijf_paragraaf",
    "schrijf_programma",
    "sluit",
    "stel_programma_vast",
    "stel_vast",
    "stuur_terug",
    "verwijder_vraag",
    "vul_in",
]
