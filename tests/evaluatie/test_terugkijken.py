"""Looking back: three sides are asked, answers come by a personal link, and the programme waits until it is complete."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from evaluatie import deeds
from evaluatie.models import Antwoord, Evaluatie, Kant, Uitvoeringsprogramma
from tests.blad import deel
from tests.evaluatie.hulp import rond_af, schrijf_op
from wijk import stappen
from wijk.fouten import GeenRecht, Geweigerd


@pytest.fixture
def evaluatie(wijk, ambtenaar):
    return deeds.maak_evaluatie(wijk, {"titel": "Terug op het jaar", "open_tot": timezone.localdate()}, door=ambtenaar)


def antwoord(evaluatie):
    """One of those who were asked answers."""
    genodigde = evaluatie.genodigden.filter(ingevuld_op=None).first()
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
    assert "U kunt niet meer antwoorden." in client.get(genodigde.get_absolute_url()).content.decode()


def test_wie_na_het_sluiten_op_de_lijst_komt_telt_pas_als_gevraagd_met_een_link(open_evaluatie, ambtenaar):
    deeds.sluit(open_evaluatie, door=ambtenaar)
    deeds.nodig_uit(open_evaluatie, Kant.GEMEENTE, [f"{n}@voorbeeld.nl" for n in range(5)], door=ambtenaar)
    assert open_evaluatie.per_kant()["gemeente"] == (1, 0) and open_evaluatie.per_kant(allen=True)["gemeente"] == (6, 0)
    deeds.open_evaluatie(open_evaluatie, door=ambtenaar)
    assert open_evaluatie.per_kant()["gemeente"] == (6, 0)


def test_slechte_adressen_worden_per_regel_genoemd(evaluatie, als, ambtenaar, client):
    als(ambtenaar)
    antwoord = client.post(
        f"/werkplek/geleerdenwijk/evaluaties/{evaluatie.pk}/", deel("uitnodigen", kant="bewoners", adressen="goed@voorbeeld.nl\nslecht\n")
    )
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422 and "Regel 2" in tekst and "goed@voorbeeld.nl" in tekst
    assert not evaluatie.genodigden.exists()


def test_een_evaluatie_is_pas_klaar_met_een_leerpunt_of_een_reden(open_evaluatie, ambtenaar, als, client):
    antwoord(open_evaluatie)
    deeds.sluit(open_evaluatie, door=ambtenaar)
    pad, velden = f"/werkplek/geleerdenwijk/evaluaties/{open_evaluatie.pk}/", {"samenvatting": "Goed."}
    geweigerd = als(ambtenaar).post(pad, deel("vaststellen", **velden))
    assert geweigerd.status_code == 422 and "Noteer eerst ten minste één leerpunt" in geweigerd.content.decode()
    with pytest.raises(IntegrityError, match="conclusie en leerpunt"), transaction.atomic():
        Evaluatie.objects.update(status="vastgesteld", samenvatting="Goed.", vastgesteld_op=timezone.localdate())
    zonder = client.post(pad, deel("vaststellen", **velden, niets_geleerd="Het ging zoals altijd."))
    assert zonder.status_code == 422 and "wat de knelpunten waren voor: bewoners en ondernemers, organisaties, gemeente" in zonder.content.decode()
    for kant in Kant:
        for knelpunten, status in (("", 422), ("Tijd", 302)):
            opbrengst = deel(f"opbrengst_{kant}", bracht=f"Contact met {kant}", knelpunten=knelpunten)
            assert client.post(pad, opbrengst).status_code == status
    assert client.post(pad, deel("vaststellen", **velden, niets_geleerd="Het ging zoals altijd.")).status_code == 302
    open_evaluatie.refresh_from_db()
    assert open_evaluatie.status == "vastgesteld" and not open_evaluatie.genodigden.exclude(email="").exists()
    pagina = client.get(open_evaluatie.get_absolute_url()).content.decode()
    assert "Het ging zoals altijd." in pagina and "Contact met gemeente" in pagina


def test_het_programma_gaat_pas_naar_het_college_als_het_compleet_is(wijk, open_evaluatie, ambtenaar, wijkcoordinator, bestuur, als, client):
    programma = deeds.schrijf_programma(wijk, {"titel": "Programma", "advies": "starten"}, door=wijkcoordinator)
    with pytest.raises(Geweigerd, match=r"evaluatie.*leerpunt.*advies"):
        deeds.bied_aan(programma, door=wijkcoordinator)
    antwoord(open_evaluatie)
    deeds.sluit(open_evaluatie, door=ambtenaar)
    schrijf_op(open_evaluatie, door=ambtenaar)
    deeds.stel_vast(open_evaluatie, "Goed.", door=ambtenaar)
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


def test_de_laatste_stap_is_pas_klaar_als_de_andere_het_zijn(wijk, lopend, ambtenaar, client):
    rond_af(lopend, door=ambtenaar)
    laatste = stappen.stand(wijk)[-1]
    assert [gebrek.tekst[:6] for gebrek in laatste.mist] == [f"Stap {n}" for n in range(1, 6)] and not laatste.klaar
    stuk = client.get("/geleerdenwijk/stappen/").content.decode().split('id="stap-6"')[1]
    assert "Stap 5 is nog niet klaar: Vervolgstappen uitvoeren." in stuk and "niet geëvalueerd" not in stuk


def test_voor_er_een_programma_is_zegt_de_werkplek_wat_er_komt(wijk, als, ambtenaar, client):
    assert "nog niet begonnen" in als(ambtenaar).get("/werkplek/geleerdenwijk/uitvoeringsprogramma/").content.decode()


def test_zonder_antwoorden_vaststellen_moet_je_uitdrukkelijk_zeggen(open_evaluatie, als, ambtenaar, client):
    schrijf_op(open_evaluatie, door=ambtenaar)
    deeds.sluit(open_evaluatie, door=ambtenaar)
    pad, velden = f"/werkplek/geleerdenwijk/evaluaties/{open_evaluatie.pk}/", deel("vaststellen", samenvatting="Het ging goed.")
    geweigerd = als(ambtenaar).post(pad, velden)
    assert geweigerd.status_code == 422 and "Nog niemand heeft geantwoord" in geweigerd.content.decode()
    assert client.post(pad, {**velden, "vaststellen-zonder_antwoorden": "on"}).status_code == 302
    open_evaluatie.refresh_from_db()
    assert open_evaluatie.status == "vastgesteld"


def test_ongelezen_antwoorden_vragen_iets_bij_het_vaststellen_en_daarna_niets_meer(open_evaluatie, als, ambtenaar, client):
    [genodigde] = deeds.nodig_uit(open_evaluatie, "bewoners", [], 1, door=ambtenaar)
    deeds.vul_in(genodigde, {open_evaluatie.vragen.filter(soort="tekst").first(): "Nog niet gelezen."}, door=None)
    schrijf_op(open_evaluatie, door=ambtenaar)
    deeds.sluit(open_evaluatie, door=ambtenaar)
    pad, velden = f"/werkplek/geleerdenwijk/evaluaties/{open_evaluatie.pk}/", deel("vaststellen", samenvatting="Het ging goed.")
    geweigerd = als(ambtenaar).post(pad, velden)
    assert geweigerd.status_code == 422 and "1 antwoord in woorden is nog niet gelezen" in geweigerd.content.decode()
    assert "antwoord is nog niet gelezen" in client.get("/werkplek/geleerdenwijk/").content.decode()
    assert client.post(pad, {**velden, "vaststellen-ongelezen": "on"}).status_code == 302
    assert "antwoord is nog niet gelezen" not in client.get("/werkplek/geleerdenwijk/").content.decode()
    assert not Antwoord.objects.filter(openbaar=True).exists()


@pytest.mark.parametrize(("open_tot", "woord"), [("2020-01-01", "al voorbij"), ("", "verplicht")])
def test_een_evaluatie_kan_niet_open_tot_een_dag_die_voorbij_is(wijk, als, ambtenaar, open_tot, woord):
    antwoord = als(ambtenaar).post("/werkplek/geleerdenwijk/evaluaties/nieuw/", {"titel": "T", "open_tot": open_tot})
    assert antwoord.status_code == 422 and woord in " ".join(antwoord.context["form"].errors["open_tot"])
