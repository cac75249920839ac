"""What differs between two versions, part by part and line by line; within a changed line, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from evaluatie.programma.blokken import Deel, Document


@dataclass(frozen=True)
class Stuk:
    """Some words of a line: `gelijk`, `weg` or `erbij`."""

    soort: str
    tekst: str


@dataclass(frozen=True)
class Verschil:
    """A part in which something changed: its lines, each as pieces, and how many lines stayed the same."""

    kop: str
    regels: list[list[Stuk]]
    gelijk: int


def vergelijk(oud: Document, nieuw: Document) -> list[Verschil]:
    """The parts that differ, in the order of the newer version; a part that is gone comes last."""
    was, wordt = ({deel.sleutel: deel for deel in document.delen} for document in (oud, nieuw))
    sleutels = [*wordt, *(sleutel for sleutel in was if sleutel not in wordt)]
    verschillen = [_deel(was.get(sleutel), wordt.get(sleutel)) for sleutel in sleutels]
    boven = _regels("Titel", [oud.titel], [nieuw.titel])
    return [een for een in (boven, *verschillen) if een.regels]


def _deel(oud: Deel | None, nieuw: Deel | None) -> Verschil:
    return _regels((nieuw or oud).kop, oud.regels() if oud else [], nieuw.regels() if nieuw else [])


def _regels(kop: str, oud: list[str], nieuw: list[str]) -> Verschil:
    regels, gelijk = [], 0
    for wat, a, b, c, d in SequenceMatcher(None, oud, nieuw, autojunk=False).get_opcodes():
        if wat == "equal":
            gelijk += b - a
        elif wat == "replace" and b - a == d - c:
            regels += [_woorden(*paar) for paar in zip(oud[a:b], nieuw[c:d], strict=True)]
        else:
            regels += [[Stuk("weg", regel)] for regel in oud[a:b]] + [[Stuk("erbij", regel)] for regel in nieuw[c:d]]
    return Verschil(kop, regels, gelijk)


def _woorden(oud: str, nieuw: str) -> list[Stuk]:
    """One line that became another; as a whole where hardly a word is the same."""
    was, wordt = re.findall(r"\s+|\S+", oud), re.findall(r"\s+|\S+", nieuw)
    op = SequenceMatcher(None, was, wordt, autojunk=False)
    if op.ratio() < 0.4:
        return [Stuk("weg", oud), Stuk("erbij", nieuw)]
    stukken = []
    for wat, a, b, c, d in op.get_opcodes():
        if wat == "equal":
            stukken.append(Stuk("gelijk", "".join(was[a:b])))
            continue
        stukken += [Stuk(soort, tekst) for soort, tekst in (("weg", "".join(was[a:b])), ("erbij", "".join(wordt[c:d]))) if tekst]
    return stukken
