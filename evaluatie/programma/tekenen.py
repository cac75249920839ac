"""The map of the programme as SVG that stands on its own, for the PDF and the ODT; the page draws it with its own colours."""

from collections.abc import Iterator

from evaluatie.programma.blokken import Kaart


def kaart_svg(kaart: Kaart) -> str:
    """The boundary and the places, numbered where there is a legend. Made of numbers alone: no text of a person is in it."""
    hoogte = float(kaart.hoogte)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="104" height="{hoogte + 4:.1f}" viewBox="-2 -2 104 {hoogte + 4:.1f}">'
        f'<path d="{kaart.pad}" fill="#d7ebdf" stroke="#1f5b45" stroke-width="0.6"/>{"".join(_stippen(kaart))}</svg>'
    )


def _stippen(kaart: Kaart) -> Iterator[str]:
    for nummer, (x, y) in enumerate(kaart.punten, start=1):
        if not kaart.legenda:
            yield f'<circle cx="{x}" cy="{y}" r="1.4" fill="#8a5a00" stroke="#ffffff" stroke-width="0.3"/>'
            continue
        yield f'<circle cx="{x}" cy="{y}" r="2.6" fill="#17473a" stroke="#ffffff" stroke-width="0.4"/>'
        yield (
            f'<text x="{x}" y="{float(y) + 1.05:.2f}" text-anchor="middle" font-family="DejaVu Sans Mono, monospace" '
            f'font-size="{3 if nummer < 100 else 2.2}" font-weight="bold" fill="#ffffff">{nummer}</text>'
        )
