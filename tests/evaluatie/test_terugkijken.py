"""Looking back: three sides are asked, answers come by a personal link, and the programme waits until it is complete."""

import pytest
from django.core import mail
from django.utils import timezone

from evaluatie import deeds
from evaluatie.models import Antwoord, Kant, Uitvoeringsprogramma
from participatie.models import Project
from wijk.fouten import GeenRecht, Geweigerd


@pytest.fixture
def evaluatie(wijk, ambtenaar):
    return deeds.maak_evaluatie(wijk, {"titel": "Terug op het jaar", "open_tot": timezone.localdate()}, door=ambtenaar)


def antwoord(evaluatie):
    """One of those who were asked answers."""
    genodigde = evaluatie.genodigden.first()
    deeds.vul_in(genodigde, {evaluatie.vragen.filter(soort="cijfer", kant="").first(): 4}, door=None)


@pytest.fixture
def open_evaluatie(evaluatie, ambtenaar):
    for kant in Kant:
        deeds.nodig_uit(evaluatie, kant, [f"{kant}@voorbeeld.nl"], door=ambtenaar)
    return deeds.open_evaluatie(evaluatie, door=ambtenaar)


def test_alle_drie_de_kanten_worden_gevraagd(evaluatie, ambtenaar):
    deeds.nodig_uit(evaluatie, Kant.BEWONERS, ["a@voorbeeld.nl", "A@voorbeeld.nl"], 2, door=ambtenaar)
    assert evaluatie.genodigden.count() == 3
    with pytest.raises(Geweigerd, match="organisaties, gemeente"):
        deeds.open_evaluatie(evaluatie, door=ambtenaar)


def test_ieder_krijgt_een_mail_met_een_eigen_adres(open_evaluatie, ambtenaar):
    assert sorted(m.to[0] for m in mail.outbox) == ["bewoners@voorbeeld.nl", "gemeente@voorbeeld.nl", "organisaties@voorbeeld.nl"]
    code = open_evaluatie.genodigden.get(kant="bewoners").code
    assert sum(code in m.body for m in mail.outbox) == 1


def test_antwoorden_kan_zonder_account_en_nog_veranderen(open_evaluatie, client):
    genodigde = open_evaluatie.genodigden.get(kant="bewoners")
    pad = genodigde.get_absolute_url()
    cijfer = open_evaluatie.vragen.filter(soort="cijfer", kant="").first()
    assert client.post(pad, {"leeg": "1"}).status_code == 422
    assert client.post(pad, {f"vraag_{cijfer.pk}": "6"}).status_code == 422
    for waarde in ("2", "5"):
        assert client.post(pad, {f"vraag_{cijfer.pk}": waarde}).status_code == 302
    assert Antwoord.objects.get().cijfer == 5
    assert client.get(pad.replace(genodigde.code, "onbekend")).status_code == 404


def test_een_browser_kan_de_antwoorden_ook_echt_sturen(open_evaluatie, client):
    """`no-referrer` makes a browser send `Origin: null`, which Django refuses: the header must let the form's own origin through."""
    pagina = client.get(open_evaluatie.genodigden.first().get_absolute_url())
    assert pagina["Referrer-Policy"] == "same-origin"


def test_na_sluiten_kan_niemand_meer_antwoorden(open_evaluatie, ambtenaar, client):
    genodigde = open_evaluatie.genodigden.first()
    deeds.sluit(open_evaluatie, door=ambtenaar)
    genodigde.refresh_from_db()
    with pytest.raises(Geweigerd, match="gesloten"):
        deeds.vul_in(genodigde, {open_evaluatie.vragen.first(): 3}, door=None)
    assert "kan niet (meer)" in client.get(genodigde.get_absolute_url()).content.decode()


def test_slechte_adressen_worden_per_regel_genoemd(evaluatie, als, ambtenaar, client):
    als(ambtenaar)
    antwoord = client.post(
        f"/werkplek/geleerdenwijk/evaluaties/{evaluatie.pk}/", {"actie": "uitnodigen", "kant": "bewoners", "adressen": "goed@voorbeeld.nl\nslecht\n"}
    )
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422 and "Regel 2" in tekst and "goed@voorbeeld.nl" in tekst
    assert not evaluatie.genodigden.exists()


def test_geschreven_antwoorden_zijn_pas_openbaar_na_keuze(open_evaluatie, ambtenaar, client):
    vraag = open_evaluatie.vragen.filter(soort="tekst").first()
    for genodigde, tekst in zip(open_evaluatie.genodigden.all(), ("Mag iedereen lezen", "Gaat over iemand", "Ook niet"), strict=True):
        deeds.vul_in(genodigde, {vraag: tekst}, door=None)
    deeds.sluit(open_evaluatie, door=ambtenaar)
    deeds.maak_openbaar(open_evaluatie, {Antwoord.objects.get(tekst="Mag iedereen lezen").pk}, door=ambtenaar)
    assert client.get(open_evaluatie.get_absolute_url()).status_code == 404
    deeds.stel_vast(open_evaluatie, "Het werkte.", door=ambtenaar)
    tekst = client.get(open_evaluatie.get_absolute_url()).content.decode()
    assert "Mag iedereen lezen" in tekst and "Gaat over iemand" not in tekst and "voorbeeld.nl" not in tekst


def test_een_project_is_geevalueerd_als_zijn_evaluatie_vaststaat(wijk, ambtenaar, client):
    project = Project.objects.create(wijk=wijk, slug="p", titel="P", status="uitvoering")
    with pytest.raises(Geweigerd, match="afgerond"):
        deeds.maak_evaluatie(wijk, {"titel": "T", "project": project}, door=ambtenaar)
    Project.objects.update(status="afgerond")
    project.refresh_from_db()
    assert "opgeleverd?</h2>" not in client.get(project.get_absolute_url()).content.decode()
    evaluatie = deeds.maak_evaluatie(wijk, {"titel": "T", "project": project, "open_tot": timezone.localdate()}, door=ambtenaar)
    for kant in Kant:
        deeds.nodig_uit(evaluatie, kant, [], 1, door=ambtenaar)
    deeds.open_evaluatie(evaluatie, door=ambtenaar)
    antwoord(evaluatie)
    deeds.sluit(evaluatie, door=ambtenaar)
    deeds.stel_vast(evaluatie, "Goed.", door=ambtenaar)
    project.refresh_from_db()
    assert project.status == "geevalueerd"
    # The page of the project leads on to what it brought, and a question without public answers says so.
    tekst = client.get(project.get_absolute_url()).content.decode()
    assert "Wat heeft het opgeleverd?</h2>" in tekst and evaluatie.get_absolute_url() in tekst
    assert "Er zijn nog geen antwoorden openbaar." in client.get(evaluatie.get_absolute_url()).content.decode()


def test_het_programma_gaat_pas_naar_het_college_als_het_compleet_is(wijk, open_evaluatie, ambtenaar, wijkcoordinator, bestuur, als, client):
    programma = deeds.schrijf_programma(wijk, {"titel": "Programma", "advies": "starten"}, door=wijkcoordinator)
    with pytest.raises(Geweigerd, match=r"evaluatie.*leerpunt.*advies"):
        deeds.bied_aan(programma, door=wijkcoordinator)
    antwoord(open_evaluatie)
    deeds.sluit(open_evaluatie, door=ambtenaar)
    deeds.stel_vast(open_evaluatie, "Goed.", door=ambtenaar)
    deeds.bewaar_leerpunt(wijk, {"soort": "behouden", "tekst": "Lopen werkt."}, door=ambtenaar)
    deeds.schrijf_programma(wijk, {"advies_toelichting": "Het werkt.", "volgende_wijk": "Rivierenwijk"}, door=wijkcoordinator)
    programma = Uitvoeringsprogramma.objects.get()
    assert "in voorbereiding" in client.get("/geleerdenwijk/uitvoeringsprogramma/").content.decode()
    with pytest.raises(GeenRecht):
        deeds.bied_aan(programma, door=ambtenaar)
    assert "werkt nog aan" in als(bestuur).get("/werkplek/geleerdenwijk/uitvoeringsprogramma/").content.decode()
    assert "wacht op een besluit" not in client.get("/werkplek/geleerdenwijk/").content.decode()
    deeds.bied_aan(programma, door=wijkcoordinator)
    assert "1</span> uitvoeringsprogramma wacht op een besluit" in client.get("/werkplek/geleerdenwijk/").content.decode()
    client.logout()
    assert "Lopen werkt." in client.get("/geleerdenwijk/uitvoeringsprogramma/").content.decode()
    with pytest.raises(GeenRecht):
        deeds.stel_programma_vast(programma, "Akkoord", timezone.localdate(), door=wijkcoordinator)
    assert deeds.stel_programma_vast(programma, "Akkoord", timezone.localdate(), door=bestuur).status == "vastgesteld"


def test_voor_er_een_programma_is_zegt_de_werkplek_wat_er_komt(wijk, als, ambtenaar, client):
    assert "nog niet begonnen" in als(ambtenaar).get("/werkplek/geleerdenwijk/uitvoeringsprogramma/").content.decode()


def test_zonder_antwoorden_vaststellen_moet_je_uitdrukkelijk_zeggen(open_evaluatie, als, ambtenaar, client):
    deeds.sluit(open_evaluatie, door=ambtenaar)
    pad, velden = f"/werkplek/geleerdenwijk/evaluaties/{open_evaluatie.pk}/", {"actie": "vaststellen", "samenvatting": "Het ging goed."}
    geweigerd = als(ambtenaar).post(pad, velden)
    assert geweigerd.status_code == 422 and "Nog niemand heeft geantwoord" in geweigerd.content.decode()
    assert client.post(pad, {**velden, "zonder_antwoorden": "on"}).status_code == 302
    open_evaluatie.refresh_from_db()
    assert open_evaluatie.status == "vastgesteld"


@pytest.mark.parametrize(("open_tot", "woord"), [("2020-01-01", "al voorbij"), ("", "verplicht")])
def test_een_evaluatie_kan_niet_open_tot_een_dag_die_voorbij_is(wijk, als, ambtenaar, open_tot, woord):
    antwoord = als(ambtenaar).post("/werkplek/geleerdenwijk/evaluaties/nieuw/", {"titel": "T", "open_tot": open_tot})
    assert antwoord.status_code == 422 and woord in " ".join(antwoord.context["form"].errors["open_tot"])
