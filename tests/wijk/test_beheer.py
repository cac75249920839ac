"""Whoever administers, with the README alone: give somebody a function, also in a second wijk."""

import re
from collections import Counter

import pytest
from django.contrib import admin
from django.contrib.auth.hashers import is_password_usable
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from budget import deeds as boekhouding
from evaluatie.models import Evaluatie, Leerpunt, Uitvoeringsprogramma
from participatie.models import Overleg, Wijkwandeling
from tests.budget.hulp import maak_project
from tests.gelijktijdig import tegelijk
from wijk.bedrag import Bedrag
from wijk.deeds.vergeten import vergeet
from wijk.fouten import Geweigerd
from wijk.models import Bevoegdheid, Gebeurtenis, Gebruiker, Partij, Wijk
from wijk.persoonsgegevens import Wens
from wijk.rechten import SYSTEEM, Functie

NIEUW = "/beheer/wijk/gebruiker/add/"


@pytest.fixture
def eerste(db, als):
    """The account that `createsuperuser` of the README makes, with a password that somebody typed, signed in."""
    gebruiker = Gebruiker.objects.create_superuser("beheer@voorbeeld.nl", "typte ik op de opdrachtregel")
    als(gebruiker)
    return gebruiker


def rij(nummer: int, wijk="", functie="", partij="", pk="", van="", weg=False) -> dict:
    velden = {"wijk": wijk and wijk.pk, "functie": functie, "partij": partij and partij.pk, "id": pk, "gebruiker": van}
    return {f"bevoegdheden-{nummer}-{naam}": waarde for naam, waarde in velden.items()} | ({f"bevoegdheden-{nummer}-DELETE": "on"} if weg else {})


def pagina(*rijen: dict, staan=0, email="bram@voorbeeld.nl") -> dict:
    uit = {"email": email, "naam": "Bram", "is_active": "on", "bevoegdheden-TOTAL_FORMS": len(rijen), "bevoegdheden-INITIAL_FORMS": staan}
    for een in rijen:
        uit |= een
    return uit


def test_de_eerste_beheerder_geeft_een_functie_in_twee_wijken(eerste, wijk, andere_wijk, client):
    assert eerste.begin() == "/beheer/" and 'href="/beheer/"' in client.get("/mijn/").content.decode()
    assert NIEUW in client.get("/beheer/").content.decode()
    assert 'name="bevoegdheden-0-functie"' in client.get(NIEUW).content.decode()
    client.post(NIEUW, pagina(rij(0, wijk, "ambtenaar"), rij(1, andere_wijk, "wijkcoordinator")))
    bram = Gebruiker.objects.get(email="bram@voorbeeld.nl")
    assert bram.functies_in(wijk) == {Functie.AMBTENAAR} and bram.functies_in(andere_wijk) == {Functie.WIJKCOORDINATOR}
    assert Gebeurtenis.objects.filter(soort="bevoegdheid.gegeven").count() == 2 and not is_password_usable(bram.password)


def test_wie_beheert_ziet_wie_wat_doet_en_vindt_waar_een_wijk_begint(als, beheerder, wijk, persoon, client):
    persoon("ambtenaar", "bram@voorbeeld.nl")
    als(beheerder)
    lijst = client.get(f"/beheer/wijk/gebruiker/?bevoegdheden__wijk__id__exact={wijk.pk}").content.decode()
    assert f"ambtenaar ({wijk})" in lijst and "bram@voorbeeld.nl" in lijst
    start = "/werkplek/geleerdenwijk/uitvoeringsprogramma/volgende-wijk/start/"
    for pad in ("/mijn/", "/beheer/"):
        assert f'href="{start}"' in client.get(pad).content.decode()
    assert client.get("/mijn/").content.decode().count('href="/beheer/"') == 2, "in the list, and at the top of every page"
    antwoord = client.post(start, {"naam": "Test", "slug": "test wijk"})
    assert "Gebruik alleen letters, cijfers en streepjes" in antwoord.content.decode()
    assert all(client.get(kruimel).status_code == 200 for _, kruimel in antwoord.context["kruimels"] if kruimel)


def test_wie_beheert_trekt_een_functie_in_en_die_ander_blijft(als, beheerder, wijk, andere_wijk, persoon, client):
    bram = persoon("ambtenaar", "bram@voorbeeld.nl")
    erbij = Bevoegdheid.objects.create(gebruiker=bram, wijk=andere_wijk, functie="ambtenaar")
    oud = bram.bevoegdheden.get(wijk=wijk)
    als(beheerder)
    rijen = rij(0, wijk, "ambtenaar", pk=oud.pk, van=bram.pk, weg=True), rij(1, andere_wijk, "ambtenaar", pk=erbij.pk, van=bram.pk)
    client.post(f"/beheer/wijk/gebruiker/{bram.pk}/change/", pagina(*rijen, staan=2))
    assert [b.wijk for b in Bevoegdheid.objects.filter(gebruiker=bram)] == [andere_wijk]
    assert Gebeurtenis.objects.get(soort="bevoegdheid.ingetrokken").wijk == wijk


def test_een_wijk_die_loopt_houdt_een_wijkcoordinator(als, beheerder, wijk, persoon, client):
    Wijk.objects.filter(pk=wijk.pk).update(status="lopend")
    bram = persoon("wijkcoordinator", "bram@voorbeeld.nl")
    Bevoegdheid.objects.filter(functie="wijkcoordinator").exclude(gebruiker=bram).delete()
    staat, pad = bram.bevoegdheden.get(), f"/beheer/wijk/gebruiker/{bram.pk}/change/"
    als(beheerder)
    weg, blijft = (pagina(rij(0, wijk, "wijkcoordinator", pk=staat.pk, van=bram.pk, weg=weg), staan=1) for weg in (True, False))
    anders = pagina(rij(0, wijk, "ambtenaar", pk=staat.pk, van=bram.pk), staan=1)
    for velden in (weg, anders, {**blijft, "is_active": ""}):
        assert "heeft dan geen wijkcoördinator meer" in client.post(pad, velden).content.decode()
    assert client.post(pad, blijft).status_code == 302 and bram.bevoegdheden.get().functie == "wijkcoordinator"
    Bevoegdheid.objects.create(gebruiker=persoon("wijkcoordinator"), wijk=wijk, functie="ambtenaar")
    assert client.post(pad, weg).status_code == 302 and not bram.bevoegdheden.exists()


@pytest.mark.django_db(transaction=True)
def test_twee_beheerders_nemen_niet_samen_de_laatste_wijkcoordinator_weg(wijk, persoon, beheerder):
    """Each takes away one of two at the same moment: one of the two stays, and that holder cannot leave by being forgotten either."""
    Wijk.objects.filter(pk=wijk.pk).update(status="lopend")
    for ronde in range(4):
        Bevoegdheid.objects.filter(functie="wijkcoordinator").delete()
        twee = [persoon("wijkcoordinator", f"{naam}{ronde}@voorbeeld.nl") for naam in "ab"]
        klanten = [Client() for _ in twee]
        for klant in klanten:
            klant.force_login(beheerder)

        def neem_weg(n, twee=twee, klanten=klanten):
            staat = twee[n].bevoegdheden.get()
            velden = pagina(rij(0, wijk, "wijkcoordinator", pk=staat.pk, van=twee[n].pk, weg=True), staan=1, email=twee[n].email)
            return klanten[n].post(f"/beheer/wijk/gebruiker/{twee[n].pk}/change/", velden).status_code

        assert sorted(tegelijk(neem_weg, 2)) == [200, 302], connection.vendor
    laatste = Bevoegdheid.objects.get(functie="wijkcoordinator").gebruiker
    with pytest.raises(Geweigerd, match="U hebt nog een functie: wijkcoördinator"):
        vergeet(laatste, Wens(), door=laatste)


def test_een_fout_in_een_functie_staat_bij_de_regel(eerste, wijk, andere_wijk, partij, client):
    elders = Partij.objects.create(wijk=andere_wijk, naam=partij.naam, soort="welzijn")
    tekst = client.get(NIEUW).content.decode()
    assert f"{partij} (Geleerdenwijk)" in tekst and f"{partij} (Rivierenwijk)" in tekst
    for rijen, fout in (
        ([rij(0, wijk, "organisatie", elders)], "Deze partij hoort bij de Rivierenwijk"),
        ([rij(0, wijk, "ambtenaar"), rij(1, wijk, "ambtenaar")], "Deze functie staat er al"),
        ([rij(0, "", "ambtenaar")], "Kies een wijk."),
        ([rij(0, wijk, "organisatie")], "Kies een partij bij de functie organisatie"),
    ):
        antwoord = client.post(NIEUW, pagina(*rijen))
        assert antwoord.status_code == 200 and fout in antwoord.content.decode(), fout
    assert not Gebruiker.objects.filter(naam="Bram").exists()


@pytest.mark.django_db(transaction=True)
def test_dezelfde_functie_tegelijk_gegeven_staat_er_een_keer(wijk, partij, bewoner):
    """Taking it back would else leave the other, also where there is no partij, or (a beheerder of all wijken) no wijk either."""
    for velden in ({"wijk": wijk, "functie": "ambtenaar"}, {"functie": "beheerder"}, {"wijk": wijk, "functie": "organisatie", "partij": partij}):
        uit = tegelijk(lambda n, velden=velden: Bevoegdheid.objects.create(gebruiker=bewoner, **velden), 10)
        assert Counter(map(type, uit)) == {Bevoegdheid: 1, IntegrityError: 9}, (connection.vendor, velden)
    assert Bevoegdheid.objects.count() == 3


def test_een_functie_die_iemand_al_heeft_wordt_bij_de_regel_geweigerd(eerste, wijk, persoon, client):
    """Two people administer the same account: the second one's page did not have the function yet."""
    bram = persoon("ambtenaar", "bram@voorbeeld.nl")
    antwoord = client.post(f"/beheer/wijk/gebruiker/{bram.pk}/change/", pagina(rij(0, wijk, "ambtenaar", van=bram.pk)))
    assert antwoord.status_code == 200 and "Deze functie staat er al. Laat deze regel leeg." in antwoord.content.decode()
    assert bram.bevoegdheden.count() == 1


@pytest.fixture
def vul(wijk, persoon):
    """`vul(3)`: three more of what the administration shows."""
    boekt, tweede, bram = persoon("budgetbeheerder"), persoon("budgetbeheerder"), persoon("ambtenaar", "bram@voorbeeld.nl")
    Uitvoeringsprogramma.objects.create(wijk=wijk, titel="Programma")
    boekhouding.stel_beschikbaar(wijk, Bedrag("50.000"), "Startnotitie", door=SYSTEEM)

    def doe(aantal: int):
        for nummer in range(aantal):
            elders = Wijk.objects.create(naam=f"Wijk {Wijk.objects.count()}", slug=f"wijk-{Wijk.objects.count()}")
            Bevoegdheid.objects.create(gebruiker=bram, wijk=elders, functie="organisatie", partij=elders.partijen.create(naam="P", soort="welzijn"))
            project = maak_project(wijk, f"project-{elders.pk}")
            boekhouding.geef_akkoord(boekhouding.reserveer(wijk.budget, project, Bedrag("3.000"), door=boekt), door=tweede)
            project.dekkingen.create(bron="fonds", bedrag=Bedrag("100"))
            Wijkwandeling.objects.create(wijk=elders, titel="W", begint=timezone.now(), vertrekpunt="P")
            Overleg.objects.create(wijk=elders, titel="O", begint=timezone.now(), plaats="P")
            Leerpunt.objects.create(wijk=elders, tekst="Vraag het eerder.")
            Evaluatie.objects.create(wijk=elders, titel="E", project=project if nummer else None)
        return bram

    return doe


@pytest.mark.parametrize("wie", ["eerste", "beheerder"])
def test_elke_pagina_van_het_beheer_opent_en_kost_met_meer_rijen_niet_meer(wie, vul, request, als, client):
    als(request.getfixturevalue(wie))
    bram = vul(1)
    bladen = {model: f"/beheer/{model._meta.app_label}/{model._meta.model_name}/" for model, _ in admin.site._registry.items()}
    eigen = {model: pad for model, pad in bladen.items() if not model.__module__.startswith(("allauth", "django"))}

    def vragen() -> dict[str, int]:
        uit = {}
        for pad in [*eigen.values(), f"{bladen[Gebruiker]}{bram.pk}/change/"]:
            with CaptureQueriesContext(connection) as gedaan:
                assert client.get(pad).status_code == 200, pad
            uit[pad] = len(gedaan)
        return uit

    assert "achtwoord" not in client.get("/beheer/").content.decode() and client.get("/beheer/password_change/").status_code == 404
    for model, pad in bladen.items():
        assert client.get(f"{pad}add/").status_code in ((200,) if model is Gebruiker else (200, 403)), pad
        if model in eigen and (rij_ := model._default_manager.first()):
            assert client.get(f"{pad}{rij_.pk}/change/").status_code == 200, pad
    eerst = vragen()
    vul(4)
    assert vragen() == eerst


def test_wie_niet_is_ingelogd_krijgt_een_code_en_komt_dan_in_het_beheer(db, client):
    call_command("createsuperuser", email="beheer@voorbeeld.nl", interactive=False)
    antwoord = client.get(NIEUW, follow=True)
    assert antwoord.redirect_chain[-1][0] == f"/inloggen/?next={NIEUW}"
    assert client.get("/beheer/login/?next=https://elders.nl/")["Location"] == "/inloggen/?next=/beheer/"
    client.post("/inloggen/", {"email": "beheer@voorbeeld.nl", "next": NIEUW})
    code = re.search(r"^\s*([A-Z0-9]{3}-?[A-Z0-9]{3,})\s*$", mail.outbox[-1].body, re.MULTILINE)[1]
    assert client.post("/inloggen/code/", {"code": code, "next": NIEUW})["Location"] == NIEUW


def test_wie_er_niet_mag_zijn_komt_er_niet_en_loopt_niet_in_een_kring(als, ambtenaar):
    antwoord = als(ambtenaar).get("/beheer/", follow=True)
    assert antwoord.status_code == 403
