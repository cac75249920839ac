"""A project from several ideas to its end: carrier, decision, time path, hours, documents, photos, gates, and the page of what runs."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from participatie.deeds import projecten
from participatie.deeds import projectstukken as stukken
from participatie.models import Idee, Mijlpaal, Project, Projectbesluit, Projectdocument, Projectfoto
from participatie.models.foto import album
from participatie.models.projectstuk import archief
from participatie.poorten import ontbreekt
from participatie.tijdas import Tijdas
from tests.participatie.fotos import SLECHT, bestand, inhoud_van, lees, met_alles, vlak
from wijk.deeds.volgen import volg
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis
from wijk.volgen import van_ding

S = Project.Status
PAD = "/werkplek/geleerdenwijk/projecten/speelplek/"
OPENBAAR = "/geleerdenwijk/projecten/speelplek/"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def over(dagen: int) -> date:
    return timezone.localdate() + timedelta(days=dagen)


@pytest.fixture
def project(wijk, ambtenaar):
    return projecten.begin_project(wijk, {"titel": "Speelplek"}, door=ambtenaar)


@pytest.fixture
def mijlpaal(project, ambtenaar):
    return projecten.zet_mijlpaal(project, {"titel": "Grondwerk", "datum": over(10)}, door=ambtenaar)


# --- from several ideas -----------------------------------------------------------------------------------------------


def maak_ideeen(wijk, aantal=3, status="past"):
    return [
        Idee.objects.create(wijk=wijk, nummer=n, titel=f"Plan {n}", soort="kans", status=status, geschatte_kosten=1000 * n)
        for n in range(1, aantal + 1)
    ]


def test_een_project_begint_uit_meer_ideeen_tegelijk(wijk, als, ambtenaar):
    maak_ideeen(wijk)
    client = als(ambtenaar)
    pagina = client.get("/werkplek/geleerdenwijk/projecten/nieuw/?idee=1&idee=3&idee=99&idee=x")
    form = pagina.context["form"]
    assert (form["ideeen"].value(), form["geraamd"].value()) == (["1", "3"], "40,00")
    antwoord = client.post("/werkplek/geleerdenwijk/projecten/nieuw/", {"titel": "Samen", "ideeen": ["1", "3"]})
    assert antwoord.status_code == 302
    assert list(Project.objects.get().ideeen.order_by("nummer").values_list("nummer", flat=True)) == [1, 3]


def test_een_idee_dat_intussen_weg_is_laat_niets_half_achter(wijk, als, ambtenaar):
    maak_ideeen(wijk)
    client = als(ambtenaar)
    Idee.objects.filter(nummer=3).update(status="niet_gekozen")
    antwoord = client.post("/werkplek/geleerdenwijk/projecten/nieuw/", {"titel": "Samen", "ideeen": ["1", "3"]})
    assert antwoord.status_code == 422 and "ideeen" in antwoord.context["form"].errors
    assert not Project.objects.exists() and Idee.objects.get(nummer=1).status == "past"


def test_de_agenda_van_een_overleg_staat_vooraan(wijk, als, ambtenaar):
    ideeen = maak_ideeen(wijk)
    overleg = wijk.overleggen.create(titel="O", begint=timezone.now(), plaats="p")
    overleg.agenda.add(ideeen[0])
    pagina = als(ambtenaar).get(f"/werkplek/geleerdenwijk/projecten/nieuw/?overleg={overleg.pk}")
    assert [nummer for nummer, _ in pagina.context["form"].fields["ideeen"].choices] == ["1", "3", "2"]


# --- who carries it, and the decision ---------------------------------------------------------------------------------


def test_een_bewoner_staat_alleen_met_naam_op_de_website_als_die_dat_goed_vindt(project, als, ambtenaar, client):
    als(ambtenaar)
    velden = {"actie": "gegevens", "titel": "Speelplek", "trekker_soort": "bewoner", "trekker_naam": "Jan van nummer 12"}
    velden["gezien"] = client.get(PAD).context["forms"]["gegevens"]["gezien"].value()
    antwoord = client.post(PAD, velden)
    assert antwoord.status_code == 422 and "trekker_akkoord" in antwoord.context["forms"]["gegevens"].errors
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(trekker_soort="bewoner", trekker_naam="Jan")
    assert client.post(PAD, {**velden, "trekker_akkoord": "on"}).status_code == 302
    assert "getrokken door Jan van nummer 12" in client.get(OPENBAAR).content.decode()
    assert not Gebeurtenis.objects.filter(gegevens__icontains="nummer 12").exists()


def test_zonder_naam_is_het_een_bewoner_en_een_organisatie_heeft_een_partij(project, partij, als, ambtenaar, client):
    projecten.wijzig_project(project, {"trekker_soort": "bewoner"}, door=ambtenaar)
    assert project.wie_trekt == "een bewoner"
    with pytest.raises(Geweigerd, match="welke organisatie"):
        projecten.wijzig_project(project, {"trekker_soort": "organisatie"}, door=ambtenaar)
    project.refresh_from_db()
    projecten.wijzig_project(project, {"trekker_soort": "", "trekker": partij}, door=ambtenaar)
    assert (project.trekker_soort, project.wie_trekt) == ("organisatie", partij.naam)


def test_een_besluit_heeft_een_dag_en_wie_het_nam_en_wordt_nooit_gewist(project, partij, als, ambtenaar, client):
    als(ambtenaar)
    for velden, veld in (
        ({"datum": over(0), "tekst": "Ja."}, "functie"),
        ({"datum": over(0), "tekst": "Ja.", "functie": "het college", "partij": partij.pk}, "functie"),
        ({"datum": over(1), "tekst": "Ja.", "functie": "het college"}, "datum"),
        ({"datum": over(0), "functie": "het college"}, "tekst"),
    ):
        antwoord = client.post(PAD, {"actie": "besluit", **velden})
        assert antwoord.status_code == 422 and veld in antwoord.context["forms"]["besluit"].errors, velden
    assert client.post(PAD, {"actie": "besluit", "datum": over(-2), "tekst": "Eerst zo.", "functie": "het college"}).status_code == 302
    assert client.post(PAD, {"actie": "besluit", "datum": over(-1), "tekst": "Nu zo.", "partij": partij.pk}).status_code == 302
    pagina = client.get(OPENBAAR).content.decode()
    assert "Nu zo." in pagina and "Eerst zo." not in pagina and "Eerst zo." in client.get(PAD).content.decode()
    for daad in (lambda b: Projectbesluit.objects.filter(pk=b.pk).update(tekst="x"), lambda b: b.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            daad(Projectbesluit.objects.first())


def test_wie_zei_dat_er_geen_extra_afspraken_nodig_zijn_staat_erbij(project, als, ambtenaar, client):
    als(ambtenaar).post(f"{PAD}daad/", {"daad": "geen_voorwaarden"})
    assert f"door {ambtenaar}" in client.get(PAD).content.decode()
    pagina = client.get(OPENBAAR).content.decode()
    assert "dat legde de gemeente vast op" in pagina and str(ambtenaar) not in pagina


# --- the time path ----------------------------------------------------------------------------------------------------


def test_een_mijlpaal_zegt_in_woorden_waar_hij_staat(project):
    vandaag = timezone.localdate()
    standen = {
        "klaar": Mijlpaal(datum=over(-5), klaar_op=vandaag),
        "op tijd": Mijlpaal(datum=vandaag),
        "loopt uit": Mijlpaal(datum=over(-5), verwacht=over(5)),
        "te laat": Mijlpaal(datum=over(-1)),
    }
    assert {stand: mijlpaal.stand[0] for stand, mijlpaal in standen.items()} == {stand: stand for stand in standen}
    assert Mijlpaal(datum=over(5), verwacht=over(3)).stand[0] == "op tijd"
    assert Mijlpaal(datum=over(-5), verwacht=over(-1)).stand[0] == "te laat"


def test_verschuiven_vraagt_een_reden_en_de_geplande_dag_blijft_staan(project, mijlpaal, als, ambtenaar, client):
    als(ambtenaar)
    pad = f"{PAD}mijlpalen/{mijlpaal.pk}/"
    gezien = client.get(pad).context["verschuif"]["gezien"].value()
    for velden, veld in (({"verwacht": over(20)}, "reden_verschoven"), ({"verwacht": over(-1), "reden_verschoven": "Regen."}, "verwacht")):
        antwoord = client.post(pad, {"actie": "verschuif", "gezien": gezien, **velden})
        assert antwoord.status_code == 422 and veld in antwoord.context["verschuif"].errors
    assert client.post(pad, {"actie": "verschuif", "gezien": gezien, "verwacht": over(20), "reden_verschoven": "Regen."}).status_code == 302
    mijlpaal.refresh_from_db()
    assert (mijlpaal.datum, mijlpaal.verwacht, mijlpaal.versie) == (over(10), over(20), 1)
    pagina = client.get(OPENBAAR).content.decode()
    assert "loopt uit" in pagina and "Gepland was" in pagina and "Regen." in pagina
    with pytest.raises(Geweigerd, match="andere dag"):
        projecten.verschuif_mijlpaal(mijlpaal, over(20), "Nog eens.", door=ambtenaar)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mijlpaal.objects.filter(pk=mijlpaal.pk).update(reden_verschoven="")


def test_na_het_besluit_verandert_de_geplande_dag_niet_meer(project, mijlpaal, ambtenaar):
    Project.objects.update(status="besluit")
    project.refresh_from_db()
    projecten.zet_mijlpaal(project, {"titel": "Grond klaar", "datum": over(10)}, mijlpaal, door=ambtenaar)
    with pytest.raises(Geweigerd, match="Gepland was"):
        projecten.zet_mijlpaal(project, {"titel": "Grond klaar", "datum": over(11)}, mijlpaal, door=ambtenaar)


def agenda(client) -> dict[str, dict]:
    antwoord = client.get(f"{OPENBAAR}agenda.ics")
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(regel) <= 75 for regel in antwoord.content.split(b"\r\n"))
    return {str(punt["UID"]): punt for punt in Calendar.from_ical(antwoord.content).walk("VEVENT")}


def test_het_tijdpad_is_een_agenda_die_bij_een_wijziging_meegaat(project, mijlpaal, ambtenaar, client):
    [(uid, eerst)] = agenda(client).items()
    assert (eerst["DTSTART"].dt, eerst["DTEND"].dt, eerst["SEQUENCE"], eerst["STATUS"]) == (over(10), over(11), 0, "CONFIRMED")
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        projecten.verschuif_mijlpaal(mijlpaal, over(20), "Regen; en wind,\nveel.", door=ambtenaar)
    [(uid_later, later)] = agenda(client).items()
    assert uid_later == uid and later["SEQUENCE"] == 1 and later["DTSTART"].dt == over(20)
    assert later["LAST-MODIFIED"].dt > eerst["LAST-MODIFIED"].dt and "wind" in later["DESCRIPTION"]
    projecten.naar_status(project, S.GESTOPT, reden="Geen plek.", door=ambtenaar)
    assert agenda(client)[uid]["STATUS"] == "CANCELLED" and agenda(client)[uid]["SEQUENCE"] == 2


def test_wie_volgt_krijgt_nieuws_een_keer(project, mijlpaal, bewoner, ambtenaar):
    volg(project.wijk, van_ding(project), "direct", door=bewoner)
    volg(project.wijk, van_ding(project.wijk), "direct", door=bewoner)
    mail.outbox.clear()
    projecten.plaats_nieuws(project, {"titel": "De schep staat klaar", "tekst": "Zaterdag."}, door=ambtenaar)
    projecten.verschuif_mijlpaal(mijlpaal, over(20), "Regen.", door=ambtenaar)
    aan_bewoner = [bericht for bericht in mail.outbox if bericht.to == [bewoner.email]]
    assert sum("De schep staat klaar" in bericht.body for bericht in aan_bewoner) == 1
    assert sum("verwachten we op" in bericht.body for bericht in aan_bewoner) == 1


# --- hours, documents, photos -----------------------------------------------------------------------------------------


def test_uren_voor_een_project_tellen_ook_bij_de_wijk(project, als, ambtenaar, client):
    als(ambtenaar)
    velden = {"actie": "uren", "werk": "begeleiding", "datum": over(0), "uren": "2,5", "omschrijving": "overleg"}
    assert client.post(PAD, velden).status_code == 302
    assert client.post(PAD, {**velden, "datum": over(1)}).status_code == 422
    assert project.wijk.urenregels.count() == 1 and project.uren.totaal() is not None
    assert "2,5 uur aan" in client.get(OPENBAAR).content.decode()


def test_een_pdf_staat_voor_iedereen_klaar_en_is_nooit_een_pagina(project, als, ambtenaar, client):
    als(ambtenaar)
    document = {"actie": "document", "titel": "Tekening", "bestand": bestand(PDF, "../../tekening <1>.pdf")}
    assert client.post(f"{PAD}bestanden/", document).status_code == 302
    stuk = Projectdocument.objects.get()
    client.logout()
    antwoord = client.get(stuk.get_absolute_url())
    assert b"".join(antwoord.streaming_content) == PDF
    assert antwoord["Content-Type"] == "application/pdf" and antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Content-Disposition"].startswith("attachment") and "<" not in antwoord["Content-Disposition"]
    assert "Tekening (PDF, 1 kB)" in client.get(OPENBAAR).content.decode()
    assert client.get(stuk.get_absolute_url().replace("speelplek", "anders")).status_code == 404


@pytest.mark.parametrize(
    ("inhoud", "titel", "veld", "woord"),
    [
        (b"<html>", "T", "bestand", "geen PDF"),
        (b"", "T", "bestand", "leeg"),
        (b"%PDF-1.7 half", "T", "bestand", "niet heel"),
        (inhoud_van(vlak()), "T", "bestand", "geen PDF"),
        (PDF, "", "titel", "verplicht"),
    ],
)
def test_wat_geen_goed_document_is_wordt_geweigerd(project, als, ambtenaar, inhoud, titel, veld, woord):
    antwoord = als(ambtenaar).post(f"{PAD}bestanden/", {"actie": "document", "titel": titel, "bestand": bestand(inhoud, "x.pdf")})
    assert antwoord.status_code == 422 and woord in antwoord.context["documentform"].errors[veld][0]
    assert not Projectdocument.objects.exists()


def test_hetzelfde_document_staat_er_een_keer_en_weg_is_weg(project, ambtenaar, django_capture_on_commit_callbacks):
    stuk = stukken.voeg_document_toe(project, "Een", bestand(PDF), door=ambtenaar)
    with pytest.raises(Geweigerd, match="hoort al"):
        stukken.voeg_document_toe(project, "Twee", bestand(PDF), door=ambtenaar)
    plek = stuk.bestand.name
    with django_capture_on_commit_callbacks(execute=True):
        stukken.verwijder_document(stuk, door=ambtenaar)
    assert not archief().exists(plek) and not Projectdocument.objects.exists()


def test_een_foto_houdt_niets_over_van_waar_en_waarmee(project, als, ambtenaar, client):
    als(ambtenaar)
    for wanneer in ("voor", "na"):
        velden = {"actie": "foto", "wanneer": wanneer, "tekst": f"Een veld {wanneer}", "fotos": bestand(met_alles())}
        assert client.post(f"{PAD}bestanden/", velden).status_code == 302
    client.logout()
    pagina = client.get(OPENBAAR).content.decode()
    assert pagina.index("Zo was het: Een veld voor") < pagina.index("Zo is het geworden: Een veld na")
    for foto in Projectfoto.objects.all():
        for adres in (foto.get_absolute_url(), foto.klein_url):
            antwoord = client.get(adres)
            inhoud = b"".join(antwoord.streaming_content)
            assert lees(inhoud).format == "WEBP" and b"GEHEIM" not in inhoud and antwoord["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("naam", ["leeg", "svg", "halve jpeg", "bom", "png met script erin"])
def test_wat_geen_goede_foto_is_wordt_geweigerd(project, als, ambtenaar, naam):
    inhoud, woord = SLECHT[naam]
    antwoord = als(ambtenaar).post(f"{PAD}bestanden/", {"actie": "foto", "wanneer": "voor", "tekst": "Een veld", "fotos": bestand(inhoud)})
    fout = antwoord.context["fotoform"].errors["fotos"][0]
    assert antwoord.status_code == 422 and (re.search(woord, fout) or "leeg" in fout)
    assert "Een veld" in antwoord.content.decode() and not Projectfoto.objects.exists()


def test_een_foto_heeft_altijd_woorden_en_er_is_een_meeste(project, als, ambtenaar, django_capture_on_commit_callbacks):
    antwoord = als(ambtenaar).post(f"{PAD}bestanden/", {"actie": "foto", "wanneer": "na", "tekst": "", "fotos": bestand(inhoud_van(vlak()))})
    assert antwoord.status_code == 422 and "tekst" in antwoord.context["fotoform"].errors
    foto = stukken.voeg_foto_toe(project, "na", "Veld", bestand(inhoud_van(vlak())), door=ambtenaar)
    Projectfoto.objects.bulk_create(
        Projectfoto(project=project, wanneer="na", tekst="V", bestand_groot="x", bestand_klein="y", breedte=1, hoogte=1)
        for _ in range(Projectfoto.MEESTE - 1)
    )
    with pytest.raises(Geweigerd, match="Haal er eerst een weg"):
        stukken.voeg_foto_toe(project, "na", "Veld", bestand(inhoud_van(vlak())), door=ambtenaar)
    plek = foto.bestand_groot.name
    with django_capture_on_commit_callbacks(execute=True):
        stukken.verwijder_foto(foto, door=ambtenaar)
    assert not album().exists(plek)


def test_wie_het_niet_mag_verandert_niets(project, mijlpaal, bestuur, bewoner):
    for daad in (
        lambda wie: stukken.voeg_document_toe(project, "T", bestand(PDF), door=wie),
        lambda wie: stukken.voeg_foto_toe(project, "na", "T", bestand(inhoud_van(vlak())), door=wie),
        lambda wie: stukken.leg_besluit_vast(project, {"datum": over(0), "functie": "x", "tekst": "y"}, door=wie),
        lambda wie: stukken.schrijf_projecturen(project, {"werk": "vragen", "datum": over(0), "uren": 1}, door=wie),
        lambda wie: projecten.verschuif_mijlpaal(mijlpaal, over(20), "R", door=wie),
    ):
        for wie in (bestuur, bewoner, None):
            with pytest.raises(GeenRecht):
                daad(wie)


# --- gates ------------------------------------------------------------------------------------------------------------


def test_elk_gebrek_wijst_naar_de_plek_waar_het_formulier_openstaat(project, als, ambtenaar, client):
    als(ambtenaar)
    mist = ontbreekt(project, S.BESLUIT)
    assert len(mist) == 9
    for gebrek in mist:
        pad, _, deel = gebrek.pad.partition("#")
        pagina = client.get(pad).content.decode()
        vul = pad.partition("?vul=")[2]
        assert f'id="{deel}"' in pagina, gebrek
        assert re.search(rf'<details id="vul-{vul}" open>', pagina), gebrek


def test_elke_mijlpaal_die_nog_openstaat_wordt_genoemd(project, mijlpaal, ambtenaar):
    assert [gebrek.tekst for gebrek in ontbreekt(project, S.AFGEROND)] == ["de mijlpaal “Grondwerk” klaar"]


def test_stoppen_zegt_het_aan_iedereen_met_de_reden(project, als, ambtenaar, client):
    als(ambtenaar)
    assert client.post(PAD, {"actie": "stop", "reden": ""}).status_code == 422
    assert client.post(PAD, {"actie": "stop", "reden": "De grond is te nat."}).status_code == 302
    assert "De grond is te nat." in client.get(OPENBAAR).content.decode()
    assert "De grond is te nat." in client.get("/geleerdenwijk/projecten/").content.decode()


# --- what runs --------------------------------------------------------------------------------------------------------


def test_alle_projecten_staan_op_een_tijdas(wijk, project, mijlpaal, client):
    Project.objects.filter(pk=project.pk).update(begonnen_op=date(2026, 1, 1))
    Project.objects.create(wijk=wijk, slug="leeg", titel="Leeg", status="gestopt", reden_gestopt="Daarom.")
    mijlpaal.datum = date(2026, 3, 31)
    mijlpaal.save()
    as_ = Tijdas(list(wijk.projecten.voor_lijst().met_periode()), date(2026, 2, 15))
    assert (as_.van, as_.tot) == (date(2026, 1, 1), date(2026, 3, 31))
    [(eerste, [(_, balk)]), (tweede, [(_, geen)])] = as_.groepen
    assert (eerste, tweede, geen) == ("voorbereiding", "gestopt", None)
    assert (balk.begin, balk.breedte) == (0, 100) and as_.vandaag == 50
    pagina = client.get("/geleerdenwijk/projecten/").content.decode()
    assert "1 januari 2026 tot 31 maart 2026" in pagina and "Volgende stap: Grondwerk" in pagina and "Het tijdpad is nog niet bekend." in pagina


def test_driehonderd_projecten_kosten_evenveel_vragen_als_een(wijk, project, mijlpaal, client):
    aantallen = []
    for aantal in (2, 300):
        nieuw = [Project(wijk=wijk, slug=f"p{n}", titel=f"P{n}", begonnen_op=over(-n)) for n in range(Project.objects.count(), aantal)]
        Project.objects.bulk_create(nieuw)
        Mijlpaal.objects.bulk_create(Mijlpaal(project=een, titel="M", datum=over(5)) for een in nieuw)
        with CaptureQueriesContext(connection) as vragen:
            pagina = client.get("/geleerdenwijk/projecten/").content.decode()
        aantallen.append(len(vragen))
    assert aantallen[1] <= aantallen[0] + 1 and pagina.count('<svg class="wp-balkje') == 40  # the count of the pages comes with it
