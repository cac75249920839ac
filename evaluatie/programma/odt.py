"""The programme as OpenDocument text: real headings, lists and tables, in Dutch, that any word processor can go on with."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document as Odt
from odfdo import Element

from evaluatie.programma.blokken import Alinea, Blok, Document, Grafiek, Kaart, Kop, Lijst, Onderbouwd, Tabel, berust_op
from evaluatie.programma.breedte import breedtes
from evaluatie.programma.odtstijl import GROEN, kolomstijl, zet_stijlen
from evaluatie.programma.tekenen import kaart_svg

SOORT = "application/vnd.oasis.opendocument.text"
# How long the longest bar of a chart is, in cm.
STAAF = 5
# What XML 1.0 cannot hold; a text that somebody typed may.
_NIET_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def als_odt(document: Document, datum: date) -> bytes:
    """The programme as an ODT file."""
    odt = Odt("text")
    odt.language = "nl-NL"
    odt.meta.title = document.titel
    moment = datetime.combine(datum, time(12))
    odt.meta.creation_date = odt.meta.date = moment
    zet_stijlen(odt)
    odt.body.clear()
    for stuk in _stukken(document, odt):
        odt.body.append(Element.from_tag(stuk))
    uit = io.BytesIO()
    odt.save(uit)
    return uit.getvalue()


def _tekst(tekst: str) -> str:
    return escape(_NIET_IN_XML.sub("", tekst)).replace("\n", "<text:line-break/>")


def _p(tekst: str, stijl: str = "Text_20_body") -> str:
    return f'<text:p text:style-name="{stijl}">{_tekst(tekst)}</text:p>'


def _kop(niveau: int, tekst: str) -> str:
    return f'<text:h text:style-name="Heading_20_{niveau}" text:outline-level="{niveau}">{_tekst(tekst)}</text:h>'


def _stukken(document: Document, odt: Odt) -> Iterator[str]:
    """The body, piece by piece, as XML."""
    yield _kop(1, document.titel)
    yield _p(document.onder)
    nummer = 0
    for deel in document.delen:
        yield _kop(2, deel.kop)
        for blok, plakt in deel.met_volgende():
            nummer += 1
            yield from _blok(blok, nummer, odt, plakt=plakt)


def _blok(blok: Blok, nummer: int, odt: Odt, *, plakt: bool) -> Iterator[str]:
    match blok:
        case Kop(tekst):
            yield _kop(3, tekst)
        case Alinea(tekst):
            yield _p(tekst, "wp-inleiding" if plakt else "Text_20_body")
        case Lijst(punten):
            yield _lijst([[punt] for punt in punten])
        case Onderbouwd(punten):
            yield _lijst([[punt, berust_op(gronden)] for punt, gronden in punten])
        case Tabel():
            yield _p(blok.titel, "wp-bijschrift")
            rijen = [_cellen(rij, blok.getallen) for rij in blok.rijen]
            yield _tabel(odt, nummer, blok.kolommen, rijen, blok.getallen, breedtes(blok), blok.blijft_heel)
        case Grafiek():
            yield _p(blok.titel, "wp-bijschrift")
            yield _grafiek(odt, nummer, blok)
        case Kaart():
            yield _p(blok.titel, "wp-bijschrift")
            yield _beeld(odt, nummer, kaart_svg(blok), blok.titel, blok.uitleg, 104, float(blok.hoogte) + 4, 9)
            yield _p(blok.uitleg)
            yield from map(_p, blok.legenda)


def _lijst(punten: list[list[str]]) -> str:
    """Points, each of one or more paragraphs."""
    rijen = ["".join(_p(alinea) for alinea in punt if alinea) for punt in punten]
    return f"<text:list>{''.join(f'<text:list-item>{rij}</text:list-item>' for rij in rijen)}</text:list>"


def _cellen(rij: list[str], getallen: list[int]) -> list[str]:
    return [_p(cel, "wp-getal" if n in getallen else "wp-cel") for n, cel in enumerate(rij)]


def _rij(cellen: list[str], vak: str) -> str:
    gevuld = "".join(f'<table:table-cell table:style-name="{vak}" office:value-type="string">{cel}</table:table-cell>' for cel in cellen)
    return f'<table:table-row table:style-name="wp-rij">{gevuld}</table:table-row>'


def _tabel(odt: Odt, nummer: int, kolommen: list[str], rijen: list[list[str]], getallen: list[int], breed: list[float], heel: bool) -> str:
    """A table of cells that are paragraphs; its heading is repeated on every page."""
    stijlen = [kolomstijl(odt, een) for een in breed]
    breedtes = "".join(f'<table:table-column table:style-name="{stijl}"/>' for stijl in stijlen)
    kop = _rij([_p(kolom, "wp-getalkop" if n in getallen else "wp-celkop") for n, kolom in enumerate(kolommen)], "wp-kopvak")
    stijl = "wp-heel" if heel else "wp-tabel"
    return (
        f'<table:table table:name="Tabel {nummer}" table:style-name="{stijl}">{breedtes}<table:table-header-rows>{kop}</table:table-header-rows>'
        f"{''.join(_rij(rij, 'wp-vak') for rij in rijen)}</table:table>"
    )


def _grafiek(odt: Odt, nummer: int, blok: Grafiek) -> str:
    """A table that says everything, with a bar behind each value; one picture, drawn as long as it must be."""
    staaf = f'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10" fill="{GROEN}"/></svg>'
    naam = _bestand(odt, staaf)
    rijen = [
        [
            *_cellen([label, tekst], [1]),
            _kader(naam, f"Staaf {nummer}.{n}", f"Staaf: {label}", f"Zo lang als {tekst}.", max(lengte * STAAF / 100, 0.05), 0.35, "wp-cel"),
        ]
        for n, (label, tekst, lengte) in enumerate(blok.rijen(), start=1)
    ]
    return _tabel(odt, nummer, [blok.kop, blok.eenheid, ""], rijen, [1], [7.5, 4, 5.5], blok.blijft_heel)


def _bestand(odt: Odt, svg: str) -> str:
    """Put a picture in the file; gives its name there."""
    naam = odt.add_file(io.BytesIO(svg.encode()))
    odt.manifest.set_media_type(naam, "image/svg+xml")
    return naam


def _beeld(odt: Odt, nummer: int, svg: str, titel: str, uitleg: str, breed: float, hoog: float, cm: float) -> str:
    """A picture in a paragraph of its own, at most so many cm wide and high."""
    schaal = min(cm / breed, cm / hoog)
    return _kader(_bestand(odt, svg), f"Beeld {nummer}", titel, uitleg, breed * schaal, hoog * schaal, "wp-beeld")


def _kader(bestand: str, naam: str, titel: str, uitleg: str, breed: float, hoog: float, stijl: str) -> str:
    """A picture of so many cm, that says what it shows to who cannot see it."""
    return (
        f'<text:p text:style-name="{stijl}"><draw:frame draw:name="{naam}" text:anchor-type="as-char" '
        f'svg:width="{breed:.2f}cm" svg:height="{hoog:.2f}cm">'
        f'<draw:image xlink:href={quoteattr(bestand)} xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        f"<svg:title>{_tekst(titel)}</svg:title><svg:desc>{_tekst(uitleg)}</svg:desc></draw:frame></text:p>"
    )
