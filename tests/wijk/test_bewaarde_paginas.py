"""Public pages are kept ready for visitors, and never a moment longer than they are true."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from participatie.deeds.ideeen import dien_in
from wijk.models import Gebeurtenis, Wijk
from wijk.rechten import SYSTEEM

LIJST = "/geleerdenwijk/ideeen/"


@pytest.fixture(autouse=True)
def bewaren(settings):
    settings.PAGINAS_BEWAREN = 60
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def idee(wijk):
    return dien_in(wijk, titel="Een bankje", soort="kans", door=SYSTEEM)


def test_de_tweede_bezoeker_krijgt_dezelfde_bladzijde_met_een_vraag_aan_de_database(idee, client, django_assert_num_queries):
    eerst = client.get(LIJST)
    with django_assert_num_queries(1):
        weer = client.get(LIJST)
    assert weer.content == eerst.content
    assert weer["Content-Security-Policy"] == eerst["Content-Security-Policy"]
    assert client.get(f"{LIJST}?soort=knelpunt").content != eerst.content


def test_een_nieuwe_gebeurtenis_maakt_de_bladzijde_meteen_oud(idee, wijk, client):
    merk = client.get(LIJST)["ETag"]
    assert client.get(LIJST, headers={"if-none-match": merk}).status_code == 304
    dien_in(wijk, titel="Meer licht", soort="knelpunt", door=SYSTEEM)
    nieuw = client.get(LIJST, headers={"if-none-match": merk})
    assert nieuw.status_code == 200
    assert "Meer licht" in nieuw.content.decode()


def test_ook_een_gebeurtenis_die_later_zichtbaar_wordt_dan_een_met_een_hoger_nummer(idee, wijk, client):
    """On PostgreSQL two deeds at once can become visible in the other order than their numbers."""
    laatste = Gebeurtenis.objects.latest("pk")
    Gebeurtenis.objects.create(pk=laatste.pk + 2, wijk=wijk, soort="x.y", onderwerp="wijk.wijk", onderwerp_id=wijk.pk, tekst="Later", als="systeem")
    client.get("/geleerdenwijk/tijdlijn/")
    Gebeurtenis.objects.create(
        pk=laatste.pk + 1, wijk=wijk, soort="x.y", onderwerp="wijk.wijk", onderwerp_id=wijk.pk, tekst="Eerder", als="systeem", openbaar=True
    )
    assert "Eerder" in client.get("/geleerdenwijk/tijdlijn/").content.decode()


def test_wie_is_ingelogd_krijgt_een_eigen_bladzijde_die_voor_niemand_bewaard_wordt(idee, als, ambtenaar, client):
    gast = client.get(LIJST).content
    assert b"Werkplek" not in gast
    als(ambtenaar)
    assert b"Werkplek" in client.get(LIJST).content
    client.logout()
    assert client.get(LIJST).content == gast


def test_een_bladzijde_met_een_formulier_is_van_een_bezoeker_alleen(idee, client):
    een, twee = (client.get(f"{LIJST}nieuw/").content for _ in range(2))
    assert een != twee  # each has its own proof of where it came from


def test_wie_net_een_idee_stuurde_ziet_zijn_eigen_bladzijde(wijk, client):
    wijk.direct_publiceren = False
    wijk.save()
    antwoord = client.post(f"{LIJST}nieuw/", {"titel": "Een geheim", "soort": "kans"}, follow=True)
    pad = antwoord.redirect_chain[-1][0]
    assert antwoord.status_code == 200 and "Een geheim" not in client.get(LIJST).content.decode()
    client.cookies.clear()
    assert client.get(pad).status_code == 404


def test_een_nieuwe_dag_is_een_nieuwe_bladzijde(idee, client, monkeypatch, django_assert_num_queries):
    client.get(LIJST)
    morgen = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_: morgen)
    with pytest.raises(pytest.fail.Exception), django_assert_num_queries(1):
        client.get(LIJST)


def test_wat_niet_bestaat_of_nog_niet_openbaar_is_wordt_niet_bewaard(idee, wijk, client):
    assert client.get("/geleerdenwijk/ideeen/999/").status_code == 404
    Wijk.objects.create(naam="Duinwijk", slug="duinwijk", status="voorbereiding")
    assert client.get("/duinwijk/partijen/").status_code == 404
    assert client.get("/rivierenwijk/").status_code == 404


def test_met_en_zonder_verkleining_is_de_bladzijde_dezelfde(wijk, client):
    for n in range(10):
        dien_in(wijk, titel=f"Een bankje {n}", soort="kans", door=SYSTEEM)
    klein = [client.get(LIJST, headers={"accept-encoding": "gzip"}) for _ in range(2)]
    gewoon = [client.get(LIJST) for _ in range(2)]
    assert all(a["Content-Encoding"] == "gzip" for a in klein) and not any(a.has_header("Content-Encoding") for a in gewoon)
    assert gewoon[0].content == gewoon[1].content and klein[0]["ETag"].removeprefix("W/") == gewoon[0]["ETag"].removeprefix("W/")
