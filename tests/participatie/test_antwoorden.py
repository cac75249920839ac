"""Toetsen: the outcome follows from the verdicts, the reason is public, and nobody's answer is lost."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from participatie.deeds.adviezen import vraag_advies
from participatie.deeds.ideeen import dien_in, steun, trek_in
from participatie.deeds.reacties import modereer, reageer
from participatie.deeds.toetsen import heropen, naar_onderhoud, toets, voeg_samen
from participatie.models import Advies, Idee, Oordeel, Toetsconcept
from tests.gelijktijdig import tegelijk
from wijk.deeds.kader import bewaar_randvoorwaarde
from wijk.fouten import GeenRecht, Geweigerd
from wijk.rechten import SYSTEEM


@pytest.mark.parametrize(
    ("waarden", "uitkomst"),
    [
        (["voldoet", "nvt"], "past"),
        (["voldoet", "voorwaarde"], "past_deels"),
        (["voorwaarde", "voldoet_niet"], "past_niet"),
        (["nvt", "nvt"], "past"),
    ],
)
def test_de_uitkomst_volgt_uit_de_oordelen(idee, ambtenaar, voorwaarde, waarden, uitkomst):
    oordelen = [(voorwaarde(f"Regel {n}").huidige, waarde, "omdat") for n, waarde in enumerate(waarden)]
    assert toets(idee, oordelen, "Zo zit het.", door=ambtenaar).uitkomst == uitkomst
    idee.refresh_from_db()
    assert idee.status == uitkomst


def test_de_reden_staat_meteen_op_de_openbare_pagina(idee, ambtenaar, voorwaarde, als, client):
    regel = voorwaarde()
    als(ambtenaar)
    pad = f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/"
    client.post(
        pad,
        {
            "actie": "toets",
            "gezien": 0,
            f"oordeel_{regel.pk}": "voorwaarde",
            f"reden_{regel.pk}": "Alleen met vergunning.",
            "reden": "Dit kan deels.",
        },
    )
    client.logout()
    tekst = client.get(f"/geleerdenwijk/ideeen/{idee.nummer}/").content.decode()
    assert "Dit kan deels." in tekst and "Alleen met vergunning." in tekst


def test_overal_niet_van_toepassing_is_eerst_een_vraag(idee, ambtenaar, voorwaarde, als, client):
    velden = {"actie": "toets", "gezien": 0, "reden": "Dit mag."} | {f"oordeel_{voorwaarde(titel).pk}": "nvt" for titel in ("Wet", "Geld")}
    pad = f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/"
    assert "niets_geldt" not in als(ambtenaar).get(pad).content.decode()
    antwoord = client.post(pad, velden)
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422 and "Klopt dat?" in tekst and 'name="niets_geldt"' in tekst and not idee.toetsingen.exists()
    assert "geldt voor dit idee: Overal" not in tekst  # the answer to tick is not what is wrong
    assert 'name="niets_geldt"' in client.get(pad).content.decode()  # the concept that was kept asks it too
    velden["stand"] = Toetsconcept.objects.get(idee=idee).stand
    assert client.post(pad, velden | {"niets_geldt": "on"}).status_code == 302
    assert idee.toetsingen.get().uitkomst == "past"
    openbaar = client.get(f"/geleerdenwijk/ideeen/{idee.nummer}/").content.decode()
    assert "Geen enkele randvoorwaarde geldt voor dit idee." in openbaar and "Kan dit?" not in openbaar


def test_zonder_reden_wordt_niet_getoetst(idee, ambtenaar, voorwaarde):
    regel = voorwaarde().huidige
    for oordelen, reden in (([(regel, "voldoet", "")], " "), ([(regel, "voldoet_niet", "")], "Nee."), ([], "Ja.")):
        with pytest.raises(Geweigerd):
            toets(idee, oordelen, reden, door=ambtenaar)
    idee.refresh_from_db()
    assert idee.status == "ontvangen" and not idee.toetsingen.exists()


def test_een_tweede_toetsing_wist_de_eerste_niet(idee, ambtenaar, voorwaarde):
    regel = voorwaarde().huidige
    toets(idee, [(regel, "voldoet_niet", "te duur")], "Dit kan niet.", door=ambtenaar)
    idee.refresh_from_db()
    heropen(idee, "Er is meer geld.", door=ambtenaar)
    toets(idee, [(regel, "voldoet", "")], "Dit kan toch.", door=ambtenaar)
    assert list(idee.toetsingen.order_by("nummer").values_list("uitkomst", "huidig")) == [("past_niet", False), ("past", True)]


def test_wie_als_tweede_antwoordt_ziet_het_eerste_en_houdt_zijn_tekst(idee, ambtenaar, voorwaarde, als, client):
    regel = voorwaarde()
    naar_onderhoud(idee, "Al doorgegeven.", door=ambtenaar)
    als(ambtenaar)
    antwoord = client.post(
        f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/",
        {"actie": "toets", "gezien": 0, f"oordeel_{regel.pk}": "voldoet", f"reden_{regel.pk}": "", "reden": "Mijn lange tekst."},
    )
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    assert "intussen beantwoord" in tekst and "Al doorgegeven." in tekst and "Mijn lange tekst." in tekst


def test_een_gewijzigde_randvoorwaarde_vraagt_een_nieuw_oordeel(idee, ambtenaar, voorwaarde):
    regel = voorwaarde()
    oud = regel.huidige
    velden = {
        "soort": "inhoudelijk",
        "grond": "wettelijk",
        "titel": "De wet",
        "wat_kan": "Minder.",
        "wat_kan_niet": "",
        "toelichting": "",
        "reden_wijziging": "nieuwe wet",
    }
    bewaar_randvoorwaarde(regel.wijk, velden, regel, door=SYSTEEM)
    with pytest.raises(Geweigerd, match="intussen gewijzigd"):
        toets(idee, [(oud, "voldoet", "")], "Dit kan.", door=ambtenaar)


def test_een_oordeel_blijft_wijzen_naar_de_tekst_van_toen(idee, ambtenaar, voorwaarde):
    regel = voorwaarde()
    toets(idee, [(regel.huidige, "voldoet", "")], "Dit kan.", door=ambtenaar)
    velden = {
        "soort": "inhoudelijk",
        "grond": "wettelijk",
        "titel": "De wet",
        "wat_kan": "Minder.",
        "wat_kan_niet": "",
        "toelichting": "",
        "reden_wijziging": "nieuwe wet",
    }
    bewaar_randvoorwaarde(regel.wijk, velden, regel, door=SYSTEEM)
    assert Oordeel.objects.get().versie.wat_kan == "Alles wat mag."


def test_de_database_weigert_een_oordeel_te_wijzigen(idee, ambtenaar, voorwaarde):
    toets(idee, [(voorwaarde().huidige, "voldoet", "")], "Dit kan.", door=ambtenaar)
    for sql in (
        "UPDATE participatie_oordeel SET waarde = 'nvt'",
        "DELETE FROM participatie_oordeel",
        "UPDATE wijk_gebeurtenis SET tekst = ''",
        "DELETE FROM wijk_gebeurtenis",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_samenvoegen_neemt_steun_mee_zonder_dubbelen(wijk, idee, ambtenaar, persoon, als):
    ander = dien_in(wijk, titel="Te donker", soort="knelpunt", door=None)
    een, twee = persoon(), persoon()
    for wie, waar in ((een, idee), (een, ander), (twee, ander)):
        steun(waar, "goed_idee", door=wie)
    voeg_samen(ander, idee, "Dit gaat over hetzelfde.", door=ambtenaar)
    ander.refresh_from_db(), idee.refresh_from_db()
    assert ander.samengevoegd_met == idee and idee.steun_aantal == 2
    with pytest.raises(Geweigerd, match="horen zelf al"):
        voeg_samen(idee, dien_in(wijk, titel="Tweede", soort="kans", door=None), "Verder.", door=ambtenaar)
    with pytest.raises(Geweigerd, match=f"Idee {ander.nummer} hoort zelf al bij idee {idee.nummer}"):
        voeg_samen(idee, ander, "Andersom.", door=ambtenaar)
    assert f"idee {idee.nummer}: Meer licht" in als(ambtenaar).get(f"/werkplek/geleerdenwijk/toetsen/{ander.nummer}/").content.decode()
    with pytest.raises(Geweigerd, match="zichzelf"):
        derde = dien_in(wijk, titel="Derde", soort="kans", door=None)
        voeg_samen(derde, derde, "Zelf.", door=ambtenaar)


def test_steun_telt_een_keer_per_persoon(idee, bewoner):
    steun(idee, "goed_idee", door=bewoner)
    assert steun(idee, "doe_mee", door=bewoner).steun_aantal == 1
    assert steun(idee, "doe_mee", door=bewoner).steun_aantal == 0


def test_een_reactie_staat_er_pas_na_controle(idee, bewoner, ambtenaar, client):
    import uuid

    reactie = reageer(idee, "Goed plan!", uuid.uuid4(), door=bewoner)
    assert "Goed plan!" not in client.get(idee.get_absolute_url()).content.decode()
    modereer(reactie, True, door=ambtenaar)
    assert "Goed plan!" in client.get(idee.get_absolute_url()).content.decode()


def test_wie_een_reactie_schreef_ziet_dat_hij_wacht(idee, bewoner, als, persoon, client):
    import uuid

    reageer(idee, "Goed plan!", uuid.uuid4(), door=bewoner)
    tekst = als(bewoner).get(idee.get_absolute_url()).content.decode()
    assert "Goed plan!" in tekst and "wacht op controle" in tekst and "nog geen reacties" not in tekst
    tekst = als(persoon()).get(idee.get_absolute_url()).content.decode()
    assert "Goed plan!" not in tekst and "nog geen reacties" in tekst


def test_een_bewoner_trekt_alleen_het_eigen_idee_in(wijk, idee, bewoner):
    eigen = dien_in(wijk, titel="Van mij", soort="kans", door=bewoner)
    trek_in(eigen, door=bewoner)
    with pytest.raises(GeenRecht):
        trek_in(idee, door=bewoner)


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_van_twintig_antwoorden_tegelijk_is_er_een_huidig(idee, ambtenaar, voorwaarde):
    regel = voorwaarde().huidige
    uit = tegelijk(lambda n: toets(Idee.objects.get(pk=idee.pk), [(regel, "voldoet", "")], f"Antwoord {n}.", gezien=0, door=ambtenaar), 20)
    gelukt = [een for een in uit if not isinstance(een, Exception)]
    assert len(gelukt) == 1
    assert all(isinstance(een, Geweigerd) for een in uit if een not in gelukt), uit
    assert idee.toetsingen.filter(huidig=True).count() == 1


def test_antwoorden_terwijl_er_nog_advies_komt_is_eerst_een_vraag(idee, ambtenaar, voorwaarde, als, client):
    vraag = {"naam": "Piet", "email": "piet@elders.nl", "vraag": "Kan dit?", "voor": timezone.localdate() + timedelta(days=7)}
    advies = vraag_advies(idee, vraag, door=ambtenaar)
    velden = {"actie": "toets", "gezien": 0, "reden": "Dit mag.", f"oordeel_{voorwaarde().pk}": "voldoet"}
    pad = f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/"
    assert 'name="zonder_advies"' in als(ambtenaar).get(pad).content.decode()
    antwoord = client.post(pad, velden)
    assert antwoord.status_code == 422 and "U wacht nog op 1 advies. Wilt u daar niet op wachten?" in antwoord.content.decode()
    assert "Dit mag." in antwoord.content.decode() and not idee.toetsingen.exists()
    Advies.objects.filter(pk=advies.pk).update(voor=timezone.localdate() - timedelta(days=1))
    assert 'name="zonder_advies"' not in client.get(pad).content.decode(), "what is late is not waited for"
    Advies.objects.filter(pk=advies.pk).update(voor=timezone.localdate())
    assert client.post(pad, velden | {"zonder_advies": "on"}).status_code == 302 and idee.toetsingen.exists()
