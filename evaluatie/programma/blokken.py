"""The programme as a plain tree: parts with blocks. What page, PDF and ODT say follows from it alone, so that they say the same.

A tree can be kept as JSON and read again (`als_json`, `uit_json`). Every picture carries what it shows in words.
"""

from dataclasses import asdict, dataclass, field
from itertools import groupby, takewhile
from typing import ClassVar

# A table of no more rows and signs than this stays on one sheet; a larger one would leave a gap on the sheet before.
HEEL_TOT_RIJEN, HEEL_TOT_TEKENS = 7, 900
# A table of more rows is folded on a small screen.
KORT_OP_SCHERM = 4
# The parts that a page shows whole: what the college must have read.
HEEL_OP_SCHERM = {"samenvatting", "tegenspraak"}
# A paragraph of no more signs than this stays with one that leads in a table.
KORT = 120


@dataclass(frozen=True)
class Kop:
    """A heading within a part."""

    soort: ClassVar = "kop"
    tekst: str

    def regels(self) -> list[str]:
        return [self.tekst]


@dataclass(frozen=True)
class Alinea:
    soort: ClassVar = "alinea"
    tekst: str

    def regels(self) -> list[str]:
        return [self.tekst]


@dataclass(frozen=True)
class Lijst:
    soort: ClassVar = "lijst"
    punten: list[str]

    def regels(self) -> list[str]:
        return list(self.punten)


@dataclass(frozen=True)
class Onderbouwd:
    """Points, each with what it rests on: in words, with the key by which a page finds its address in `paden` (never kept with a version)."""

    soort: ClassVar = "onderbouwd"
    punten: list[tuple[str, list[tuple[str, int]]]]
    paden: dict[str, str] = field(default_factory=dict)

    def regels(self) -> list[str]:
        return [regel for tekst, gronden in self.punten for regel in (tekst, berust_op(gronden)) if regel]

    def met_paden(self) -> list[tuple[str, list[tuple[str, str]]]]:
        return [(tekst, [(woorden, self.paden.get(str(sleutel), "")) for woorden, sleutel in gronden]) for tekst, gronden in self.punten]


def berust_op(gronden: list[tuple[str, int]]) -> str:
    """`Dit berust op: 3 antwoorden …; …`, or nothing."""
    return f"Dit berust op: {'; '.join(woorden for woorden, _ in gronden)}" if gronden else ""


def _past(rijen: list) -> bool:
    """Whether a table is so small that it stays on one sheet: with more, a sheet would be left half empty."""
    return len(rijen) <= HEEL_TOT_RIJEN and sum(len(str(cel)) for rij in rijen for cel in rij) <= HEEL_TOT_TEKENS


@dataclass(frozen=True)
class Tabel:
    """`getallen`: the numbers of the columns that are aligned right. The first cell of a row is its heading."""

    soort: ClassVar = "tabel"
    titel: str
    kolommen: list[str]
    rijen: list[list[str]]
    getallen: list[int]

    def regels(self) -> list[str]:
        return [self.titel, " | ".join(self.kolommen), *(" | ".join(rij) for rij in self.rijen)]

    @property
    def blijft_heel(self) -> bool:
        return _past(self.rijen)

    @property
    def is_lang(self) -> bool:
        """Whether a small screen shows it folded."""
        return len(self.rijen) > KORT_OP_SCHERM

    def koppen(self) -> list[tuple[str, bool]]:
        """The columns, and whether each is of numbers."""
        return [(kolom, n in self.getallen) for n, kolom in enumerate(self.kolommen)]

    def cellen(self) -> list[list[tuple[str, bool, str]]]:
        """The rows, each cell with its column."""
        return [[(*kop, cel) for kop, cel in zip(self.koppen(), rij, strict=True)] for rij in self.rijen]


@dataclass(frozen=True)
class Grafiek:
    """Bars beside one another: `staven` are (label, value, value in words). Drawn in a table that says the same.

    `vol`: the value of a whole bar, such as 100 of 100; 0: the highest value there is.
    """

    soort: ClassVar = "grafiek"
    titel: str
    kop: str
    eenheid: str
    staven: list[tuple[str, int, str]]
    vol: int = 0

    def regels(self) -> list[str]:
        return [self.titel, f"{self.kop} | {self.eenheid}", *(f"{label} | {tekst}" for label, _, tekst in self.staven)]

    @property
    def blijft_heel(self) -> bool:
        return _past(self.staven)

    def lengtes(self) -> list[float]:
        """How long each bar is, 0-100."""
        meest = self.vol or max((waarde for _, waarde, _ in self.staven), default=0)
        return [round(100 * max(waarde, 0) / meest, 1) if meest > 0 else 0 for _, waarde, _ in self.staven]

    def rijen(self) -> list[tuple[str, str, float]]:
        """The rows of its table: label, value in words, length of its bar."""
        return [(label, tekst, lengte) for (label, _, tekst), lengte in zip(self.staven, self.lengtes(), strict=True)]


@dataclass(frozen=True)
class Kaart:
    """The boundary and points as `wijk.geo.omtrek` draws them, 100 wide; `uitleg` says in words what it shows.

    With a `legenda` the points are numbered: its lines, in the order of the points, begin with the number.
    """

    soort: ClassVar = "kaart"
    titel: str
    uitleg: str
    pad: str
    hoogte: str
    punten: list[tuple[str, str]]
    legenda: list[str] = field(default_factory=list)

    def regels(self) -> list[str]:
        return [self.titel, self.uitleg, *self.legenda]


Blok = Kop | Alinea | Lijst | Onderbouwd | Tabel | Grafiek | Kaart
SOORTEN = {soort.soort: soort for soort in (Kop, Alinea, Lijst, Onderbouwd, Tabel, Grafiek, Kaart)}


@dataclass(frozen=True)
class Deel:
    sleutel: str
    kop: str
    blokken: list[Blok]

    def regels(self) -> list[str]:
        """Every line of it: what two versions are compared by."""
        return [regel for blok in self.blokken for regel in blok.regels()]

    @property
    def kern(self) -> list[Blok]:
        """What a page shows at once: its text, up to the first heading, table or picture."""
        return self.blokken[: len(self.blokken) - len(self.rest)]

    @property
    def rest(self) -> list[Blok]:
        """What a page folds."""
        tekst = list(takewhile(lambda blok: isinstance(blok, Alinea | Lijst), self.blokken))
        return [] if self.sleutel in HEEL_OP_SCHERM else self.blokken[len(tekst) :]

    def met_volgende(self) -> list[tuple[Blok, bool]]:
        """The blocks, and whether each is a paragraph that belongs on one sheet with what comes after it: it leads in a table or picture.

        So does a short one before it.
        """
        uit, na, na_plakt = [], None, False
        for blok in reversed(self.blokken):
            leidt_in = isinstance(na, Tabel | Grafiek | Kaart) or (na_plakt and len(getattr(blok, "tekst", "")) <= KORT)
            na, na_plakt = blok, isinstance(blok, Alinea) and leidt_in
            uit.append((blok, na_plakt))
        return uit[::-1]


@dataclass(frozen=True)
class Document:
    titel: str
    onder: str
    delen: list[Deel]

    def als_json(self) -> dict:
        return {
            "titel": self.titel,
            "onder": self.onder,
            "delen": [
                {"sleutel": deel.sleutel, "kop": deel.kop, "blokken": [{"soort": blok.soort, **asdict(blok)} for blok in deel.blokken]}
                for deel in self.delen
            ],
        }

    @classmethod
    def uit_json(cls, boom: dict) -> "Document":
        """KeyError or TypeError for a tree that `als_json` did not make."""
        return cls(boom["titel"], boom["onder"], [Deel(d["sleutel"], d["kop"], [_blok(b) for b in d["blokken"]]) for d in boom["delen"]])


def _blok(rij: dict) -> Blok:
    return SOORTEN[rij["soort"]](**{naam: waarde for naam, waarde in rij.items() if naam != "soort"})


def alineas(tekst: str) -> list[Alinea | Lijst]:
    """A text that somebody typed: every line with something on it is a paragraph; lines that begin with `- ` are a list."""
    blokken: list[Alinea | Lijst] = []
    getypt = [regel.strip() for regel in tekst.splitlines() if regel.strip()]
    for is_punt, groep in groupby(getypt, lambda regel: regel.startswith("- ")):
        regels = list(groep)
        blokken += [Lijst([regel[2:].strip() for regel in regels])] if is_punt else map(Alinea, regels)
    return blokken


def tabel(titel: str, kolommen: list[str], rijen: list[list], *, getallen: tuple[int, ...] = ()) -> list[Tabel]:
    """A table of values as people read them; none when it has no rows."""
    return [Tabel(titel, kolommen, [[str(cel) for cel in rij] for rij in rijen], list(getallen))] if rijen else []
