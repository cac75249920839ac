"""Tables as CSV files that Dutch spreadsheets read: semicolons, a BOM, amounts in Dutch notation, and no cell that runs."""

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime

from wijk.bedrag import Bedrag


class _Regels:
    """What csv.writer writes to: hands each line straight on."""

    def write(self, regel: str) -> str:
        return regel


def csv_regels(kop: Iterable[str], rijen: Iterable[Iterable], *, scheiding: str = ";", bom: str = "\ufeff") -> Iterator[str]:
    """The lines of the file, one by one, so that a long table takes no memory."""
    schrijver = csv.writer(_Regels(), delimiter=scheiding)
    yield bom + schrijver.writerow(kop)
    for rij in rijen:
        yield schrijver.writerow([_cel(waarde) for waarde in rij])


def _cel(waarde) -> str | int | float:
    if isinstance(waarde, Bedrag):
        return waarde.invoer()
    if isinstance(waarde, int | float):
        return waarde
    if isinstance(waarde, datetime):
        return waarde.isoformat(" ", "seconds")
    tekst = "" if waarde is None else str(waarde)
    # A cell that a spreadsheet shows and never runs as a formula (OWASP, CSV injection).
    return f"'{tekst}" if tekst[:1] in tuple("=+-@\t\r") else tekst
