"""What in a written text may tell who somebody is. Simple patterns: a warning for whoever makes it public, never a proof that nothing is in it."""

import re
from collections.abc import Iterable

# Two words in a row with a capital; the first is not one with which a sentence often begins.
GEEN_NAAM = r"(?!(?:De|Het|Een|In|Op|Bij|Voor|Van|Met|Door|Wij|We|Ik|Mijn|Onze|Dat|Dit|Deze|Die|Ook|En|Maar|Na|Naar|Toen|Als|Rond|Dank) )"
TUSSEN = r"(?:(?:van|de|den|der|het|ter|ten|te) ){0,2}"

PATRONEN = {
    "een e-mailadres": re.compile(r"\S@\S+\.\w"),
    # A hyphen, dot or space may stand between the digits; a year, an amount or a date has fewer of them.
    "een telefoonnummer": re.compile(r"(?<![\d+])(?:\+|00)?\d(?:[ .()-]{0,2}\d){8,12}(?!\d)"),
    "een postcode": re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b"),
    "een huisnummer": re.compile(
        r"(?i)(?:\b(?:huis|huisnummer|nummer|nr\.?)|[a-z](?:straat|laan|weg|plein|hof|kade|dreef|pad|singel|gracht|plantsoen|dijk)) \d{1,4}\b"
    ),
    "een naam": re.compile(
        rf"\b(?:(?:[Mm]eneer|[Mm]evrouw|[Bb]uurman|[Bb]uurvrouw|dhr\.|mevr\.) [A-Z]|{GEEN_NAAM}[A-Z][a-zà-ÿ]+ {TUSSEN}[A-Z][a-zà-ÿ]+)"
    ),
}


def namen_in(tekst: str, mensen: Iterable[str]) -> list[str]:
    """Which words of the names of these people stand in this text, as they stand there: no small words as `van`, and no initials."""
    woorden = {woord for naam in mensen for woord in re.findall(r"[^\W\d_]\w{2,}", naam) if woord[0].isupper()}
    return [woord for woord in sorted(woorden) if re.search(rf"\b{re.escape(woord)}\b", tekst)]


def wat_herkenbaar_is(tekst: str) -> list[str]:
    """What seems to stand in this text, in words (`een telefoonnummer`)."""
    return [naam for naam, patroon in PATRONEN.items() if patroon.search(tekst)]
