"""A table that somebody made in a spreadsheet, read as rows of text: CSV, XLSX or ODS, told apart by content and never by name."""

import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from lxml.etree import LxmlError
from odfdo import Document
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

MEESTE_RIJEN = 10_000
MEESTE_KOLOMMEN = 30
# A spreadsheet is a zip; so much may come out of it.
MEESTE_BYTES = 25 * 1024 * 1024
Rij = tuple[int, list[str]]


class BestandFout(ValueError):
    """The file as a whole cannot be read; `str()` is a Dutch sentence. Nothing has been imported."""


def lees_tabel(inhoud: bytes) -> tuple[list[Rij], str]:
    """The rows in which something stands, each with its number as a spreadsheet counts, and what the file was (`UTF-8`, `XLSX`, …)."""
    if not inhoud.strip():
        raise BestandFout("Het bestand is leeg.")
    if inhoud.startswith(b"PK\x03\x04"):
        rijen, soort = _rekenblad(inhoud)
    else:
        rijen, soort = _csv(inhoud)
    gevuld = [(nummer, cellen) for nummer, cellen in islice(rijen, MEESTE_RIJEN + 1) if any(cellen)]
    if not gevuld:
        raise BestandFout("Er staat niets in het eerste blad.")
    if gevuld[-1][0] > MEESTE_RIJEN:
        raise BestandFout("Er staan meer dan 10.000 regels in. Verdeel het over meer bestanden.")
    return gevuld, soort


def _csv(inhoud: bytes) -> tuple[Iterable[Rij], str]:
    """UTF-8 with or without BOM, else Windows-1252; `;`, `,` or tab between, whichever the first line has most of."""
    if b"\x00" in inhoud:
        raise BestandFout("Dit is geen CSV, XLSX of ODS. Bewaar het in uw rekenprogramma als een van die drie.")
    try:
        tekst, tekenset = inhoud.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        tekst, tekenset = inhoud.decode("cp1252", errors="replace"), "Windows-1252"
    kopregel = tekst.splitlines()[0]
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=max(";,\t", key=kopregel.count))

    def rijen():
        while True:
            begin = lezer.line_num + 1
            try:
                yield begin, [cel.strip() for cel in next(lezer)]
            except StopIteration:
                return
            except csv.Error as fout:
                raise BestandFout(f"Regel {lezer.line_num} is niet te lezen: {fout}.") from fout

    return rijen(), tekenset


def _rekenblad(inhoud: bytes) -> tuple[Iterable[Rij], str]:
    """The first sheet of a workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as zipbestand:
            delen = zipbestand.infolist()
        namen = {deel.filename for deel in delen}
        if sum(deel.file_size for deel in delen) > MEESTE_BYTES:
            raise BestandFout("Dit rekenblad is uitgepakt groter dan 25 MB. Verdeel het over meer bestanden.")
        if "xl/workbook.xml" in namen:
            blad = load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True).worksheets[0]
            rijen = blad.iter_rows(values_only=True, max_row=MEESTE_RIJEN + 1, max_col=MEESTE_KOLOMMEN)
            return _genummerd(list(rijen)), "XLSX"
        if "content.xml" in namen:
            tabel = Document(io.BytesIO(inhoud)).body.tables[0]
            rijen = ([cel.value for cel in islice(rij.iter_cells(), MEESTE_KOLOMMEN)] for rij in islice(tabel.iter_rows(), MEESTE_RIJEN + 1))
            return _genummerd(list(rijen)), "ODS"
    except (zipfile.BadZipFile, InvalidFileException, LxmlError, KeyError, IndexError, ValueError, TypeError, AttributeError, OSError) as fout:
        if isinstance(fout, BestandFout):
            raise
        raise BestandFout("Dit rekenblad is niet te lezen. Bewaar het opnieuw, of bewaar het als CSV (UTF-8).") from fout
    raise BestandFout("Dit is geen CSV, XLSX of ODS. Bewaar het in uw rekenprogramma als een van die drie.")


def _genummerd(rijen: Iterable[Iterable]) -> Iterable[Rij]:
    return ((nummer, [_tekst(cel) for cel in rij]) for nummer, rij in enumerate(rijen, 1))


def _tekst(cel) -> str:
    """A cell as somebody would have typed it: `5`, `52.35`, `2026-03-14`."""
    if cel is None:
        return ""
    if isinstance(cel, bool):
        return "ja" if cel else "nee"
    if isinstance(cel, float | Decimal):
        return f"{Decimal(repr(cel) if isinstance(cel, float) else cel).normalize():f}"
    if isinstance(cel, date | datetime):
        return cel.isoformat()
    return str(cel).strip()
