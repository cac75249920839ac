import io

import segno


def qr_svg(adres: str) -> str:
    """A QR code that leads to an address, as SVG without styles or scripts, on a white ground with the quiet zone that scanners need."""
    uit = io.BytesIO()
    segno.make(adres, error="m", micro=False).save(
        uit, kind="svg", border=4, light="#fff", omitsize=True, xmldecl=False, svgclass=None, lineclass=None, nl=False
    )
    return uit.getvalue().decode()
