"""Open data: everything that is described and nothing else, no person in any file, and files that programs can read."""

import csv
import io
import json
import re
from datetime import date, datetime

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext
from shapely.geometry import shape

from evaluatie.models import Antwoord, Evaluatie, Genodigde, Leerpunt, Vraag
from participatie.deeds.ideeen import dien_in
from participatie.models import Idee, Postadres
from wijk.models import Gebruiker, Wijk
from wijk.opendata import datasets
from wijk.rechten import SYSTEEM
from wijk.turtle import als_turtle

MERK = "zoekmij"
# Fields that hold who somebody is, beside every e-mail address; what stands in the database may never come out.
VAN_EEN_PERSOON = {
    "wijk.Gebruiker": ["naam"],
    "wijk.Contactpersoon": ["naam", "telefoon"],
    "participatie.Idee": ["naam"],
    "participatie.Aanmelding": ["naam", "telefoon", "opmerking"],
    "participatie.Helper": ["naam", "telefoon", "toelichting"],
    "participatie.Project": ["trekker_naam", "contact"],
    "participatie.Postadres": ["straat", "woonplaats"],
    "evaluatie.Genodigde": ["kenmerk"],
}


def haal(client, wijk, naam: str, vorm: str) -> str:
    antwoord = client.get(f"/{wijk.slug}/gegevens/{naam}.{vorm}")
    assert antwoord.status_code == 200, (naam, vorm)
    return b"".join(antwoord).decode()


def rijen(client, wijk, naam: str) -> list[dict]:
    return json.loads(haal(client, wijk, naam, "json"))["rijen"]


@pytest.fixture(scope="module")
def verhaal(django_db_setup, django_db_blocker):
    """The invented story, loaded once for this file; the tests that ask for it stand last, each in a savepoint of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("laad_voorbeeld", ideeen=60, verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def voorbeeld(verhaal, db) -> Wijk:
    return Wijk.objects.get(slug="geleerdenwijk")


def _merk_iedereen() -> int:
    """Write the mark in every filled field that says who somebody is; gives how many values."""
    n = 0
    for model in apps.get_models():
        adressen = {veld.name: True for veld in model._meta.fields if isinstance(veld, models.EmailField)}
        velden = adressen | dict.fromkeys(VAN_EEN_PERSOON.get(model._meta.label, []), False)
        for naam, is_adres in velden.items():
            for pk in model.objects.exclude(**{naam: ""}).values_list("pk", flat=True):
                waarde = f"{MERK}{pk}@{MERK}.nl" if is_adres else f"{MERK} {pk}"
                n += model.objects.filter(pk=pk).update(**{naam: waarde})
    return n


def test_geen_groep_van_minder_dan_vijf(wijk, client):
    evaluatie = Evaluatie.objects.create(wijk=wijk, titel="Terugblik", status=Evaluatie.Status.OPEN)
    vraag = Vraag.objects.create(evaluatie=evaluatie, volgorde=1, tekst="Bent u tevreden?", soort="cijfer")
    tekst = Vraag.objects.create(evaluatie=evaluatie, volgorde=2, tekst="Wat ging goed?", soort="tekst")
    Evaluatie.objects.filter(pk=evaluatie.pk).update(bevroren_op="2026-02-01T10:00Z")
    for kant, hoeveel in (("bewoners", 12), ("organisaties", 7), ("gemeente", 2)):
        for n in range(hoeveel):
            wie = Genodigde.objects.create(evaluatie=evaluatie, kant=kant, email=f"{kant}{n}@voorbeeld.nl")
            Antwoord.objects.create(genodigde=wie, vraag=vraag, cijfer=4)
            Antwoord.objects.create(genodigde=wie, vraag=tekst, tekst="Alles ging goed", openbaar=True, gelezen_op="2026-03-02T10:00Z")
    evaluatie.genodigden.update(ingevuld_op="2026-03-01T10:00Z")
    assert rijen(client, wijk, "evaluatie-antwoorden") == rijen(client, wijk, "evaluaties") == []
    Evaluatie.objects.filter(pk=evaluatie.pk).update(
        status=Evaluatie.Status.VASTGESTELD, samenvatting="Het hielp.", niets_geleerd="Klein.", vastgesteld_op="2026-03-03"
    )
    gezien = {rij["groep"]: rij["cijfer_4"] for rij in rijen(client, wijk, "evaluatie-antwoorden")}
    # The municipality's two are hidden, and the organisations too: else the total less the others would tell them.
    assert gezien == {"Iedereen die gevraagd is": 21, "Bewoners en ondernemers": 12}
    assert rijen(client, wijk, "evaluaties")[0]["geantwoord"] == 21
    assert "Alles ging goed" not in "".join(haal(client, wijk, wat.naam, "csv") for wat in datasets())


def test_alleen_leerpunten_van_een_vastgestelde_evaluatie_staan_erin(wijk, client):
    velden = {"titel": "Blik", "samenvatting": "Het hielp.", "niets_geleerd": "", "vastgesteld_op": "2026-03-03"}
    klaar = Evaluatie.objects.create(wijk=wijk, status=Evaluatie.Status.VASTGESTELD, **velden)
    for evaluatie, tekst in ((klaar, "Eerder beginnen"), (None, "Nog niet vastgesteld")):
        Leerpunt.objects.create(wijk=wijk, evaluatie=evaluatie, soort="anders", tekst=tekst)
    assert [(rij["evaluatie"], rij["tekst"]) for rij in rijen(client, wijk, "leerpunten")] == [(klaar.pk, "Eerder beginnen")]


def test_een_rekenblad_voert_niets_uit(wijk, client):
    Idee.objects.create(wijk=wijk, nummer=1, soort="kans", titel='=HYPERLINK("x")')
    assert "'=HYPERLINK" in haal(client, wijk, "ideeen", "csv")
    assert rijen(client, wijk, "ideeen")[0]["titel"] == '=HYPERLINK("x")'


def test_wie_vraagt_of_er_iets_nieuws_is_krijgt_het_bestand_maar_een_keer(wijk, client, settings):
    settings.PAGINAS_BEWAREN = 60
    cache.clear()
    dien_in(wijk, titel="Een bankje", soort="kans", door=SYSTEEM)
    pad = "/geleerdenwijk/gegevens/ideeen.csv"
    merk = client.get(pad)["ETag"]
    assert client.get(pad, headers={"if-none-match": merk}).status_code == 304
    assert client.get(pad.replace("csv", "json"), headers={"if-none-match": merk}).status_code == 200
    dien_in(wijk, titel="Meer licht", soort="knelpunt", door=SYSTEEM)
    assert "Meer licht" in b"".join(client.get(pad, headers={"if-none-match": merk})).decode()


def test_niemand_staat_in_een_bestand(voorbeeld, client):
    Postadres.objects.get_or_create(idee=voorbeeld.ideeen.te_lezen().first(), defaults={"straat": "Laan 1", "postcode": "2104 AB", "woonplaats": "X"})
    Idee.objects.update(naam="Iemand", naam_openbaar=True)
    assert _merk_iedereen() > 100 and Gebruiker.objects.filter(naam__startswith=MERK).exists()
    Postadres.objects.update(postcode="9876 ZX")
    for wat in datasets():
        for vorm in (*wat.vormen, "csv-metadata.json", "schema.json"):
            tekst = haal(client, voorbeeld, wat.naam, vorm)
            assert MERK not in tekst.lower(), (wat.naam, vorm)
            assert "9876 ZX" not in tekst, (wat.naam, vorm)
            assert not re.search(r"[\w.]+@[\w-]+\.\w+", tekst), (wat.naam, vorm)
    assert MERK not in client.get("/gegevens/catalogus.jsonld").content.decode().lower()


def test_wat_niet_openbaar_is_staat_in_geen_bestand(voorbeeld, client):
    getoetst = voorbeeld.ideeen.te_lezen().filter(toetsingen__oordelen__isnull=False).exclude(afgesplitst=None, samengevoegd=None).first()
    getoetst = getoetst or voorbeeld.ideeen.te_lezen().filter(toetsingen__oordelen__isnull=False).first()
    ander = voorbeeld.ideeen.te_lezen().exclude(pk=getoetst.pk).filter(status=Idee.Status.ONTVANGEN).first()
    thema = getoetst.thema
    Idee.objects.filter(pk=ander.pk).update(gesplitst_uit=getoetst)
    eerst = next(rij for rij in rijen(client, voorbeeld, "themas") if rij["naam"] == thema.naam) if thema else None
    assert any(rij["nummer"] == getoetst.nummer for rij in rijen(client, voorbeeld, "ideeen"))
    assert any(rij["idee_nummer"] == getoetst.nummer for rij in rijen(client, voorbeeld, "toetsingen"))
    assert any(rij["idee_nummer"] == getoetst.nummer for rij in rijen(client, voorbeeld, "oordelen"))
    Idee.objects.filter(pk=getoetst.pk).update(openbaar=False, titel="Geheimtitel", plaats="Geheimplek")
    weg = voorbeeld.ideeen.te_lezen().exclude(pk=ander.pk).filter(status=Idee.Status.ONTVANGEN).first()
    Idee.objects.filter(pk=weg.pk).update(status=Idee.Status.INGETROKKEN, titel="Geheimweg", omschrijving="Geheimweg")
    voorbeeld.wandelingen.create(titel="Geheimewandeling", begint="2026-01-01T10:00Z", vertrekpunt="Geheimplek")
    voorbeeld.evaluaties.create(titel="Geheimeevaluatie")
    for wat in datasets():
        for vorm in wat.vormen:
            assert "geheim" not in haal(client, voorbeeld, wat.naam, vorm).lower(), (wat.naam, vorm)
    for naam in ("toetsingen", "oordelen"):
        assert not any(rij["idee_nummer"] in (getoetst.nummer, weg.nummer) for rij in rijen(client, voorbeeld, naam))
    assert next(rij for rij in rijen(client, voorbeeld, "ideeen") if rij["nummer"] == ander.nummer)["afgesplitst_van"] is None
    if thema:
        assert next(rij for rij in rijen(client, voorbeeld, "themas") if rij["naam"] == thema.naam)["ideeen"] < eerst["ideeen"]


def test_elk_bestand_zegt_hetzelfde_en_precies_wat_er_beschreven_staat(voorbeeld, client):
    leeg = set()
    for wat in datasets():
        namen = [veld.naam for veld in wat.velden]
        uit_json = rijen(client, voorbeeld, wat.naam)
        tabel = list(csv.reader(io.StringIO(haal(client, voorbeeld, wat.naam, "csv"))))
        kolommen = json.loads(haal(client, voorbeeld, wat.naam, "csv-metadata.json"))["tableSchema"]["columns"]
        schema = json.loads(haal(client, voorbeeld, wat.naam, "schema.json"))["properties"]["rijen"]["items"]
        assert tabel[0] == namen == [kolom["titles"] for kolom in kolommen] == schema["required"] == list(schema["properties"])
        assert len(tabel) - 1 == len(uit_json) and (wat.tel is None or wat.tel(voorbeeld) == len(uit_json)), wat.naam
        leeg |= set() if uit_json else {wat.naam}
        for rij, regel in zip(uit_json, tabel[1:], strict=True):
            assert list(rij) == namen
            for veld, cel in zip(wat.velden, regel, strict=True):
                _klopt(wat, veld, rij[veld.naam], cel)
    assert leeg <= {"kerncijfers", "evaluatie-antwoorden"}, leeg


def _klopt(wat, veld, waarde, cel):
    """The value in JSON is of the kind that is described, and the cell says the same."""
    waar = (wat.naam, veld.naam, waarde, cel)
    if waarde is None:
        assert cel == "", waar
        return
    soorten = {"geheel": int, "getal": int | float, "bedrag": int | float, "ja_nee": bool}
    assert isinstance(waarde, soorten.get(veld.soort, str)), waar
    assert not veld.waarden or waarde in dict(veld.waarden), waar
    if veld.soort == "datum":
        date.fromisoformat(waarde)
    if veld.soort == "moment":
        assert datetime.fromisoformat(waarde).tzinfo is not None, waar
    if veld.soort in ("getal", "bedrag", "geheel"):
        assert float(cel) == waarde, waar
    else:
        assert cel.removeprefix("'") == (str(waarde).lower() if veld.soort == "ja_nee" else waarde), waar


def test_geld_telt_op_tot_het_budget(voorbeeld, client):
    potten = {rij["pot"]: rij["bedrag"] for rij in rijen(client, voorbeeld, "budget")}
    assert sum(potten.values()) == 50_000
    assert round(sum(rij["betaald"] for rij in rijen(client, voorbeeld, "projecten")), 2) == potten["betaald"] > 0


def test_geojson_is_een_kaart(voorbeeld, client):
    for naam, soorten in (("ideeen", {"Point"}), ("wijken", {"Polygon", "MultiPolygon"}), ("wandelingen", {"LineString"})):
        kaart = json.loads(haal(client, voorbeeld, naam, "geojson"))
        assert kaart["type"] == "FeatureCollection" and kaart["features"], naam
        assert {shape(vlak["geometry"]).geom_type for vlak in kaart["features"]} <= soorten
    met_plek = [rij for rij in rijen(client, voorbeeld, "ideeen") if rij["breedte"] is not None]
    punten = json.loads(haal(client, voorbeeld, "ideeen", "geojson"))["features"]
    assert [punt["geometry"]["coordinates"] for punt in punten] == [[rij["lengte"], rij["breedte"]] for rij in met_plek]
    assert client.get("/geleerdenwijk/gegevens/budget.geojson").status_code == 404


# Of each class what the shapes of DCAT-AP-NL 3.0 (and of DCAT-AP 3.0 below it) ask at least once, and allow no more than once.
VERPLICHT = {
    "dcat:Catalog": "dct:title dct:description dct:publisher dcat:contactPoint dcat:dataset",
    "dcat:Dataset": "dct:title dct:description dct:identifier dct:accessRights dct:publisher dct:creator dcat:contactPoint dcat:theme",
    "dcat:Distribution": "dcat:accessURL dct:license",
    "foaf:Agent": "foaf:name",
    "vcard:Kind": "vcard:fn vcard:hasURL",
}
EEN = "dct:publisher dcat:contactPoint dct:identifier dct:accessRights dct:modified dct:license dcat:accessURL dcat:downloadURL dcat:mediaType dct:format"
# The class that the value of a property must say it is of.
VAN_KLASSE = {
    "dct:publisher": "foaf:Agent",
    "dct:creator": "foaf:Agent",
    "dcat:contactPoint": "vcard:Kind",
    "dct:language": "dct:LinguisticSystem",
    "dct:license": "dct:LicenseDocument",
    "dct:accessRights": "dct:RightsStatement",
    "dct:accrualPeriodicity": "dct:Frequency",
    "dct:conformsTo": "dct:Standard",
    "dct:format": "dct:MediaTypeOrExtent",
    "dcat:mediaType": "dct:MediaType",
    "dct:spatial": "dct:Location",
    "dct:temporal": "dct:PeriodOfTime",
    "dcat:landingPage": "foaf:Document",
    "foaf:page": "foaf:Document",
    "foaf:homepage": "foaf:Document",
}


def _voldoet(klasse: str, ding: dict) -> None:
    assert all(ding.get(eigenschap) for eigenschap in VERPLICHT[klasse].split()), (klasse, ding.get("@id"))
    assert not any(isinstance(ding.get(eigenschap), list) for eigenschap in EEN.split())
    for eigenschap in VAN_KLASSE.keys() & ding.keys():
        waarde = ding[eigenschap]
        assert VAN_KLASSE[eigenschap] in ([waarde["@type"]] if isinstance(waarde["@type"], str) else waarde["@type"]), eigenschap
        if VAN_KLASSE[eigenschap] in VERPLICHT:
            _voldoet(VAN_KLASSE[eigenschap], waarde)


def test_de_catalogus_noemt_elk_bestand_met_wat_dcat_ap_nl_verplicht(voorbeeld, andere_wijk, client, settings):
    Wijk.objects.create(naam="Nog geheim", slug="nog-geheim")
    settings.BASIS_URL = "https://wijk.example.nl"
    antwoord = client.get("/gegevens/catalogus.jsonld")
    assert antwoord["Content-Type"] == "application/ld+json" and antwoord["Access-Control-Allow-Origin"] == "*"
    catalogus = antwoord.json()
    _voldoet("dcat:Catalog", catalogus)
    lijst = catalogus["dcat:dataset"]
    assert len(lijst) == 2 * len(datasets()) == len({wat["@id"] for wat in lijst}) and "geheim" not in antwoord.content.decode()
    prefixen = set(catalogus["@context"])
    assert {sleutel.split(":")[0] for wat in lijst for sleutel in wat if not sleutel.startswith("@")} <= prefixen
    for wat in lijst:
        _voldoet("dcat:Dataset", wat)
        for vorm in wat["dcat:distribution"]:
            _voldoet("dcat:Distribution", vorm)
            assert vorm["dct:license"]["@id"].startswith("http://creativecommons.org/publicdomain/zero/") and vorm["dcat:mediaType"]
            assert client.get(vorm["dcat:downloadURL"]["@id"].removeprefix("https://wijk.example.nl")).status_code == 200
    assert client.get("/nog-geheim/gegevens/wijken.csv").status_code == 404
    turtle = client.get("/gegevens/catalogus.ttl")
    assert turtle["Content-Type"] == "text/turtle; charset=utf-8" and turtle["Access-Control-Allow-Origin"] == "*"
    assert all(f"<{wat['@id']}> a dcat:Dataset ;" in turtle.content.decode() for wat in lijst)


def test_turtle_schrijft_elke_tekst_en_elk_adres_zo_dat_een_programma_het_leest():
    boom = {
        "@context": {"x": "urn:x#"},
        "@id": "urn:a",
        "@type": ["x:Een", "x:Twee"],
        "x:naam": {"@language": "nl", "@value": 'Zeg "ja"\\\n– en meer'},
        "x:dag": {"@type": "x:datum", "@value": "2026-11-27"},
        "x:nummer": "12",
        "x:maker": {"@id": "urn:b c", "@type": "x:Een"},
        "x:zie": [{"@id": "urn:d"}, {"@type": "x:Twee", "x:maker": {"@id": "urn:b c", "@type": "x:Een"}}],
    }
    assert als_turtle(boom).splitlines() == [
        "@prefix x: <urn:x#> .",
        "",
        "<urn:a> a x:Een, x:Twee ;",
        '  x:naam "Zeg \\"ja\\"\\\\\\n– en meer"@nl ;',
        '  x:dag "2026-11-27"^^x:datum ;',
        '  x:nummer "12" ;',
        "  x:maker <urn:b\\u0020c> ;",
        "  x:zie <urn:d>, [ a x:Twee ; x:maker <urn:b\\u0020c> ] .",
        "",
        "<urn:b\\u0020c> a x:Een .",
    ]


def test_de_pagina_legt_elk_veld_uit(voorbeeld, client):
    tekst = client.get("/geleerdenwijk/gegevens/").content.decode()
    for wat in datasets():
        assert f'id="{wat.naam}"' in tekst and all(f">{veld.naam}</th>" in tekst and veld.uitleg for veld in wat.velden)
    for pad in ("/geleerdenwijk/cijfers/", "/geleerdenwijk/"):
        assert "/geleerdenwijk/gegevens/" in client.get(pad).content.decode()


def test_een_afspraak_van_een_project_noemt_dat_project(voorbeeld, client):
    project = voorbeeld.projecten.first()
    voorwaarde = voorbeeld.randvoorwaarden.filter(huidige__isnull=False, projecten=None).first()
    project.randvoorwaarden.add(voorwaarde)
    van = {rij["code"]: rij["projecten"] for rij in rijen(client, voorbeeld, "randvoorwaarden")}
    assert van[voorwaarde.code] == project.slug


@pytest.mark.parametrize("naam", ["ideeen", "toetsingen", "projecten", "boekingen", "wandelingen", "randvoorwaarden", "themas"])
def test_een_bestand_kost_een_vast_aantal_vragen(naam, voorbeeld):
    wat = next(wat for wat in datasets() if wat.naam == naam)
    with CaptureQueriesContext(connection) as met_een:
        eerste = len(list(wat.rijen(voorbeeld)))
    assert eerste > 1 and len(met_een) <= 8, [vraag["sql"][:80] for vraag in met_een]
