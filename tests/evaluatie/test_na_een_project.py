"""A project is finished: its evaluation opens by itself, everyone involved is asked once, and only a conclusion makes it evaluated."""

import pytest
from django.core import mail
from django.utils import timezone

from evaluatie import deeds
from evaluatie.betrokkenen import van_wijk
from participatie.deeds.ideeen import dien_in, steun
from participatie.deeds.projecten import begin_project, naar_status
from participatie.models import Aanmelding, Helper, Idee, Project, Projecturen, Wijkwandeling
from wijk.fouten import Geweigerd
from wijk.models import Contactpersoon, Partij, Rol, Urenregel


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
    deeds.stel_vast(evaluatie, "Er staan drie bankjes.", door=ambtenaar)
    project.refresh_from_db()
    assert project.status == "geevalueerd"
    tekst = client.get(project.get_absolute_url()).content.decode()
    assert "Er staan drie bankjes." in tekst and evaluatie.get_absolute_url() in tekst
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
    client.post(f"{pad}daad/", {"daad": "betrokkenen"})
    assert dict(evaluatie.genodigden.values_list("email", "kant")) == wie
    assert "Vraag deze" not in client.get(pad).content.decode()
