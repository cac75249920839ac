"""How the programme looks as OpenDocument text: headings without numbers, tables whose rows stay whole, page numbers, and Dutch throughout."""

from collections.abc import Iterator

from odfdo import Document as Odt
from odfdo import Element

from evaluatie.programma.breedte import BLAD

GROEN, GRIJS = "#17473a", "#7d8782"
KOPPEN = {1: "22pt", 2: "15pt", 3: "12pt"}


def zet_stijlen(odt: Odt) -> None:
    """Put the styles that `odt.py` names in a document, and a page number at the foot of every sheet."""
    for stijl in _eigen():
        odt.insert_style(Element.from_tag(stijl), automatic=True)
    stijlen = odt.styles
    for niveau in stijlen.get_elements("//text:outline-level-style"):  # odfdo's template numbers its headings
        niveau.set_attribute("style:num-format", "")
        niveau.set_attribute("style:num-suffix", None)
        niveau.set_attribute("loext:num-list-format", None)
    for letters in stijlen.get_elements("//style:default-style/style:text-properties"):
        letters.set_attribute("fo:language", "nl")
        letters.set_attribute("fo:country", "NL")
    for niveau, hoog in KOPPEN.items():
        for letters in stijlen.get_elements(f'//style:style[@style:name="Heading_20_{niveau}"]/style:text-properties'):
            letters.set_attribute("fo:font-size", hoog)
            letters.set_attribute("fo:font-style", "normal")
            letters.set_attribute("fo:color", GROEN)
    _voet(odt)


def kolomstijl(odt: Odt, cm: float) -> str:
    """The name of the style of a column that is so wide; made when the document has none yet."""
    naam = f"wp-kolom-{round(100 * cm)}"
    if odt.get_style("table-column", naam) is None:
        odt.insert_style(Element.from_tag(_van_tabel(naam, "table-column", f'style:column-width="{cm:.2f}cm"')), automatic=True)
    return naam


def _voet(odt: Odt) -> None:
    """The title and `3 / 12` in the middle at the foot of every page."""
    stijlen = odt.styles
    for opmaak in stijlen.get_elements("//style:page-layout"):
        for voet in opmaak.get_elements("style:footer-style"):
            opmaak.delete(voet)
        opmaak.append(
            Element.from_tag('<style:footer-style><style:header-footer-properties fo:min-height="0.6cm" fo:margin-top="0.5cm"/></style:footer-style>')
        )
    stijlen.get_element("//office:automatic-styles").append(Element.from_tag(_alinea("wp-voet", 'fo:text-align="center"')))
    nummers = "<text:title/> · <text:page-number/> / <text:page-count/>"
    for blad in stijlen.get_elements("//style:master-page"):
        blad.append(Element.from_tag(f'<style:footer><text:p text:style-name="wp-voet">{nummers}</text:p></style:footer>'))


def _alinea(naam: str, alinea: str, letters: str = "") -> str:
    eigenschappen = f"<style:paragraph-properties {alinea}/><style:text-properties {letters}/>"
    return f'<style:style style:name="{naam}" style:family="paragraph" style:parent-style-name="Text_20_body">{eigenschappen}</style:style>'


def _van_tabel(naam: str, soort: str, eigenschappen: str) -> str:
    """`soort`: table, table-column, table-row or table-cell."""
    return f'<style:style style:name="{naam}" style:family="{soort}"><style:{soort}-properties {eigenschappen}/></style:style>'


def _eigen() -> Iterator[str]:
    strak, vet, bij_volgende = 'fo:margin-top="0cm" fo:margin-bottom="0cm"', 'fo:font-weight="bold"', 'fo:keep-with-next="always"'
    yield _alinea("wp-bijschrift", f'fo:margin-top="0.4cm" fo:margin-bottom="0.15cm" {bij_volgende}', vet)
    yield _alinea("wp-beeld", bij_volgende)
    yield _alinea("wp-inleiding", bij_volgende)
    yield _alinea("wp-cel", strak, 'fo:font-size="10pt"')
    yield _alinea("wp-getal", f'{strak} fo:text-align="end"', 'fo:font-size="10pt"')
    yield _alinea("wp-celkop", f"{strak} {bij_volgende}", f'{vet} fo:font-size="10pt"')
    yield _alinea("wp-getalkop", f'{strak} {bij_volgende} fo:text-align="end"', f'{vet} fo:font-size="10pt"')
    for naam, mag_breken in (("wp-tabel", "true"), ("wp-heel", "false")):
        op_blad = f'fo:margin-bottom="0.4cm" style:may-break-between-rows="{mag_breken}"'
        yield _van_tabel(naam, "table", f'style:width="{BLAD}cm" table:align="margins" {op_blad}')
    yield _van_tabel("wp-rij", "table-row", 'fo:keep-together="always"')
    ruimte = 'fo:padding-top="0.1cm" fo:padding-bottom="0.1cm" fo:padding-left="0.15cm" fo:padding-right="0.15cm"'
    yield _van_tabel("wp-vak", "table-cell", f'{ruimte} fo:border="none" fo:border-bottom="0.5pt solid {GRIJS}"')
    yield _van_tabel("wp-kopvak", "table-cell", f'{ruimte} fo:border="none" fo:border-bottom="1pt solid {GROEN}"')
