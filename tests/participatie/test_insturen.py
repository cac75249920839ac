"""Sending an idea: what is understood, what is refused beside the field, and what is never lost or doubled."""

import re
import uuid
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.utils import timezone

from participatie.deeds.ideeen import dien_in
from participatie.models import Idee
from tests.conftest import BINNEN, BUITEN
from tests.gelijktijdig import tegelijk
from wijk.fouten import Geweigerd
from wijk.models import Gebeurtenis, Thema

NIEUW = "/geleerdenwijk/ideeen/nieuw/"
GOED = {"titel": "Een bankje bij het water", "soort": "kans"}


def test_een_idee_krijgt_een_nummer_een_termijn_en_een_gebeurtenis(wijk, client):
    antwoord = client.post(NIEUW, GOED, follow=True)
    assert "Uw idee is nummer 1." in antwoord.content.decode()
    idee = Idee.objects.get()
    assert (idee.status, idee.antwoord_voor) == ("ontvangen", wijk.antwoord_voor(timezone.localdate(idee.ontvangen_op)))
    assert Gebeurtenis.objects.over(idee).openbaar().get().soort == "idee.ingediend"


@pytest.mark.parametrize(
    ("velden", "veld", "woord"),
    [
        ({"titel": ""}, "titel", "verplicht"),
        ({"titel": "x" * 10_000}, "titel", "120"),
        ({"titel": "a\x00b"}, "titel", "Null"),
        ({"soort": "droom"}, "soort", "droom"),
        ({"thema": "99999"}, "thema", "Dit thema is er niet"),
        ({"lat": "52.35"}, "lon", "twee getallen"),
        ({"lon": "4.61"}, "lat", "twee getallen"),
        ({"lat": "abc", "lon": "4.6"}, "lat", "geen getal"),
        ({"lat": "NaN", "lon": "4.6"}, "lat", "geen getal"),
        ({"lat": "inf", "lon": "4.6"}, "lat", "geen getal"),
        ({"lat": "91", "lon": "4.6"}, "lat", "buiten de wereld"),
        ({"lat": "52", "lon": "-181"}, "lon", "buiten de wereld"),
        ({"email": "ans@"}, "email", "geen e-mailadres"),
        ({"omschrijving": "y" * 4001}, "omschrijving", "4000"),
        ({"sleutel": "geen sleutel"}, "sleutel", "Open de pagina opnieuw"),
    ],
)
def test_slechte_invoer_geeft_een_melding_bij_het_veld_en_houdt_wat_getypt_is(wijk, client, velden, veld, woord):
    antwoord = client.post(NIEUW, {**GOED, "omschrijving": "Dit blijft staan.", **velden})
    assert antwoord.status_code == 422
    form = antwoord.context["form"]
    assert woord in " ".join(form.errors[veld])
    if "omschrijving" not in velden:
        assert "Dit blijft staan." in antwoord.content.decode()
    assert not Idee.objects.exists()


def test_een_te_lange_titel_wordt_niet_stil_afgekapt(wijk, client):
    assert 'name="titel"' in (leeg := client.get(NIEUW).content.decode())
    assert not [veld for veld in re.findall(r"<(?:input|textarea)[^>]*maxlength[^>]*>", leeg) if 'name="onderwerp"' not in veld]
    lang = "Meer licht op het pad. " * 9
    antwoord = client.post(NIEUW, {**GOED, "titel": lang})
    assert "120" in antwoord.context["form"].errors["titel"][0] and lang.strip() in antwoord.content.decode()


def test_het_filter_heeft_een_knop_na_alle_keuzes(wijk, client):
    zoek = re.search(r'<form method="get" role="search".*?</form>', client.get("/geleerdenwijk/ideeen/").content.decode(), re.S)[0]
    assert zoek.count('type="submit"') == 1 and zoek.index('type="submit"') > zoek.index("</details>") > zoek.rindex("</select>")


def test_een_thema_van_een_andere_wijk_bestaat_hier_niet(wijk, andere_wijk, client):
    elders = Thema.objects.create(wijk=andere_wijk, naam="Elders")
    assert "thema" in client.post(NIEUW, {**GOED, "thema": elders.pk}).context["form"].errors


def test_een_plek_buiten_de_wijk_wordt_aangenomen_en_gezegd(wijk, client):
    antwoord = client.post(NIEUW, {**GOED, "lat": str(BUITEN["lat"]).replace(".", ","), "lon": BUITEN["lon"]}, follow=True)
    assert "ligt buiten de Geleerdenwijk" in antwoord.content.decode()
    assert Idee.objects.get().lat == BUITEN["lat"]


def test_twee_keer_klikken_geeft_een_idee(wijk, client):
    sleutel = uuid.uuid4().hex
    adressen = {client.post(NIEUW, {**GOED, "sleutel": sleutel})["Location"] for _ in range(2)}
    assert len(adressen) == 1 and Idee.objects.count() == 1


def test_teruggaan_en_opnieuw_sturen_geeft_geen_tweede_idee(wijk, client):
    """The page that is reloaded has a new hidden key, and what was typed still stands in it."""
    eerste = client.post(NIEUW, {**GOED, "sleutel": uuid.uuid4().hex})["Location"]
    antwoord = client.post(NIEUW, {**GOED, "sleutel": uuid.uuid4().hex}, follow=True)
    assert antwoord.redirect_chain[0][0] == eerste and "Dit idee had u al gestuurd" in antwoord.content.decode()
    assert Idee.objects.count() == 1
    assert "al gestuurd" not in client.post(NIEUW, {**GOED, "omschrijving": "Met leuning."}, follow=True).content.decode()
    assert Idee.objects.count() == 2


def test_een_ander_mag_hetzelfde_idee_sturen(wijk, client):
    for _ in range(2):
        client.cookies.clear()
        client.post(NIEUW, {**GOED, "sleutel": uuid.uuid4().hex})
    assert Idee.objects.count() == 2


def test_het_formulier_zegt_welk_thema_nog_niet_open_is(wijk, thema, client):
    Thema.objects.create(wijk=wijk, naam="Zorg", domein="sociaal")
    tekst = client.get(NIEUW).content.decode()
    assert "Zorg (nog niet open)" in tekst and "Verlichting (nog" not in tekst


def test_een_pagina_met_een_fout_zegt_dat_in_de_titel_en_wijst_ernaar(wijk, client):
    assert "<title>Fout: Stuur uw idee" in (tekst := client.post(NIEUW, {"titel": ""}).content.decode())
    assert "autofocus" in tekst
    assert "<title>Stuur uw idee" in client.get(NIEUW).content.decode()
    assert "<title>Ideeën" in client.get("/geleerdenwijk/ideeen/?thema=99").content.decode()


def test_de_plek_staat_er_zonder_script_als_beeld_of_in_woorden(wijk, client):
    for plek, verwacht in ((BINNEN, "<circle"), (BUITEN, "52,37000 graden noord")):
        idee = dien_in(wijk, titel="Hier", soort="kans", **plek, door=None)
        assert verwacht in client.get(idee.get_absolute_url()).content.decode()


def test_een_idee_op_een_thema_dat_nog_dicht_is_wordt_bewaard(wijk, client):
    dicht = Thema.objects.create(wijk=wijk, naam="Zorg", domein="sociaal")
    antwoord = client.post(NIEUW, {**GOED, "thema": dicht.pk}, follow=True)
    assert "nog niet open" in antwoord.content.decode()
    assert Idee.objects.get().status == "wacht_op_thema"


def test_een_geweigerd_idee_laat_geen_gat_in_de_nummers(wijk):
    with pytest.raises(Geweigerd):
        dien_in(wijk, titel="", soort="kans", door=None)
    assert dien_in(wijk, titel="Goed", soort="kans", door=None).nummer == 1


def test_na_controle_publiceren_houdt_het_idee_van_de_website(wijk, client, als, ambtenaar):
    wijk.direct_publiceren = False
    wijk.save()
    client.post(NIEUW, GOED)
    nummer = Idee.objects.get().nummer
    client.logout()
    client.cookies.clear()
    for pad in (f"/geleerdenwijk/ideeen/{nummer}/", f"/geleerdenwijk/ideeen/{nummer}/verzonden/"):
        assert client.get(pad).status_code == 404
    assert GOED["titel"] not in client.get("/geleerdenwijk/ideeen/").content.decode()
    als(ambtenaar).post(f"/werkplek/geleerdenwijk/toetsen/{nummer}/daad/", {"daad": "publiceer"})
    assert client.get(f"/geleerdenwijk/ideeen/{nummer}/").status_code == 200


def test_naam_en_adres_staan_nergens_openbaar_tenzij_zo_gekozen(wijk, client):
    client.post(NIEUW, {**GOED, "naam": "Ans Geheim", "email": "ans@geheim.nl", **BINNEN})
    client.post(NIEUW, {**GOED, "naam": "Bram Bekend", "naam_openbaar": "on"})
    for pad in ("ideeen/", "ideeen/1/", "ideeen.csv", "ideeen.geojson", "tijdlijn/", ""):
        antwoord = client.get(f"/geleerdenwijk/{pad}")
        tekst = b"".join(antwoord).decode()
        assert "Geheim" not in tekst and "geheim" not in tekst, pad
    assert "Bram Bekend" in client.get("/geleerdenwijk/ideeen/2/").content.decode()
    assert mail.outbox[0].to == ["ans@geheim.nl"]
    assert not Gebeurtenis.objects.filter(gegevens__icontains="geheim").exists()


def test_een_formulier_dat_te_lang_openstond_verliest_niets(wijk):
    from django.test import Client

    antwoord = Client(enforce_csrf_checks=True).post(NIEUW, GOED)
    assert antwoord.status_code == 403
    assert GOED["titel"] in antwoord.content.decode()


def test_een_formulier_van_elders_wordt_niet_overgenomen(wijk):
    from django.test import Client

    antwoord = Client(enforce_csrf_checks=True).post(NIEUW, GOED, headers={"origin": "null"})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 403 and GOED["titel"] not in tekst and "hieronder staat wat u had ingevuld" not in tekst


def test_een_formule_in_een_titel_wordt_in_een_rekenblad_gewone_tekst(wijk, client):
    dien_in(wijk, titel='=HYPERLINK("http://x";"klik")', soort="kans", door=None)
    regel = b"".join(client.get("/geleerdenwijk/ideeen.csv")).decode().splitlines()[1]
    assert "'=HYPERLINK" in regel


@pytest.mark.parametrize(
    "vraag", ["thema=99", "thema=abc", "status=nonsens", "soort=%00", "pagina=-3", "pagina=99999999", "zoek=%00", "weergave=x", "bbox=1,2,3"]
)
def test_een_onbekend_filter_breekt_niets(wijk, idee, client, vraag):
    for pad in ("ideeen/", "ideeen.geojson"):
        assert client.get(f"/geleerdenwijk/{pad}?{vraag}").status_code == 200


def test_zoeken_vindt_titel_tekst_plaats_en_nummer(wijk, client):
    dien_in(wijk, titel="Een VIJVER", soort="kans", door=None)
    dien_in(wijk, titel="Een boom", soort="kans", plaats="bij de vijver", door=None)
    dien_in(wijk, titel="Iets anders", soort="knelpunt", door=None)

    def gevonden(vraag):
        return [idee.nummer for idee in client.get(f"/geleerdenwijk/ideeen/?{vraag}").context["ideeen"]]

    assert gevonden("zoek=vijver") == [2, 1]
    for vraag in ("3", "#3", "idee 3", "Idee nr 3", "idee nr. 3", "nummer 3", "Idee nummer 3", " idee #3 "):
        assert gevonden(urlencode({"zoek": vraag})) == [3], vraag
    assert gevonden("zoek=idee") == [], "a word alone is no number"
    assert gevonden("soort=knelpunt") == [3]


def _tel(client, pad, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(pad)
    with CaptureQueriesContext(connection) as vragen:
        assert client.get(pad).status_code == 200
    return len(vragen)


@pytest.mark.parametrize(
    "pad",
    ["/geleerdenwijk/ideeen/", "/geleerdenwijk/ideeen.geojson", "/geleerdenwijk/", "/werkplek/geleerdenwijk/toetsen/", "/werkplek/geleerdenwijk/"],
)
def test_meer_ideeen_kosten_niet_meer_vragen(wijk, thema, als, ambtenaar, client, pad, django_assert_max_num_queries):
    als(ambtenaar)
    for n in range(8):
        dien_in(wijk, titel=f"Idee {n}", soort="kans", thema=thema, **BINNEN, door=None)
    eerst = _tel(client, pad, django_assert_max_num_queries)
    for n in range(40):
        dien_in(wijk, titel=f"Nog een {n}", soort="kans", thema=thema, **BINNEN, door=None)
    # One more at most: beside a full page the list counts how many there are.
    assert _tel(client, pad, django_assert_max_num_queries) <= eerst + 1


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_een_nummer_wordt_nooit_twee_keer_gegeven(wijk):
    uit = tegelijk(lambda n: dien_in(wijk, titel=f"Idee {n}", soort="kans", door=None).nummer, 20)
    assert sorted(uit) == list(range(1, 21))


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_twintig_keer_tegelijk_klikken_geeft_een_idee(wijk):
    uit = tegelijk(lambda n: dien_in(wijk, titel="Een bankje", soort="kans", sleutel="zelfde", door=None).pk, 20)
    assert len(set(uit)) == 1 and Idee.objects.count() == 1
