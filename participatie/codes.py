"""The short codes on paper forms: easy to read and to type, and a typing mistake is noticed.

Seven random characters and one that checks them. The alphabet holds no vowel (no words) and no two characters that look alike; its
size is a prime, so that every single wrong character and every two swapped ones give a code that does not check.
"""

import secrets
import string

TEKENS = "2345789CDFGHJKMNPRTVWXY"
LENGTE = 8
# What people type for a character that looks like it.
LIJKT_OP = str.maketrans({"Z": "2", "S": "5", "B": "8", "6": "G", "U": "V"})
_WEG = str.maketrans("", "", string.whitespace + string.punctuation + "–—")


def _som(waarden: list[int]) -> int:
    return sum(gewicht * waarde for gewicht, waarde in enumerate(waarden, 1)) % len(TEKENS)


def nieuwe_code() -> str:
    waarden = [secrets.randbelow(len(TEKENS)) for _ in range(LENGTE - 1)]
    # The check character has weight 8: it makes the weighted sum of all eight a multiple of 23.
    controle = -_som(waarden) * pow(LENGTE, -1, len(TEKENS)) % len(TEKENS)
    return "".join(TEKENS[waarde] for waarde in [*waarden, controle])


def lees_code(getypt: str) -> str | None:
    """The code that somebody typed, in any case and with any spaces or dashes; None when it cannot be a code."""
    code = getypt[:40].translate(_WEG).upper().translate(LIJKT_OP)
    if len(code) != LENGTE or not set(code) <= set(TEKENS):
        return None
    return code if _som([TEKENS.index(teken) for teken in code]) == 0 else None


def leesbare_code(code: str) -> str:
    """`7KHM-2RTW`"""
    return f"{code[:4]}-{code[4:]}"
