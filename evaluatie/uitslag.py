"""What came out of an evaluation: per question the average and how often each figure was given, and the written answers.

An average of one side is shown from three answers on, so that nobody's answer can be told from it.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from evaluatie.models import Antwoord, Evaluatie, Kant, Vraag

VANAF = 3
WOORDEN = {1: "heel ontevreden", 2: "ontevreden", 3: "gaat wel", 4: "tevreden", 5: "heel tevreden"}


@dataclass(frozen=True)
class Uitslag:
    vraag: Vraag
    aantal: int
    gemiddelde: float | None
    delen: list[dict]
    per_kant: list[tuple[str, str]]
    teksten: list[Antwoord]


def uitslag(evaluatie: Evaluatie, *, alleen_openbaar: bool) -> list[Uitslag]:
    """Per question, in three queries whatever the number of answers."""
    van = defaultdict(list)
    for antwoord in (
        Antwoord.objects.filter(vraag__evaluatie=evaluatie)
        .select_related("genodigde")
        .only("vraag", "cijfer", "tekst", "openbaar", "genodigde__kant")
    ):
        van[antwoord.vraag_id].append(antwoord)
    return [_van_vraag(vraag, van[vraag.pk], alleen_openbaar) for vraag in evaluatie.vragen.all()]


def _gemiddelde(cijfers: list[int]) -> float | None:
    return round(sum(cijfers) / len(cijfers), 1) if cijfers else None


def _van_vraag(vraag: Vraag, antwoorden: list[Antwoord], alleen_openbaar: bool) -> Uitslag:
    cijfers = [a.cijfer for a in antwoorden if a.cijfer is not None]
    telling = Counter(cijfers)
    kleuren = {1: "rood", 2: "rood", 3: "oker", 4: "groen", 5: "groen"}
    delen = (
        [
            {"label": f"{n}: {WOORDEN[n]}", "tekst": str(telling[n]), "aandeel": round(100 * telling[n] / len(cijfers)), "kleur": kleuren[n]}
            for n in WOORDEN
        ]
        if cijfers
        else []
    )
    per_kant = []
    for kant in Kant:
        van_kant = [a.cijfer for a in antwoorden if a.cijfer is not None and a.genodigde.kant == kant]
        if len(van_kant) >= VANAF:
            per_kant.append((kant.label, f"{_gemiddelde(van_kant):.1f}".replace(".", ",")))
    teksten = [a for a in antwoorden if a.tekst and (a.openbaar or not alleen_openbaar)]
    return Uitslag(vraag, len(antwoorden), _gemiddelde(cijfers), delen, per_kant, teksten)
