"""Addresses, looked up with PDOK's Locatieserver when PDOK_URL says where it is: https://api.pdok.nl/bzk/locatieserver/search/v3_1/free

The portal asks, not the browser: the visitor's own address stays here, and pages need no other host. What is asked is logged nowhere.
"""

import json
import math
import re
import time
from dataclasses import dataclass
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from django.conf import settings

from wijk import geo
from wijk.models import Wijk

WACHT = 3  # seconds, for the whole answer
HOOGSTENS = 200_000  # bytes
TONEN = 5
PUNT = re.compile(r"POINT\((-?\d{1,3}(?:\.\d+)?) (-?\d{1,2}(?:\.\d+)?)\)", re.ASCII)
UIT = "We kunnen nu geen adres zoeken. Wijs de plek aan op de kaart of beschrijf de plek."


@dataclass(frozen=True)
class Adres:
    naam: str
    lat: float
    lon: float
    in_wijk: bool


def zoek(wijk: Wijk, vraag: str) -> tuple[list[Adres], str]:
    """What an address, a street or a postcode may mean, those in the wijk first and then by distance, and a sentence about it."""
    vraag = " ".join(vraag.split())[:100]
    if not vraag:
        return [], "Vul een straat en huisnummer in, of een postcode."
    if not settings.PDOK_URL:
        return [], UIT
    try:
        gevonden = _lees(wijk, _vraag_op(vraag, wijk))[:TONEN]
    except (URLError, OSError, ValueError, KeyError, TypeError, AttributeError):
        return [], UIT
    if not gevonden:
        return [], f"We vonden geen adres bij “{vraag}”. Kijk of de straat goed geschreven is, of beschrijf de plek."
    if len(gevonden) == 1:
        return gevonden, f"Gevonden: {gevonden[0].naam}. De plek is ingevuld."
    return gevonden, f"We vonden {len(gevonden)} plekken. Kies de goede."


def lees_keuze(tekst: str) -> tuple[float, float] | None:
    """The place of an address that was chosen from the list, as its button carries it: `52.35,4.61`."""
    try:
        lat, lon = (float(graad) for graad in tekst[:60].split(","))
    except ValueError:
        return None
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _vraag_op(vraag: str, wijk: Wijk) -> dict:
    velden = {"q": vraag, "rows": 20, "fq": "type:(adres OR weg OR postcode)", "fl": "weergavenaam,centroide_ll"}
    if midden := _midden(wijk):
        velden |= {"lat": f"{midden[0]:.5f}", "lon": f"{midden[1]:.5f}"}
    tot = time.monotonic() + WACHT
    adres = f"{settings.PDOK_URL}?{urlencode(velden)}"
    if not adres.startswith(("https://", "http://")):
        raise ValueError("PDOK_URL is not a web address")
    with urlopen(Request(adres, headers={"Accept": "application/json"}), timeout=WACHT) as antwoord:  # noqa: S310 (checked above)
        inhoud = b""
        while stuk := antwoord.read1(65_536):
            inhoud += stuk
            if len(inhoud) > HOOGSTENS or time.monotonic() > tot:
                raise ValueError("too much, or too slow")
    return json.loads(inhoud)


def _lees(wijk: Wijk, antwoord: dict) -> list[Adres]:
    gevonden = {}
    for doc in antwoord["response"]["docs"]:
        if punt := PUNT.fullmatch(doc.get("centroide_ll", "")):
            lon, lat = float(punt[1]), float(punt[2])
            gevonden.setdefault(doc["weergavenaam"][:150], (lat, lon))
    adressen = [Adres(naam, lat, lon, bool(wijk.bevat(lat, lon))) for naam, (lat, lon) in gevonden.items()]
    if not (midden := _midden(wijk)):
        return adressen
    # In the wijk PDOK's own order, which is the likeliest first; elsewhere whatever is nearest.
    return sorted(adressen, key=lambda a: (0, 0.0) if a.in_wijk else (1, round(geo.meter(*midden, a.lat, a.lon) / 1000)))


def _midden(wijk: Wijk) -> tuple[float, float] | None:
    if wijk.veelhoek is None:
        return None
    punt = wijk.veelhoek.centroid
    return (punt.y, punt.x) if math.isfinite(punt.y) else None
