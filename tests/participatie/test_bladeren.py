"""The list of ideas: sorting, near a place, filters one can take away, and a card that says what was decided."""

import csv

import pytest
from django.utils import timezone

from participatie.deeds.ideeen import dien_in
from participatie.deeds.toetsen import heropen, naar_onderhoud
from participatie.models import Idee, Overleg, Vervolgstap
from tests.conftest import BINNEN

LIJST = "/geleerdenwijk/ideeen/"


@pytest.fixture
def ideeen(wijk, thema, wandeling):
    """Four: the second has the most support; the last two lie 50 and 200 metres from BINNEN, and one lies far off."""
    plekken = [
        {},
        {"lat": 52.36, "lon": 4.63},
        {"lat": BINNEN["lat"] + 200 / 111_320, "lon": BINNEN["lon"]},
        {**BINNEN, "lon": BINNEN["lon"] + 0.00074},
    ]
    uit = [dien_in(wijk, titel=f"Idee {n}", soort="kans", thema=thema, **plek, door=None) for n, plek in enumerate(plekken, 1)]
    Idee.objects.filter(pk=uit[1].pk).update(steun_aantal=7)
    Idee.objects.filter(pk=uit[0].pk).update(wandeling=wandeling, herkomst="wandeling")
    return uit


def nummers(client, vraag) -> list[int]:
    return [idee.nummer for idee in client.get(f"{LIJST}?{vraag}").context["ideeen"]]


def test_de_lijst_staat_in_de_volgorde_die_iemand_kiest(ideeen, client):
    assert nummers(client, "") == [4, 3, 2, 1]
    assert nummers(client, "sorteer=oud") == [1, 2, 3, 4]
    assert nummers(client, "sorteer=steun") == [2, 4, 3, 1]
    assert nummers(client, "sorteer=duur") == [4, 3, 2, 1]
    assert "de meeste steun eerst" in client.get(f"{LIJST}?sorteer=steun").content.decode()


def test_wie_antwoorden_zoekt_ziet_het_laatste_antwoord_eerst(ideeen, andere_wijk, ambtenaar, client):
    for n in (2, 0, 3):
        ideeen[n].refresh_from_db()
        naar_onderhoud(ideeen[n], "We geven het door.", door=ambtenaar)
    heropen(Idee.objects.get(pk=ideeen[0].pk), "Er is meer geld.", door=ambtenaar)
    naar_onderhoud(Idee.objects.get(pk=ideeen[0].pk), "Toch door.", door=ambtenaar)
    heropen(Idee.objects.get(pk=ideeen[3].pk), "Nog eens kijken.", door=ambtenaar)
    assert nummers(client, "sorteer=antwoord") == [1, 3], "one that is looked at anew has no answer now"
    assert "alleen met antwoord, het laatste eerst" in client.get(f"{LIJST}?sorteer=antwoord").content.decode().lower()
    assert nummers(client, "sorteer=antwoord&zoek=3") == [3] and nummers(client, "sorteer=antwoord&soort=knelpunt") == []


def test_de_tabel_zegt_het_in_de_woorden_van_de_paginas(ideeen, client):
    Idee.objects.filter(nummer=1).update(status="past_deels")
    tabel = b"".join(client.get("/geleerdenwijk/ideeen.csv")).decode("utf-8-sig").splitlines()
    [rij] = [rij for rij in csv.DictReader(tabel, delimiter=";") if rij["nummer"] == "1"]
    assert (rij["soort"], rij["status"], rij["herkomst"]) == ("kans", "dit kan voor een deel", "gezegd tijdens een wijkwandeling")


def test_dichtbij_staat_het_dichtstbij_eerst_met_de_afstand(ideeen, client):
    bij = f"bij={BINNEN['lat']},{BINNEN['lon']}"
    assert nummers(client, bij) == [4, 3]
    tekst = client.get(f"{LIJST}?{bij}").content.decode()
    assert "Op 50 meter." in tekst and "Op 200 meter." in tekst and "Binnen 300 meter van de plek" in tekst
    assert nummers(client, f"{bij}&sorteer=oud") == [3, 4]
    assert [f["properties"]["nummer"] for f in client.get(f"/geleerdenwijk/ideeen.geojson?{bij}").json()["features"]] == [4, 3]


def test_een_stuk_van_de_kaart_is_een_filter_van_de_lijst(ideeen, client):
    assert nummers(client, "bbox=4.62,52.35,4.64,52.37") == [2]


@pytest.mark.parametrize(
    "vraag", ["bij=1", "bij=a,b", "bij=nan,4", "bij=91,4", "bij=1,2,3", "bbox=1,2,3", "bbox=1,2,3,1e999", "sorteer=%00", "bij=%00,1"]
)
def test_een_plek_die_niet_te_lezen_is_wordt_gezegd_en_breekt_niets(ideeen, client, vraag):
    antwoord = client.get(f"{LIJST}?{vraag}")
    assert "Een deel van uw keuze kennen we niet" in antwoord.content.decode() and len(antwoord.context["ideeen"]) == 4
    assert client.get(f"/geleerdenwijk/ideeen.geojson?{vraag}").status_code == 200


def test_elk_gekozen_filter_is_te_zien_en_weg_te_halen(ideeen, thema, wandeling, client):
    vraag = f"thema={thema.pk}&wandeling={wandeling.pk}&zoek=Idee&soort=kans&weergave=lijst&pagina=1"
    tekst = client.get(f"{LIJST}?{vraag}").content.decode()
    for wat in ("Thema: Verlichting", "Wandeling: Wandeling", "Met “Idee”", "Soort: kans", "Filter (4)"):
        assert wat in tekst, wat
    assert f'href="?wandeling={wandeling.pk}&amp;zoek=Idee&amp;soort=kans&amp;weergave=lijst"' in tekst
    assert nummers(client, vraag) == [1]


def test_de_kaart_krijgt_tienduizend_punten_in_het_klein(wijk, ideeen, client):
    gewoon, beknopt = client.get("/geleerdenwijk/ideeen.geojson").json(), client.get("/geleerdenwijk/ideeen.geojson?beknopt=1").json()
    assert set(gewoon["features"][0]["properties"]) == {"nummer", "titel", "soort", "status", "status_tekst", "kleur", "url"}
    assert set(beknopt["features"][0]["properties"]) == {"nummer", "titel", "status"}
    assert beknopt["standen"]["ontvangen"] == {"tekst": "ontvangen", "kleur": "blauw"} and beknopt["basis"] == LIJST
    velden = {"wijk": wijk, "soort": "kans", "titel": "Nog een", **BINNEN}
    Idee.objects.bulk_create([Idee(nummer=n, **velden) for n in range(100, 10_100)])
    beknopt = client.get("/geleerdenwijk/ideeen.geojson?beknopt=1").json()
    assert len(beknopt["features"]) == 10_000 and beknopt["meer"]


def test_een_ingetrokken_idee_zegt_ook_op_de_kaart_niets_meer(ideeen, client):
    Idee.objects.filter(nummer=4).update(status="ingetrokken")
    for vraag in ("", "?beknopt=1"):
        titels = [f["properties"]["titel"] for f in client.get(f"/geleerdenwijk/ideeen.geojson{vraag}").json()["features"]]
        assert titels == ["Idee 4", "Idee 3", "Idee 2"]
    Idee.objects.filter(nummer=4).update(plaats="bij de voordeur van Ans")
    tabel = b"".join(client.get("/geleerdenwijk/ideeen.csv")).decode("utf-8-sig").splitlines()
    [regel] = [regel for regel in tabel if regel.startswith("4;")]
    assert "ingetrokken" in regel and "voordeur" not in regel and "52" not in regel and not any("Idee 4" in een for een in tabel)


def test_een_kaartje_zegt_in_een_zin_wat_er_besloten_is_en_waarom(wijk, thema, ideeen, client):
    overleg = Overleg.objects.create(wijk=wijk, titel="Overleg", begint=timezone.now(), plaats="de school")
    idee = ideeen[0]
    Vervolgstap.objects.create(overleg=overleg, idee=idee, besluit="niet_gekozen", reden="Er is nu geen geld voor. Volgend jaar misschien.")
    verwacht = {
        "ontvangen": "Uiterlijk ",
        "in_behandeling": "Uiterlijk ",
        "wacht_op_thema": "We bewaren dit tot het thema Verlichting opengaat.",
        "niet_gekozen": "We kiezen dit niet: Er is nu geen geld voor.",
    }
    for status, zin in verwacht.items():
        Idee.objects.filter(pk=idee.pk).update(status=status)
        assert zin in client.get(f"{LIJST}?zoek=1").content.decode(), status
    Idee.objects.filter(pk=idee.pk).update(status="samengevoegd", samengevoegd_met=ideeen[1])
    assert "Hoort bij idee 2." in client.get(f"{LIJST}?zoek=1").content.decode()
    Idee.objects.filter(pk=ideeen[1].pk).update(antwoord_voor="2020-01-01")
    assert "Het antwoord had er op 1 januari 2020 moeten zijn. We werken eraan." in client.get(f"{LIJST}?zoek=2").content.decode()


def test_een_idee_wijst_naar_de_ideeen_in_zijn_buurt(ideeen, client):
    tekst = client.get(ideeen[3].get_absolute_url()).content.decode()
    assert f'href="{LIJST}?bij=52.3500,4.6187"' in tekst
    assert nummers(client, "bij=52.3500,4.6187")[0] == 4
