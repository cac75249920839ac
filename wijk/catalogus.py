"""What programs read about the open data: the catalogue (DCAT-AP-NL 3.0), and per dataset its columns (CSVW) and its JSON Schema.

The catalogue is made as JSON-LD; `wijk/turtle.py` writes the same as Turtle.
Sources: docs.geostandaarden.nl/dcat/dcat-ap-nl30 (properties, value lists), W3C "Metadata Vocabulary for Tabular Data" (CSVW), RFC 7946.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from wijk.models import Wijk
from wijk.opendata import LICENTIE, Dataset, Veld, datasets

EU = "http://publications.europa.eu/resource/authority/"
MEDIATYPE = "https://www.iana.org/assignments/media-types/"
MEDIATYPEN = {"csv": "text/csv", "json": "application/json", "geojson": "application/geo+json"}
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geosparql": "http://www.opengis.net/ont/geosparql#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Soort of a field: datatype in CSVW, and its type in JSON.
CSVW = {
    "tekst": "string",
    "geheel": "integer",
    "getal": "number",
    "bedrag": "decimal",
    "datum": "date",
    "moment": "dateTimeStamp",
    "ja_nee": "boolean",
}
JSON = {"geheel": "integer", "getal": "number", "bedrag": "number", "ja_nee": "boolean"}


def adres(wijk: Wijk, wat: Dataset, vorm: str) -> str:
    return settings.BASIS_URL + reverse("openbaar:gegevens_bestand", args=[wijk.slug, wat.naam, vorm])


def pagina(wijk: Wijk) -> str:
    return settings.BASIS_URL + reverse("openbaar:gegevens", args=[wijk.slug])


def _nl(tekst: str) -> dict:
    return {"@language": "nl", "@value": tekst}


def _is(adres: str, soort: str = "") -> dict:
    return {"@id": adres, "@type": soort} if soort else {"@id": adres}


def _gemeente() -> dict:
    naam = f"Gemeente {settings.GEMEENTE['naam']}"
    soort = _is("http://purl.org/adms/publishertype/LocalAuthority")
    return {"@id": f"{settings.BASIS_URL}/gegevens/#gemeente", "@type": "foaf:Agent", "foaf:name": _nl(naam), "dct:type": soort}


def _contact() -> dict:
    """Where to ask: the address of the municipality, else the portal itself."""
    naam = _nl(f"Gemeente {settings.GEMEENTE['naam']}")
    # Both types: the profile's shapes ask a Kind, and know of no subclass.
    contact = {"@type": ["vcard:Organization", "vcard:Kind"], "vcard:fn": naam, "vcard:hasURL": _is(f"{settings.BASIS_URL}/")}
    return contact | ({"vcard:hasEmail": _is(f"mailto:{settings.GEMEENTE['contact']}")} if settings.GEMEENTE["contact"] else {})


def _moment(wanneer: datetime) -> dict:
    return {"@type": "xsd:dateTime", "@value": timezone.localtime(wanneer).isoformat(timespec="seconds")}


def catalogus(wijken: Iterable[Wijk]) -> dict:
    """The whole catalogue: every dataset of each of these wijken (of `met_laatste`)."""
    wijken = list(wijken)
    laatste = max((wijk.laatste for wijk in wijken if wijk.laatste), default=None)
    titel = f"Open data van de wijken van de gemeente {settings.GEMEENTE['naam']}"
    uit = {
        "@context": CONTEXT,
        "@id": f"{settings.BASIS_URL}{reverse('catalogus')}",
        "@type": "dcat:Catalog",
        "dct:title": _nl(titel),
        "dct:description": _nl("Ideeën, antwoorden, projecten, geld en evaluaties van wijken waarin bewoners en gemeente samenwerken."),
        "dct:publisher": _gemeente(),
        "dct:creator": _gemeente(),
        "dcat:contactPoint": _contact(),
        "dct:language": _is(f"{EU}language/NLD", "dct:LinguisticSystem"),
        "dct:license": _is(LICENTIE, "dct:LicenseDocument"),
        "foaf:homepage": _is(f"{settings.BASIS_URL}/", "foaf:Document"),
        "dcat:dataset": [_dataset(wijk, wat) for wijk in wijken for wat in datasets()],
    }
    return uit | ({"dct:modified": _moment(laatste)} if laatste else {})


def _dataset(wijk: Wijk, wat: Dataset) -> dict:
    naam = f"{pagina(wijk)}#{wat.naam}"
    verzonnen = " Let op: deze wijk bevat verzonnen voorbeelden." if wijk.voorbeeld else ""
    uit = {
        "@id": naam,
        "@type": "dcat:Dataset",
        "dct:identifier": naam,
        "dct:title": _nl(f"{wat.titel} ({wijk.naam})"),
        "dct:description": _nl(wat.uitleg + verzonnen),
        "dct:accessRights": _is(f"{EU}access-right/PUBLIC", "dct:RightsStatement"),
        "dct:accrualPeriodicity": _is(f"{EU}frequency/CONT", "dct:Frequency"),
        "dct:publisher": _gemeente(),
        "dct:creator": _gemeente(),
        "dcat:contactPoint": _contact(),
        "dct:language": _is(f"{EU}language/NLD", "dct:LinguisticSystem"),
        "dcat:theme": _is(f"{EU}data-theme/{wat.thema}"),
        "dcat:keyword": [_nl(woord) for woord in (wijk.naam, wat.titel, "wijk", "participatie")],
        "dcat:landingPage": _is(pagina(wijk), "foaf:Document"),
        "foaf:page": _is(pagina(wijk), "foaf:Document"),  # every field is explained there
        "dct:conformsTo": _is(adres(wijk, wat, "schema.json"), "dct:Standard"),
        "dcat:distribution": [_distributie(wijk, wat, vorm) for vorm in wat.vormen],
    }
    if wijk.laatste:
        uit["dct:modified"] = _moment(wijk.laatste)
    if wijk.startdatum:
        begin = {"@type": "xsd:date", "@value": wijk.startdatum.isoformat()}
        uit["dct:temporal"] = {"@type": "dct:PeriodOfTime", "dcat:startDate": begin}
    if wijk.veelhoek is not None:
        west, zuid, oost, noord = wijk.veelhoek.bounds
        vak = f"POLYGON(({west} {zuid},{oost} {zuid},{oost} {noord},{west} {noord},{west} {zuid}))"
        uit["dct:spatial"] = {"@type": "dct:Location", "dcat:bbox": {"@type": "geosparql:wktLiteral", "@value": vak}}
    return uit


def _distributie(wijk: Wijk, wat: Dataset, vorm: str) -> dict:
    waar = adres(wijk, wat, vorm)
    beschrijving = adres(wijk, wat, "csv-metadata.json" if vorm == "csv" else "schema.json")
    uit = {
        "@id": waar,
        "@type": "dcat:Distribution",
        "dct:title": _nl(f"{wat.titel} als {vorm.upper() if vorm != 'geojson' else 'GeoJSON'}"),
        "dcat:accessURL": _is(waar),
        "dcat:downloadURL": _is(waar),
        "dcat:mediaType": _is(MEDIATYPE + MEDIATYPEN[vorm], "dct:MediaType"),
        "dct:format": _is(f"{EU}file-type/{vorm.upper()}", "dct:MediaTypeOrExtent"),
        "dct:language": _is(f"{EU}language/NLD", "dct:LinguisticSystem"),
        "dct:license": _is(LICENTIE, "dct:LicenseDocument"),
        "adms:status": _is(f"{EU}distribution-status/COMPLETED"),
    }
    if vorm == "geojson":
        return uit | {"dct:conformsTo": _is("https://www.rfc-editor.org/rfc/rfc7946", "dct:Standard")}
    return uit | {"dct:conformsTo": _is(beschrijving, "dct:Standard"), "foaf:page": _is(beschrijving, "foaf:Document")}


def _uitleg(veld: Veld) -> str:
    """The description with what the values mean."""
    return " ".join([veld.uitleg, *(f"{waarde}: {tekst}." for waarde, tekst in veld.waarden)])


def csvw(wijk: Wijk, wat: Dataset) -> dict:
    """The columns of the CSV file, beside which it stands (W3C CSVW)."""

    def kolom(veld: Veld) -> dict:
        eenheid = {"schema:unitText": veld.eenheid} if veld.eenheid else {}
        return {"name": veld.naam.replace("-", "_"), "titles": veld.naam, "dc:description": _uitleg(veld), "datatype": CSVW[veld.soort], **eenheid}

    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": f"{wat.naam}.csv",
        "dc:title": f"{wat.titel} ({wijk.naam})",
        "dc:description": wat.uitleg,
        "dc:license": {"@id": LICENTIE},
        "dc:publisher": f"Gemeente {settings.GEMEENTE['naam']}",
        "dialect": {"delimiter": ",", "encoding": "utf-8", "header": True},
        "tableSchema": {"columns": [kolom(veld) for veld in wat.velden]},
    }


def json_schema(wijk: Wijk, wat: Dataset) -> dict:
    """The JSON file (JSON Schema 2020-12). A value that is not there is null."""

    def veldschema(veld: Veld) -> dict:
        uit = {"description": _uitleg(veld), "type": [JSON.get(veld.soort, "string"), "null"]}
        if veld.waarden:
            uit["enum"] = [*(waarde for waarde, _ in veld.waarden), None]
        if veld.soort in ("datum", "moment"):
            uit["format"] = "date" if veld.soort == "datum" else "date-time"
        return uit | ({"x-eenheid": veld.eenheid} if veld.eenheid else {})

    namen = [veld.naam for veld in wat.velden]
    rij = {
        "type": "object",
        "properties": {veld.naam: veldschema(veld) for veld in wat.velden},
        "required": namen,
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": adres(wijk, wat, "schema.json"),
        "title": f"{wat.titel} ({wijk.naam})",
        "description": wat.uitleg,
        "type": "object",
        "properties": {
            "dataset": {"const": wat.naam},
            "wijk": {"const": wijk.slug},
            "licentie": {"const": LICENTIE},
            "voorbeeld": {"type": "boolean", "description": "Of de wijk verzonnen voorbeelden bevat."},
            "rijen": {"type": "array", "items": rij},
        },
        "required": ["dataset", "wijk", "licentie", "voorbeeld", "rijen"],
        "additionalProperties": False,
    }
