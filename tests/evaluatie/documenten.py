"""What a reader finds in a document: the text of a PDF, an ODT or a page, without space between the words."""

import io
import re
from html.parser import HTMLParser

import pikepdf
from odfdo import Document as Odt

CMAP_TEKEN = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
CMAP_REEKS = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def kaal(tekst: str) -> str:
    return re.sub(r"\s+", "", tekst)


def _tekens(font) -> dict[int, str]:
    """From the code of a glyph to its text, by the font's own ToUnicode table."""
    tabel = font.ToUnicode.read_bytes().decode("latin-1")
    uit = {}
    for blok in re.findall(r"beginbfchar(.*?)endbfchar", tabel, re.S):
        uit |= {int(a, 16): bytes.fromhex(b).decode("utf-16-be") for a, b in CMAP_TEKEN.findall(blok)}
    for blok in re.findall(r"beginbfrange(.*?)endbfrange", tabel, re.S):
        for a, b, c in CMAP_REEKS.findall(blok):
            uit |= {int(a, 16) + n: chr(int(c, 16) + n) for n in range(int(b, 16) - int(a, 16) + 1)}
    return uit


def pdf_tekst(inhoud: bytes, *, met_voet: bool = False) -> str:
    """Everything that a screen reader reads, in order: page numbers and repeated headings are marked as artifacts and left out, and a
    picture is read by its alternative, which stands below it too."""
    uit = []
    with pikepdf.open(io.BytesIO(inhoud)) as pdf:
        for bladzijde in pdf.pages:
            fonts = {naam: _tekens(font) for naam, font in bladzijde.Resources.get("/Font", {}).items()}
            tekens, diep = {}, []
            for operanden, operator in pikepdf.parse_content_stream(bladzijde):
                match str(operator):
                    case "BDC" | "BMC":
                        diep.append(str(operanden[0]) == "/Artifact" or (len(operanden) > 1 and "/Alt" in operanden[1]))
                    case "EMC":
                        diep.pop()
                    case "Tf":
                        tekens = fonts[str(operanden[0])]
                    case "Tj" | "TJ" if met_voet or not any(diep):
                        stukken = operanden[0] if str(operator) == "TJ" else [operanden[0]]
                        for stuk in stukken:
                            if isinstance(stuk, pikepdf.String):
                                codes = bytes(stuk)
                                uit += [tekens[int.from_bytes(codes[n : n + 2])] for n in range(0, len(codes), 2)]
    return kaal("".join(uit)).replace("•", "")  # what stands before an item of a list; page and ODT draw it without a text


def odt_tekst(inhoud: bytes) -> str:
    """The text of every heading, paragraph and cell, in order; what a picture says to who cannot see it is not on the sheet."""
    body = Odt(io.BytesIO(inhoud)).body
    return kaal("".join(e.text_recursive if not e.get_elements("descendant::draw:frame") else "" for e in body.get_elements("//text:h | //text:p")))


class _Pagina(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tekst, self.dicht = [], 0

    def handle_starttag(self, tag, attrs):
        if self.dicht or tag == "nav" or "wp-niet-printen" in (dict(attrs).get("class") or ""):
            self.dicht += tag not in ("input", "br", "img", "path", "rect", "circle")

    def handle_endtag(self, tag):
        self.dicht -= bool(self.dicht)

    def handle_data(self, data):
        if not self.dicht:
            self.tekst.append(data)


def pagina_tekst(html: str) -> str:
    """From the h1 to the end of the main part, without menus, buttons and pictures."""
    lezer = _Pagina()
    lezer.feed(re.sub(r"<svg.*?</svg>", "", html[html.index("<h1>") : html.index("</main>")], flags=re.S))
    return kaal("".join(lezer.tekst))
