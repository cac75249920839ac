"""Deeds that move money. Every one is a booking; the database moves the balances with it, in the same transaction."""

from budget.deeds.bewijs import voeg_bewijs_toe
from budget.deeds.boeken import (
    betaal,
    boek_tegen,
    geef_vrij,
    reserveer,
    stel_beschikbaar,
    verplaats,
    verplicht,
    wijzig_begroting,
)
from budget.deeds.dekking import bewaar_dekking, verwijder_dekking
from budget.deeds.toezicht import geef_akkoord, lees_afwijzing, sluit_periode, stel_grens_in, trek_in, wijs_af

__all__ = [
    "betaal",
    "bewaar_dekking",
    "boek_tegen",
    "geef_akkoord",
    "geef_vrij",
    "lees_afwijzing",
    "reserveer",
    "sluit_periode",
    "stel_beschikbaar",
    "stel_grens_in",
    "trek_in",
    "verplaats",
    "verplicht",
    "verwijder_dekking",
    "voeg_bewijs_toe",
    "wijs_af",
    "wijzig_begroting",
]
