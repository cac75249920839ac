"""The figures of one year of the process, that the portal knows by itself: each with its formula in words.

A function yields the figures of one group, in a fixed number of queries. A figure has a key that never changes: a leerpunt may rest on it, and
two years are put side by side by it. tests/evaluatie/test_jaarcijfers.py computes every one of them again, with SQL of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from wijk.bedrag import Bedrag
from wijk.models import Wijk

DAG = timedelta(days=1)


@dataclass(frozen=True)
class Periode:
    """From the first day (`van`) up to the day after the last (`tot`), by the Dutch calendar."""

    van: date
    tot: date

    @property
    def laatste(self) -> date:
        return self.tot - DAG

    @property
    def stand(self) -> date:
        """The day of figures that say how things stand: the last one, or today while the year runs."""
        return min(self.laatste, timezone.localdate())

    @property
    def momenten(self) -> tuple[datetime, datetime]:
        """The same as moments: from the first, up to but not including the second."""
        begin, eind = (timezone.make_aware(datetime.combine(dag, time.min)) for dag in (self.van, self.tot))
        return begin, eind


@dataclass(frozen=True)
class Jaarcijfer:
    """`waarde` in whole units of `eenheid`: a number, cents (bedrag), tenths of an hour (uren), days (dagen); None where nothing is known."""

    sleutel: str
    naam: str
    formule: str
    waarde: int | None
    eenheid: str = "getal"
    groep: str = ""

    @property
    def tekst(self) -> str:
        return in_woorden(self.waarde, self.eenheid)


def in_woorden(waarde: int | None, eenheid: str) -> str:
    """`1.795`, `€ 2.400,00`, `12,5 uur`, `3 dagen`, or `niet bekend`."""
    if waarde is None:
        return "niet bekend"
    if eenheid == "bedrag":
        return str(Bedrag(waarde))
    if eenheid == "uren":
        return f"{Bedrag.cijfers(waarde // 10)},{waarde % 10} uur"
    if eenheid == "dagen":
        return f"{Bedrag.cijfers(waarde)} {'dag' if waarde == 1 else 'dagen'}"
    return Bedrag.cijfers(waarde)


Bron = Callable[[Wijk, Periode], Iterable[Jaarcijfer]]
_bronnen: dict[str, Bron] = {}


def jaarcijfers(groep: str) -> Callable[[Bron], Bron]:
    """Register a function that yields the figures of a group (`Wandelingen`)."""

    def erbij(functie: Bron) -> Bron:
        _bronnen[groep] = functie
        return functie

    return erbij


def bereken(wijk: Wijk, periode: Periode) -> list[Jaarcijfer]:
    """Every figure of the year, group after group."""
    return [Jaarcijfer(**{**asdict(cijfer), "groep": groep}) for groep, bron in _bronnen.items() for cijfer in bron(wijk, periode)]


def als_json(cijfers: list[Jaarcijfer]) -> list[dict]:
    """To be kept as they stand."""
    return [asdict(cijfer) for cijfer in cijfers]


def uit_json(rijen: list[dict]) -> list[Jaarcijfer]:
    return [Jaarcijfer(**rij) for rij in rijen]


def per_groep(cijfers: list[Jaarcijfer]) -> list[tuple[str, list[Jaarcijfer]]]:
    groepen: dict[str, list[Jaarcijfer]] = {}
    for cijfer in cijfers:
        groepen.setdefault(cijfer.groep, []).append(cijfer)
    return list(groepen.items())


def naast_elkaar(jaren: list[tuple[int, list[Jaarcijfer]]]) -> list[tuple[str, list[tuple[str, str, list[tuple[int, str]]]]]]:
    """Of several years (number, figures): per group and figure its name, its formula, and its value in each year (a dash where there is none)."""
    alle: dict[str, Jaarcijfer] = {}
    for _, cijfers in jaren:
        alle |= {cijfer.sleutel: cijfer for cijfer in cijfers}
    van = [(jaar, {cijfer.sleutel: cijfer.tekst for cijfer in cijfers}) for jaar, cijfers in jaren]
    return [
        (groep, [(cijfer.naam, cijfer.formule, [(jaar, waarden.get(cijfer.sleutel, "–")) for jaar, waarden in van]) for cijfer in rijen])
        for groep, rijen in per_groep(list(alle.values()))
    ]
