"""Hours, documents and photos with a project; and who may not change any of it."""

import re

import pytest

from participatie.deeds import projecten
from participatie.deeds import projectstukken as stukken
from participatie.models import Project, Projectdocument, Projectfoto
from participatie.models.foto import album
from participatie.models.projectstuk import archief
from tests.blad import deel
from tests.participatie.fotos import SLECHT, bestand, inhoud_van, lees, met_alles, vlak
from tests.participatie.speelplek import OPENBAAR, PAD, PDF, over
from wijk.fouten import GeenRecht, Geweigerd
from wijk.gebeurtenissen import meld

S = Project.Status


def test_uren_voor_een_project_tellen_ook_bij_de_wijk(project, als, ambtenaar, client):
    als(ambtenaar)
    velden = deel("uren", werk="begeleiding", datum=over(0), uren="2,5", omschrijving="overleg")
    assert client.post(PAD, velden).status_code == 302
    assert client.post(PAD, {**velden, "uren-datum": over(1)}).status_code == 422
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


def test_het_verloop_noemt_het_besluit_een_keer(project, ambtenaar, client):
    stukken.leg_besluit_vast(project, {"functie": "het college", "tekst": "Akkoord."}, door=ambtenaar)
    meld("project.besluit", project, f"{project.titel}: besluit genomen.", wijk=project.wijk, door=ambtenaar, openbaar=True)
    verloop = [een.soort for een in client.get(OPENBAAR).context["gebeurtenissen"]]
    assert verloop.count("project.besloten") == 1 and "project.besluit" not in verloop


def test_het_verloop_begint_met_wat_nieuw_is_en_zegt_niet_wat_er_al_staat(project, ambtenaar, client):
    projecten.geef_rol(project, {"persoon": "Het college", "soort": "besluit"}, door=ambtenaar)
    stukken.leg_besluit_vast(project, {"functie": "het college", "tekst": "Akkoord."}, door=ambtenaar)
    for nummer in range(7):
        projecten.plaats_nieuws(project, {"titel": f"Bericht {nummer}", "tekst": "Er is nieuws."}, door=ambtenaar)
    antwoord = client.get(OPENBAAR)
    assert antwoord.context["gebeurtenissen"][0].tekst.endswith("Bericht 6.")
    html = antwoord.content.decode()
    assert "Bekijk wat er eerder gebeurde (4)" in html and "Rol in Speelplek" not in html
    assert "Er is een besluit, maar het werk begint nog niet." in html and "</strong> beslist" in html
    Project.objects.filter(pk=project.pk).update(status=S.AFGEROND)
    html = client.get(OPENBAAR).content.decode()
    assert "</strong> besliste" in html and "het werk begint nog niet" not in html
