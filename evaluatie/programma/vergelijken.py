"""What differs between two versions, part by part and line by line; within a changed line, word by word."""

import re
from collections import Counter
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
    """A part in which something changed: its lines, each as pieces, and how many lines stayed the same or only moved."""

    kop: str
    regels: list[list[Stuk]]
    gelijk: int
    verplaatst: int


def vergelijk(oud: Document, nieuw: Document) -> list[Verschil]:
    """The parts that differ, in the order of the newer version; a part that is gone comes last."""
    was, wordt = ({deel.sleutel: deel for deel in document.delen} for document in (oud, nieuw))
    sleutels = [*wordt, *(sleutel for sleutel in was if sleutel not in wordt)]
    verschillen = [_deel(was.get(sleutel), wordt.get(sleutel)) for sleutel in sleutels]
    boven = _regels("Titel", [oud.titel], [nieuw.titel])
    return [een for een in (boven, *verschillen) if een.regels or een.verplaatst]


def _deel(oud: Deel | None, nieuw: Deel | None) -> Verschil:
    return _regels((nieuw or oud).kop, oud.regels() if oud else [], nieuw.regels() if nieuw else [])


def _regels(kop: str, oud: list[str], nieuw: list[str]) -> Verschil:
    """What differs, line by line. A line that went out at one place and came in at another only moved: it is left out on both sides."""
    oud, nieuw, verplaatst = _zonder_verplaatst(oud, nieuw)
    regels, gelijk = [], 0
    for wat, a, b, c, d in _stappen(oud, nieuw):
        if wat == "equal":
            gelijk += b - a
        elif wat == "replace" and b - a == d - c:
            regels += [_woorden(*paar) for paar in zip(oud[a:b], nieuw[c:d], strict=True)]
        else:
            regels += [[Stuk("weg", regel)] for regel in oud[a:b]] + [[Stuk("erbij", regel)] for regel in nieuw[c:d]]
    return Verschil(kop, regels, gelijk, verplaatst)


def _stappen(oud: list[str], nieuw: list[str]) -> list[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, oud, nieuw, autojunk=False).get_opcodes()


def _zonder_verplaatst(oud: list[str], nieuw: list[str]) -> tuple[list[str], list[str], int]:
    """Both without the lines that only moved, and how many those are."""
    stappen = _stappen(oud, nieuw)
    eraf = Counter(regel for wat, a, b, _, _ in stappen if wat != "equal" for regel in oud[a:b])
    verplaatst = eraf & Counter(regel for wat, _, _, c, d in stappen if wat != "equal" for regel in nieuw[c:d])
    weg = verplaatst.copy(), verplaatst.copy()
    over: tuple[list[str], list[str]] = [], []
    for wat, a, b, c, d in stappen:
        for kant, regels in enumerate((oud[a:b], nieuw[c:d])):
            for regel in regels:
                if wat != "equal" and weg[kant][regel]:
                    weg[kant][regel] -= 1
                else:
                    over[kant].append(regel)
    return *over, verplaatst.total()


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
