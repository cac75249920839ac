"""Photos with an idea: sending them, and who sees them."""

import stat
import uuid
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from participatie.deeds import ideeen as deeds
from participatie.deeds.eigen import voeg_fotos_toe
from participatie.deeds.fotos import haal_foto_weg
from participatie.deeds.toetsen import neem_in_behandeling
from participatie.models import Foto, Idee
from participatie.models.foto import album
from participatie.volgcode import volgcode
from tests.gelijktijdig import tegelijk
from tests.participatie.fotos import SLECHT, bestand, inhoud_van, lees, met_alles, vlak
from wijk.deeds.vergeten import vergeet
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis
from wijk.persoonsgegevens import Wens
from wijk.rechten import SYSTEEM

NIEUW = "/geleerdenwijk/ideeen/nieuw/"
GOED = {"titel": "Een bankje bij het water", "soort": "kans", "omschrijving": "Dit blijft staan."}


@pytest.fixture(autouse=True)
def eigen_album(tmp_path, monkeypatch):
    """A folder of its own for each test."""
    opslag = album()

    def vergeet():
        for naam in ("base_location", "location"):
            opslag.__dict__.pop(naam, None)

    vergeet()
    monkeypatch.setattr(opslag, "_location", str(tmp_path / "album"))
    yield tmp_path / "album"
    vergeet()


def bestanden(map_: Path) -> list[Path]:
    return [pad for pad in map_.rglob("*") if pad.is_file()]


@pytest.fixture
def met_foto(wijk, thema):
    def maak(aantal=1, **velden):
        beelden = [bestand(inhoud_van(vlak(640, 320))) for _ in range(aantal)]
        return deeds.dien_in(wijk, titel="Meer licht", soort="knelpunt", thema=thema, fotos=beelden, **{"door": None, **velden})

    return maak


# --- sending them -----------------------------------------------------------------------------------------------------
def test_een_bewoner_stuurt_fotos_en_ziet_ze_bij_het_idee(wijk, client, eigen_album):
    velden = {**GOED, "foto_tekst": "Een kapotte lantaarn", "fotos": [bestand(met_alles(), f"{n}.jpg") for n in range(5)]}
    assert client.post(NIEUW, velden).status_code == 302
    idee = Idee.objects.get()
    assert [foto.nummer for foto in idee.fotos.all()] == [1, 2, 3, 4, 5] and len(bestanden(eigen_album)) == 10
    tekst = client.get(idee.get_absolute_url()).content.decode()
    assert tekst.count('loading="lazy"') == 5 and 'width="64" height="32"' in tekst and 'alt="Foto 2: Een kapotte lantaarn"' in tekst
    for adres in ("/geleerdenwijk/ideeen/1/fotos/5.webp", "/geleerdenwijk/ideeen/1/fotos/5-klein.webp"):
        assert adres in tekst
        antwoord = client.get(adres)
        assert antwoord["Content-Type"] == "image/webp" and antwoord["X-Content-Type-Options"] == "nosniff"
        assert "max-age=31536000" in antwoord["Cache-Control"] and "public" not in antwoord["Cache-Control"]
        assert lees(b"".join(antwoord)).format == "WEBP"
    assert client.get("/geleerdenwijk/ideeen/1/fotos/6.webp").status_code == 404


def test_zonder_tekst_heet_een_foto_naar_het_idee(met_foto, client):
    assert 'alt="Foto 1 bij dit idee"' in client.get(met_foto().get_absolute_url()).content.decode()


def test_een_slechte_foto_houdt_alles_tegen_en_wat_getypt_is_staat_er_nog(wijk, client, eigen_album):
    velden = {**GOED, "foto_tekst": "Een lantaarn", "fotos": [bestand(inhoud_van(vlak())), bestand(SLECHT["gif"][0])]}
    antwoord = client.post(NIEUW, velden)
    form, tekst = antwoord.context["form"], antwoord.content.decode()
    assert antwoord.status_code == 422 and "Foto 2 kunnen we niet lezen" in form.errors["fotos"][0]
    for woord in ("Dit blijft staan.", "Een lantaarn", "Kies uw foto’s opnieuw: de browser bewaart ze niet", 'href="#id_fotos"'):
        assert woord in tekst
    assert not Idee.objects.exists() and not Foto.objects.exists() and not bestanden(eigen_album)


def test_bij_een_fout_in_een_ander_veld_moeten_de_fotos_opnieuw_gekozen_worden(wijk, client, eigen_album):
    tekst = client.post(NIEUW, {**GOED, "titel": "", "fotos": bestand(inhoud_van(vlak()))}).content.decode()
    assert "Kies uw foto’s opnieuw: de browser bewaart ze niet" in tekst and not bestanden(eigen_album)
    assert "Kies uw foto’s opnieuw" not in client.post(NIEUW, {**GOED, "titel": ""}).content.decode()


def test_een_zesde_foto_wordt_geweigerd(wijk, client, eigen_album):
    antwoord = client.post(NIEUW, {**GOED, "fotos": [bestand(inhoud_van(vlak())) for _ in range(6)]})
    assert antwoord.context["form"].errors["fotos"] == ["U koos 6 foto’s. Er kunnen er ten hoogste vijf bij een idee."]
    assert not Idee.objects.exists() and not bestanden(eigen_album)


def test_de_database_houdt_een_zesde_en_een_dubbele_tegen(met_foto):
    foto = met_foto().fotos.get()
    for nummer in (0, 1, 6):
        foto.pk, foto.nummer, foto._state.adding = None, nummer, True
        with pytest.raises(IntegrityError), transaction.atomic():
            foto.save()


def test_een_geweigerd_idee_laat_geen_bestand_achter(wijk, eigen_album):
    with pytest.raises(Geweigerd):
        deeds.dien_in(wijk, titel="", soort="kans", fotos=[bestand(inhoud_van(vlak()))], door=None)
    assert not bestanden(eigen_album)


def test_een_fout_halverwege_laat_geen_bestand_achter(wijk, met_foto, eigen_album, monkeypatch):
    echt, keer = album().save, iter(range(9))

    def vol(naam, inhoud):
        if next(keer) == 3:
            raise OSError("No space left on device")
        return echt(naam, inhoud)

    monkeypatch.setattr(album(), "save", vol)
    with pytest.raises(OSError, match="No space"):
        met_foto(aantal=3)
    assert not bestanden(eigen_album) and not Idee.objects.exists() and not Foto.objects.exists()


def test_twee_keer_klikken_bewaart_de_fotos_een_keer(wijk, client, eigen_album):
    sleutel = uuid.uuid4().hex
    adressen = {client.post(NIEUW, {**GOED, "sleutel": sleutel, "fotos": bestand(inhoud_van(vlak()))})["Location"] for _ in range(2)}
    assert len(adressen) == 1 and Foto.objects.count() == 1 and len(bestanden(eigen_album)) == 2


def test_hetzelfde_idee_met_een_foto_erbij_is_niet_al_gestuurd(wijk, client):
    client.post(NIEUW, {**GOED, "sleutel": uuid.uuid4().hex})
    for _ in range(2):
        client.post(NIEUW, {**GOED, "sleutel": uuid.uuid4().hex, "fotos": bestand(inhoud_van(vlak()))})
    assert [idee.fotos.count() for idee in Idee.objects.order_by("nummer")] == [0, 1]


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_tegelijk_klikken_bewaart_de_fotos_een_keer(met_foto, eigen_album):
    tegelijk(lambda n: met_foto(sleutel="zelfde"), 8)
    assert Foto.objects.count() == 1 and len(bestanden(eigen_album)) == 2


def test_een_formulier_dat_te_lang_openstond_vraagt_de_fotos_opnieuw(wijk):
    antwoord = Client(enforce_csrf_checks=True).post(NIEUW, {**GOED, "fotos": bestand(inhoud_van(vlak()))})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 403 and 'type="file" name="fotos"' in tekst and "multipart/form-data" in tekst


# --- who sees them ----------------------------------------------------------------------------------------------------
def test_een_foto_staat_buiten_elke_openbare_map(met_foto):
    for veld in (met_foto().fotos.get().bestand_groot, Foto.objects.get().bestand_klein):
        pad = Path(veld.path)
        assert stat.S_IMODE(pad.stat().st_mode) == 0o600
        with pytest.raises(ValueError, match="has no address"):
            _ = veld.url
    plek = Path(settings.STORAGES["fotos"]["OPTIONS"]["location"])
    assert not plek.is_relative_to(settings.STATIC_ROOT) and not plek.is_relative_to(settings.MEDIA_ROOT)


@pytest.mark.parametrize("hoe", [deeds.verberg, deeds.trek_in], ids=["van de website", "ingetrokken"])
def test_een_foto_verdwijnt_met_het_idee(met_foto, persoon, client, als, hoe):
    eigenaar = persoon("bewoner")
    idee = met_foto(door=eigenaar)
    hoe(idee, door=SYSTEEM)
    adressen = [f"/geleerdenwijk/ideeen/1/fotos/1{maat}.webp" for maat in ("", "-klein")]
    for adres in adressen:
        assert client.get(adres).status_code == 404
        assert als(persoon("bewoner")).get(adres).status_code == 404
        assert "/fotos/" not in client.get("/geleerdenwijk/ideeen/").content.decode()
        for wie in (eigenaar, persoon("ambtenaar")):
            antwoord = als(wie).get(adres)
            assert antwoord.status_code == 200 and antwoord["Cache-Control"] == "private, no-store"
        client.logout()


def test_een_foto_van_een_andere_wijk_is_hier_niet(met_foto, andere_wijk, client):
    met_foto()
    assert client.get("/rivierenwijk/ideeen/1/fotos/1.webp").status_code == 404


def test_een_verdwenen_bestand_geeft_een_gewone_foutpagina(met_foto, client):
    Path(met_foto().fotos.get().bestand_groot.path).unlink()
    assert client.get("/geleerdenwijk/ideeen/1/fotos/1.webp").status_code == 404


def test_wie_toetst_ziet_de_fotos(met_foto, als, ambtenaar):
    met_foto(aantal=2)
    assert als(ambtenaar).get("/werkplek/geleerdenwijk/toetsen/1/").content.decode().count("-klein.webp") == 2


def test_de_lijst_toont_de_eerste_foto_voor_een_vast_aantal_vragen(met_foto, client):
    pad = "/geleerdenwijk/ideeen/"

    def tel() -> int:
        with CaptureQueriesContext(connection) as vragen:
            client.get(pad)
        return len(vragen)

    met_foto(aantal=2)
    eerst = tel()
    for _ in range(5):
        met_foto(aantal=2)
    assert tel() == eerst
    tekst = client.get(pad).content.decode()
    assert tekst.count("-klein.webp") == 6 and 'width="480" height="240"' in tekst


# --- taking one away --------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_wie_een_foto_stuurde_of_hier_werkt_haalt_haar_weg(met_foto, persoon, ambtenaar, als, client, eigen_album):
    eigenaar = persoon("bewoner")
    idee = met_foto(aantal=3, door=eigenaar)
    pad = idee.get_absolute_url()
    for vreemd in (None, persoon("bewoner"), persoon("bestuur")):
        bezoeker = als(vreemd) if vreemd else client
        assert "Haal een foto weg" not in bezoeker.get(pad).content.decode()
        assert bezoeker.post(f"{pad}fotos/1/weg/").status_code in (302, 403) and idee.fotos.count() == 3
    assert "Haal foto 1 weg" in als(eigenaar).get(pad).content.decode()
    assert "Foto 1 is weg." in client.post(f"{pad}fotos/1/weg/", follow=True).content.decode()
    assert [foto.nummer for foto in idee.fotos.all()] == [2, 3] and len(bestanden(eigen_album)) == 4
    assert client.get(f"{pad}fotos/1.webp").status_code == 404 and client.post(f"{pad}fotos/1/weg/").status_code == 404
    assert "fotos/2-klein.webp" in client.get("/geleerdenwijk/ideeen/").content.decode(), "the list shows the first that is left"
    werkplek = "/werkplek/geleerdenwijk/toetsen/1/"
    assert "Haal foto 2 weg" in als(ambtenaar).get(werkplek).content.decode()
    assert client.post(f"{pad}fotos/2/weg/", {"werkplek": "1"})["Location"] == werkplek
    assert [foto.nummer for foto in idee.fotos.all()] == [3] and len(bestanden(eigen_album)) == 2
    assert Gebeurtenis.objects.filter(soort="idee.foto_weg", openbaar=False).count() == 2


def test_een_foto_weghalen_laat_staan_wat_een_ambtenaar_van_het_antwoord_typte(met_foto, ambtenaar, als):
    idee = met_foto(2)
    pad, klant = f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/", als(ambtenaar)
    assert 'form="antwoordformulier" name="foto" value="2"' in klant.get(pad).content.decode()
    velden = {"actie": "toets", "gezien": 0, "stand": 0, "reden": "Dit kan.", "samenvoegen_reden": "Hetzelfde.", "foto": "2"}
    assert klant.post(pad, velden).status_code == 302 and [foto.nummer for foto in idee.fotos.all()] == [1]
    forms = klant.get(pad).context["forms"]
    assert (forms["toets"]["reden"].value(), forms["samenvoegen"]["reden"].value()) == ("Dit kan.", "Hetzelfde.")
    for weg in ("2", "x", "9" * 30):
        assert "al weg" in klant.post(pad, {**velden, "stand": 1, "foto": weg}, follow=True).content.decode()


def test_zonder_account_haalt_wie_stuurde_of_de_code_heeft_een_foto_weg(wijk, client):
    client.post(NIEUW, {**GOED, "fotos": [bestand(inhoud_van(vlak())) for _ in range(3)]})
    idee = Idee.objects.get()
    pad = idee.get_absolute_url()
    client.post(f"{pad}fotos/1/weg/")
    ander = Client()
    ander.post(f"{pad}fotos/2/weg/")
    assert [foto.nummer for foto in idee.fotos.all()] == [2, 3]
    ander.post("/geleerdenwijk/volgen/", {"nummer": idee.nummer, "code": volgcode(idee)})
    assert "Haal foto 2 weg" in ander.get(pad).content.decode()
    ander.post(f"{pad}fotos/2/weg/")
    assert [foto.nummer for foto in idee.fotos.all()] == [3]


def test_een_foto_gaat_een_keer_weg(met_foto, ambtenaar):
    foto = met_foto().fotos.get()
    haal_foto_weg(foto, door=ambtenaar)
    with pytest.raises(Geweigerd, match="al weg"):
        haal_foto_weg(foto, door=ambtenaar)


# --- with an idea that was sent already -------------------------------------------------------------------------------
def test_wie_het_stuurde_zet_er_fotos_bij_tot_een_ambtenaar_het_in_handen_neemt(met_foto, ambtenaar, bewoner, als, client):
    idee = met_foto(3, door=bewoner)
    pad = f"{idee.get_absolute_url()}fotos/"
    assert client.get(pad).status_code == 404
    als(bewoner)
    assert pad in client.get(idee.get_absolute_url()).content.decode()
    oud = idee.fotos.get(nummer=2).get_absolute_url()
    client.post(f"{pad}2/weg/", {"fotos": "1"})
    assert client.post(pad, {"fotos": [bestand(met_alles())], "foto_tekst": "Een lantaarn"}).status_code == 302
    nieuw = idee.fotos.get(nummer=2)
    assert nieuw.tekst == "Een lantaarn" and nieuw.get_absolute_url() != oud, "a browser keeps what it saw at the old address"
    assert not lees(b"".join(client.get(nieuw.get_absolute_url()))).getexif()
    gebeurtenis = Gebeurtenis.objects.get(soort="idee.foto_erbij")
    assert gebeurtenis.openbaar and "Er kwam 1 foto bij idee 1." in gebeurtenis.tekst
    antwoord = client.post(pad, {"fotos": [bestand(met_alles()) for _ in range(3)]})
    assert antwoord.status_code == 422 and "Er kunnen er nog 2 bij." in antwoord.content.decode() and idee.fotos.count() == 3
    neem_in_behandeling(Idee.objects.get(), door=ambtenaar)
    antwoord = client.post(pad, {"fotos": [bestand(met_alles())]}, follow=True)
    assert "U kunt er geen foto’s meer bij zetten." in antwoord.content.decode() and idee.fotos.count() == 3


def test_een_slechte_foto_erbij_laat_niets_achter(met_foto, client, eigen_album):
    idee = met_foto()
    eerst = len(bestanden(eigen_album))
    client.post("/geleerdenwijk/volgen/", {"nummer": 1, "code": volgcode(idee)})
    pad = f"{idee.get_absolute_url()}fotos/"
    for fotos in ([], [bestand(inhoud_van(vlak())), bestand(SLECHT["gif"][0])], [bestand(inhoud_van(vlak())) for _ in range(6)]):
        antwoord = client.post(pad, {"fotos": fotos})
        assert antwoord.status_code == 422 and antwoord.context["form"].errors["fotos"]
    with pytest.raises(GeenRecht):
        voeg_fotos_toe(idee, [bestand(inhoud_van(vlak()))], code="BBBB-CCCC", door=None)
    assert idee.fotos.count() == 1 and len(bestanden(eigen_album)) == eerst


def test_waar_een_ambtenaar_eerst_leest_ziet_die_ook_nieuwe_fotos_eerst(met_foto, wijk, ambtenaar):
    wijk.direct_publiceren = False
    wijk.save()
    idee = deeds.publiceer(met_foto(), door=ambtenaar)
    voeg_fotos_toe(idee, [bestand(inhoud_van(vlak()))], code=volgcode(idee), door=None)
    idee.refresh_from_db()
    assert not idee.openbaar and not Gebeurtenis.objects.get(soort="idee.foto_erbij").openbaar


def test_wie_vergeten_wordt_kiest_of_de_fotos_ook_weggaan(met_foto, bewoner, eigen_album):
    idee = met_foto(2, door=bewoner)
    vergeet(bewoner, Wens(fotos_weg=True), door=bewoner)
    assert Idee.objects.get(pk=idee.pk).titel == "Meer licht" and not Foto.objects.exists()
