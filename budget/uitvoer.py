"""The books for the municipal administration, as CSV and as a spreadsheet."""

from collections.abc import Iterator
from typing import IO

from django.utils import timezone

from budget.models import Budget, Pot
from budget.mutaties import POTTEN, Mutatie, mutaties
from wijk.csvregels import csv_regels
from wijk.rekenblad import schrijf_xlsx

KOP = (
    "moment", "boeking", "datum", "wat", "van", "naar", "bedrag", "project", "omschrijving", "besluit", "tegenboeking van", "door", "bewijsstukken",
    *(f"saldo {Pot(pot).label}" for pot in POTTEN),
)  # fmt: skip


def _waarden(m: Mutatie) -> tuple:
    vast = (m.boeking, m.datum, m.wat, m.van, m.naar, m.bedrag, m.project, m.omschrijving, m.besluit, m.corrigeert, m.door, m.bewijsstukken)
    return (timezone.localtime(m.moment).replace(tzinfo=None), *vast, *m.saldi)


def journaal_csv(budget: Budget) -> Iterator[str]:
    return csv_regels(KOP, map(_waarden, mutaties(budget)))


def journaal_xlsx(budget: Budget, bestand: IO[bytes]) -> None:
    """Write the journal to a file as XLSX, row by row: amounts are numbers in euros, texts are never formulas."""
    breedtes = (18, 9, 12, 30, 22, 22, 13, 30, 40, 40, 10, 22, 8, 13, 13, 13, 13, 13)
    schrijf_xlsx("Journaal", KOP, map(_waarden, mutaties(budget)), bestand, breedtes)
