"""Against abuse: limits that hold over all workers, a field that people leave empty, a signed time; and nothing typed is ever lost."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client, RequestFactory
from django.utils import timezone

from participatie.models import Aanmelding, Idee, Reactie
from tests.gelijktijdig import tegelijk
from wijk.drempels import DREMPELS, adres_van, te_vaak, tel
from wijk.models import Gebruiker, Teller

NIEUW = "/geleerdenwijk/ideeen/nieuw/"
GOED = {"titel": "Een bankje", "soort": "kans"}
# In the middle of an hour and of the Dutch day, so that no test crosses the end of either.
MOMENT = timezone.localtime().replace(hour=12, minute=20)


@pytest.fixture(autouse=True)
def drempels_als_in_productie(settings):
    settings.DREMPEL_MAAL = 1
    with time_machine.travel(MOMENT, tick=False) as klok:
        yield klok


def stuur(client, n=0, **velden):
    return client.post(NIEUW, {**GOED, "titel": f"Een bankje {n}", **velden})


def test_een_schoolklas_achter_een_adres_kan_dertig_ideeen_sturen(wijk, client):
    assert [stuur(client, n).status_code for n in range(30)] == [302] * 30


def test_boven_de_drempel_zegt_het_formulier_wanneer_het_weer_kan_en_blijft_alles_staan(wijk, client, drempels_als_in_productie):
    meeste = DREMPELS["idee"].per_adres
    for _ in range(meeste):
        te_vaak(RequestFactory().get("/"), "idee")
    antwoord = stuur(client, omschrijving="Dit blijft staan.")
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 429 and "Dit blijft staan." in tekst and not Idee.objects.exists()
    straks = timezone.localtime(MOMENT).replace(minute=0) + timedelta(hours=1)
    assert f"Probeer het na {straks:%H.%M} uur opnieuw" in tekst
    assert client.post(NIEUW, {"titel": ""}).status_code == 422, "a mistake is told as a mistake"
    drempels_als_in_productie.move_to(MOMENT + timedelta(hours=1))
    assert stuur(client).status_code == 302


def test_per_mailadres_geldt_een_eigen_drempel(wijk, client):
    for n in range(DREMPELS["idee"].per_wie):
        assert stuur(client, n, email="ans@voorbeeld.nl").status_code == 302
    assert stuur(client, 99, email="ANS@voorbeeld.nl").status_code == 429
    assert stuur(client, 99, email="bram@voorbeeld.nl").status_code == 302


def test_codes_vragen_om_in_te_loggen_houdt_op(wijk, client):
    def vraag(email):
        client.cookies.clear()
        return client.post("/inloggen/", {"email": email})

    for _ in range(DREMPELS["inlogcode"].per_wie):
        vraag("ans@voorbeeld.nl")
    aantal = len(mail.outbox)
    antwoord = vraag("ans@voorbeeld.nl")
    assert antwoord.status_code == 429 and "te veel codes gevraagd" in antwoord.content.decode() and len(mail.outbox) == aantal
    for n in range(DREMPELS["inlogcode"].per_adres):
        vraag(f"iemand{n}@voorbeeld.nl")
    assert Gebruiker.objects.count() <= DREMPELS["inlogcode"].per_adres, "no accounts beyond the limit"


def test_aanmelden_reageren_en_codes_raden_houdt_op(wijk, client, als, bewoner, idee, wandeling):
    for _ in range(DREMPELS["volgcode"].per_wie + 1):
        antwoord = client.post("/geleerdenwijk/volgen/", {"nummer": 1, "code": "BBBB-CCCC"})
    assert antwoord.status_code == 429
    for n in range(DREMPELS["aanmelding"].per_wie + 1):
        antwoord = client.post(
            f"/geleerdenwijk/wandelingen/{wandeling.pk}/aanmelden/", {"naam": f"Ans {n}", "aantal": 1, "email": "ans@voorbeeld.nl"}
        )
    assert antwoord.status_code == 429 and Aanmelding.objects.count() == DREMPELS["aanmelding"].per_wie
    als(bewoner)
    for n in range(DREMPELS["reactie"].per_wie + 1):
        antwoord = client.post("/geleerdenwijk/ideeen/1/reageer/", {"tekst": "Goed plan", "sleutel": f"{n:032x}"})
    assert antwoord.status_code == 429 and Reactie.objects.count() == DREMPELS["reactie"].per_wie and "Goed plan" in antwoord.content.decode()


def test_wie_het_lege_vak_invult_krijgt_de_vraag_het_leeg_te_maken(wijk, client):
    antwoord = stuur(client, onderwerp="Koop nu", omschrijving="Dit blijft staan.")
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422 and "Dit blijft staan." in tekst and "Koop nu" in tekst and not Idee.objects.exists()
    assert stuur(client, onderwerp="").status_code == 302


def stempel(client) -> str:
    return re.search(r'name="begonnen" value="([^"]+)"', client.get(NIEUW).content.decode())[1]


def test_heel_snel_mag_af_en_toe_en_niet_steeds(wijk, client, drempels_als_in_productie):
    nu = stempel(client)
    for n in range(DREMPELS["idee_snel"].per_adres):
        assert stuur(client, n, begonnen=nu).status_code == 302
    antwoord = stuur(client, 99, begonnen=nu)
    assert antwoord.status_code == 422 and "heel snel" in antwoord.content.decode() and nu in antwoord.content.decode()
    drempels_als_in_productie.shift(timedelta(seconds=4))
    assert stuur(client, 99, begonnen=nu).status_code == 302, "the same form, once it has been looked at"


@pytest.mark.parametrize("dagen", [0, 4], ids=["nagemaakt", "te oud"])
def test_een_nagemaakte_of_oude_tijd_vraagt_het_opnieuw_en_houdt_alles(wijk, client, drempels_als_in_productie, dagen):
    oud = stempel(client) if dagen else "idee:1tXyzA:nagemaakt"
    drempels_als_in_productie.shift(timedelta(days=dagen))
    antwoord = stuur(client, begonnen=oud, omschrijving="Dit blijft staan.")
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422 and "Dit blijft staan." in tekst and oud not in tekst
    nieuw = re.search(r'name="begonnen" value="([^"]+)"', tekst)[1]
    assert stuur(client, begonnen=nieuw).status_code == 302


def test_er_blijft_geen_adres_bewaard_en_wat_voorbij_is_gaat_weg(wijk, client, drempels_als_in_productie):
    stuur(client, email="ans@voorbeeld.nl")
    assert "127.0.0.1" not in str(list(Teller.objects.values())) and "ans" not in str(list(Teller.objects.values()))
    eerder = set(Teller.objects.values_list("pk", flat=True))
    drempels_als_in_productie.shift(timedelta(hours=2))
    stuur(client, 2, email="ans@voorbeeld.nl")
    assert not eerder & set(Teller.objects.values_list("pk", flat=True)), "gone, and in the next hour under another key"


def test_achter_een_proxy_telt_het_adres_dat_de_proxy_zag(settings):
    verzoek = RequestFactory().get("/", headers={"x-forwarded-for": "6.6.6.6, 192.0.2.7"})
    assert adres_van(verzoek) == "127.0.0.1", "without a proxy anyone can write that header"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert adres_van(verzoek) == "192.0.2.7"
    lang = [adres_van(RequestFactory().get("/", REMOTE_ADDR=f"2001:db8:1:2::{n}")) for n in (1, 2)]
    assert lang == ["2001:db8:1:2::/64"] * 2


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_tegelijk_telt_elke_keer_een(drempels_als_in_productie):
    per_draad, draden = 10, 12
    uit = tegelijk(lambda n: [tel("proef", 3600)[0] for _ in range(per_draad)], draden)
    assert sorted(aantal for rij in uit for aantal in rij) == list(range(1, per_draad * draden + 1))


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_tegelijk_komt_er_niet_een_meer_door_dan_mag(drempels_als_in_productie):
    meeste = DREMPELS["idee"].per_wie
    verzoek = RequestFactory().get("/")
    uit = tegelijk(lambda n: [te_vaak(verzoek, "idee", "ans@voorbeeld.nl") for _ in range(4)], 10)
    assert sum(not zin for rij in uit for zin in rij) == meeste


def test_een_verlopen_formulier_toont_de_getekende_tijd_niet_als_tekst_van_u(wijk, client):
    tekst = Client(enforce_csrf_checks=True).post(NIEUW, {**GOED, "begonnen": stempel(client)}).content.decode()
    assert "<dt>Titel</dt>" in tekst and "<dt>Begonnen</dt>" not in tekst and 'name="begonnen"' in tekst
