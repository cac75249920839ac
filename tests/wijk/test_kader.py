"""The frame: what the note says is loaded and nothing else, changes keep what was, and gaps are computed."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tests.conftest import GRENS
from wijk import stappen
from wijk.deeds import kader
from wijk.fouten import Geweigerd
from wijk.models import Gebeurtenis, Partij, Wijk
from wijk.rechten import SYSTEEM
from wijk.woorden import datum


@pytest.fixture
def pilot(db) -> Wijk:
    call_command("laad_pilot", verbosity=0)
    return Wijk.objects.get()


def test_de_pilot_is_wat_de_startnotitie_zegt(pilot):
    assert [c.waarde for c in pilot.kerncijfers.all()] == ["1.080", "1.795", "56 %", "18 %", "39 %"]
    assert (pilot.themas.filter(breed=False).count(), pilot.themas.filter(breed=True).count()) == (10, 6)
    assert {p.naam for p in pilot.partijen.onmisbaar()} == {"Woningbouwvereniging", "Politie", "Stichting WIJ Heemstede"}
    assert pilot.partijen.uit_te_nodigen().count() == 8
    assert pilot.budget.saldi.get().bedrag == 5_000_000
    assert pilot.grens_bij_benadering and pilot.startdatum is None and not pilot.voorbeeld


def test_de_pilot_nog_eens_laden_wijzigt_niets(pilot, capsys):
    voor = Gebeurtenis.objects.count()
    call_command("laad_pilot")
    assert "niets gewijzigd" in capsys.readouterr().out and Gebeurtenis.objects.count() == voor


def test_wat_de_notitie_niet_zegt_is_een_gebrek(pilot):
    stand = stappen.stand(pilot)
    teksten = " ".join(gebrek.tekst for gebrek in stand[0].mist)
    assert "startdatum" in teksten and "uren" in teksten and "conclusie" in teksten
    assert len(stand) == 6 and len(stand[1].mist) == 3


def test_een_gewijzigde_randvoorwaarde_houdt_haar_vorige_tekst(pilot, client):
    regel = pilot.randvoorwaarden.first()
    oud = regel.huidige
    velden = {"soort": regel.soort, "grond": regel.grond, "titel": oud.titel, "wat_kan": "Iets anders.", "wat_kan_niet": "", "toelichting": ""}
    with pytest.raises(Geweigerd, match="waarom"):
        kader.bewaar_randvoorwaarde(pilot, {**velden, "reden_wijziging": ""}, regel, door=SYSTEEM)
    kader.bewaar_randvoorwaarde(pilot, {**velden, "reden_wijziging": "Besluit van de raad"}, regel, door=SYSTEEM)
    tekst = client.get(f"/geleerdenwijk/kaders/{regel.pk}/").content.decode()
    assert oud.wat_kan in tekst and "Iets anders." in tekst and "Besluit van de raad" in tekst


def test_een_tekst_die_nooit_openbaar_was_staat_er_niet_als_eerder(wijk, client):
    """Corrected in preparation: nobody outside ever read it. What is changed after that stays readable."""
    Wijk.objects.update(status="voorbereiding")
    wijk.refresh_from_db()
    velden = {"soort": "inhoudelijk", "grond": "financieel", "titel": "Geld", "wat_kan_niet": "", "toelichting": ""}
    regel = kader.bewaar_randvoorwaarde(wijk, {**velden, "wat_kan": "Er is € 50.000."}, door=SYSTEEM)
    kader.bewaar_randvoorwaarde(wijk, {**velden, "wat_kan": "Er is € 20.000.", "reden_wijziging": "Van hier."}, regel, door=SYSTEEM)
    kader.bewaar_rol(wijk, {"persoon": "het college", "soort": "besluit"}, door=SYSTEEM)
    kader.bewaar_thema(wijk, {"naam": "Groen", "open_vanaf": timezone.localdate()}, door=SYSTEEM)
    kader.wijzig_wijk(wijk, {"status": "lopend", "startdatum": timezone.localdate()}, door=SYSTEEM)
    lees = lambda: client.get(f"/geleerdenwijk/kaders/{regel.pk}/").content.decode()  # noqa: E731
    assert "Er is € 20.000." in lees() and "50.000" not in lees() and "eerder" not in lees() and "Van hier." not in lees()
    kader.bewaar_randvoorwaarde(wijk, {**velden, "wat_kan": "Er is € 30.000.", "reden_wijziging": "Meer geld."}, regel, door=SYSTEEM)
    assert "Zo stond het er eerder" in lees() and "Er is € 20.000." in lees() and "50.000" not in lees()


def test_de_voet_wijst_naar_andere_wijken_als_die_er_zijn(wijk, client):
    assert "Andere wijken" not in client.get("/geleerdenwijk/").content.decode()
    ander = Wijk.objects.create(naam="Kust", slug="kust")
    assert "Andere wijken" not in client.get("/geleerdenwijk/").content.decode()
    Wijk.objects.filter(pk=ander.pk).update(status="lopend")
    assert '<a href="/">Andere wijken</a>' in client.get("/geleerdenwijk/").content.decode()


@pytest.mark.parametrize(
    ("naam", "zin"),
    [("Bewoners van de wijk", "doen mee"), ("Scholen en opvang", "doen mee"), ("Gemeente Heemstede", "doet mee"), ("Groen Heemstede", "doet mee")],
)
def test_bewoners_doen_mee_en_een_organisatie_doet_mee(wijk, naam, zin, client):
    partij = Partij.objects.create(wijk=wijk, naam=naam, soort="bewoners")
    kader.bewaar_rol(wijk, {"partij": partij, "soort": "meedoen"}, door=SYSTEEM)
    assert f"Rol vastgelegd: {naam} {zin}." in client.get(reverse("openbaar:tijdlijn", args=[wijk.slug])).content.decode()


def test_de_gemeente_is_geen_organisatie_die_benaderd_is(wijk):
    eigen = {"wijk": wijk, "soort": "gemeente_ambtelijk", "onmisbaar": True, "reactie": "ja", "benaderd_op": timezone.localdate()}
    Partij.objects.create(naam="Gemeente Heemstede", **eigen)
    assert not stappen.stand(wijk)[1].klaar
    Partij.objects.create(naam="Woningbouwvereniging", **(eigen | {"soort": "corporatie"}))
    assert stappen.stand(wijk)[1].klaar


def test_twee_ambtenaren_tegelijk_verliezen_niets(wijk, partij, als, wijkcoordinator, client):
    als(wijkcoordinator)
    pad = f"/werkplek/geleerdenwijk/kader/partijen/{partij.pk}/"
    gezien = client.get(pad).context["form"]["gezien"].value()
    Partij.objects.update(website="https://wij.example")
    velden = {
        "naam": "WIJ",
        "soort": "welzijn",
        "reactie": "niet_benaderd",
        "volgorde": 0,
        "actief": "on",
        "gezien": gezien,
        "reactie_toelichting": "Mijn tekst",
    }
    antwoord = client.post(pad, velden)
    assert (
        antwoord.status_code == 422 and "Iemand anders heeft dit gewijzigd" in antwoord.content.decode() and "Mijn tekst" in antwoord.content.decode()
    )
    assert antwoord.context["form"].errors["website"] == ["Nu staat er: https://wij.example"]
    assert antwoord.context["form"].errors["naam"] == ["Nu staat er: Stichting WIJ Heemstede"]
    assert antwoord.context["form"].errors["onmisbaar"] == ["Nu staat er: ja"]
    assert "soort" not in antwoord.context["form"].errors
    opnieuw = antwoord.context["form"]["gezien"].value()
    assert client.post(pad, {**velden, "gezien": opnieuw}).status_code == 302


def test_deels_draagvlak_vraagt_welke_themas(wijk):
    with pytest.raises(Geweigerd, match="thema"):
        kader.trek_conclusie(wijk, {"uitkomst": "deels", "themas": [], "toelichting": "x"}, door=SYSTEEM)


def test_laad_grens_vervangt_de_grens_bij_benadering(pilot, tmp_path):
    bestand = tmp_path / "grens.geojson"
    bestand.write_text(json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": GRENS}]}))
    call_command("laad_grens", bestand, wijk="geleerdenwijk", verbosity=0)
    pilot.refresh_from_db()
    assert not pilot.grens_bij_benadering and pilot.grens["coordinates"][0][0] == [4.61, 52.345]


@pytest.mark.parametrize(
    "inhoud",
    ["", "{}", '{"type": "Point", "coordinates": [4, 52]}', '{"type": "Polygon", "coordinates": [[[0,0],[1,1],[0,1],[1,0],[0,0]]]}',
     '{"type": "Polygon", "coordinates": [[[102000,485000],[103000,485000],[103000,486000],[102000,485000]]]}', '{"type": "Polygon", "coordinates": "x"}'],
)  # fmt: skip
def test_laad_grens_weigert_wat_geen_grens_is(pilot, tmp_path, inhoud):
    bestand = tmp_path / "grens.geojson"
    bestand.write_text(inhoud)
    with pytest.raises(CommandError):
        call_command("laad_grens", bestand, wijk="geleerdenwijk")
    pilot.refresh_from_db()
    assert pilot.grens_bij_benadering


def test_de_demo_wordt_geweigerd_waar_anderen_bij_kunnen(settings, db, client):
    from wijk.checks import demo_alleen_hier, geen_demo_in_productie

    settings.DEMO, settings.ALLOWED_HOSTS = True, ["wijk.voorbeeld.nl"]
    assert demo_alleen_hier(None)[0].id == "wijk.E001" and geen_demo_in_productie(None)
    assert "voorbeeldpersoon" not in client.get("/inloggen/", headers={"host": "wijk.voorbeeld.nl"}).content.decode()


def test_mail_naar_een_map_en_een_open_map_worden_gezegd(settings, tmp_path):
    from wijk.checks import data_is_van_ons, mail_gaat_echt_weg

    settings.DATA, settings.EMAIL_BACKEND = tmp_path, "wijk.postmap.EmailBackend"
    tmp_path.chmod(0o755)
    assert [een.id for een in mail_gaat_echt_weg(None) + data_is_van_ons(None)] == ["wijk.W003", "wijk.W004"]
    tmp_path.chmod(0o700)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert mail_gaat_echt_weg(None) == data_is_van_ons(None) == []


def test_een_daad_zonder_transactie_kan_niet_worden_vastgelegd(wijk):
    from wijk.gebeurtenissen import meld

    gebeurtenis = meld("wijk.x", wijk, "x", wijk=wijk, door=SYSTEEM)  # a test runs in a transaction
    assert gebeurtenis.als == "systeem"


MORGEN = (timezone.localdate() + timedelta(days=2)).isoformat()


@pytest.mark.parametrize(
    ("soort", "velden", "veld", "woord"),
    [
        ("draagvlak", {"mate": "volledig", "gevraagd_hoe": "gesprek", "gevraagd_op": MORGEN}, "gevraagd_op", "nog niet geweest"),
        ("partijen", {"naam": "Politie", "soort": "politie", "reactie": "ja", "benaderd_op": MORGEN, "volgorde": 0}, "benaderd_op", "nog niet geweest"),
        ("partijen", {"naam": "STICHTING wij heemstede", "soort": "welzijn", "reactie": "niet_benaderd", "volgorde": 0}, "naam", "staat er al"),
        ("conclusies", {"uitkomst": "geheel", "toelichting": "Ja.", "datum": MORGEN}, "datum", "nog niet geweest"),
        ("conclusies", {"uitkomst": "deels", "toelichting": "Ja.", "datum": "2026-01-01"}, "themas", "Kies met welke"),
        ("conclusies", {"uitkomst": "geheel", "themas": "ja", "toelichting": "Ja.", "datum": "2026-01-01"}, "themas", "Haal de vinkjes weg"),
        ("themas", {"naam": "Groen", "domein": "fysiek", "open_vanaf": "0202-01-01", "volgorde": 0}, "open_vanaf", "Klopt het jaar"),
    ],
)  # fmt: skip
def test_wat_niet_kan_wordt_bij_het_veld_gezegd(wijk, partij, thema, als, wijkcoordinator, soort, velden, veld, woord):
    velden = {"partij": partij.pk, **velden, **({"themas": thema.pk} if velden.get("themas") else {})}
    antwoord = als(wijkcoordinator).post(f"/werkplek/geleerdenwijk/kader/{soort}/nieuw/", velden)
    assert antwoord.status_code == 422 and woord in antwoord.context["form"].errors[veld][0]


def test_een_keuze_is_nooit_leeg(wijk, als, wijkcoordinator, client):
    als(wijkcoordinator)
    for pad in ("kader/conclusies/nieuw/", "uren/", "leerpunten/", "evaluaties/nieuw/"):
        antwoord = client.get(f"/werkplek/geleerdenwijk/{pad}")
        for veld in antwoord.context["form"]:
            if veld.field.widget.__class__.__name__ == "RadioSelect":
                assert "" not in dict(veld.field.choices), (pad, veld.name)


def test_het_logboek_zegt_in_gewone_taal_wat_er_veranderde(wijk, thema, partij, als, wijkcoordinator, client):
    kader.bewaar_thema(wijk, {"naam": "Licht", "breed": True, "open_vanaf": date(2026, 3, 14), "domein": "sociaal"}, thema, door=SYSTEEM)
    aantal = Gebeurtenis.objects.count()
    kader.bewaar_thema(wijk, {"naam": "Licht", "breed": True}, thema, door=SYSTEEM)  # nothing changes
    assert Gebeurtenis.objects.count() == aantal
    kader.bewaar_capaciteit(wijk, {"werk": "vragen", "van": date(2026, 1, 1), "tot": date(2026, 12, 31), "uren": Decimal("160")}, door=SYSTEEM)
    kader.trek_conclusie(wijk, {"uitkomst": "deels", "themas": [thema], "toelichting": "Licht."}, door=SYSTEEM)
    tekst = als(wijkcoordinator).get("/werkplek/geleerdenwijk/logboek/").content.decode()
    for wat in ("Naam: van Verlichting naar Licht", "Breed thema: van nee naar ja", "Open vanaf: van 1 januari 2020 naar 14 maart 2026", "Domein: van fysiek naar sociaal",
                "Welke thema’s wel: van leeg naar Licht", "160 uur vragen en ideeën", "Uren: van leeg naar 160"):  # fmt: skip
        assert wat in tekst, wat


@pytest.mark.parametrize("grens", ["{", "[1, 2]", '"tekst"', "[" * 100_000, '{"type": "Point", "coordinates": [4, 52]}'])
def test_een_grens_die_niet_te_lezen_is_wordt_in_het_nederlands_gezegd(wijk, als, wijkcoordinator, grens):
    antwoord = als(wijkcoordinator).post("/werkplek/geleerdenwijk/kader/wijk/", {"naam": "Geleerdenwijk", "grens": grens})
    assert antwoord.status_code == 422 and antwoord.context["form"].errors["grens"][0].startswith("Dit is geen ")
    assert "Expecting" not in antwoord.content.decode()


def test_een_rol_van_niemand_of_van_twee_zegt_wat_er_ontbreekt_of_te_veel_is(wijk, partij, wijkcoordinator, als):
    pad = "/werkplek/geleerdenwijk/kader/rollen/nieuw/"
    for velden, zin in (
        ({}, ["Kies een partij of vul een persoon of functie in."]),
        ({"partij": partij.pk, "persoon": "het college"}, ["Kies een partij of vul een persoon of functie in, niet allebei."]),
    ):
        antwoord = als(wijkcoordinator).post(pad, {"soort": "besluit", **velden})
        assert antwoord.context["form"].errors == {"persoon": zin}


KLAAR = {"persoon": "het college", "soort": "besluit"}


@pytest.fixture
def loopt(wijk):
    """A wijk that was opened by its own deed, with one who decides; gives that role."""
    Wijk.objects.update(status="voorbereiding")
    wijk.refresh_from_db()
    rol = kader.bewaar_rol(wijk, KLAAR, door=SYSTEEM)
    kader.bewaar_thema(wijk, {"naam": "Groen", "open_vanaf": timezone.localdate()}, door=SYSTEEM)
    kader.wijzig_wijk(wijk, {"status": "lopend", "startdatum": timezone.localdate()}, door=SYSTEEM)
    return rol


def test_een_wijk_die_openbaar_is_blijft_dat_en_houdt_haar_adres(wijk, loopt, wijkcoordinator, als, client):
    assert "We zijn begonnen in de Geleerdenwijk" in client.get("/geleerdenwijk/").content.decode()
    with pytest.raises(Geweigerd, match="Kies dan “afgerond”"):
        kader.wijzig_wijk(wijk, {"status": "voorbereiding"}, door=SYSTEEM)
    with pytest.raises(Geweigerd, match="adres ligt vast"):
        kader.wijzig_wijk(wijk, {"slug": "anders"}, door=SYSTEEM)
    for velden in ({"status": "voorbereiding"}, {"slug": "anders"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Wijk.objects.filter(pk=wijk.pk).update(**velden)
    html = als(wijkcoordinator).get("/werkplek/geleerdenwijk/kader/wijk/").content.decode()
    assert 'value="voorbereiding"' not in html and 'name="slug"' not in html
    wijk.refresh_from_db()
    kader.wijzig_wijk(wijk, {"status": "afgerond"}, door=SYSTEEM)
    assert client.get("/geleerdenwijk/").status_code == 200


def test_wat_een_wijk_nodig_heeft_blijft_zolang_ze_loopt(wijk, loopt):
    thema = wijk.themas.get()
    for poging in (
        lambda: kader.verwijder(wijk, wijk.rollen.get(), door=SYSTEEM),
        lambda: kader.bewaar_rol(wijk, {**KLAAR, "soort": "meedoen"}, wijk.rollen.get(), door=SYSTEEM),
        lambda: kader.verwijder(wijk, wijk.themas.get(), door=SYSTEEM),
        lambda: kader.bewaar_thema(wijk, {"open_vanaf": None}, thema, door=SYSTEEM),
        lambda: kader.wijzig_wijk(Wijk.objects.get(), {"startdatum": None}, door=SYSTEEM),
    ):
        with pytest.raises(Geweigerd, match="loopt, en heeft dit nodig"):
            poging()
    assert wijk.rollen.get().soort == "besluit" and wijk.themas.get().open_vanaf and Wijk.objects.get().startdatum
    kader.bewaar_rol(wijk, {**KLAAR, "persoon": "de raad"}, door=SYSTEEM)
    kader.verwijder(wijk, loopt, door=SYSTEEM)  # with another in its place


def test_een_wijk_loopt_niet_voor_haar_eigen_eerste_dag(wijk, client):
    Wijk.objects.update(status="voorbereiding")
    wijk.refresh_from_db()
    kader.bewaar_rol(wijk, KLAAR, door=SYSTEEM)
    kader.bewaar_thema(wijk, {"naam": "Groen", "open_vanaf": timezone.localdate()}, door=SYSTEEM)
    dag = timezone.localdate() + timedelta(days=40)
    with pytest.raises(Geweigerd, match="Tot die dag blijft de wijk in voorbereiding"):
        kader.wijzig_wijk(Wijk.objects.get(), {"status": "lopend", "startdatum": dag}, door=SYSTEEM)
    assert Wijk.objects.get().status == "voorbereiding"
    Wijk.objects.update(status="lopend", startdatum=dag)  # as the pilot is loaded: it runs before it starts
    assert f"We beginnen op {datum(dag)}" in client.get("/geleerdenwijk/").content.decode()


def test_het_adres_is_te_wijzigen_tot_de_wijk_openbaar_is(wijk, wijkcoordinator, als):
    Wijk.objects.update(status="voorbereiding")
    client = als(wijkcoordinator)
    velden = {"naam": "Kust", "slug": "de kust", "status": "voorbereiding", "huisregels": "Wees aardig.", "antwoord_binnen_dagen": "28"}
    pad = "/werkplek/geleerdenwijk/kader/wijk/"
    antwoord = client.post(pad, velden)
    assert antwoord.status_code == 422 and "zonder spaties" in antwoord.content.decode() and 'value="de kust"' in antwoord.content.decode()
    velden["gezien"] = client.get(pad).context["form"]["gezien"].value()
    antwoord = client.post(pad, {**velden, "slug": "kust"}, follow=True)
    assert antwoord.status_code == 200 and antwoord.request["PATH_INFO"] == "/werkplek/kust/kader/"


def test_van_wie_er_vanzelf_bij_hoort_staat_niet_dat_hij_nog_niet_benaderd_is(wijk, ambtenaar, als):
    for naam, soort in (("Het college", "gemeente_bestuur"), ("De school", "school")):
        wijk.partijen.create(naam=naam, soort=soort)
    regels = als(ambtenaar).get("/werkplek/geleerdenwijk/kader/").content.decode().split("<li>")
    assert [any(naam in regel and "nog niet benaderd" in regel for regel in regels) for naam in ("Het college", "De school")] == [False, True]
