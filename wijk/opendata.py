"""Open data of a wijk: each app hands in its datasets when it starts; page, files and catalogue follow from what they say of themselves.

A row is a dict. Only what stands in `velden` is ever written, so that nothing is published that is not described.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from wijk.bedrag import Bedrag
from wijk.csvregels import csv_regels
from wijk.models import Wijk

LICENTIE = "http://creativecommons.org/publicdomain/zero/1.0/deed.nl"
# The key of a row under which its GeoJSON geometry stands (RFC 7946, WGS 84); no field, so in GeoJSON alone.
VORM = "_vorm"
Rij = dict[str, Any]
SOORTEN = {
    "tekst": "tekst",
    "geheel": "heel getal",
    "getal": "getal",
    "bedrag": "bedrag",
    "datum": "datum (2026-11-27)",
    "moment": "datum en tijd",
    "ja_nee": "true (ja) of false (nee)",
}


@dataclass(frozen=True)
class Veld:
    """A column. `soort`: tekst, geheel, getal, bedrag (euros), datum, moment, ja_nee. `waarden`: the only values there are, each with its meaning."""

    naam: str
    uitleg: str
    soort: str = "tekst"
    eenheid: str = ""
    waarden: tuple[tuple[str, str], ...] = ()

    @property
    def soort_tekst(self) -> str:
        return SOORTEN[self.soort]


@dataclass(frozen=True)
class Dataset:
    """`rijen` yields the rows one by one; `tel` says how many there are, in one query (None: only known by making them)."""

    naam: str
    titel: str
    uitleg: str
    velden: tuple[Veld, ...]
    rijen: Callable[[Wijk], Iterable[Rij]]
    tel: Callable[[Wijk], int] | None
    thema: str = "GOVE"  # of the EU's list of data themes
    op_kaart: bool = False

    @property
    def vormen(self) -> tuple[str, ...]:
        return ("csv", "json", "geojson") if self.op_kaart else ("csv", "json")


_datasets: dict[str, Dataset] = {}


def hand_in(dataset: Dataset) -> None:
    _datasets[dataset.naam] = dataset


def datasets() -> list[Dataset]:
    """In the order in which the apps stand in the line of work."""
    return list(_datasets.values())


def dataset(naam: str) -> Dataset | None:
    return _datasets.get(naam)


def keuzes(choices) -> tuple[tuple[str, str], ...]:
    """The values of a TextChoices, for `Veld.waarden`."""
    return tuple((str(waarde), str(tekst)) for waarde, tekst in choices.choices)


def _waarde(waarde):
    """As it may stand in JSON: days and moments by ISO 8601 (Dutch time), amounts as euros, nothing as null."""
    if waarde is None or waarde == "":
        return None
    if isinstance(waarde, bool):
        return waarde
    if isinstance(waarde, Bedrag):
        return Decimal(int(waarde)).scaleb(-2)
    if isinstance(waarde, datetime):
        return timezone.localtime(waarde).isoformat(timespec="seconds")
    if isinstance(waarde, date):
        return waarde.isoformat()
    return waarde


def _csv_waarde(waarde):
    waarde = _waarde(waarde)
    return str(waarde).lower() if isinstance(waarde, bool | Decimal) else waarde


def als_csv(wat: Dataset, wijk: Wijk) -> Iterator[str]:
    """RFC 4180 with commas, in UTF-8, as CSVW expects it; a text that a spreadsheet would run begins with `'`."""
    rijen = ([_csv_waarde(rij[veld.naam]) for veld in wat.velden] for rij in wat.rijen(wijk))
    return csv_regels([veld.naam for veld in wat.velden], rijen, scheiding=",", bom="")


def _object(wat: Dataset, rij: Rij) -> Rij:
    return {veld.naam: _waarde(rij[veld.naam]) for veld in wat.velden}


def _json(iets) -> str:
    return json.dumps(iets, ensure_ascii=False, default=float, separators=(",", ":"))


def _reeks(kop: Rij, naam: str, rijen: Iterable[Rij]) -> Iterator[str]:
    """One JSON object, whose last member is a list that is never in memory as a whole."""
    yield f"{_json(kop)[:-1]},{_json(naam)}:["
    for nummer, rij in enumerate(rijen):
        yield ("\n," if nummer else "\n") + _json(rij)
    yield "\n]}\n"


def als_json(wat: Dataset, wijk: Wijk) -> Iterator[str]:
    kop = {"dataset": wat.naam, "wijk": wijk.slug, "licentie": LICENTIE, "voorbeeld": wijk.voorbeeld}
    return _reeks(kop, "rijen", (_object(wat, rij) for rij in wat.rijen(wijk)))


def als_geojson(wat: Dataset, wijk: Wijk) -> Iterator[str]:
    """The rows that have a place (RFC 7946)."""
    vlakken = ({"type": "Feature", "geometry": rij[VORM], "properties": _object(wat, rij)} for rij in wat.rijen(wijk) if rij.get(VORM) is not None)
    return _reeks({"type": "FeatureCollection"}, "features", vlakken)


# Extension: media type, and how it is written.
VORMEN = {
    "csv": ("text/csv; charset=utf-8", als_csv),
    "json": ("application/json", als_json),
    "geojson": ("application/geo+json", als_geojson),
}
