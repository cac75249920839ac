"""What one takes along on a walk, on paper: the route, what to tell at the start, the conditions, a sheet per stop, who comes, and idea cards."""

from math import ceil
from pathlib import Path
from xml.sax.saxutils import escape

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from participatie import route
from participatie.models import Wijkwandeling
from participatie.uitleg import uitleg_van
from wijk.bereikbaar import bereikbaar
from wijk.document import maak_pdf
from wijk.qr import qr_svg
from wijk.woorden import ingekort, stuks

SJABLOON = Path(__file__).parent / "documenten/looppakket.typ"
LEGE_REGELS = 8  # for who comes without having signed up
OP_EEN_VEL = 4  # idea cards
MEESTE_VELLEN = 15
PER_MINUUT = 120  # words that one reads aloud, calmly
LINKS_VANAF = 58  # of the 100 that the map is wide


def looppakket(wandeling: Wijkwandeling) -> bytes:
    """The walking kit of one walk as a PDF (PDF/UA-1, PDF/A-2a). Holds the names of who signed up: for officials alone."""
    wijk, haltes, uitleg = wandeling.wijk, list(wandeling.haltes.all()), uitleg_van(wandeling)
    adres = f"{settings.BASIS_URL}{reverse('openbaar:idee_nieuw', args=[wijk.slug])}"
    voorwaarden = wijk.randvoorwaarden.in_basisset().geldig().met_tekst()
    mensen = list(wandeling.aanmeldingen.met_plaats().order_by("naam"))
    gegevens = {
        "titel": wandeling.titel,
        "wijk": wijk.naam,
        "wanneer": wandeling.wanneer,
        "vertrek": wandeling.vertrekpunt,
        "toegankelijk": wandeling.toegankelijk,
        "uitleg": [{"kop": kop, "regels": tekst.splitlines()} for kop, tekst in uitleg.delen],
        "duur": stuks(max(1, round(sum(len(tekst.split()) for _, tekst in uitleg.delen) / PER_MINUUT)), "minuut", "minuten"),
        "met": [partij.naam for partij in wandeling.partijen.all()],
        "kaart": routekaart(wandeling, haltes),
        "haltes": [{"nummer": halte.volgorde, "naam": halte.naam, "bekijk": halte.bekijk, "plaats": halte.plaats} for halte in haltes],
        "lengte": route.zin(route.lengte(route.lijn(haltes))),
        "kaders": [
            {"titel": v.huidige.titel, "kan": v.huidige.wat_kan, "kan_niet": v.huidige.wat_kan_niet}
            for v in voorwaarden
            if v.huidige.wat_kan or v.huidige.wat_kan_niet
        ],
        "mensen": [{"naam": mens.naam, "aantal": mens.aantal, "denkt_mee": mens.denkt_mee} for mens in mensen],
        "samen": stuks(sum(mens.aantal for mens in mensen), "persoon", "mensen"),
        "leeg": LEGE_REGELS,
        "vellen": min(MEESTE_VELLEN, ceil(max(wandeling.plaatsen or 0, sum(mens.aantal for mens in mensen), 1) / OP_EEN_VEL)),
        "op_een_vel": OP_EEN_VEL,
        "adres": adres,
        "bereikbaar": bereikbaar(wijk),
        "qr": qr_svg(adres),
        "gemaakt": date_format(timezone.localdate(), "j F Y"),
    }
    return maak_pdf(SJABLOON, gegevens, datum=timezone.localdate())


def _woord(x: str, y: str, woord: str) -> str:
    waar = f'x="{float(x) - 3.4:.1f}" y="{float(y) + 1.1:.1f}" text-anchor="end"'
    return f'<text {waar} font-size="3.4" fill="#1c2421" font-family="Libertinus Serif">{woord}</text>'


def _naam(x: str, y: str, naam: str) -> str:
    """The name of a stop on the side where there is room for it; the number and the list below say the rest."""
    links = float(x) > LINKS_VANAF
    waar = f'x="{float(x) + (-3.4 if links else 3.4):.1f}" y="{float(y) - 1.6:.1f}" text-anchor="{"end" if links else "start"}"'
    halo = 'stroke="#ffffff" stroke-width="0.7" paint-order="stroke"'
    return f'<text {waar} font-size="3.4" fill="#1c2421" {halo} font-family="Libertinus Serif">{escape(ingekort(naam, 26))}</text>'


def routekaart(wandeling: Wijkwandeling, haltes: list) -> str:
    """The boundary, the route and the numbered stops as an SVG without tiles; empty when none of them has a place."""
    beeld = route.beeld(wandeling.wijk, haltes)
    if beeld is None:
        return ""
    lijn = beeld["lijn"]
    pad = " L".join(f"{x} {y}" for x, y in lijn)
    stippen = "".join(
        f'<circle cx="{x}" cy="{y}" r="2.6" fill="#0b5a8a"/>'
        f'<text x="{x}" y="{float(y) + 1.1:.1f}" font-size="3" text-anchor="middle" fill="#ffffff" font-family="Libertinus Serif">{nummer}</text>'
        for x, y, nummer in beeld["stippen"]
    )
    namen = {halte.volgorde: halte.naam for halte in haltes}
    stippen += "".join(_naam(x, y, namen[nummer]) for x, y, nummer in beeld["stippen"])
    getekend = (
        f'<path d="M{pad}" fill="none" stroke="#0b5a8a" stroke-width="1.2"/>{_woord(*lijn[0], "start")}{_woord(*lijn[-1], "eind")}' if lijn else ""
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -4 108 {beeld["hoog"]}">'
        f'<path d="{beeld["pad"]}" fill="#d7ebdf" stroke="#1f5b45" stroke-width="0.6"/>'
        f"{getekend}{stippen}</svg>"
    )
