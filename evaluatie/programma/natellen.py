"""Where an own text names another number than the portal does for the same thing. A question: who wrote it may have a reason."""

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from evaluatie.programma.bron import Bron

_CIJFERS = r"\d+(?:\.\d{3})*(?:,\d+)?"
_STUK = re.compile(rf"(?:€\s*)?{_CIJFERS}|[^\W\d]+")
_WOORDEN = "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig"
_GETALWOORD = {woord: str(n) for n, woord in enumerate(_WOORDEN.split(), 1)} | {"één": "1"}
_BEDRAG = re.compile(rf"€\s*({_CIJFERS})")
# So many projects are over: `4 klaar`, `vier projecten zijn gestopt`, `1 project stopte`.
_VAN_PROJECTEN = re.compile(
    rf"(?<![\d.,€])(?<!€\s)\b({_CIJFERS}|{'|'.join(_GETALWOORD)})(?:\s+(?:project(?:en)?|is|zijn|werd(?:en)?|er|ervan|daarvan|al|nu|inmiddels))*"
    r"\s+(klaar|afgerond|geëvalueerd|gestopt|stopten?)\b",
    re.IGNORECASE,
)
_OVER = {"klaar": ("afgerond", "geevalueerd"), "afgerond": ("afgerond", "geevalueerd"), "geëvalueerd": ("geevalueerd",)}
# What is counted: a number (no amount) and the word right after it. `Een` is more often any one than a count.
_GETELD = re.compile(rf"(?<![\d.,€])(?<!€\s)\b({_CIJFERS}|{'|'.join(_GETALWOORD.keys() - {'een', 'één'})})\s+([^\W\d]{{3,}})", re.IGNORECASE)
_GEEN_EENHEID = {"van", "tot", "met", "per", "dan", "die", "zijn", "jaar", "keer"}
# What the whole programme counts, so that any part may name it.
_OVERAL = re.compile(r"idee|project|leerpunt|kans|knelpunt|wijkwandeling|kandida")


@dataclass(frozen=True)
class Afwijking:
    """A number as the portal writes it and as the own text does, each with what it counts: `50 ideeën`, `51 ideeën`. Of an amount that the portal
    does not know, only the own.
    """

    portaal: str
    eigen: str

    @property
    def waarde(self) -> str:
        eerste = _STUK.findall(self.eigen)[0]
        return waarde(_GETALWOORD.get(eerste.lower(), eerste))

    @property
    def vraag(self) -> str:
        if not self.portaal:
            return f"U schrijft {self.eigen}. Dat bedrag staat nergens in de cijfers van het portaal."
        return f"Het portaal komt op {self.portaal}, u schrijft {self.eigen}."


def waarde(getal: str) -> str:
    """A number as it can be compared: `26349,50`."""
    return getal.lstrip("€\xa0 ").replace(".", "").removesuffix(",00")


def afwijkingen(bron: Bron, sleutel: str, tekst: str) -> list[Afwijking]:
    """By sentences of the portal in which a number was changed, by words that count the same thing in other words, by how many projects are over,
    and by amounts that stand nowhere in what the portal composes. Any other number is for who reads it.
    """
    van_portaal, overal = bron.teksten[sleutel], _geteld("\n".join(bron.teksten.values()))
    eigen = {eenheid: getallen for eenheid, getallen in overal.items() if _OVERAL.match(eenheid)} | _geteld(van_portaal)
    uit = dict(_vervangen(van_portaal, tekst))
    uit |= _over(bron, tekst)
    for eenheid, getallen in _geteld(_VAN_PROJECTEN.sub(" ", tekst)).items():
        bekend = eigen.get(eenheid, {})
        if len(bekend) == 1:  # of several it is not known which is meant
            uit |= {zoals: next(iter(bekend.values())) for getal, zoals in getallen.items() if getal not in bekend}
    anders = [Afwijking(portaal, zoals) for zoals, portaal in uit.items()]
    genoemd, bekend = {een.waarde for een in anders}, {waarde(bedrag) for bedrag in _BEDRAG.findall(bron.alles)}
    bedragen = dict.fromkeys(bedrag for bedrag in _BEDRAG.findall(tekst) if waarde(bedrag) not in genoemd | bekend)
    return [*anders, *(Afwijking("", f"€\xa0{bedrag}") for bedrag in bedragen)]


def _over(bron: Bron, tekst: str) -> dict[str, str]:
    """How many projects are said to be over, where that is another number than there are."""
    uit = {}
    for gevonden in _VAN_PROJECTEN.finditer(tekst):
        getal, stand = _GETALWOORD.get(gevonden[1].lower(), gevonden[1]), gevonden[2].lower()
        aantal = sum(project.status in _OVER.get(stand, ("gestopt",)) for project in bron.projecten)
        if waarde(getal) != str(aantal):
            uit[" ".join(gevonden[0].split())] = f"{aantal} {'gestopt' if stand.startswith('stop') else stand}"
    return uit


def _vervangen(van_portaal: str, tekst: str) -> list[tuple[str, str]]:
    """(own, the portal's) where the words around a number are the portal's and the number is not."""
    was, wordt = _STUK.findall(van_portaal), _STUK.findall(tekst)
    met_woord = lambda stukken, n: " ".join(stukken[n : n + 2]) if "€" not in stukken[n] else stukken[n]  # noqa: E731
    return [
        (met_woord(wordt, c), met_woord(was, a))
        for wat, a, b, c, d in SequenceMatcher(None, was, wordt, autojunk=False).get_opcodes()
        if wat == "replace" and (b - a, d - c) == (1, 1) and _is_getal(was[a]) and _is_getal(wordt[c]) and waarde(was[a]) != waarde(wordt[c])
    ]


def _is_getal(stuk: str) -> bool:
    return stuk[-1].isdigit()


def _geteld(tekst: str) -> dict[str, dict[str, str]]:
    """By what is counted: each number, with how it is written. `idee` and `ideeën` are the same thing."""
    uit: dict[str, dict[str, str]] = defaultdict(dict)
    for getal, woord in _GETELD.findall(tekst):
        if woord.lower() not in _GEEN_EENHEID:
            uit[re.sub(r"(en|ën|s)$", "", woord.lower())].setdefault(waarde(_GETALWOORD.get(getal.lower(), getal)), f"{getal} {woord}")
    return uit
