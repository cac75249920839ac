"""A project is finished: its evaluation opens by itself, everyone involved is asked once, and only a conclusion makes it evaluated."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from evaluatie import deeds
from evaluatie.betrokkenen import van_wijk
from participatie.deeds.ideeen import dien_in, steun
from participatie.deeds.projecten import begin_project, naar_status
from participatie.models import Aanmelding, Helper, Idee, Project, Projecturen, Wijkwandeling
from tests.evaluatie.hulp import rond_af
from wijk.deeds.vergeten import vergeet
from wijk.fouten import Geweigerd
from wijk.models import Contactpersoon, Partij, Rol, Urenregel
from wijk.persoonsgegevens import Wens


@pytest.fixture
def project(wijk, partij, persoon, ambtenaar, wijkcoordinator):
    """A running project with somebody in every place from which one is asked."""
    gevraagd = {
        "bedacht@voorbeeld.nl": "bewoners",
        "steunt@voorbeeld.nl": "bewoners",
        "helpt@voorbeeld.nl": "bewoners",
        "trekt@voorbeeld.nl": "organisaties",
        "beslist@voorbeeld.nl": "gemeente",
        "uren@voorbeeld.nl": "gemeente",
        ambtenaar.email: "gemeente",
    }
    idee = dien_in(wijk, titel="Een bankje", soort="kans", naam="A", email="bedacht@voorbeeld.nl", door=None)
    Idee.objects.update(bevestigd_op=timezone.now())
    dien_in(wijk, titel="Elders", soort="kans", naam="B", email="elders@voorbeeld.nl", door=None)
    steun(idee, "goed_idee", door=persoon(email="steunt@voorbeeld.nl"))
    steun(idee, "doe_mee", door=persoon(email="trekt@voorbeeld.nl"))  # asked as an organisation: once
    Idee.objects.filter(pk=idee.pk).update(status="past")
    idee.refresh_from_db()
    project = begin_project(wijk, {"titel": "Bankjes", "trekker": partij}, [idee], door=ambtenaar)
    Helper.objects.create(project=project, naam="C", email="helpt@voorbeeld.nl", handen=True, status="telt")
    Helper.objects.create(project=project, naam="D", email="ongelezen@voorbeeld.nl", handen=True)
    gemeente = Partij.objects.create(wijk=wijk, naam="Gemeente", soort="gemeente_bestuur")
    project.rollen.add(Rol.objects.create(wijk=wijk, proces=False, partij=gemeente, soort="besluit"))
    for bij, adres in ((partij, "Trekt@voorbeeld.nl"), (gemeente, "beslist@voorbeeld.nl")):
        Contactpersoon.objects.create(partij=bij, naam="E", email=adres)
    regel = Urenregel.objects.create(wijk=wijk, werk="vragen", uren=2, door=persoon("ambtenaar", email="uren@voorbeeld.nl"))
    Projecturen.objects.create(project=project, regel=regel)
    Project.objects.update(status="uitvoering")
    project.refresh_from_db()
    mail.outbox.clear()
    return project, gevraagd


def test_de_evaluatie_opent_vanzelf_en_vraagt_iedereen_een_keer(project, ambtenaar):
    project, gevraagd = project
    naar_status(project, "afgerond", door=ambtenaar)
    evaluatie = project.evaluaties.get()
    assert evaluatie.status == "open" and evaluatie.bevroren_op and (evaluatie.open_tot - timezone.localdate()).days == 28
    assert evaluatie.vragen.count() == 8
    assert dict(evaluatie.genodigden.values_list("email", "kant")) == gevraagd
    met_link = {bericht.to[0] for bericht in mail.outbox if "/evaluaties/invullen/" in bericht.body}
    assert met_link == set(gevraagd) and sum("/evaluaties/invullen/" in b.body for b in mail.outbox) == len(gevraagd)
    with pytest.raises(Geweigerd, match="al een evaluatie"):
        deeds.maak_evaluatie(project.wijk, {"titel": "Nog een", "project": project}, door=ambtenaar)


def test_voor_de_knop_staat_wie_het_gevraagd_wordt(project, partij, wijk, persoon, ambtenaar, als, client, django_assert_max_num_queries):
    """Who gets a mail and who does not, what is asked, and which side is small; names for who may see them."""
    project, gevraagd = project
    dien_in(wijk, titel="Van een formulier", soort="kans", naam="Oma Jansen", herkomst="papier", door=ambtenaar)
    dien_in(wijk, titel="Geroepen op straat", soort="kans", herkomst="wandeling", door=ambtenaar)
    dien_in(wijk, titel="Niet bevestigd", soort="kans", naam="Piet", email="piet@voorbeeld.nl", door=None)
    Idee.objects.exclude(project=project).exclude(titel="Elders").update(project=project)
    Helper.objects.create(project=project, naam="Buurman Kees", telefoon="023", handen=True, status="telt")
    winkel = Partij.objects.create(wijk=wijk, naam="De bakker", soort="winkelier")
    project.rollen.add(Rol.objects.create(wijk=wijk, proces=False, partij=winkel, soort="meedoen"))
    Project.objects.update(geraamd=None, kost_niets=True)
    pad = f"/werkplek/geleerdenwijk/projecten/{project.slug}/"
    als(ambtenaar)
    client.get(pad)
    with django_assert_max_num_queries(90) as eerst:
        tekst = client.get(pad).content.decode()
    stuk = tekst.split("Dit gebeurt er meteen")[1].split("Zet op “afgerond”")[0]
    assert f"{len(gevraagd)} mensen krijgen een e-mail" in stuk and all(adres in stuk for adres in gevraagd)
    assert "Minder dan vijf mensen van: bewoners en ondernemers, organisaties, gemeente." in stuk
    for wie in ("Oma Jansen (idee", "Piet (idee", "het e-mailadres is niet bevestigd", "Buurman Kees", "De bakker: geen contactpersoon"):
        assert wie in stuk
    assert "1 idee is van iemand van wie we geen naam" in stuk and "formulier op papier" in stuk and "Bekijk de 8 vragen" in stuk
    for nummer in range(6):
        Helper.objects.create(project=project, naam="Nog een", email=f"meer{nummer}@voorbeeld.nl", handen=True, status="telt")
    with django_assert_max_num_queries(len(eerst)):
        tekst = client.get(pad).content.decode()
    assert "Minder dan vijf mensen van: organisaties, gemeente." in tekst
    tekst = als(persoon("bestuur")).get(pad).content.decode()
    assert "Dit gebeurt er meteen" not in tekst and "Oma Jansen" not in tekst
    assert not any("/evaluaties/invullen/" in bericht.body for bericht in mail.outbox)
    als(ambtenaar).post(f"{pad}daad/", {"daad": "verder:afgerond"})
    assert set(gevraagd) < {bericht.to[0] for bericht in mail.outbox if "/evaluaties/invullen/" in bericht.body}


def test_wie_het_trekt_wordt_gevraagd_of_staat_erbij_als_dat_niet_kan(project, partij, ambtenaar, als, client):
    """The address of who carries it is asked on their side; without one, and for a role of a person, the page says so, and that an offer waits."""
    project, _ = project
    Project.objects.update(trekker=None, trekker_soort="bewoner", contact="bel 023 of mail Buren@voorbeeld.nl.", geraamd=None, kost_niets=True)
    project.rollen.add(Rol.objects.create(wijk=project.wijk, proces=False, persoon="de huismeester", soort="meedoen"))
    pad = f"/werkplek/geleerdenwijk/projecten/{project.slug}/"
    stuk = lambda: als(ambtenaar).get(pad).content.decode().split("Dit gebeurt er meteen")[1].split("Zet op “afgerond”")[0]  # noqa: E731
    met = stuk()
    assert "buren@voorbeeld.nl" in met and "trekt het project" not in met and "de huismeester (rol: doet mee): we weten geen e-mailadres" in met
    Project.objects.update(trekker_naam="De huismeester", trekker_akkoord=True)
    assert "de huismeester (rol" not in stuk(), "is mailed at the contact of the project"
    Project.objects.update(trekker_naam="")
    assert "1 aanbod van hulp is nog niet gelezen" in met
    Project.objects.update(contact="bel 023")
    assert "een bewoner (trekt het project)" in stuk() and f'{pad}?vul=gegevens#vul-gegevens"' in stuk()
    Project.objects.update(contact="buren@voorbeeld.nl")
    project.refresh_from_db()
    naar_status(project, "afgerond", door=ambtenaar)
    evaluatie = project.evaluaties.get()
    assert evaluatie.genodigden.get(email="buren@voorbeeld.nl").kant == "bewoners"
    assert van_wijk(project.wijk)["buren@voorbeeld.nl"] == "bewoners"


def test_mislukt_het_afronden_dan_is_er_ook_geen_evaluatie(project, ambtenaar, monkeypatch):
    project, _ = project

    def weiger(*args, **kwargs):
        raise Geweigerd("Nee.")

    monkeypatch.setattr("evaluatie.deeds.evaluaties.verstuur", weiger)
    with pytest.raises(Geweigerd):
        naar_status(project, "afgerond", door=ambtenaar)
    project.refresh_from_db()
    assert project.status == "uitvoering" and not project.evaluaties.exists() and not mail.outbox


def test_pas_met_conclusie_en_leerpunt_is_het_geevalueerd(project, ambtenaar, client):
    project, _ = project
    with pytest.raises(Geweigerd, match="afgerond"):
        deeds.maak_evaluatie(project.wijk, {"titel": "T", "project": project}, door=ambtenaar)
    naar_status(project, "afgerond", door=ambtenaar)
    evaluatie = project.evaluaties.get()
    assert "geef uw mening" in client.get(project.get_absolute_url()).content.decode()
    deeds.vul_in(evaluatie.genodigden.first(), {evaluatie.vragen.get(volgorde=1): 4}, door=None)
    deeds.sluit(evaluatie, door=ambtenaar)
    with pytest.raises(Geweigerd, match="leerpunt"):
        deeds.stel_vast(evaluatie, "Goed.", door=ambtenaar)
    deeds.bewaar_leerpunt(project.wijk, {"soort": "anders", "tekst": "Eerder beginnen.", "evaluatie": evaluatie}, door=ambtenaar)
    deeds.stel_vast(evaluatie, "Er staan drie bankjes.", zonder_grond=True, door=ambtenaar)
    project.refresh_from_db()
    assert project.status == "geevalueerd"
    tekst = client.get(project.get_absolute_url()).content.decode()
    assert "Er staan drie bankjes." in tekst and evaluatie.get_absolute_url() in tekst
    client.force_login(ambtenaar, backend="allauth.account.auth_backends.AuthenticationBackend")
    werk = client.get(f"/werkplek/geleerdenwijk/projecten/{project.slug}/").content.decode()
    assert f"/werkplek/geleerdenwijk/evaluaties/{evaluatie.pk}/" in werk and "Evaluatie: vastgesteld" in werk
    assert "Eerder beginnen." in client.get(evaluatie.get_absolute_url()).content.decode()


def test_over_het_hele_proces_vraagt_een_knop_iedereen_die_ooit_meedeed(project, wijk, andere_wijk, bewoner, wijkcoordinator, als, client):
    wandeling = Wijkwandeling.objects.create(wijk=wijk, titel="W", begint=timezone.now(), vertrekpunt="P")
    Aanmelding.objects.create(wandeling=wandeling, naam="F", email="liep@voorbeeld.nl")
    Aanmelding.objects.create(wandeling=wandeling, naam="G", email="afgemeld@voorbeeld.nl", afgemeld_op=timezone.now())
    Contactpersoon.objects.create(partij=Partij.objects.create(wijk=andere_wijk, naam="X", soort="zorg"), naam="H", email="andere@voorbeeld.nl")
    wie = van_wijk(wijk)
    assert wie["liep@voorbeeld.nl"] == "bewoners" and wie[wijkcoordinator.email] == "gemeente" and wie["trekt@voorbeeld.nl"] == "organisaties"
    assert not wie.keys() & {"afgemeld@voorbeeld.nl", "andere@voorbeeld.nl", "ongelezen@voorbeeld.nl", "elders@voorbeeld.nl", bewoner.email}
    evaluatie = deeds.maak_evaluatie(wijk, {"titel": "Het jaar", "open_tot": timezone.localdate()}, door=wijkcoordinator)
    pad = f"/werkplek/geleerdenwijk/evaluaties/{evaluatie.pk}/"
    assert f"Vraag deze {len(wie)} mensen" in als(wijkcoordinator).get(pad).content.decode()
    assert "uren@voorbeeld.nl" in client.get(pad).content.decode(), "who is asked is shown"
    gezegd = client.post(f"{pad}daad/", {"daad": "betrokkenen"}, follow=True).content.decode()
    assert f"{len(wie)} mensen op de lijst gezet. De e-mail gaat weg als u de evaluatie opent." in gezegd
    assert dict(evaluatie.genodigden.values_list("email", "kant")) == wie
    assert "al op de lijst" not in gezegd and "Vraag deze" not in client.get(pad).content.decode()


def test_wie_hielp_wordt_bij_het_jaar_gevraagd_en_daarna_gewist(project, wijk, ambtenaar, persoon, als):
    """Once the project is looked back on, nothing but the address of who counted is left; who gave none, or was forgotten, is counted on the page."""
    project, _ = project
    Helper.objects.create(project=project, naam="Kees", telefoon="023", handen=True, status="telt")
    vergeten = persoon(email="vergeten@voorbeeld.nl")
    Helper.objects.create(project=project, email=vergeten.email, handen=True, status="telt")
    naar_status(project, "afgerond", door=ambtenaar)
    rond_af(project.evaluaties.get(), door=ambtenaar)
    assert set(Helper.objects.values_list("naam", "email", "telefoon")) == {("", "helpt@voorbeeld.nl", ""), ("", vergeten.email, ""), ("", "", "")}
    vergeet(vergeten, Wens(), door=vergeten)
    assert "helpt@voorbeeld.nl" in van_wijk(wijk) and vergeten.email not in van_wijk(wijk)
    wijk.startdatum = timezone.localdate() - timedelta(days=400)
    wijk.save()
    jaar = deeds.maak_evaluatie(wijk, {"titel": "Het jaar", "open_tot": timezone.localdate()}, door=ambtenaar)
    tekst = als(ambtenaar).get(f"/werkplek/geleerdenwijk/evaluaties/{jaar.pk}/").content.decode()
    assert "2 mensen die hielpen met een project dat geëvalueerd of gestopt is, staan er niet bij." in tekst
    deeds.nodig_betrokkenen_uit(jaar, door=ambtenaar)
    deeds.open_evaluatie(jaar, door=ambtenaar)
    assert any(bericht.to == ["helpt@voorbeeld.nl"] and "U deed mee in de" in bericht.body for bericht in mail.outbox)
    loopt = begin_project(wijk, {"titel": "Loopt nog"}, door=ambtenaar)
    Helper.objects.create(project=loopt, email="straks@voorbeeld.nl", handen=True, status="telt")
    rond_af(jaar, door=ambtenaar)
    assert list(Helper.objects.exclude(email="").values_list("email", flat=True)) == ["straks@voorbeeld.nl"]
    assert project.helpers.tellingen()["mensen"] == 3
