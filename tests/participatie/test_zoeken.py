"""Searching by words in any form: what is found, that the index follows the ideas, and that a large wijk asks no more of the database."""

import csv
import importlib

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participatie.deeds.ideeen import dien_in, orden, trek_in
from participatie.deeds.woorden import leg_alle_woorden_opnieuw_vast, leg_woorden_vast
from participatie.models import Idee, IdeeWoord, Nummering, Woord

LIJST = "/geleerdenwijk/ideeen/"


def gevonden(client, zoek, **filters):
    return [idee.titel for idee in client.get(LIJST, {"zoek": zoek, **filters}).context["ideeen"]]


def maak(wijk, *titels, **velden):
    return [dien_in(wijk, titel=titel, soort="kans", door=None, **velden) for titel in titels]


def veel(wijk, aantal, titel="Een bankje bij de vijver"):
    begin = Nummering.objects.volgende(wijk, aantal)
    ideeen = Idee.objects.bulk_create(Idee(wijk=wijk, nummer=begin + i, titel=titel, soort="kans") for i in range(aantal))
    leg_woorden_vast(wijk.pk, ideeen)


@pytest.mark.parametrize(
    ("zoek", "titel"),
    [
        ("lantaarns", "Een lantaarn bij de brug"),
        ("verlichting", "Betere straatverlichting"),
        ("straat", "Betere straatverlichting"),
        ("kerstverlicht", "Kerstverlichtingsfeest"),
        ("bankje", "Nieuwe bankjes"),
        ("bank", "Nieuwe bankjes"),
        ("scheve", "De paal staat scheef"),
        ("cafe", "Een café voor iedereen"),
        ("CAFÉ", "Een cafe voor iedereen"),
        ("fiets", "Waar laat ik mijn fietsen?"),
        ("hondenpoep", "Hondenpoep!"),
        ("poep", "Hondenpoep!"),
        ("lantaar", "Een lantaarn bij de brug"),
        ("de lantaarn van de brug", "Een lantaarn bij de brug"),
        ("bruggen lantaarns", "Een lantaarn bij de brug"),
        ("auto", "Te veel auto’s"),
    ],
)
def test_een_woord_wordt_in_elke_vorm_gevonden(wijk, client, zoek, titel):
    maak(wijk, titel, "Iets heel anders")
    assert gevonden(client, zoek) == [titel]


@pytest.mark.parametrize("zoek", ["lantaarn vijver", "zeppelin", "!!!", "@", "%", "_", "x" * 100])
def test_wat_er_niet_is_wordt_niet_gevonden(wijk, client, zoek):
    maak(wijk, "Een lantaarn", "Een vijver", lat=52.35, lon=4.618)
    assert gevonden(client, zoek) == []


def test_een_woord_alleen_van_een_andere_wijk_geeft_niets(wijk, andere_wijk, client):
    maak(andere_wijk, "Een vijver")
    assert gevonden(client, "vijver") == []


def test_woorden_en_filters_gelden_samen_op_lijst_kaart_en_tabel(wijk, thema, client):
    maak(wijk, "Lamp een", lat=52.35, lon=4.618)
    maak(wijk, "Lampen twee", thema=thema, lat=52.35, lon=4.618)
    maak(wijk, "Vijver", thema=thema, lat=52.35, lon=4.618)
    assert gevonden(client, "lamp", thema=thema.pk) == ["Lampen twee"]
    kaart = client.get("/geleerdenwijk/ideeen.geojson", {"zoek": "lamp"}).json()
    assert [f["properties"]["titel"] for f in kaart["features"]] == ["Lampen twee", "Lamp een"]
    assert client.get("/geleerdenwijk/ideeen.geojson", {"zoek": "lamp", "bbox": "4,50,4.1,51"}).json()["features"] == []
    tabel = b"".join(client.get("/geleerdenwijk/ideeen.csv", {"zoek": "lamp"})).decode("utf-8-sig")
    assert [rij["titel"] for rij in csv.DictReader(tabel.splitlines(), delimiter=";")] == ["Lamp een", "Lampen twee"]


def test_de_woorden_volgen_het_idee(wijk, client, ambtenaar, bewoner):
    idee = dien_in(wijk, titel="Een lantaarn", soort="kans", plaats="bij de brug", door=bewoner)
    orden(idee, {"titel": "Een vijver"}, door=ambtenaar)
    assert (gevonden(client, "lantaarn"), gevonden(client, "brug"), gevonden(client, "vijvers")) == ([], ["Een vijver"], ["Een vijver"])
    trek_in(idee, door=bewoner)
    assert gevonden(client, "vijver") == []
    assert not IdeeWoord.objects.exists() and not Woord.objects.filter(aantal__gt=0).exists()


def test_wat_niet_openbaar_is_wordt_niet_gevonden(wijk, client):
    idee = maak(wijk, "Een vijver")[0]
    Idee.objects.filter(pk=idee.pk).update(openbaar=False)
    assert gevonden(client, "vijver") == []


def test_ideeen_van_voor_deze_tabel_krijgen_hun_woorden(wijk):
    maak(wijk, "Een lantaarn", "Twee lantaarns", "Een vijver", lat=52.35, lon=4.618)
    was = (sorted(IdeeWoord.objects.values_list("woord__stam", "idee_id")), sorted(Woord.objects.values_list("stam", "aantal")))
    IdeeWoord.objects.all().delete()
    Woord.objects.all().delete()
    importlib.import_module("participatie.migrations.0006_woorden_van_wat_er_staat").vul(apps, None)
    nu = (sorted(IdeeWoord.objects.values_list("woord__stam", "idee_id")), sorted(Woord.objects.values_list("stam", "aantal")))
    assert was == nu and was[0]
    assert leg_alle_woorden_opnieuw_vast(wijk) == 3
    opnieuw = (sorted(IdeeWoord.objects.values_list("woord__stam", "idee_id")), sorted(Woord.objects.values_list("stam", "aantal")))
    assert opnieuw == was


def test_bladeren_door_wat_gevonden_is(wijk, client):
    veel(wijk, 45)
    nummers = [i.nummer for n in (1, 2, 3) for i in client.get(LIJST, {"zoek": "bank", "pagina": n}).context["ideeen"]]
    assert nummers == list(range(45, 0, -1))
    pagina = client.get(LIJST, {"zoek": "bank", "pagina": 3}).context["ideeen"]
    assert (pagina.aantal, pagina.heeft_volgende, pagina.laatste) == (45, False, 3)
    assert client.get(LIJST, {"zoek": "bank", "pagina": 9}).context["ideeen"].nummer == 1


def test_meer_dan_duizend_gevonden_wordt_gezegd_en_niet_geteld(wijk, client):
    veel(wijk, 1100)
    antwoord = client.get(LIJST, {"zoek": "bankjes vijver"})
    assert "Meer dan 1.000 ideeën" in antwoord.content.decode()
    assert len(client.get(LIJST, {"zoek": "bank", "pagina": 50}).context["ideeen"]) == 20


def test_zoeken_en_gelijkend_vragen_even_veel_van_de_database_bij_veel_ideeen(wijk, thema, client):
    vraag = {"titel": "Bankjes bij de vijver", "soort": "kans", "thema": thema.pk, "lat": "52.35", "lon": "4.618", "kijk": "1"}
    aantallen = []
    for _ in range(2):
        veel(wijk, 400)
        maak(wijk, "Een bank", thema=thema, lat=52.35, lon=4.618)
        client.get(LIJST)
        with CaptureQueriesContext(connection) as zoeken:
            client.get(LIJST, {"zoek": "bankjes vijver"})
        with CaptureQueriesContext(connection) as kijken:
            client.post("/geleerdenwijk/ideeen/nieuw/lijkt/", vraag)
        with CaptureQueriesContext(connection) as sturen:
            dien_in(wijk, titel="Bankjes bij de vijver", soort="kans", door=None)
        aantallen.append((len(zoeken), len(kijken), len(sturen)))
    assert aantallen[0] == aantallen[1]


def test_een_woord_dat_niemand_gebruikte_staat_voor_wat_hetzelfde_zegt(wijk, client):
    maak(wijk, "Een lantaarn bij de brug", "Nieuwe bankjes")
    assert gevonden(client, "verlichting") == ["Een lantaarn bij de brug"]
    assert gevonden(client, "lantaarnpalen brug") == ["Een lantaarn bij de brug"]
    maak(wijk, "Betere verlichting")
    assert gevonden(client, "verlichting") == ["Betere verlichting"], "once somebody used it, it stands for itself"
