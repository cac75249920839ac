"""Documents behind bookings: told from their content, kept out of the public folder, read by who keeps the books alone."""

import io
import os
import stat
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from budget import deeds, wachtkamer
from budget.models import Bewijsstuk, Boeking
from budget.models.bewijsstuk import kluis
from participatie.models import Project
from wijk.bedrag import Bedrag
from wijk.fouten import Geweigerd
from wijk.rechten import SYSTEEM
from wijk.stukken import GROOTSTE

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def beeld(soort="PNG", maat=(20, 10)) -> bytes:
    uit = io.BytesIO()
    Image.new("RGB", maat, "green").save(uit, soort)
    return uit.getvalue()


def bestand(inhoud: bytes, naam="rekening.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, inhoud)


@pytest.fixture(autouse=True)
def eigen_kluis(tmp_path, monkeypatch):
    """A folder of its own for each test."""
    opslag = kluis()

    def vergeet():
        for naam in ("base_location", "location"):
            opslag.__dict__.pop(naam, None)

    vergeet()
    monkeypatch.setattr(opslag, "_location", str(tmp_path))
    yield tmp_path
    vergeet()


@pytest.fixture
def boeking(budget, project):
    return deeds.reserveer(budget, project, Bedrag("100"), door=SYSTEEM)


@pytest.mark.parametrize(
    ("inhoud", "soort"),
    [(PDF, "application/pdf"), (beeld("PNG"), "image/png"), (beeld("JPEG"), "image/jpeg"), (beeld("WEBP"), "image/webp")],
    ids=["pdf", "png", "jpeg", "webp"],
)
def test_pdf_en_foto_worden_herkend_aan_hun_inhoud(boeking, budgetbeheerder, inhoud, soort):
    stuk = deeds.voeg_bewijs_toe(boeking, bestand(inhoud, "factuur.exe"), door=budgetbeheerder)
    assert stuk.soort == soort and stuk.bestand.open("rb").read() == inhoud


@pytest.mark.parametrize(
    ("inhoud", "woord"),
    [
        (b"", "leeg"),
        (b"<html><script>alert(1)</script>", "geen PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "geen PDF"),
        (b"%PDF-1.7 afgebroken", "niet heel"),
        (beeld("PNG")[:40], "geen PDF"),
        (beeld("GIF"), "geen PDF"),
        (PDF + b"x" * GROOTSTE, "ten hoogste 10 MB"),
    ],
    ids=["leeg", "html", "svg", "halve pdf", "halve png", "gif", "groot"],
)
def test_wat_anders_is_wordt_geweigerd_en_niets_blijft_achter(boeking, budgetbeheerder, eigen_kluis, inhoud, woord):
    with pytest.raises(Geweigerd, match=woord) as gevangen:
        deeds.voeg_bewijs_toe(boeking, bestand(inhoud), door=budgetbeheerder)
    assert gevangen.value.veld == "bestand"
    assert not Bewijsstuk.objects.exists() and not list(eigen_kluis.rglob("*.*"))


def test_een_afbeelding_die_uitgepakt_te_groot_is_wordt_geweigerd(boeking, budgetbeheerder):
    bom = io.BytesIO()
    Image.new("1", (9000, 9000)).save(bom, "PNG")
    with pytest.raises(Geweigerd, match="9000 bij 9000"):
        deeds.voeg_bewijs_toe(boeking, bestand(bom.getvalue()), door=budgetbeheerder)


def test_hetzelfde_bestand_hoort_er_een_keer_bij(boeking, budgetbeheerder):
    deeds.voeg_bewijs_toe(boeking, bestand(PDF), door=budgetbeheerder)
    with pytest.raises(Geweigerd, match="hoort al bij"):
        deeds.voeg_bewijs_toe(boeking, bestand(PDF, "anders.pdf"), door=budgetbeheerder)


def test_het_bestand_staat_buiten_de_openbare_map_en_is_van_het_portaal_alleen(boeking, budgetbeheerder):
    stuk = deeds.voeg_bewijs_toe(boeking, bestand(PDF, "../../../static/rekening van Jan.pdf"), door=budgetbeheerder)
    pad = Path(stuk.bestand.path)
    assert "Jan" not in pad.name and stuk.naam == "rekening van Jan.pdf"
    assert not pad.is_relative_to(settings.STATIC_ROOT) and not pad.is_relative_to(settings.MEDIA_ROOT)
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600
    with pytest.raises(ValueError, match="has no address"):
        _ = stuk.bestand.url


def test_een_boeking_met_een_fout_bestand_wordt_niet_gedaan(budget, project, budgetbeheerder, als):
    client = als(budgetbeheerder)
    velden = {"handeling": "reserveer", "project": project.pk, "bedrag": "100", "datum": timezone.localdate().isoformat(), "omschrijving": "Zand"}
    antwoord = client.post("/werkplek/geleerdenwijk/budget/boek/", {**velden, "bewijs": bestand(b"<html>", "rekening.pdf")})
    assert antwoord.status_code == 422 and "geen PDF" in antwoord.content.decode() and 'value="Zand"' in antwoord.content.decode()
    antwoord = client.post("/werkplek/geleerdenwijk/budget/boek/", {**velden, "bedrag": "99.999", "bewijs": bestand(PDF)})
    assert antwoord.status_code == 422 and "“rekening.pdf” is bewaard" in antwoord.content.decode()
    assert Boeking.objects.count() == 1 and not Bewijsstuk.objects.exists()
    assert client.post("/werkplek/geleerdenwijk/budget/boek/", {**velden, "bewijs": bestand(PDF)}).status_code == 302
    stuk = Bewijsstuk.objects.get()
    antwoord = client.get(f"/werkplek/geleerdenwijk/budget/boekingen/{stuk.boeking_id}/bewijs/{stuk.pk}/")
    assert b"".join(antwoord) == PDF and antwoord["Content-Disposition"].startswith("attachment") and antwoord["Content-Type"] == "application/pdf"
    assert antwoord["X-Content-Type-Options"] == "nosniff" and "no-store" in antwoord["Cache-Control"]


def test_een_gekozen_bestand_hoeft_na_een_vraag_niet_opnieuw(budget, project, budgetbeheerder, als, eigen_kluis):
    Project.objects.filter(pk=project.pk).update(geraamd=Bedrag("100"), kost_niets=False)
    client, pad = als(budgetbeheerder), "/werkplek/geleerdenwijk/budget/boek/"
    sleutel = client.get(pad).context["form"]["sleutel"].value()
    velden = {"handeling": "reserveer", "project": project.pk, "bedrag": "200", "datum": timezone.localdate().isoformat(), "omschrijving": "Zand"}
    form = client.post(pad, {**velden, "sleutel": sleutel, "bewijs": bestand(PDF)}).context["form"]
    assert list(form.errors) == ["boven_raming"] and not Bewijsstuk.objects.exists()
    ja = {**velden, "sleutel": sleutel, "boven_raming": "on", "briefje": form["briefje"].value()}
    nog_fout = client.post(pad, {**ja, "omschrijving": ""}).context["form"]
    assert nog_fout["briefje"].value() == ja["briefje"], "kept once, however often the form comes back"
    assert client.post(pad, ja).status_code == client.post(pad, ja).status_code == 302, "a second click asks nothing"
    stuk = Bewijsstuk.objects.get()
    assert stuk.naam == "rekening.pdf" and stuk.bestand.open("rb").read() == PDF
    assert [pad for pad in eigen_kluis.rglob("*") if pad.is_file()] == [Path(stuk.bestand.path)], "what was booked does not wait any more"
    weg = client.post(pad, {**ja, "sleutel": "", "nogmaals": "on"})
    assert weg.status_code == 422 and "Kies het opnieuw" in weg.content.decode(), "never booked without the document that one chose"
    assert client.post(pad, {**ja, "sleutel": "", "nogmaals": "on", "briefje": "verzonnen"}).status_code == 422


def test_wat_een_dag_wachtte_is_weg(budget, eigen_kluis):
    oud = wachtkamer.bewaar(bestand(PDF))
    for pad in eigen_kluis.rglob("*"):
        os.utime(pad, (0, 0))
    nieuw = wachtkamer.bewaar(bestand(PDF))
    assert wachtkamer.haal(oud) is None and wachtkamer.haal(nieuw).read() == PDF


@pytest.mark.parametrize("functie", ["bewoner", "organisatie", "ambtenaar", "wijkcoordinator", "bestuur", "beheerder"])
def test_een_ander_leest_het_bewijsstuk_niet(boeking, budgetbeheerder, persoon, als, functie):
    stuk = deeds.voeg_bewijs_toe(boeking, bestand(PDF, "rekening van Jan.pdf"), door=budgetbeheerder)
    client = als(persoon(functie))
    assert client.get(f"/werkplek/geleerdenwijk/budget/boekingen/{boeking.pk}/bewijs/{stuk.pk}/").status_code == 403
    assert "Jan" not in client.get(f"/werkplek/geleerdenwijk/budget/boekingen/{boeking.pk}/").content.decode()


def test_een_verdwenen_bestand_geeft_een_gewone_foutpagina(boeking, budgetbeheerder, als):
    stuk = deeds.voeg_bewijs_toe(boeking, bestand(PDF), door=budgetbeheerder)
    Path(stuk.bestand.path).unlink()
    assert als(budgetbeheerder).get(f"/werkplek/geleerdenwijk/budget/boekingen/{boeking.pk}/bewijs/{stuk.pk}/").status_code == 404
