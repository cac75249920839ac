"""What the portal knows of somebody is theirs to read and take along; and when it forgets them, nothing of them is left anywhere."""

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from evaluatie.models import Evaluatie, Genodigde
from participatie.deeds.ideeen import dien_in, steun, trek_in
from participatie.deeds.papier import bewaar_postadres
from participatie.deeds.reacties import reageer
from participatie.deeds.toetsen import naar_onderhoud
from participatie.deeds.wandelingen import meld_aan
from participatie.models import Aanmelding, Foto, Idee, Reactie, Wijkwandeling
from tests.participatie.fotos import bestand, inhoud_van, vlak
from wijk.deeds.gebruikers import wijzig_gegevens
from wijk.deeds.vergeten import vergeet
from wijk.deeds.volgen import volg
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Contactpersoon, Gebeurtenis, Gebruiker
from wijk.persoonsgegevens import Wens
from wijk.volgen import van_ding

NAAM, ADRES, TELEFOON = "Wilhelmina Zoekmij", "wilhelmina@zoekmij.nl", "0612345678"


def staat_nog_in() -> list[str]:
    """Every table of the database in which the name, the address or the telephone number still stands."""
    gevonden = []
    with connection.cursor() as cursor:
        for tabel in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(tabel)}")
            rijen = [str(rij).lower() for rij in cursor.fetchall()]
            gevonden += [tabel for woord in ("zoekmij", TELEFOON) if any(woord in rij for rij in rijen)]
    gevonden += ["django_session" for sessie in Session.objects.all() if "zoekmij" in json.dumps(sessie.get_decoded())]
    return gevonden


@pytest.fixture
def wilhelmina(wijk, partij, ambtenaar, client, settings):
    """Somebody who left her name in every place there is."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    iemand = Gebruiker.objects.create_user(ADRES)
    wijzig_gegevens(iemand, NAAM, door=iemand)
    wie = {"naam": NAAM, "email": ADRES, "naam_openbaar": True}
    dien_in(wijk, titel="Meer groen", soort="kans", **wie, door=iemand)
    dien_in(
        wijk,
        titel="Geheime plek",
        omschrijving="Bij mij thuis",
        plaats="bij mij",
        lat=52.35,
        lon=4.618,
        soort="kans",
        fotos=[bestand(inhoud_van(vlak()))],
        **wie,
        door=iemand,
    )
    beantwoord = dien_in(wijk, titel="Losse tegel", soort="knelpunt", **wie, door=iemand)
    naar_onderhoud(beantwoord, "We leggen hem recht.", door=ambtenaar)
    dien_in(wijk, titel="Zonder account", soort="kans", naam=NAAM, email=ADRES.upper(), door=None)
    van_ander = dien_in(wijk, titel="Van een ander", soort="kans", naam="Bram", email="bram@elders.nl", door=None)
    steun(van_ander, "doe_mee", door=iemand)
    reageer(van_ander, "Wat een goed plan", None, door=iemand)
    bewaar_postadres(
        Idee.objects.get(titel="Meer groen"), {"straat": "Zoekmijlaan 1", "postcode": "2104 AB", "woonplaats": "Heemstede"}, door=ambtenaar
    )
    for dagen in (7, -7):
        begint = timezone.now() + timedelta(days=7)
        wandeling = Wijkwandeling.objects.create(wijk=wijk, titel=f"Wandeling {dagen}", begint=begint, vertrekpunt="het plein", status="aangekondigd")
        gegevens = {"naam": NAAM, "email": ADRES, "telefoon": TELEFOON, "aantal": 1, "opmerking": f"Vraag naar {NAAM}", "denkt_mee": True}
        meld_aan(wandeling, gegevens, door=iemand if dagen > 0 else None)
        Wijkwandeling.objects.filter(pk=wandeling.pk).update(begint=timezone.now() + timedelta(days=dagen))
    evaluatie = Evaluatie.objects.create(wijk=wijk, titel="Terugkijken")
    Genodigde.objects.create(evaluatie=evaluatie, kant="bewoners", email=ADRES, kenmerk=f"brief aan {NAAM}")
    Contactpersoon.objects.create(partij=partij, naam=NAAM, email=ADRES, telefoon=TELEFOON)
    EmailAddress.objects.create(user=iemand, email=ADRES, verified=True, primary=True)
    soort = ContentType.objects.get_for_model(Gebruiker)
    LogEntry.objects.create(user=ambtenaar, content_type=soort, object_id=str(iemand.pk), object_repr=NAAM, action_flag=CHANGE, change_message=ADRES)
    volg(wijk, van_ding(wijk), "wekelijks", door=iemand)
    client.force_login(iemand, backend="allauth.account.auth_backends.AuthenticationBackend")
    return iemand


VERGEET = "/mijn/vergeten/"


def test_na_vergeten_staat_naam_noch_adres_nog_ergens(wilhelmina, client, bewoner):
    assert {"wijk_gebruiker", "participatie_idee", "participatie_aanmelding", "evaluatie_genodigde", "wijk_contactpersoon"} <= set(staat_nog_in())
    assert {"account_emailaddress", "django_admin_log", "wijk_mailbericht", "wijk_volger"} <= set(staat_nog_in())
    antwoord = client.post(VERGEET, {"zeker": "on"}, follow=True)
    assert "Uw gegevens zijn gewist" in antwoord.content.decode() and antwoord.context["user"].is_anonymous
    assert staat_nog_in() == []
    assert Gebruiker.objects.get(pk=wilhelmina.pk).is_active is False
    bewijs = Gebeurtenis.objects.get(soort="gegevens.vergeten")
    assert bewijs.gegevens["gewist"]["Ideeën"] == 4 and bewijs.gegevens["gewist"]["Wandelingen"] == 2
    assert not bewijs.openbaar and "oekmij" not in str(vars(bewijs))


def test_ideeen_en_reacties_blijven_van_een_bewoner(wilhelmina, client):
    client.post(VERGEET, {"zeker": "on"})
    assert [i.titel for i in Idee.objects.order_by("nummer")][:2] == ["Meer groen", "Geheime plek"]
    assert {i.wie for i in Idee.objects.all()} == {"een bewoner"}
    assert "Van een bewoner" in client.get("/geleerdenwijk/ideeen/1/").content.decode()
    assert Reactie.objects.get().tekst == "Wat een goed plan" and Idee.objects.get(titel="Van een ander").steun_aantal == 1
    assert Idee.objects.get(titel="Van een ander").naam == "Bram", "of somebody else nothing changes"
    straks, geweest = Aanmelding.objects.order_by("pk")
    assert straks.afgemeld_op is not None and geweest.afgemeld_op is None


@pytest.mark.django_db(transaction=True)
def test_wie_dat_wil_haalt_ook_ideeen_en_reacties_weg(wilhelmina, client):
    foto = Idee.objects.get(titel="Geheime plek").fotos.get()
    groot = foto.bestand_groot
    assert groot.storage.exists(groot.name)
    client.post(VERGEET, {"zeker": "on", "ideeen_weg": "on", "reacties_weg": "on"})
    geheim = Idee.objects.get(nummer=2)
    assert (geheim.status, geheim.titel, geheim.omschrijving, geheim.plaats, geheim.lat) == ("ingetrokken", "ingetrokken", "", "", None)
    assert not geheim.fotos.exists() and not groot.storage.exists(groot.name)
    assert Idee.objects.get(nummer=4).status == "ingetrokken", "also what was sent with the address alone"
    assert Idee.objects.get(nummer=3).titel == "Losse tegel", "what has an answer stays, without a name"
    assert not Reactie.objects.exists() and staat_nog_in() == []


def test_wat_al_ingetrokken_was_verliest_ook_zijn_woorden(wilhelmina, client):
    trek_in(Idee.objects.get(nummer=2), door=wilhelmina)
    client.post(VERGEET, {"zeker": "on", "ideeen_weg": "on"})
    assert Idee.objects.get(nummer=2).omschrijving == ""


def test_een_idee_van_een_ander_verliest_alleen_het_adres(wilhelmina, wijk, persoon, client):
    ander = persoon("bewoner", "bram@elders.nl")
    for naam in (ander.naam, NAAM):
        dien_in(wijk, titel="Van Bram", soort="kans", naam=naam, email=ADRES, naam_openbaar=True, door=ander)
    assert len(json.loads(client.get("/mijn/gegevens.json").content)["Uw e-mailadres bij een idee van een ander"]) == 2
    client.post(VERGEET, {"zeker": "on", "ideeen_weg": "on"})
    ideeen = Idee.objects.filter(indiener=ander).order_by("pk")
    assert [(idee.status, idee.naam, idee.email) for idee in ideeen] == [("ontvangen", ander.naam, ""), ("ontvangen", "", "")]
    assert staat_nog_in() == []


def test_zonder_vinkje_gebeurt_er_niets(wilhelmina, client):
    antwoord = client.post(VERGEET, {"ideeen_weg": "on"})
    assert antwoord.status_code == 422 and "zeker weet" in antwoord.content.decode()
    assert Gebruiker.objects.get(pk=wilhelmina.pk).email == ADRES


def test_wie_een_functie_heeft_wordt_nog_niet_vergeten(als, ambtenaar, bewoner):
    antwoord = als(ambtenaar).post(VERGEET, {"zeker": "on"})
    assert antwoord.status_code == 422 and "U hebt nog een functie: ambtenaar in de Geleerdenwijk" in antwoord.content.decode()
    with pytest.raises(Geweigerd):
        vergeet(ambtenaar, Wens(), door=ambtenaar)
    with pytest.raises(GeenRecht):
        vergeet(bewoner, Wens(), door=ambtenaar)


def test_na_vergeten_begint_hetzelfde_adres_opnieuw(wilhelmina, client):
    client.post(VERGEET, {"zeker": "on"})
    client.post("/inloggen/", {"email": ADRES})
    nieuw = Gebruiker.objects.get(email=ADRES)
    assert nieuw.pk != wilhelmina.pk and not nieuw.ideeen.exists()


def test_alles_wat_het_portaal_weet_is_te_lezen_en_mee_te_nemen(wilhelmina, client):
    antwoord = client.get("/mijn/gegevens.json")
    alles = json.loads(antwoord.content)
    assert "attachment" in antwoord["Content-Disposition"]
    assert alles["Uw account"]["naam"] == NAAM
    assert [rij["titel"] for rij in alles["Ideeën"]] == ["Meer groen", "Geheime plek", "Losse tegel", "Zonder account"]
    assert alles["Ideeën"][1]["foto’s"] == [foto.get_absolute_url() for foto in Foto.objects.filter(idee__nummer=2)] != []
    assert alles["Reacties"][0]["tekst"] == "Wat een goed plan" and alles["Steun"][0]["wat"] == "ik doe mee"
    assert len(alles["Wandelingen"]) == 2 and len(alles["Evaluaties"]) == 1 and alles["Mail aan u"] and alles["Wat u volgt"] and alles["Wat u deed"]
    assert alles["Als contactpersoon van een organisatie"] and alles["Waar u ingelogd bent"]
    assert "bram" not in antwoord.content.decode().lower(), "nothing of anybody else"
    tekst = client.get("/mijn/gegevens/").content.decode()
    for woord in (NAAM, ADRES, TELEFOON, "Geheime plek", "Wat een goed plan"):
        assert woord in tekst


def test_mijn_pagina_wijst_de_weg_en_kost_niet_meer_vragen_bij_meer_rijen(wilhelmina, wijk, client, django_assert_max_num_queries):
    tekst = client.get("/mijn/").content.decode()
    for woord in ("Wijzig idee 1", "Trek idee 2 in", "Ideeën die ik steun", "Van een ander", "Wat een goed plan", "/mijn/gegevens/", VERGEET):
        assert woord in tekst
    from django.test.utils import CaptureQueriesContext

    def vragen(pad):
        with CaptureQueriesContext(connection) as gesteld:
            client.get(pad)
        return len(gesteld)

    eerst = {pad: vragen(pad) for pad in ("/mijn/", "/mijn/gegevens/")}
    for n in range(15):
        idee = dien_in(wijk, titel=f"Idee {n}", soort="kans", door=wilhelmina)
        steun(idee, "goed_idee", door=wilhelmina)
        reageer(idee, f"Reactie {n}", None, door=wilhelmina)
    assert {pad: vragen(pad) for pad in eerst} == eerst
