"""What a text may consist of, whoever typed it."""

import unicodedata

from django.core.exceptions import ValidationError

# Looks like a space, but counts as a symbol.
LEEG = "\u2800"


def bewaarbaar(tekst: str) -> bool:
    """Whether every database keeps it as it is: no NUL, and no half of a character (a lone surrogate)."""
    return not any(teken == "\x00" or "\ud800" <= teken <= "\udfff" for teken in tekst)


def zichtbare_regel(tekst: str) -> None:
    """Validator: one line, on which there is something to see."""
    if len(tekst.splitlines()) > 1:
        raise ValidationError("Schrijf dit op één regel.")
    if not any(unicodedata.category(teken)[0] in "LNPS" and teken != LEEG for teken in tekst):
        raise ValidationError("Hier staat niets dat iemand kan lezen. Schrijf in een paar woorden wat u bedoelt.")
