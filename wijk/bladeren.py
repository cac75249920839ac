"""Paging that costs the same on page 1 of a hundred thousand rows as of a hundred."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.http import HttpRequest

# Counting stops here: the exact number of a very long list is worth less than a quick page.
TEL_TOT = 1000


@dataclass(frozen=True)
class Pagina:
    """One page of a list: iterate over it; `aantal` is the number of rows, or TEL_TOT when `aantal_is_minstens`."""

    rijen: list
    nummer: int
    per: int
    aantal: int
    aantal_is_minstens: bool
    heeft_volgende: bool

    def __iter__(self):
        return iter(self.rijen)

    def __len__(self):
        return len(self.rijen)

    @property
    def vorige(self) -> int | None:
        return self.nummer - 1 if self.nummer > 1 else None

    @property
    def volgende(self) -> int | None:
        return self.nummer + 1 if self.heeft_volgende else None

    @property
    def laatste(self) -> int | None:
        """The number of the last page, when that is known."""
        return None if self.aantal_is_minstens else max(1, -(-self.aantal // self.per))

    @property
    def eerste_rij(self) -> int:
        return (self.nummer - 1) * self.per + 1 if self.rijen else 0

    @property
    def laatste_rij(self) -> int:
        return (self.nummer - 1) * self.per + len(self.rijen)

    @cached_property
    def nummers(self) -> list[int | None]:
        """Page numbers to show around this one; None stands for a gap."""
        eind = self.laatste or self.nummer + (2 if self.heeft_volgende else 0)
        rond = sorted({1, *range(max(1, self.nummer - 2), min(eind, self.nummer + 2) + 1), *([self.laatste] if self.laatste else [])})
        uit: list[int | None] = []
        for nummer in rond:
            if uit and uit[-1] is not None and nummer - uit[-1] > 1:
                uit.append(None)
            uit.append(nummer)
        return uit


def gevraagde_pagina(request: HttpRequest) -> int:
    """The number that `?pagina=` names; 1 when it is unreadable or too low."""
    gevraagd = request.GET.get("pagina", "1")
    return max(1, int(gevraagd)) if gevraagd.isascii() and gevraagd.isdigit() and 0 < len(gevraagd) < 8 else 1


def blader(request: HttpRequest, rijen: QuerySet, per: int = 20) -> Pagina:
    """The page that `?pagina=` names; an unreadable, too low or empty page becomes the first."""
    nummer = gevraagde_pagina(request)
    stuk = list(rijen[(nummer - 1) * per : nummer * per + 1])
    if not stuk and nummer > 1:
        nummer, stuk = 1, list(rijen[: per + 1])
    heeft_volgende = len(stuk) > per
    aantal = (nummer - 1) * per + len(stuk)
    if heeft_volgende:
        # In the same order: the index that leads to the page then leads to these too.
        aantal = max(aantal, rijen[: TEL_TOT + 1].count())
    return Pagina(stuk[:per], nummer, per, aantal, heeft_volgende and aantal > TEL_TOT, heeft_volgende)
