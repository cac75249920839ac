"""Which candidate comes first, and how that is reckoned: the weighed points, as a part of the most that there can be.

uitkomst = som van (gewicht × punten) ÷ (5 × som van de gewichten) × 100
"""

from dataclasses import dataclass
from fractions import Fraction

from evaluatie.models import Criterium, Kandidaatwijk, Weging
from evaluatie.models.volgende import MEESTE

# A lead of fewer points (of 100) is called small: one point more or less for one criterium turns it.
KLEIN = 5
FORMULE = f"Uitkomst = de som van gewicht keer punten, gedeeld door {MEESTE} keer de som van de gewichten, keer 100."


@dataclass(frozen=True)
class Regel:
    """One criterium of one candidate; `punten` is None while nobody scored it."""

    criterium: Criterium
    gewicht: int
    punten: int | None
    reden: str


@dataclass(frozen=True)
class Plaats:
    """A candidate in the order of choice. `plaats` is None while it cannot be reckoned: a criterium that weighs has no points yet."""

    kandidaat: Kandidaatwijk
    regels: list[Regel]
    plaats: int | None = None

    @property
    def mist(self) -> list[str]:
        return [regel.criterium.label for regel in self.regels if regel.punten is None and regel.gewicht]

    @property
    def uitkomst(self) -> Fraction | None:
        """0-100, exact."""
        gewichten = sum(regel.gewicht for regel in self.regels)
        if self.mist or not gewichten:
            return None
        return Fraction(100 * sum(regel.gewicht * (regel.punten or 0) for regel in self.regels), MEESTE * gewichten)

    @property
    def in_woorden(self) -> str:
        """`72,5 van 100`, or what is missing."""
        if self.uitkomst is not None:
            return f"{een_cijfer(self.uitkomst)} van 100"
        return f"nog geen punten voor: {', '.join(self.mist)}" if self.mist else "geen enkel criterium weegt mee"

    @property
    def som(self) -> str:
        """The sum, written out."""
        if self.uitkomst is None:
            return ""
        return (
            f"({' + '.join(f'{r.gewicht} × {r.punten or 0}' for r in self.regels)}) ÷ ({MEESTE} × {sum(r.gewicht for r in self.regels)}) × 100 "
            f"= {een_cijfer(self.uitkomst)}"
        )


def een_cijfer(getal: Fraction) -> str:
    """`72,5`: rounded to one decimal, a half upwards."""
    tienden = (getal * 10 + Fraction(1, 2)).__floor__()
    return f"{tienden // 10},{tienden % 10}"


def gewichten(wijk) -> dict[str, int]:
    gezet = dict(wijk.wegingen.values_list("criterium", "gewicht"))
    return {criterium: gezet.get(criterium, Weging.GEWOON) for criterium in Criterium}


def rangorde(wijk) -> list[Plaats]:
    """The candidates, the best first; equal ones share a place, and those that cannot be reckoned come last. Three queries."""
    weegt = gewichten(wijk)
    plaatsen = []
    for kandidaat in wijk.kandidaten.prefetch_related("scores", "cijfers"):
        scores = {score.criterium: score for score in kandidaat.scores.all()}
        regels = [Regel(c, weegt[c], scores[c].punten if c in scores else None, scores[c].reden if c in scores else "") for c in Criterium]
        plaatsen.append(Plaats(kandidaat, regels))
    geordend = sorted(plaatsen, key=lambda p: (p.uitkomst is None, -(p.uitkomst or 0), p.kandidaat.naam))
    return [
        Plaats(p.kandidaat, p.regels, None if p.uitkomst is None else 1 + sum((a.uitkomst or -1) > p.uitkomst for a in plaatsen)) for p in geordend
    ]


def advies(plaatsen: list[Plaats]) -> str:
    """Why the first is first, and where the second got more points, in lines (`- ` begins one of a list).

    Empty when none can be reckoned, or when two are first.
    """
    geteld = [plaats for plaats in plaatsen if plaats.plaats]
    if not geteld or (len(geteld) > 1 and geteld[1].plaats == 1):
        return ""
    eerste = geteld[0]
    zinnen = [f"{eerste.kandidaat} staat bovenaan, met {eerste.in_woorden} punten."]
    tweede = geteld[1] if len(geteld) > 1 else None
    if tweede:
        zinnen.append(f"Daarna komt {tweede.kandidaat}, met {tweede.in_woorden} punten.")
        if eerste.uitkomst - tweede.uitkomst < KLEIN:
            zinnen.append("Het verschil is klein. Kijk dus ook naar de redenen, en niet naar de punten alleen.")
    van_tweede = {r.criterium: r.punten or 0 for r in tweede.regels} if tweede else {}
    verschil = {r.criterium: r.gewicht * ((r.punten or 0) - van_tweede.get(r.criterium, 0)) for r in eerste.regels}
    meer, minder = "De meeste punten komen van:", ""
    if tweede:
        meer, minder = (f"Hier kreeg {eerste.kandidaat} {hoe} punten dan {tweede.kandidaat}:" for hoe in ("meer", "minder"))
    zwaarst = sorted((r for r in eerste.regels if verschil[r.criterium]), key=lambda r: -abs(verschil[r.criterium]))
    for kop, regels in ((meer, [r for r in zwaarst if verschil[r.criterium] > 0][:3]), (minder, [r for r in zwaarst if verschil[r.criterium] < 0])):
        zinnen += [kop, *(_punt(r, van_tweede) for r in regels)] if regels else []
    return "\n".join(zinnen)


def _punt(regel: Regel, ander: dict[str, int]) -> str:
    """One line of a list: the criterium, the points of the first and of the second, and why."""
    punten = f" ({regel.punten or 0} tegen {ander[regel.criterium]})" if ander else ""
    return f"- {regel.criterium.label}{punten}: {regel.reden.rstrip('.')}."
