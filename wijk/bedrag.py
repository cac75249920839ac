"""Money: integer cents in the program and the database, Dutch notation for people."""

import re
from typing import Self

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models

# 99.999.999,99 euro: far above any wijkbudget, far below what a BIGINT or a float would mangle.
HOOGSTE = 9_999_999_999

_DUTCH = re.compile(r"(?P<euro>\d{1,3}(?:[. ]\d{3})+|\d+)(?:,(?P<cent>\d{1,2}|--?))?", re.ASCII)

_IN_TEKST = re.compile(r"€\s?(\d[\d.]*(?:,\d{2})?)")


class BedragFout(ValueError):
    """What was typed is not an amount; `str()` is the Dutch sentence for beside the field."""


class Bedrag(int):
    """An amount in cents. `Bedrag("1.250,50")` reads what a person types, `Bedrag(125050)` takes cents; `str()` gives `€ 1.250,50`.

    BedragFout when the text is not a Dutch amount, or when it can mean two things (`1250.50`).
    Between the sign and the digits stands a space that does not break.
    """

    def __new__(cls, waarde: "int | str" = 0) -> Self:
        return super().__new__(cls, cls._cents(waarde) if isinstance(waarde, str) else waarde)

    @staticmethod
    def _cents(tekst: str) -> int:
        kaal = tekst.strip().removeprefix("€").replace("\u00a0", " ").replace("\u202f", " ").strip()
        if kaal.startswith(("-", "\u2212", "+")):
            raise BedragFout(f"“{tekst}” heeft een plus of min. Vul een bedrag in zonder teken, bijvoorbeeld 1.250,50.")
        if gevonden := _DUTCH.fullmatch(kaal):
            euro = int(re.sub(r"[. ]", "", gevonden["euro"])) if len(gevonden["euro"]) < 20 else HOOGSTE
            cent = gevonden["cent"] or "0"
            cents = euro * 100 + (0 if cent.startswith("-") else int(cent.ljust(2, "0")))
            if cents > HOOGSTE:
                raise BedragFout(f"“{tekst}” is te groot. Het hoogste bedrag is {Bedrag(HOOGSTE)}.")
            return cents
        if re.fullmatch(r"[0-9]+\.[0-9]{1,2}", kaal):
            euro, cent = kaal.split(".")
            komma, punt = f"{euro},{cent}", f"{euro}{cent}"
            raise BedragFout(f"Wat bedoelt u met “{tekst}”? Schrijf {komma} met een komma voor centen, of {punt} zonder punt voor hele euro’s.")
        raise BedragFout(f"“{tekst}” is geen bedrag. Vul alleen cijfers in, met een komma voor de centen: 1.250,50.")

    def __str__(self) -> str:
        euro, cent = divmod(abs(int(self)), 100)
        minus = "\u2212" if self < 0 else ""
        return f"{minus}€\N{NO-BREAK SPACE}{self.cijfers(euro)},{cent:02d}"

    @staticmethod
    def cijfers(getal: int) -> str:
        return f"{getal:,}".replace(",", ".")

    def kort(self) -> str:
        """Without cents when there are none: `€ 50.000`."""
        return str(self).removesuffix(",00")

    def invoer(self) -> str:
        """As it stands in a form field: `1.250,50`."""
        return str(self).removeprefix("€\N{NO-BREAK SPACE}")

    def __repr__(self) -> str:
        return f"Bedrag({int(self)})"

    def __format__(self, spec: str) -> str:
        return str(self) if not spec else super().__format__(spec)

    def __add__(self, ander) -> "Bedrag":
        return Bedrag(int(self) + int(ander))

    __radd__ = __add__

    def __sub__(self, ander) -> "Bedrag":
        return Bedrag(int(self) - int(ander))

    def __rsub__(self, ander) -> "Bedrag":
        return Bedrag(int(ander) - int(self))

    def __neg__(self) -> "Bedrag":
        return Bedrag(-int(self))


def bedragen_in(tekst: str) -> set[Bedrag]:
    """The amounts that a text names with a euro sign; what is no amount is left out."""
    uit = set()
    for gevonden in _IN_TEKST.findall(tekst):
        try:
            uit.add(Bedrag(gevonden.rstrip(".")))
        except BedragFout:
            continue
    return uit


class BedragFormField(forms.Field):
    """Reads an amount as people in the Netherlands write it; gives a Bedrag, or None when left empty."""

    def __init__(self, *, min_value: int | None = 1, max_value: int | None = None, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)
        self.min_cents, self.max_cents = min_value, max_value

    def prepare_value(self, value):
        return value.invoer() if isinstance(value, Bedrag) else value

    def to_python(self, value):
        tekst = "" if value is None else str(value).strip()
        if not tekst:
            return None
        try:
            bedrag = value if isinstance(value, Bedrag) else Bedrag(tekst[:60])
        except BedragFout as fout:
            raise ValidationError(str(fout)) from fout
        if self.min_cents is not None and bedrag < self.min_cents:
            raise ValidationError(f"“{tekst}” is te laag. Vul een bedrag in van {Bedrag(self.min_cents)} of meer.")
        if self.max_cents is not None and bedrag > self.max_cents:
            raise ValidationError(f"“{tekst}” is te hoog. Vul een bedrag in tot en met {Bedrag(self.max_cents)}.")
        return bedrag

    def has_changed(self, initial, data):
        try:
            return initial != self.to_python(data)
        except ValidationError:
            return True


class BedragField(models.BigIntegerField):
    """Cents in the database, a Bedrag in the program."""

    def from_db_value(self, value, expression, connection):
        return None if value is None else Bedrag(int(value))

    def to_python(self, value):
        return None if value is None else Bedrag(super().to_python(value))

    def formfield(self, **kwargs):
        minst = next((v.limit_value for v in self.validators if isinstance(v, MinValueValidator) and v.limit_value > 0), 0)
        return models.Field.formfield(self, **{"form_class": BedragFormField, "min_value": minst, **kwargs})
