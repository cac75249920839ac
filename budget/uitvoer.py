"""The books for the municipal administration, as CSV and as a spreadsheet."""

from collections.abc import Iterator
from typing import IO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from budget.models import Budget, Pot
from budget.mutaties import POTTEN, Mutatie, mutaties
from wijk.bedrag import Bedrag
from wijk.csvregels import csv_regels

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
    boek = Workbook(write_only=True)
    blad = boek.create_sheet("Journaal")
    blad.freeze_panes = "A2"
    for kolom, breedte in zip("ABCDEFGHIJKLMNOPQR", (18, 9, 12, 30, 22, 22, 13, 30, 40, 40, 10, 22, 8, 13, 13, 13, 13, 13), strict=True):
        blad.column_dimensions[kolom].width = breedte
    blad.append([_xlsx_cel(blad, naam, vet=True) for naam in KOP])
    for m in mutaties(budget):
        blad.append([_xlsx_cel(blad, waarde) for waarde in _waarden(m)])
    boek.save(bestand)


def _xlsx_cel(blad, waarde, *, vet: bool = False):
    """A value as a cell: an amount is a number in euros, and text that looks like a formula stays text."""
    if isinstance(waarde, Bedrag):
        cel = WriteOnlyCell(blad, int(waarde) / 100)
        cel.number_format = '"€" #,##0.00'
        return cel
    if isinstance(waarde, str):
        waarde = "".join(teken for teken in waarde if teken >= " " or teken in "\n\t") if not waarde.isprintable() else waarde
        if vet or waarde.startswith("="):
            cel = WriteOnlyCell(blad, waarde)
            cel.data_type = "s"
            cel.font = Font(bold=vet)
            return cel
    return waarde
