"""The code with which somebody without an account follows an idea, for instance from a note on the fridge.

It follows from the idea and the secret key of the portal, and is kept nowhere: whoever reads the database cannot use it. For an idea on
paper the code on the slip that its sender kept does the same.
"""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from participatie.codes import lees_code
from participatie.models import Idee, Papierformulier

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


def lijkt_op_volgcode(getypt: str) -> bool:
    """Whether it can be the code of an idea that was sent online, however it was typed."""
    kaal = getypt.upper().translate(str.maketrans("", "", " -–—."))
    return len(kaal) == LENGTE and set(kaal) <= set(LETTERS)


def klopt(idee: Idee, getypt: str) -> bool:
    """Whether this code, however it was typed, opens this idea. Of an idea that belongs to an account none does: whoever sends one with another's
    address holds its code too, and must not speak in their name once they confirmed it.
    """
    return idee.indiener_id is None and is_van(idee, getypt)


def is_van(idee: Idee, getypt: str) -> bool:
    """Whether this is the code that came with this idea, however it was typed."""
    kaal = "".join(letter for letter in getypt.upper() if letter.isalpha())
    goed = [volgcode(idee, sleutel).replace("-", "") for sleutel in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    if any(constant_time_compare(kaal, code) for code in goed):
        return True
    op_strookje = lees_code(getypt)
    return op_strookje is not None and Papierformulier.objects.filter(idee=idee, code=op_strookje).exists()
