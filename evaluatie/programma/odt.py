"""The programme as OpenDocument text: real headings, lists and tables, in Dutch, that any word processor can go on with."""

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document as Odt
from odfdo import Element, Style

from evaluatie.programma.blokken import Alinea, Blok, Document, Grafiek, Kaart, Kop, Lijst, Tabel
from evaluatie.programma.tekenen import HOOG, kaart_svg, staven_svg

SOORT = "application/vnd.oasis.opendocument.text"
# What XML 1.0 cannot hold; a text that somebody typed may.
_NIET_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def als_odt(document: Document, datum: date) -> bytes:
    """The programme as an ODT file."""
    odt = Odt("text")
    odt.language = "nl-NL"
    odt.meta.title = document.titel
    moment = datetime.combine(datum, time(12))
    odt.meta.creation_date = odt.meta.date = moment
    _stijlen(odt)
    odt.body.clear()
    for stuk in _stukken(document, odt):
        odt.body.append(Element.from_tag(stuk))
    uit = io.BytesIO()
    odt.save(uit)
    return uit.getvalue()


def _stijlen(odt: Odt) -> None:
    odt.insert_style(Style("paragraph", name="wp-getal", area="paragraph", align="right"), automatic=True)
    odt.insert_style(Style("paragraph", name="wp-vet", area="text", bold=True), automatic=True)
    odt.insert_style(Style("paragraph", name="wp-bijschrift", area="text", bold=True), automatic=True)


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
        for blok in deel.blokken:
            nummer += 1
            yield from _blok(blok, nummer, odt)


def _blok(blok: Blok, nummer: int, odt: Odt) -> Iterator[str]:
    match blok:
        case Kop(tekst):
            yield _kop(3, tekst)
        case Alinea(tekst):
            yield _p(tekst)
        case Lijst(punten):
            yield f"<text:list>{''.join(f'<text:list-item>{_p(punt)}</text:list-item>' for punt in punten)}</text:list>"
        case Tabel():
            yield _p(blok.titel, "wp-bijschrift")
            yield _tabel(nummer, blok.kolommen, blok.rijen, blok.getallen)
        case Grafiek():
            yield _p(blok.titel, "wp-bijschrift")
            yield _beeld(odt, nummer, staven_svg(blok), blok.titel, "De getallen staan in de tabel hieronder.", 100, HOOG * len(blok.staven))
            yield _tabel(nummer, [blok.kop, blok.eenheid], [[label, tekst] for label, _, tekst in blok.staven], [1])
        case Kaart():
            yield _p(blok.titel, "wp-bijschrift")
            yield _beeld(odt, nummer, kaart_svg(blok), blok.titel, blok.uitleg, 104, float(blok.hoogte) + 4)
            yield _p(blok.uitleg)


def _rij(cellen: list[str], stijlen: list[str]) -> str:
    gevuld = "".join(
        f'<table:table-cell office:value-type="string">{_p(cel, stijl)}</table:table-cell>' for cel, stijl in zip(cellen, stijlen, strict=True)
    )
    return f"<table:table-row>{gevuld}</table:table-row>"


def _tabel(nummer: int, kolommen: list[str], rijen: list[list[str]], getallen: list[int]) -> str:
    stijlen = ["wp-getal" if n in getallen else "Text_20_body" for n in range(len(kolommen))]
    return (
        f'<table:table table:name="Tabel {nummer}"><table:table-column table:number-columns-repeated="{len(kolommen)}"/>'
        f"<table:table-header-rows>{_rij(kolommen, ['wp-vet'] * len(kolommen))}</table:table-header-rows>"
        f"{''.join(_rij(rij, stijlen) for rij in rijen)}</table:table>"
    )


def _beeld(odt: Odt, nummer: int, svg: str, titel: str, uitleg: str, breed: float, hoog: float) -> str:
    """A picture in a paragraph of its own, 9 cm wide (or less high than 9), that says what it shows to who cannot see it."""
    naam = odt.add_file(io.BytesIO(svg.encode()))
    odt.manifest.set_media_type(naam, "image/svg+xml")
    schaal = min(9 / breed, 9 / hoog)
    return (
        f'<text:p text:style-name="Text_20_body"><draw:frame draw:name="Beeld {nummer}" text:anchor-type="as-char" '
        f'svg:width="{breed * schaal:.2f}cm" svg:height="{hoog * schaal:.2f}cm">'
        f'<draw:image xlink:href={quoteattr(naam)} xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        f"<svg:title>{_tekst(titel)}</svg:title><svg:desc>{_tekst(uitleg)}</svg:desc></draw:frame></text:p>"
    )
