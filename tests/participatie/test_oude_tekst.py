"""A condition that changed lists the answers on its old text; toetsing again keeps the first, and a verdict that stays says why."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from participatie.deeds import oude_tekst as deeds
from participatie.deeds.ideeen import dien_in
from participatie.deeds.toetsen import heropen, toets
from participatie.models import Herbevestiging, Idee
from participatie.oude_tekst import ideeen_met, kenmerk, verouderde_van
from tests.gelijktijdig import tegelijk
from tests.participatie.test_concepten import nieuwe_tekst
from wijk import werklijst
from wijk.deeds.kader import laat_vervallen
from wijk.fouten import GeenRecht, Geweigerd
from wijk.rechten import SYSTEEM, rechten_van

LIJST = "/werkplek/geleerdenwijk/toetsen/oude-tekst/"


@pytest.fixture
def regel(voorwaarde):
    return voorwaarde("De wet")


@pytest.fixture
def beantwoord(wijk, ambtenaar, regel):
    """`beantwoord("Bankje", "voldoet")`: an idea answered on the text of now."""

    def maak(titel="Bankje", waarde="voldoet") -> Idee:
        idee = dien_in(wijk, titel=titel, soort="kans", door=None)
        regel.refresh_from_db()
        toets(idee, [(regel.huidige, waarde, "Vanwege de wet." if waarde != "voldoet" else "")], f"Antwoord op {titel}.", door=ambtenaar)
        idee.refresh_from_db()
        return idee

    return maak


def gezien(idee) -> str:
    return kenmerk(verouderde_van(idee))


def test_een_gewijzigde_tekst_zet_het_idee_op_de_lijst_met_beide_teksten(wijk, beantwoord, regel, ambtenaar, als):
    idee = beantwoord()
    als(ambtenaar)
    assert not ideeen_met(wijk).exists()
    nieuwe_tekst(regel)
    nieuw = beantwoord("Nieuw idee")
    taak = next(t for t in werklijst.van_wijk(wijk, rechten_van(ambtenaar, wijk)) if "oude tekst" in t.zin)
    tekst = als(ambtenaar).get(taak.pad).content.decode()
    assert taak.aantal == 1 and idee.titel in tekst and nieuw.titel not in tekst
    assert "Alles wat mag." in tekst and "Alleen met vergunning." in tekst and "De wet is anders." in tekst


def test_opnieuw_toetsen_bewaart_het_eerste_antwoord(wijk, beantwoord, regel, ambtenaar, als, client):
    idee = beantwoord(waarde="voldoet_niet")
    nieuwe_tekst(regel)
    als(ambtenaar)
    toch = client.post(f"{LIJST}{idee.nummer}/", {"daad": "opnieuw", "gezien": gezien(idee), "reden": "Dat blijft zo."})
    assert toch.status_code == 422 and "maak dit veld leeg" in toch.content.decode() and "Dat blijft zo.</textarea>" in toch.content.decode()
    antwoord = client.post(f"{LIJST}{idee.nummer}/", {"daad": "opnieuw", "gezien": gezien(idee), "reden": " "})
    assert antwoord.status_code == 302 and antwoord["Location"].endswith(f"/toetsen/{idee.nummer}/")
    idee.refresh_from_db(), regel.refresh_from_db()
    assert idee.status == "in_behandeling" and not ideeen_met(wijk).exists()
    toets(idee, [(regel.huidige, "voldoet", "")], "Dit kan nu wel.", door=ambtenaar)
    assert list(idee.toetsingen.order_by("nummer").values_list("uitkomst", "huidig")) == [("past_niet", False), ("past", True)]
    eerste = idee.toetsingen.get(nummer=1)
    assert eerste.oordelen.get().versie.wat_kan == "Alles wat mag." and not ideeen_met(wijk).exists()
    tekst = client.get(idee.get_absolute_url()).content.decode()
    assert "Dit kan nu wel." in tekst and "Antwoord op Bankje." in tekst


def test_een_oordeel_dat_blijft_gaat_van_de_lijst_tot_de_tekst_weer_verandert(wijk, beantwoord, regel, ambtenaar, als, client):
    idee = beantwoord()
    nieuwe_tekst(regel)
    als(ambtenaar)
    pad = f"{LIJST}{idee.nummer}/"
    oud = gezien(idee)
    leeg = client.post(pad, {"gezien": oud, "reden": " "})
    assert leeg.status_code == 422 and "Schrijf waarom" in leeg.content.decode() and not Herbevestiging.objects.exists()
    assert client.post(pad, {"gezien": oud, "reden": "Het bankje past er nog in."}).status_code == 302
    een = Herbevestiging.objects.get()
    assert (een.door, een.reden, een.versie.nummer) == (ambtenaar, "Het bankje past er nog in.", 2) and not ideeen_met(wijk).exists()
    idee.refresh_from_db()
    assert idee.status == "past" and "U hoeft niets te doen" in client.get(pad).content.decode()
    regel.refresh_from_db()
    nieuwe_tekst(regel, "Alleen met twee vergunningen.")
    assert ideeen_met(wijk).get() == idee
    weigering = client.post(pad, {"gezien": oud, "reden": "Mijn lange reden."})
    tekst = weigering.content.decode()
    assert weigering.status_code == 422 and "nog een keer gewijzigd" in tekst and "Mijn lange reden." in tekst and "twee vergunningen" in tekst


def test_wat_niet_meer_geldt_telt_alleen_waar_het_iets_tegenhield(wijk, beantwoord, regel, ambtenaar):
    beantwoord("Kan", "voldoet")
    niet, als_ = beantwoord("Kan niet", "voldoet_niet"), beantwoord("Kan, als", "voorwaarde")
    laat_vervallen(regel, door=SYSTEEM)
    assert list(ideeen_met(wijk)) == [niet, als_]
    deeds.herbevestig(niet, "Het mag ook van de brandweer niet.", gezien=gezien(niet), door=ambtenaar)
    assert list(ideeen_met(wijk)) == [als_]


def test_wat_weer_in_behandeling_is_of_klaar_staat_er_niet(wijk, beantwoord, regel, ambtenaar):
    weer, klaar, project = beantwoord("Weer"), beantwoord("Klaar"), beantwoord("Blijft")
    nieuwe_tekst(regel)
    heropen(weer, "Er is iets nieuws.", door=ambtenaar)
    Idee.objects.filter(pk=klaar.pk).update(status="klaar")
    assert list(ideeen_met(wijk)) == [project]
    for idee in (weer, klaar):
        idee.refresh_from_db()
        with pytest.raises(Geweigerd):
            deeds.herbevestig(idee, "Blijft.", gezien=gezien(idee), door=ambtenaar)


def test_een_bewoner_kan_het_niet_en_de_database_houdt_het_vast(beantwoord, regel, bewoner, ambtenaar):
    idee = beantwoord()
    nieuwe_tekst(regel)
    for deed in (lambda: deeds.toets_opnieuw(idee, gezien="", door=bewoner), lambda: deeds.herbevestig(idee, "Ja.", gezien="", door=bewoner)):
        with pytest.raises(GeenRecht):
            deed()
    deeds.herbevestig(idee, "Het blijft.", gezien=gezien(idee), door=ambtenaar)
    for sql in ("UPDATE participatie_herbevestiging SET reden = 'Anders.'", "DELETE FROM participatie_herbevestiging"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_de_lijst_kost_niet_meer_vragen_bij_meer_rijen(beantwoord, regel, ambtenaar, als):
    client = als(ambtenaar)

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gesteld:
            assert client.get(LIJST).status_code == 200
        return len(gesteld)

    for n in range(9):
        beantwoord(f"Idee {n}")
    Idee.objects.exclude(nummer=1).update(status="klaar")
    nieuwe_tekst(regel)
    eerst = vragen()
    Idee.objects.update(status="past")
    assert vragen() == eerst


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_van_twee_besluiten_tegelijk_wint_er_een(beantwoord, regel, ambtenaar):
    idee = beantwoord()
    nieuwe_tekst(regel)
    wat = gezien(idee)

    def doe(n):
        vers = Idee.objects.select_related("wijk").get(pk=idee.pk)
        if n % 2:
            return deeds.herbevestig(vers, f"Reden {n}.", gezien=wat, door=ambtenaar)
        return deeds.toets_opnieuw(vers, gezien=wat, door=ambtenaar)

    uit = tegelijk(doe, 8)
    assert sum(not isinstance(een, Exception) for een in uit) == 1 and all(isinstance(een, Geweigerd | list | Idee) for een in uit), uit
    idee.refresh_from_db()
    assert (idee.status == "in_behandeling") != Herbevestiging.objects.exists()
