"""Places: GeoJSON (RFC 7946, WGS 84 degrees, longitude first) read and checked with shapely."""

import json
import math
from collections.abc import Iterable

from shapely import to_geojson
from shapely.errors import ShapelyError
from shapely.geometry import LineString, Point, shape
from shapely.geometry.base import BaseGeometry


class GeoFout(ValueError):
    """What was given is not the geometry that is asked; `str()` is a Dutch sentence."""


def lees(tekst: str):
    """JSON that a person pasted. GeoFout that says where it goes wrong."""
    try:
        return json.loads(tekst)
    except json.JSONDecodeError as fout:
        raise GeoFout(f"Dit is geen GeoJSON. Het gaat mis op regel {fout.lineno}, bij teken {fout.colno}. Kopieer de hele tekst opnieuw.") from fout
    except RecursionError as fout:
        raise GeoFout("Dit is geen GeoJSON: er staan te veel haakjes in elkaar.") from fout


def _vorm(geojson, soorten: set[str], wat: str) -> BaseGeometry:
    if isinstance(geojson, dict) and geojson.get("type") == "FeatureCollection":
        features = geojson.get("features") or []
        if len(features) != 1:
            raise GeoFout(f"Er staan {len(features)} vormen in dit bestand. Geef er precies één.")
        geojson = features[0]
    if isinstance(geojson, dict) and geojson.get("type") == "Feature":
        geojson = geojson.get("geometry")
    if not isinstance(geojson, dict) or geojson.get("type") not in soorten:
        soort = geojson.get("type") if isinstance(geojson, dict) else None
        raise GeoFout(f"Dit is geen {wat} in GeoJSON{f' (gevonden: {soort})' if soort else ''}. Nodig is: {' of '.join(sorted(soorten))}.")
    try:
        vorm = shape(geojson)
        west, zuid, oost, noord = vorm.bounds
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError, AttributeError) as fout:
        raise GeoFout(f"Deze {wat} is niet te lezen: de punten kloppen niet.") from fout
    if not all(math.isfinite(g) for g in (west, zuid, oost, noord)) or west < -180 or oost > 180 or zuid < -90 or noord > 90:
        raise GeoFout("De punten liggen buiten de wereld. Geef graden (WGS 84), eerst de lengte en dan de breedte.")
    return vorm


def veelhoek(geojson) -> BaseGeometry:
    """A Polygon or MultiPolygon, also when wrapped in a Feature or a FeatureCollection of one. GeoFout otherwise."""
    vlak = _vorm(geojson, {"Polygon", "MultiPolygon"}, "grens")
    if not vlak.is_valid or vlak.is_empty:
        raise GeoFout("De grens kruist zichzelf of is leeg. Teken de grens opnieuw.")
    return vlak


def lijn(geojson) -> LineString:
    """A LineString of two points or more. GeoFout otherwise."""
    route = _vorm(geojson, {"LineString"}, "route")
    if len(route.coords) < 2:
        raise GeoFout("Een route heeft ten minste twee punten.")
    return route


def bevat(vlak: BaseGeometry, lat: float, lon: float) -> bool:
    return vlak.covers(Point(lon, lat))


METER_PER_GRAAD = 111_320  # of latitude


def graden(lat: float, meter: float) -> tuple[float, float]:
    """How many degrees of latitude and of longitude a number of metres is, here."""
    return meter / METER_PER_GRAAD, meter / (METER_PER_GRAAD * max(math.cos(math.radians(lat)), 0.01))


def meter(lat: float, lon: float, lat2: float, lon2: float) -> float:
    """The distance between two points that are near each other."""
    per_lat, per_lon = graden(lat, 1)
    return math.hypot((lat2 - lat) / per_lat, (lon2 - lon) / per_lon)


def als_geojson(vorm: BaseGeometry) -> dict:
    """The plain GeoJSON geometry."""
    return json.loads(to_geojson(vorm))


def omtrek(vlak: BaseGeometry, punten: Iterable[tuple[float, float]]) -> dict:
    """A boundary and (lon, lat) points as a still picture, for a page without scripts: an SVG path and places, 100 units wide."""
    west, zuid, oost, noord = vlak.bounds
    schaal = 100 / (oost - west)
    # A degree of longitude is shorter than one of latitude by the cosine of the latitude.
    rek = schaal / math.cos(math.radians((zuid + noord) / 2))

    def plek(lon: float, lat: float) -> tuple[str, str]:
        return f"{(lon - west) * schaal:.1f}", f"{(noord - lat) * rek:.1f}"

    delen = getattr(vlak, "geoms", [vlak])
    pad = " ".join("M" + " L".join(" ".join(plek(lon, lat)) for lon, lat, *_ in deel.simplify(0.00005).exterior.coords) + " Z" for deel in delen)
    return {"pad": pad, "hoogte": f"{(noord - zuid) * rek:.1f}", "punten": [plek(lon, lat) for lon, lat in punten]}
