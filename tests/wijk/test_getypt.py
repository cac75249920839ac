"""What an official typed is not lost when the session was over: kept for an hour, shown after signing in, sent by a press."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from wijk.drempels import DREMPELS
from wijk.getypt import HOOGSTENS
from wijk.ingevuld import Pagina
from wijk.models import Bevoegdheid, Gebruiker

PAD = "/werkplek/geleerdenwijk/uren/"
OMSCHRIJVING = "Gesprek met de buurt.\nMorgen verder <b>bellen</b>."


@pytest.fixture
def velden():
    return {"werk": "vragen", "datum": timezone.localdate().isoformat(), "uren": "2,25", "omschrijving": OMSCHRIJVING}


def verloopt(client):
    """The time of the session is over; the browser still has the cookie."""
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))


def uitgelogd(client):
    client.post("/uitloggen/")


def rij_weg(client):
    """Ended elsewhere: the browser does not know."""
    Session.objects.all().delete()


def in_en_uit(als, gebruiker, client):
    """Saw a page, and is not signed in any more."""
    als(gebruiker).get(PAD)
    uitgelogd(client)


def log_in(client, gebruiker, verder: str) -> str:
    """With the code from the mail; gives the address that it leads to."""
    adres = client.post("/inloggen/", {"email": gebruiker.email, "next": verder})["Location"]
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.M)[0]
    return client.post(adres, {"code": code, "next": verder})["Location"]


@pytest.mark.parametrize("verlies", [verloopt, uitgelogd, rij_weg])
def test_wat_getypt_was_staat_er_na_het_inloggen_en_gaat_pas_weg_met_een_druk_op_de_knop(verlies, wijk, velden, als, ambtenaar, client):
    als(ambtenaar).get(PAD)
    verlies(client)
    antwoord = client.post(PAD, {**velden, "sleutel": "0" * 32, "csrfmiddlewaretoken": "geheim"})
    assert antwoord["Location"] == f"/inloggen/?next={PAD}"
    assert "Log in: wat u typte is bewaard." in client.get(antwoord["Location"]).content.decode()
    assert log_in(client, ambtenaar, PAD) == PAD
    assert not wijk.urenregels.exists()

    antwoord = client.get(PAD)
    html = antwoord.content.decode()
    assert (
        "<dt>Omschrijving</dt>" in html
        and "Wat u niet veranderde, staat er niet bij maar gaat wel mee." in html
        and "<strong>Noteer deze uren</strong>" in html
        and "bellen&lt;/b&gt;" in html
        and "<dt>Sleutel</dt>" not in html
        and "geheim" not in html
    )
    assert antwoord["Cache-Control"].count("no-store")
    verborgen = antwoord.context["velden"]
    assert dict(verborgen) == {**velden, "sleutel": "0" * 32}
    assert client.post(PAD, dict(verborgen))["Location"] == PAD
    assert wijk.urenregels.get().omschrijving.splitlines() == OMSCHRIJVING.splitlines()
    assert "Dit had u getypt" not in client.get(PAD).content.decode() and len(Session.objects.filter(expire_date__gt=timezone.now())) == 1
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE


def test_ook_met_een_tweede_stap(wijk, velden, als, ambtenaar, client):
    geheim = totp.generate_totp_secret()
    Authenticator.objects.create(user=ambtenaar, type="totp", data={"secret": get_adapter().encrypt(geheim)})
    in_en_uit(als, ambtenaar, client)
    client.post(PAD, velden)
    stap = log_in(client, ambtenaar, PAD)
    assert stap.startswith("/inloggen/tweede-stap/")
    code = totp.format_hotp_value(totp.hotp_value(geheim, next(totp.yield_hotp_counters_from_time())))
    assert client.post(stap, {"code": code})["Location"] == PAD
    assert "Gesprek met de buurt." in client.get(PAD).content.decode()


def test_weggooien_gaat_terug_naar_waar_het_formulier_stond(wijk, als, ambtenaar, client):
    """The address that it was sent to takes no GET by itself."""
    pad, stond = "/werkplek/geleerdenwijk/toetsen/1/daad/", "http://testserver/werkplek/geleerdenwijk/toetsen/1/?kies=alles"
    in_en_uit(als, ambtenaar, client)
    client.post(pad, {"daad": "splits", "titel": "Een bankje"}, headers={"referer": stond})
    als(ambtenaar)
    assert "Een bankje" in client.get(pad).content.decode()
    assert client.post("/inloggen/getypt/weg/")["Location"] == "/werkplek/geleerdenwijk/toetsen/1/?kies=alles"
    assert client.get(pad).status_code == 405 and Session.objects.count() == 1


def test_na_een_uur_is_het_weg(wijk, velden, als, ambtenaar, client):
    in_en_uit(als, ambtenaar, client)
    client.post(PAD, velden, headers={"referer": "http://testserver/werkplek/geleerdenwijk/"})
    als(ambtenaar)
    Session.objects.exclude(pk=client.session.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))
    call_command("bezorg_post", verbosity=0)
    assert Session.objects.count() == 1
    html = client.get(PAD, follow=True).content.decode()
    assert "Dat uur is voorbij" in html and "Gesprek met de buurt" not in html
    assert client.get(PAD).status_code == 200


def test_te_groot_een_knop_en_te_vaak_worden_niet_bewaard(wijk, velden, als, ambtenaar, client, monkeypatch):
    in_en_uit(als, ambtenaar, client)

    def zin(**extra):
        adres = client.post(PAD, {**extra}, headers={"referer": "http://testserver/werkplek/geleerdenwijk/"})["Location"]
        assert adres == "/inloggen/?next=/werkplek/geleerdenwijk/"
        return client.get(adres).content.decode()

    assert "kunnen wij niet bewaren" in zin(**velden | {"omschrijving": "é" * (HOOGSTENS // 2)})
    assert "doe het daarna nog een keer" in zin(actie="weg", sleutel="0" * 32, rij="5")
    monkeypatch.setitem(DREMPELS, "getypt", type(DREMPELS["getypt"])(0, 0, 3600, "formulieren gestuurd"))
    assert "kunnen wij niet bewaren" in zin(**velden)
    assert "getypt" not in client.session


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/x-regel"])
def test_wat_een_script_stuurt_wordt_niet_bewaard(accept, wijk, velden, als, ambtenaar, client):
    in_en_uit(als, ambtenaar, client)
    assert client.post(PAD, velden, headers={"accept": accept})["Location"] == f"/inloggen/?next={PAD}"
    assert not Session.objects.exists()


@pytest.mark.parametrize("verlies", [verloopt, uitgelogd, rij_weg])
def test_een_ander_ziet_niet_wat_iemand_typte(verlies, wijk, velden, als, persoon, ambtenaar, client):
    als(ambtenaar).get(PAD)
    verlies(client)
    for _ in range(2):  # the second form of the same lost session is still theirs
        client.post(PAD, velden)
    log_in(client, persoon("ambtenaar", "ander@voorbeeld.nl"), PAD)
    assert "Gesprek met de buurt." not in client.get(PAD).content.decode()
    assert client.post("/inloggen/getypt/weg/")["Location"] == "/" and client.post("/inloggen/getypt/invullen/")["Location"] == "/"
    assert "Gesprek met de buurt." not in client.get(PAD).content.decode()


def test_wie_eerst_met_een_ander_account_inlogt_verliest_niets(wijk, velden, als, persoon, bewoner, ambtenaar, client):
    in_en_uit(als, ambtenaar, client)
    client.post(PAD, velden)
    log_in(client, bewoner, PAD)
    geweigerd = client.get(PAD)
    html = geweigerd.content.decode()
    assert geweigerd.status_code == 403 and "Log in met een ander account" in html and f'name="next" value="{PAD}"' in html
    assert client.post("/uitloggen/", {"next": PAD})["Location"] == f"/inloggen/?next={PAD}"
    ander = persoon("ambtenaar", "ander@voorbeeld.nl")
    log_in(client, ander, PAD)
    client.post(PAD, velden | {"omschrijving": "Van een ander."})
    assert "Gesprek met de buurt." not in client.get(PAD).content.decode()
    uitgelogd(client)
    client.post(PAD, velden | {"omschrijving": "Ook van de ander."})  # kept too, for that person
    verder = log_in(client, ambtenaar, "/werkplek/geleerdenwijk/")
    assert client.get(verder)["Location"] == PAD, "also by the front door it is told"
    html = client.get(PAD).content.decode()
    assert "Gesprek met de buurt." in html and "van de ander" not in html
    client.post("/inloggen/getypt/weg/")
    assert client.get(verder).status_code == 200
    uitgelogd(client)
    assert client.post("/uitloggen/", {"next": "https://elders.nl/"})["Location"] == "/"
    log_in(client, ander, PAD)
    assert "Ook van de ander." in client.get(PAD).content.decode()


def test_van_een_onbekende_wordt_niets_bewaard(wijk, velden, client):
    adres = client.post(PAD, velden, headers={"referer": "http://testserver/werkplek/geleerdenwijk/"})["Location"]
    assert "kunnen wij niet bewaren" in client.get(adres).content.decode() and "getypt" not in client.session


def test_het_recht_wordt_bij_het_versturen_gevraagd(wijk, velden, als, ambtenaar, client):
    client.post(PAD, velden)
    als(ambtenaar)
    Bevoegdheid.objects.all().delete()
    assert client.post(PAD, velden).status_code == 403 and not wijk.urenregels.exists()


def test_ook_voor_een_bewoner(wijk, bewoner, als, client):
    als(bewoner).get("/mijn/")
    uitgelogd(client)
    client.post("/mijn/", {"naam": "Jan de Vries"})
    assert log_in(client, bewoner, "/mijn/") == "/mijn/"
    assert "Jan de Vries" in client.get("/mijn/").content.decode()
    client.post("/mijn/", {"naam": "Jan de Vries"})
    assert Gebruiker.objects.get(pk=bewoner.pk).naam == "Jan de Vries"


def test_ook_in_het_beheer(wijk, persoon, als, beheerder, client):
    iemand = persoon("bewoner")
    pad = f"/beheer/wijk/gebruiker/{iemand.pk}/change/"
    als(beheerder).get(pad)
    uitgelogd(client)
    assert client.post(pad, {"naam": "Piet Jansen"})["Location"] == f"/inloggen/?next={pad}"
    als(beheerder)
    assert "Piet Jansen" in client.get(pad).content.decode()


def test_dagen_en_kruisjes_staan_er_zoals_mensen_ze_lezen():
    html = """<form method="post"><input type="date" name="dag" aria-label="Dag"><input type="datetime-local" name="begint" aria-label="Begint">
    <input type="checkbox" name="kies" value="60" aria-label="Kies idee 60"><input type="checkbox" name="kies" value="59" aria-label="Kies idee 59">
    </form>"""
    velden = [("dag", "2027-03-01"), ("begint", "2027-03-01T19:30"), ("kies", "60"), ("kies", "59")]
    assert Pagina(html, "/lijst/").formulier("/lijst/", velden).regels() == [
        ("Dag", "1 maart 2027", ""),
        ("Begint", "1 maart 2027, 19:30", ""),
        ("Kies", "idee 60, idee 59", ""),
    ]
