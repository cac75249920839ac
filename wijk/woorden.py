"""Values, numbers and days as people read them."""

import re
import textwrap
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.utils import formats, timezone
from django.utils.text import Truncator

from wijk.bedrag import Bedrag, BedragField

GEEN_ADRES = "Dit is geen e-mailadres. Een e-mailadres ziet er zo uit: naam@voorbeeld.nl."


def datum(dag: date | datetime | None) -> str:
    """`14 maart 2026`, in Dutch time; nothing for None."""
    if dag is None:
        return ""
    return formats.date_format(timezone.localtime(dag) if isinstance(dag, datetime) else dag, "j F Y")


def stuks(aantal: int, een: str, meer: str) -> str:
    """`1 idee`, `1.795 ideeën`"""
    return f"{Bedrag.cijfers(aantal)} {een if aantal == 1 else meer}"


def hoofdletter(tekst: str) -> str:
    """Begins with a capital, which has no accent in Dutch for stress: `één keer` gives `Eén keer`."""
    return "E" + tekst[1:] if tekst.startswith("é") else tekst[:1].upper() + tekst[1:]


def lijst(delen: Iterable[str]) -> str:
    """`a, b en c`"""
    *eerst, laatst = list(delen) or [""]
    return f"{', '.join(eerst)} en {laatst}" if eerst else laatst


def leesbaar(waarde) -> str:
    """`ja`, `14 maart 2026`, `14 maart 2026, 10.00 uur`; anything else as it says itself."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, datetime):
        return formats.date_format(timezone.localtime(waarde), r"j F Y, H.i \u\u\r")
    if isinstance(waarde, date):
        return datum(waarde)
    return str(waarde)


def uren(aantal) -> str:
    """`160 uur`, `2,25 uur`"""
    return f"{Decimal(aantal):.2f}".rstrip("0").rstrip(".").replace(".", ",") + " uur"


ISO_DATUM = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d.*)?")
GETAL = re.compile(r"-?\d+\.\d\d?")  # three digits behind a point are thousands, as people write them


def met_punt(tekst: str) -> str:
    """A sentence that another one can follow: ends with a full stop where it ended with nothing."""
    tekst = tekst.strip()
    return tekst if not tekst or tekst[-1] in ".!?…:" else f"{tekst}."


# What people write in front of a name.
TITELS = frozenset("dhr dhr. dr. drs. familie fam fam. heer ing. ir. meneer mevr mevr. mevrouw mr. mw mw. prof.".split())


def aanhef(naam: str) -> str:
    """`Beste mevrouw De Wit,`: a title in front of a name has no capital there; `Beste buurtgenoot,` when we have no name."""
    naam = naam.strip()
    if naam.lower().startswith("de heer "):
        naam = naam[3:]
    eerst, spatie, rest = naam.partition(" ")
    if spatie and eerst.lower() in TITELS:
        naam = f"{eerst.lower()} {rest}"
    return f"Beste {naam or 'buurtgenoot'},"


def ingekort(tekst: str, tekens: int) -> str:
    """On one line and no longer than so many characters; cut between words where that is possible."""
    return textwrap.shorten(tekst, tekens, placeholder="…") if " " in tekst[:tekens] else Truncator(tekst).chars(tekens)


def dubbelepunt(tekst: str) -> str:
    """A label before what it is about: `Naam:`, but `Waar is het?` as it is."""
    return tekst if not tekst or tekst[-1] in ".!?…:" else f"{tekst}:"


def wijziging(model: type[models.Model] | None, naam: str, van, naar, tekens: int | None = None) -> str:
    """What changed in one field, from the log's JSON: `Naam: van Licht naar Lampen`. A text that the log does not keep: `Tekst: gewijzigd`.

    `tekens`: how many characters of each value there may be; None for all.
    """
    veld = next((v for v in model._meta.get_fields() if v.name == naam), None) if model else None
    kop = str(getattr(veld, "verbose_name", "") or naam.replace("_", " "))
    kop = f"{kop[:1].upper()}{kop[1:]}"
    if van == naar == "…":
        return f"{kop}: gewijzigd"
    van, naar = (_uit_log(veld, een) if tekens is None else ingekort(_uit_log(veld, een), tekens) for een in (van, naar))
    return f"{kop}: van {van} naar {naar}"


def _uit_log(veld, waarde) -> str:
    if waarde in (None, "", []) and waarde is not False:
        return "leeg"
    if isinstance(waarde, list):
        return ", ".join(str(een) for een in waarde)
    if isinstance(veld, BedragField):
        return str(Bedrag(waarde))
    if keuzes := dict(getattr(veld, "flatchoices", None) or []):
        return str(keuzes.get(waarde, waarde))
    if isinstance(waarde, str) and ISO_DATUM.fullmatch(waarde):
        try:
            return leesbaar(datetime.fromisoformat(waarde) if len(waarde) > 10 else date.fromisoformat(waarde))
        except ValueError:
            return waarde
    if isinstance(waarde, float) or (isinstance(waarde, str) and GETAL.fullmatch(waarde)):
        return str(waarde).replace(".", ",")
    return leesbaar(waarde)
