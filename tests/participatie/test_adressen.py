"""Looking up an address never holds anybody up, and asks no more than is needed."""

import socket

import pytest

from participatie import adressen
from participatie.adressen import UIT, zoek

PAD = "/geleerdenwijk/ideeen/adressen/"


@pytest.fixture
def stille_dienst(settings, monkeypatch):
    """A service that takes the question and never answers."""
    monkeypatch.setattr(adressen, "WACHT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.PDOK_URL = f"http://127.0.0.1:{server.getsockname()[1]}/free"
        yield


def test_een_dienst_die_niet_antwoordt_houdt_de_pagina_niet_op(wijk, stille_dienst, client):
    antwoord = client.post(PAD, {"adres": "Kerklaan 12", "titel": "Een bankje", "zoek_adres": "1"})
    assert antwoord.status_code == 200 and UIT in (tekst := antwoord.content.decode()) and 'value="Een bankje"' in tekst


def test_een_gekozen_plek_komt_in_het_formulier_ook_als_er_niets_te_zoeken_is(wijk, client):
    tekst = client.post(PAD, {"titel": "Een bankje", "soort": "kans", "zoek_adres": "52.35,4.618"}).content.decode()
    assert 'value="52.35"' in tekst and 'value="4.618"' in tekst and "checked" in tekst


@pytest.mark.parametrize("keuze", ["1", "nan,4", "99,4", "a,b", "1,2,3", "\x00"])
def test_een_keuze_die_niet_te_lezen_is_vult_niets_in(wijk, client, keuze):
    antwoord = client.post(PAD, {"zoek_adres": keuze})
    assert antwoord.status_code == 200 and not antwoord.context["form"]["lat"].value()


def test_zonder_instelling_wordt_er_niets_gevraagd(wijk, settings):
    settings.PDOK_URL = ""
    assert zoek(wijk, "Kerklaan 12") == ([], UIT)
    assert zoek(wijk, "  ")[1].startswith("Vul een straat")


def test_wie_het_adres_van_de_zoekpagina_opent_komt_bij_het_formulier(wijk, client):
    assert client.get(PAD)["Location"] == "/geleerdenwijk/ideeen/nieuw/"
