"""Tables as spreadsheets, XLSX and ODS: text stays text, also where it looks like a formula."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import IO

from odfdo import Cell, Document, Row, Table
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from wijk.bedrag import Bedrag

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"


def schrijf_xlsx(naam: str, kop: Iterable[str], rijen: Iterable[Iterable], bestand: IO[bytes], breedtes: Iterable[int] = ()) -> None:
    """Write a table to a file as XLSX, row by row: amounts are numbers in euros. `breedtes`: of the columns, in characters."""
    boek = Workbook(write_only=True)
    blad = boek.create_sheet(naam)
    blad.freeze_panes = "A2"
    for nummer, breedte in enumerate(breedtes, start=1):
        blad.column_dimensions[get_column_letter(nummer)].width = breedte
    blad.append([_xlsx_cel(blad, tekst, vet=True) for tekst in kop])
    for rij in rijen:
        blad.append([_xlsx_cel(blad, waarde) for waarde in rij])
    boek.save(bestand)


def _xlsx_cel(blad, waarde, *, vet: bool = False):
    if isinstance(waarde, Bedrag):
        cel = WriteOnlyCell(blad, int(waarde) / 100)
        cel.number_format = '"€" #,##0.00'
        return cel
    if isinstance(waarde, str):
        waarde = _leesbaar(waarde)
        if vet or waarde.startswith("="):
            cel = WriteOnlyCell(blad, waarde)
            cel.data_type = "s"
            cel.font = Font(bold=vet)
            return cel
    return waarde


def maak_ods(naam: str, kop: Iterable[str], rijen: Iterable[Iterable]) -> bytes:
    """A table as ODS, made in memory: for some thousands of rows."""
    document = Document("spreadsheet")
    document.body.clear()
    tabel = Table(naam)
    for waarden in (kop, *rijen):
        rij = Row()
        for waarde in waarden:
            rij.append_cell(_ods_cel(waarde), clone=False)
        tabel.append_row(rij, clone=False)
    document.body.append(tabel)
    uit = io.BytesIO()
    document.save(uit)
    return uit.getvalue()


def _ods_cel(waarde) -> Cell:
    if waarde is None or waarde == "":
        return Cell()
    if isinstance(waarde, Bedrag):
        return Cell(int(waarde) / 100, cell_type="currency", currency="EUR")
    if isinstance(waarde, int | float | date | datetime):
        return Cell(waarde)
    return Cell(_leesbaar(str(waarde)), cell_type="string")


def _leesbaar(tekst: str) -> str:
    """Without the control characters that a spreadsheet cannot hold."""
    return tekst if tekst.isprintable() else "".join(teken for teken in tekst if teken >= " " or teken in "\n\t")
