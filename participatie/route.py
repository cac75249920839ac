"""The route of a walk: the line past its stops, how long it is, and how it looks as a still picture. Points are (lon, lat) in WGS 84 degrees."""

import hashlib
import math
from collections.abc import Iterable
from itertools import pairwise

from shapely.geometry import LineString, MultiPoint

from wijk import geo
from wijk.woorden import stuks

TEMPO = 4  # km/h: a group that looks around, with who walks slowly


def is_punt(punt) -> bool:
    """Whether this is a place on earth, as [lon, lat]."""
    return (
        isinstance(punt, list | tuple)
        and len(punt) == 2
        and all(isinstance(graad, int | float) and not isinstance(graad, bool) and math.isfinite(graad) for graad in punt)
        and abs(punt[0]) <= 180
        and abs(punt[1]) <= 90
    )


def lijn(haltes: Iterable) -> list[tuple[float, float]]:
    """The points past the stops in their order: each that has a place, and the points between it and the next."""
    punten: list[tuple[float, float]] = []
    for halte in haltes:
        if halte.lat is not None:
            punten.append((halte.lon, halte.lat))
        punten += [(lon, lat) for lon, lat in halte.tussen]
    return punten


def lengte(punten: list[tuple[float, float]]) -> int:
    """How long a line is, in metres."""
    return round(sum(geo.meter(lat, lon, lat2, lon2) for (lon, lat), (lon2, lat2) in pairwise(punten)))


def minuten(meter: int) -> int:
    """How long a group walks over so many metres, without standing still (at TEMPO), to the nearest minute; at least one."""
    return max(1, round(meter / (TEMPO * 1000 / 60)))


def zin(meter: int) -> str:
    """How far and how long that is, as people read it; nothing while there is no line."""
    if not meter:
        return ""
    duur = stuks(minuten(meter), "minuut", "minuten")
    return f"De route is ongeveer {stuks(meter, 'meter', 'meter')}: {duur} lopen, bij {TEMPO} kilometer per uur en zonder stil te staan."


def buiten(wijk, haltes: Iterable) -> list:
    """The stops that lie outside the wijk; none when its boundary is not known."""
    return [halte for halte in haltes if halte.lat is not None and wijk.bevat(halte.lat, halte.lon) is False]


def vingerafdruk(haltes: Iterable) -> str:
    """Of the route as it stands: it differs as soon as anything about a stop does."""
    rijen = [(h.pk, h.volgorde, h.naam, h.bekijk, h.plaats, h.lat, h.lon, h.tussen) for h in haltes]
    return hashlib.sha256(repr(rijen).encode()).hexdigest()[:16]


def beeld(wijk, haltes: Iterable) -> dict | None:
    """The boundary, the line and the numbered stops as places in a picture 100 units wide; None when there is neither a boundary nor a place.

    `pad`: the boundary as an SVG path; `hoog`: how high, with a margin of 4; `lijn`: points; `stippen`: (x, y, number) of each stop with a place.
    """
    haltes = list(haltes)
    punten, plekken = lijn(haltes), [(halte.lon, halte.lat) for halte in haltes if halte.lat is not None]
    vlak = wijk.veelhoek
    if vlak is None and punten:
        vlak = MultiPoint(punten).buffer(0.0005).envelope
    if vlak is None:
        return None
    if punten and not vlak.covers(MultiPoint(punten)):
        rand = LineString(punten) if len(punten) > 1 else MultiPoint(punten)
        vlak = vlak.union(rand.buffer(0.0001)).convex_hull
    tekening = geo.omtrek(vlak, [*punten, *plekken])
    nummers = [halte.volgorde for halte in haltes if halte.lat is not None]
    stippen = [(x, y, nummer) for (x, y), nummer in zip(tekening["punten"][len(punten) :], nummers, strict=True)]
    streep = tekening["punten"][: len(punten)] if len(punten) > 1 else []
    return {"pad": tekening["pad"], "hoog": f"{float(tekening['hoogte']) + 8:.1f}", "lijn": streep, "stippen": stippen}
