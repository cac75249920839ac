"""The catalogue as Turtle: the same RDF as its JSON-LD, for who harvests no JSON-LD (W3C "RDF 1.1 Turtle").

It writes what `catalogus` makes and no more: prefixed names, things with or without an address, and texts with a language or a type.
"""

import json
import re


def _adres(adres: str) -> str:
    """What may not stand in an address is written as its number."""
    return "<" + re.sub(r'[\x00-\x20<>"{}|^`\\]', lambda teken: f"\\u{ord(teken[0]):04X}", adres) + ">"


def _tekst(tekst: str) -> str:
    """The escapes of JSON are escapes of Turtle too."""
    return json.dumps(tekst, ensure_ascii=False)


def _ding(ding, blokken: dict[str, None]) -> str:
    """As it stands behind a property; of what has an address, the rest is a block of its own."""
    if isinstance(ding, str):
        return _tekst(ding)
    if "@value" in ding:
        return _tekst(ding["@value"]) + (f"@{ding['@language']}" if "@language" in ding else f"^^{ding['@type']}")
    regels = [f"a {', '.join(_lijst(ding['@type']))}"] if "@type" in ding else []
    for naam, waarden in ding.items():
        if not naam.startswith("@"):
            regels.append(f"{naam} {', '.join(_ding(waarde, blokken) for waarde in _lijst(waarden))}")
    if "@id" not in ding:
        return f"[ {' ; '.join(regels)} ]"
    adres = _adres(ding["@id"])
    if regels:
        blokken[f"{adres} " + " ;\n  ".join(regels) + " ."] = None
    return adres


def _lijst(iets) -> list:
    return iets if isinstance(iets, list) else [iets]


def als_turtle(boom: dict) -> str:
    """A block that says the same as an earlier one is written once."""
    blokken: dict[str, None] = {}
    _ding(boom, blokken)
    prefixen = [f"@prefix {naam}: {_adres(adres)} ." for naam, adres in boom["@context"].items()]
    return "\n".join(prefixen) + "\n\n" + "\n\n".join(reversed(blokken)) + "\n"
