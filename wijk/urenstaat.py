"""Hours of officials: planned against spent, per month and kind of work."""

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from wijk.models import Capaciteit, Wijk

MAANDEN = 12


@dataclass(frozen=True)
class Regel:
    """`gepland` and `geschreven` in hours, by the quarter."""

    werk: str
    gepland: Decimal
    geschreven: Decimal

    @property
    def meer(self) -> bool:
        """Whether more was spent than planned."""
        return self.geschreven > self.gepland


@dataclass(frozen=True)
class Maand:
    begin: date
    regels: tuple[Regel, ...]


def per_maand(wijk: Wijk, vandaag: date) -> list[Maand]:
    """The last twelve months (this one included) in which hours were planned or spent, newest first. Two queries.

    What is planned for a period is spread evenly over its days; a month has its share, rounded to a quarter of an hour.
    """
    begin = vandaag.replace(day=1)
    maanden = [begin]
    for _ in range(MAANDEN - 1):
        begin = (begin - timedelta(days=1)).replace(day=1)
        maanden.append(begin)
    geschreven = wijk.urenregels.per_werk_en_maand(maanden[-1])
    gepland: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for periode in wijk.capaciteit.filter(tot__gte=maanden[-1]):
        for maand in maanden:
            if deel := periode.deel(maand, maand.replace(day=monthrange(maand.year, maand.month)[1])):
                gepland[periode.werk, maand] += deel
    return [
        Maand(maand, regels)
        for maand in maanden
        if (
            regels := tuple(
                Regel(werk.label, _kwartier(gepland.get((werk.value, maand), Decimal(0))), geschreven.get((werk.value, maand), Decimal(0)))
                for werk in Capaciteit.Werk
                if (werk.value, maand) in gepland or (werk.value, maand) in geschreven
            )
        )
    ]


def _kwartier(uren: Decimal) -> Decimal:
    return (uren * 4).quantize(Decimal(1), ROUND_HALF_UP) / 4
