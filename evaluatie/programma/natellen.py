"""Where an own text names another number than the portal does for the same thing. A question: who wrote it may have a reason."""

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from budget import stand
from budget.models import Pot
from evaluatie.programma.bron import Bron

_CIJFERS = r"\d+(?:\.\d{3})*(?:,\d+)?"
_STUK = re.compile(rf"(?:€\s*)?{_CIJFERS}|[^\W\d]+")
_TOT_TWINTIG = (
    "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split()
)
_TIENTALLEN = dict(enumerate("twintig dertig veertig vijftig zestig zeventig tachtig negentig".split(), start=2))
# `twaalf`, `eenentwintig`, `tweeënvijftig`, `honderd`: up to a hundred, as people write them.
_IN_WOORDEN = (
    {woord: str(n) for n, woord in enumerate(_TOT_TWINTIG)}
    | {woord: f"{n}0" for n, woord in _TIENTALLEN.items()}
    | {
        f"{een.replace('é', 'e')}{'ën' if een.endswith('e') else 'en'}{tien}": f"{n}{m}"
        for n, tien in _TIENTALLEN.items()
        for m, een in enumerate(_TOT_TWINTIG[1:10], start=1)
    }
    | {"honderd": "100"}
)
# What is counted: a number (no amount) and the word right after it. `één` is more often any one than a count.
_GETELD = re.compile(rf"(?<![\d.,€])(?<!€\s)({_CIJFERS}|\b(?:{'|'.join(_IN_WOORDEN.keys() - {'nul', 'één'})}))\s+([^\W\d]{{3,}})", re.IGNORECASE)
_GEEN_EENHEID = {"van", "tot", "met", "per", "dan", "die", "zijn", "jaar", "keer"}
# What the whole programme counts, so that any part may name it.
_OVERAL = re.compile(r"idee|project|leerpunt|kans|knelpunt|wijkwandeling|kandida")

_BEDRAG = re.compile(rf"€\s*{_CIJFERS}|(?<![\d.,]){_CIJFERS}\s+euro\b")
# In which words an amount of the whole budget is named, after it or before it; with `voor`, `aan` or `per` it may be of a part.
_POTTEN = {
    Pot.VRIJ: ("te verdelen", r"te (?:verdelen|besteden)|vrij\b"),
    Pot.WACHT: ("dat wacht op akkoord", r"wacht\w* (?:nog )?op akkoord"),
    Pot.GERESERVEERD: ("gekozen", r"gekozen|gereserveerd"),
    Pot.VERPLICHT: ("besteld", r"besteld"),
    Pot.BETAALD: ("betaald", r"betaald|uitgegeven"),
}
_IN_TOTAAL = re.compile(r"\b(?:wijkbudget|budget)\s+(?:van|is|bedraagt)\s+$|^\s*van de\s+$", re.IGNORECASE)
_VAN_EEN_DEEL = re.compile(r"\b(?:voor|aan|per|ervan|daarvan)\b", re.IGNORECASE)
_NOG_NIET = re.compile(r"\bnog niet \w+")


@dataclass(frozen=True)
class Afwijking:
    """A number as the portal writes it and as the own text does, each with what it counts: `50 ideeën`, `51 ideeën`."""

    portaal: str
    eigen: str

    @property
    def waarde(self) -> str:
        return waarde(_STUK.findall(self.eigen)[0])

    @property
    def vraag(self) -> str:
        return f"Het portaal komt op {self.portaal}, u schrijft {self.eigen}."


def waarde(getal: str) -> str:
    """A number as it can be compared: `26349,50`."""
    if woord := _IN_WOORDEN.get(getal.lower()):
        return woord
    return getal.lstrip("€\xa0 ").replace(".", "").removesuffix(",00")


def afwijkingen(bron: Bron, sleutel: str, tekst: str) -> list[Afwijking]:
    """By sentences of the portal in which a number was changed, by what is counted in other words, and by what an amount is said to be."""
    van_portaal, overal = bron.teksten[sleutel], _geteld("\n".join(bron.teksten.values()))
    van_alles = {eenheid: getallen for eenheid, getallen in overal.items() if _OVERAL.match(eenheid)}
    eigen, uit = van_alles | _geteld(van_portaal), dict(_vervangen(van_portaal, tekst))
    for eenheid, getallen in _geteld(tekst).items():
        bekend = eigen.get(eenheid, {})
        for getal, zoals in getallen.items():
            # Of several it is not known which is meant; but of what the whole programme counts no part is more than the most.
            if len(bekend) == 1 and getal not in bekend:
                uit[zoals] = next(iter(bekend.values()))
            elif eenheid in van_alles and getal.isdigit() and int(getal) > (meest := max(int(n) for n in van_alles[eenheid] if n.isdigit())):
                uit[zoals] = van_alles[eenheid][str(meest)]
    gezien = {waarde(_STUK.findall(zoals)[0]) for zoals in uit}
    uit |= {zoals: portaal for getal, zoals, portaal in _bedragen(bron, tekst) if getal not in gezien}
    return [Afwijking(portaal, zoals) for zoals, portaal in uit.items()]


def _bedragen(bron: Bron, tekst: str) -> list[tuple[str, str, str]]:
    """(number, own, the portal's) of each amount that is said to be that of the whole budget, and is not; nor that of one project."""
    uit = []
    for zin in re.split(r"[.;:!?](?=\s|$)|\n", tekst) if bron.potten else []:
        gevonden = list(_BEDRAG.finditer(zin))
        for n, een in enumerate(gevonden):
            ervoor = zin[gevonden[n - 1].end() if n else 0 : een.start()]
            erna = zin[een.end() : gevonden[n + 1].start() if n + 1 < len(gevonden) else None]
            getal = waarde(_STUK.findall(een[0])[0])
            if pot := _van_welke_pot(ervoor if not n else "", erna):
                woorden, bedrag = _POTTEN[pot][0], bron.potten[pot]
                bekend = {bedrag, *(getattr(van, pot) for van in bron.geld.values() if hasattr(van, pot))}
            elif _IN_TOTAAL.search(ervoor) and not re.match(r"\s+(?:voor|aan|per)\b", erna):
                woorden, bedrag = "in totaal", stand.totaal(bron.potten)
                bekend = {bedrag}
            else:
                continue
            if getal not in {waarde(van.kort()) for van in bekend}:
                uit.append((getal, f"{een[0]} {woorden}", f"{bedrag.kort()} {woorden}"))
    return uit


def _van_welke_pot(ervoor: str, erna: str) -> str:
    """`is nog te verdelen` after an amount, or else `betaald is` right before it; nothing when it may be of a part, or of two."""
    ervoor, erna = (_NOG_NIET.sub("", woorden) for woorden in (ervoor, erna))
    if _VAN_EEN_DEEL.search(ervoor) or _VAN_EEN_DEEL.search(erna):
        return ""
    potten = [pot for pot, (_, woorden) in _POTTEN.items() if re.search(rf"\b(?:{woorden})", erna)]
    potten = potten or [pot for pot, (_, woorden) in _POTTEN.items() if re.search(rf"\b(?:{woorden})(?:\s+\w+){{0,2}}\s+$", ervoor)]
    return potten[0] if len(potten) == 1 else ""


def _vervangen(van_portaal: str, tekst: str) -> list[tuple[str, str]]:
    """(own, the portal's) where the words around a number are the portal's and the number is not."""
    was, wordt = _STUK.findall(van_portaal), _STUK.findall(tekst)
    met_woord = lambda stukken, n: " ".join(stukken[n : n + 2]) if "€" not in stukken[n] else stukken[n]  # noqa: E731
    return [
        (met_woord(wordt, c), met_woord(was, a))
        for wat, a, b, c, d in SequenceMatcher(None, was, wordt, autojunk=False).get_opcodes()
        if wat == "replace" and (b - a, d - c) == (1, 1) and _is_getal(was[a]) and _is_getal(wordt[c]) and waarde(was[a]) != waarde(wordt[c])
    ]


def _is_cijfers(stuk: str) -> bool:
    return stuk[-1].isdigit()


def _is_getal(stuk: str) -> bool:
    return _is_cijfers(stuk) or stuk.lower() in _IN_WOORDEN


def _geteld(tekst: str) -> dict[str, dict[str, str]]:
    """By what is counted: each number, with how it is written. `idee` and `ideeën` are the same thing."""
    uit: dict[str, dict[str, str]] = defaultdict(dict)
    for getal, woord in _GETELD.findall(tekst):
        if woord.lower() not in _GEEN_EENHEID and (_is_cijfers(getal) or _OVERAL.match(woord.lower())):
            uit[re.sub(r"(en|ën|s)$", "", woord.lower())].setdefault(waarde(getal), f"{getal} {woord}")
    return uit
