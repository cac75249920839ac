"""Which own words in the programme name a number that the figures beside them no longer hold. A warning: never a reason to refuse."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from evaluatie.models import Deelsleutel, Uitvoeringsprogramma
from evaluatie.programma.bron import Bron
from evaluatie.programma.natellen import waarde
from evaluatie.programma.samenstellen import zoals_gemaakt
from evaluatie.rangorde import een_cijfer, rangorde
from wijk.woorden import datum, lijst, met_punt

_GETAL = re.compile(r"(?:€\s?)?\d[\d.]*(?:,\d+)?")
# What a text without kept figures is looked at for: amounts, and counts of what the programme counts. Other numbers in it may be of anything.
_TELLING = re.compile(r"€\s?\d[\d.]*(?:,\d+)?|\b\d[\d.]*(?=\s(?:idee|project|leerpunt|wijkwandeling|wandeling|kandida))")
# An outcome of the ranking: `71,1 van 100`, or so high a number with one decimal that it is no mark from 1 to 5.
_UITKOMST = re.compile(r"\b\d{1,3},\d(?= van 100)|(?<![€.,\d])(?<!€\s)\b\d{2,3},\d\b(?!\s?%)")


@dataclass(frozen=True)
class Verouderd:
    """A part in own words: the numbers that were there when it was written and are not any more, and the lines they stood in, then and now.

    Without `geschreven_op` it is not known what was there then: the numbers are those that the whole programme names nowhere now.
    """

    sleutel: Deelsleutel
    geschreven_op: date | None
    getallen: list[str]
    regels: list[tuple[str, str]]

    @property
    def noemt(self) -> str:
        return lijst(self.getallen)

    @property
    def zin(self) -> str:
        van = f" van {datum(self.geschreven_op)}" if self.geschreven_op else ""
        nu = "De cijfers zijn daarna veranderd." if self.geschreven_op else "In de cijfers van nu staat dat nergens."
        return f"“{self.sleutel.label}” is eigen tekst{van}. Daar staat {self.noemt}. {nu}"

    @property
    def toen_en_nu(self) -> list[str]:
        return [f"Toen: {met_punt(toen)} Nu: {met_punt(nu or 'dit staat er niet meer')}" for toen, nu in self.regels]


def verouderd(programma: Uitvoeringsprogramma) -> list[Verouderd]:
    """The parts in own words of which the figures changed since; in the order of the programme."""
    eigen = {p.sleutel: p for p in programma.paragrafen.all() if p.tekst}
    bron, uit = Bron(programma, programma.wijk), []
    for sleutel in Deelsleutel:
        paragraaf = eigen.get(sleutel)
        if paragraaf and not paragraaf.geschreven_op:
            if genoemd := _nergens(bron, paragraaf.tekst):
                uit.append(Verouderd(sleutel, None, genoemd, []))
        elif paragraaf:
            toen, nu = paragraaf.gemaakt_van.splitlines(), zoals_gemaakt(bron, sleutel)
            weg = _getallen(toen).keys() - _getallen(nu).keys()
            genoemd = {getal: zoals for getal, zoals in _getallen([paragraaf.tekst]).items() if getal in weg}
            if genoemd:
                uit.append(Verouderd(sleutel, paragraaf.geschreven_op, list(genoemd.values()), list(_regels(toen, nu, genoemd.keys()))))
    return uit


def _nergens(bron: Bron, tekst: str) -> list[str]:
    """The amounts and counts in a text that the programme, as the portal makes it now, names nowhere."""
    genoemd = _getallen(_TELLING.findall(tekst))
    nu = _getallen(regel for sleutel in Deelsleutel for regel in zoals_gemaakt(bron, sleutel)) if genoemd else {}
    return [zoals for getal, zoals in genoemd.items() if getal not in nu]


def advies_verouderd(programma: Uitvoeringsprogramma) -> str:
    """That the advice would start a wijk that was started, or names an outcome that no candidate has now, in a sentence; empty when it does not."""
    if gestart := programma.te_starten and programma.wijk.gestarte_wijken.van_naam(programma.te_starten).first():
        return f"Het advies is om te starten met de {gestart.wijk.naam}. Die wijk is al gestart op {datum(gestart.datum)}."
    genoemd = list(dict.fromkeys(_UITKOMST.findall(programma.advies_toelichting)))
    if not genoemd:
        return ""
    nu = {str(plaats.kandidaat): een_cijfer(plaats.uitkomst) for plaats in rangorde(programma.wijk) if plaats.uitkomst is not None}
    oud = [getal for getal in genoemd if getal not in nu.values()]
    if not oud or not nu:
        return ""
    return f"Het advies noemt {lijst(oud)}. De punten zijn nu anders: {lijst(f'{naam} {getal}' for naam, getal in nu.items())}."


def _getallen(regels: Iterable[str]) -> dict[str, str]:
    """The numbers in some lines, each as it can be compared (`26349,50`), with how it is first written."""
    uit: dict[str, str] = {}
    for regel in regels:
        for getal in _GETAL.findall(regel):
            zoals = getal.rstrip(".")
            uit.setdefault(waarde(zoals), zoals)
    return uit


def _regels(toen: list[str], nu: list[str], getallen: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The lines that held one of these numbers and are no more, each with the line in its place (or nothing)."""
    leesbaar = lambda regel: regel.replace(" | ", ", ")  # noqa: E731 (a row of a table)
    for wat, a, b, c, d in SequenceMatcher(None, toen, nu, autojunk=False).get_opcodes():
        for n, regel in enumerate(toen[a:b] if wat != "equal" else []):
            if _getallen([regel]).keys() & set(getallen):
                yield leesbaar(regel), leesbaar(nu[c + n]) if c + n < d else ""
