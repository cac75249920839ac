"""The pictures of the programme as SVG that stands on its own, for the PDF and the ODT; the page draws them with its own colours."""

from evaluatie.programma.blokken import Grafiek, Kaart

HOOG = 7


def kaart_svg(kaart: Kaart) -> str:
    """The boundary and the places. Made of numbers alone: no text of a person is in it."""
    hoogte = float(kaart.hoogte)
    stippen = "".join(f'<circle cx="{x}" cy="{y}" r="1.4" fill="#8a5a00" stroke="#ffffff" stroke-width="0.3"/>' for x, y in kaart.punten)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="{hoogte + 4:.1f}" viewBox="-2 -2 104 {hoogte + 4:.1f}">'
        f'<path d="{kaart.pad}" fill="#d7ebdf" stroke="#1f5b45" stroke-width="0.6"/>{stippen}</svg>'
    )


def staven_svg(grafiek: Grafiek) -> str:
    """The bars under one another, in the order of the table that goes with them."""
    hoogte = HOOG * len(grafiek.staven)
    staven = "".join(
        f'<rect x="0" y="{HOOG * n}" width="{max(lengte, 0.3)}" height="{HOOG - 2}" fill="#1f5b45"/>' for n, lengte in enumerate(grafiek.lengtes())
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="{hoogte}" viewBox="0 0 100 {hoogte}">{staven}</svg>'
