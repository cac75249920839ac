"""The code with which somebody without an account follows an idea, for instance from a note on the fridge.

It follows from the idea and the secret key of the portal, and is kept nowhere: whoever reads the database cannot use it.
"""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from participatie.models import Idee

# No vowels (no code is a word) and nothing that looks like another letter.
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
LENGTE = 8


def volgcode(idee: Idee, sleutel: str | None = None) -> str:
    """`KTBD-RWLP`"""
    getal = int.from_bytes(salted_hmac("participatie.volgcode", str(idee.pk), secret=sleutel, algorithm="sha256").digest())
    letters = ""
    for _ in range(LENGTE):
        getal, rest = divmod(getal, len(LETTERS))
        letters += LETTERS[rest]
    return f"{letters[:4]}-{letters[4:]}"


def klopt(idee: Idee, getypt: str) -> bool:
    """Whether this is the code of this idea, however it was typed; of an idea that belongs to an account none is."""
    kaal = "".join(letter for letter in getypt.upper() if letter.isalpha())
    goed = [volgcode(idee, sleutel).replace("-", "") for sleutel in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    return idee.indiener_id is None and any(constant_time_compare(kaal, code) for code in goed)
