"""What was learnt: what it rests on stays to be found, what is done about it is said by whom and when, and whether that happened."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from evaluatie import deeds
from evaluatie.models import Antwoord, Grond, Leerpunt
from tests.blad import deel
from tests.evaluatie.hulp import schrijf_op
from wijk.fouten import Geweigerd
from wijk.models import Urenregel
from wijk.woorden import datum

VANDAAG = timezone.localdate


@pytest.fixture
def jaar(wijk, ambtenaar, lopend, vul):
    """A year with a figure, and an evaluation with one public answer among six."""
    wijk.startdatum = VANDAAG() - timedelta(days=400)
    wijk.save()
    Urenregel.objects.create(wijk=wijk, werk="vragen", datum=wijk.startdatum, uren=3, door=ambtenaar)
    type(lopend).objects.update(jaar=1)
    lopend.refresh_from_db()
    woorden = lopend.vragen.filter(soort="tekst").first()
    deeds.vul_in(lopend.genodigden.first(), {woorden: "Lopen werkt."}, door=None)
    vul("bewoners", 3, 3, 3, 4, 4)
    antwoord = Antwoord.objects.get(tekst="Lopen werkt.")
    deeds.lees_antwoorden(lopend, {antwoord.pk: False}, [antwoord.pk], door=ambtenaar)
    return lopend


@pytest.fixture
def leerpunt(jaar, ambtenaar) -> Leerpunt:
    schrijf_op(jaar, grond=False, door=ambtenaar)
    return jaar.leerpunten.get()


def test_waarop_het_berust_kiest_een_ambtenaar_uit_lijsten(leerpunt, jaar, ambtenaar, als, client):
    pad = f"/werkplek/geleerdenwijk/leerpunten/{leerpunt.pk}/"
    als(ambtenaar)
    gebeurd = leerpunt.wijk.gebeurtenissen.openbaar().first()
    for velden in ({"cijfer": "uren.gewerkt.vragen", "antwoord": Antwoord.objects.get(openbaar=True).anker}, {"gebeurtenis": gebeurd.pk}):
        assert client.post(pad, {"actie": "grond", **velden}).status_code == 302
    for slecht in ({}, {"cijfer": "uren.gewerkt.vragen", "gebeurtenis": gebeurd.pk}, {"cijfer": "bestaat.niet"}, {"antwoord": "antwoord-0"}):
        assert client.post(pad, {"actie": "grond", **slecht}).status_code == 422
    assert leerpunt.gronden.count() == 3
    weg = leerpunt.gronden.last().pk
    assert client.post(f"{pad}grond-weg/", {"weg": weg}).status_code == 302 and leerpunt.gronden.count() == 2
    assert "gebeurde" in client.get(f"{pad}?zoek=gebeurt+nooit").content.decode()


def test_een_leerpunt_berust_ook_op_het_gemiddelde_van_een_vraag_zoals_iedereen_dat_toen_zag(leerpunt, jaar, ambtenaar, als, client):
    """While it runs nothing of six people is told, so nothing can rest on it; once it is closed it can, with who and how many."""
    pad, vraag = f"/werkplek/geleerdenwijk/leerpunten/{leerpunt.pk}/", jaar.vragen.first()
    sleutel = f"vraag-{vraag.pk}.bewoners-en-ondernemers"
    als(ambtenaar)
    assert "Wat mensen antwoordden" not in client.get(pad).content.decode()
    assert client.post(pad, {"actie": "grond", "cijfer": sleutel}).status_code == 422
    deeds.sluit(jaar, door=ambtenaar)
    assert client.post(pad, {"actie": "grond", "cijfer": sleutel}).status_code == 302
    grond = leerpunt.gronden.get()
    assert grond.tekst.startswith(f"{vraag.tekst} Bewoners en ondernemers: gemiddeld 3,4 van 5, 5 antwoorden op ")
    adres = urlsplit(grond.pad)
    assert f'id="{adres.fragment}"' in client.get(adres.path).content.decode()
    with pytest.raises(Geweigerd, match="Dit cijfer is er niet"):
        deeds.geef_grond(leerpunt, cijfer=(jaar, f"vraag-{vraag.pk}.gemeente"), door=ambtenaar)


def test_kiezen_waarop_het_berust_staat_open_als_het_moet(leerpunt, jaar, ambtenaar, als, client):
    """Where nothing is chosen yet, and after searching; else it is out of the way, and its address stays the same."""
    pad = f"/werkplek/geleerdenwijk/leerpunten/{leerpunt.pk}/"
    lees = lambda zoek="": client.get(pad, {"zoek": zoek} if zoek else {}).content.decode()  # noqa: E731
    als(ambtenaar)
    assert '<details id="vul-grond" open ' in lees()
    deeds.geef_grond(leerpunt, cijfer=(jaar, "uren.gewerkt.vragen"), door=ambtenaar)
    assert '<details id="vul-grond" data' in lees()
    gevonden, niets = lees("opgeleverd"), lees("olifant")
    assert (
        '<details id="vul-grond" open ' in gevonden
        and "Gevonden met “opgeleverd”: 0 bij “Een cijfer” en " in gevonden
        and 'action="#vul-grond"' in gevonden
    )
    assert "Niets gevonden met “olifant”" in niets
    keuzes = client.get(pad, {"zoek": "gewerkt: vragen"}).context["forms"]["grond"].fields["cijfer"].choices
    assert [groep for groep, _ in keuzes] == ["", "Uren van de gemeente"], "the figures are searched too"


def test_elke_verwijzing_leidt_iedereen_naar_waar_het_staat(leerpunt, jaar, ambtenaar, client):
    deeds.geef_grond(leerpunt, cijfer=(jaar, "uren.gewerkt.vragen"), door=ambtenaar)
    deeds.geef_grond(leerpunt, antwoord=Antwoord.objects.get(openbaar=True), door=ambtenaar)
    deeds.geef_grond(leerpunt, gebeurtenis=leerpunt.wijk.gebeurtenissen.openbaar().first(), door=ambtenaar)
    deeds.sluit(jaar, door=ambtenaar)
    deeds.stel_vast(jaar, "Het werkte.", door=ambtenaar)
    Urenregel.objects.create(wijk=leerpunt.wijk, werk="vragen", datum=leerpunt.wijk.startdatum, uren=9, door=ambtenaar)
    pagina = client.get(jaar.get_absolute_url()).content.decode()
    stuk = pagina.split("Dit berust op:")[1].split("</p>")[0]
    paden = re.findall(r'href="([^"]+)"', stuk)
    assert len(paden) == 3 and "Gewerkt: vragen en ideeën: 3,0 uur op" in stuk and "Lopen werkt." in stuk
    for pad in map(urlsplit, paden):
        antwoord = client.get(pad.path)
        assert antwoord.status_code == 200 and (not pad.fragment or f'id="{pad.fragment}"' in antwoord.content.decode()), pad


def test_van_wat_er_niet_geleerd_is_staat_er_geen_kop(leerpunt, jaar, ambtenaar, client):
    deeds.sluit(jaar, door=ambtenaar)
    deeds.stel_vast(jaar, "Het lopen hielp.", zonder_grond=True, door=ambtenaar)
    tekst = client.get(jaar.get_absolute_url()).content.decode()
    koppen = {"behouden": "<h3>Zo blijven doen</h3>", "anders": "<h3>Anders doen</h3>"}
    assert koppen.pop(leerpunt.soort) in tekst and not any(kop in tekst for kop in koppen.values())


def test_wat_eronder_ligt_verandert_niet_en_is_een_openbaar_ding(leerpunt, jaar, ambtenaar):
    grond = deeds.geef_grond(leerpunt, cijfer=(jaar, "uren.gewerkt.vragen"), door=ambtenaar)
    for aanval in (
        lambda: Grond.objects.update(waarde="300,0 uur"),
        lambda: Grond.objects.create(leerpunt=leerpunt),
        lambda: Grond.objects.create(leerpunt=leerpunt, evaluatie=jaar, cijfer="uren.gewerkt.vragen", naam="Nog eens", waarde="1"),
        lambda: Antwoord.objects.filter(openbaar=True).update(tekst="Lopen werkt niet."),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            aanval()
    grond.refresh_from_db()
    assert grond.waarde == "3,0 uur"
    Antwoord.objects.update(openbaar=False)
    with pytest.raises(Geweigerd, match="niet openbaar"):
        deeds.geef_grond(leerpunt, antwoord=Antwoord.objects.in_woorden().first(), door=ambtenaar)
    with pytest.raises(Geweigerd, match="niet openbaar"):
        deeds.geef_grond(leerpunt, gebeurtenis=leerpunt.wijk.gebeurtenissen.filter(openbaar=False).first(), door=ambtenaar)


def test_wat_wie_en_wanneer_en_of_het_gebeurd_is(leerpunt, ambtenaar, als, client):
    pad = f"/werkplek/geleerdenwijk/leerpunten/{leerpunt.pk}/"
    gezien = als(ambtenaar).get(pad).context["forms"]["wijzig"].initial["gezien"]
    velden = {"soort": "behouden", "tekst": "Lopen werkt.", "evaluatie": leerpunt.evaluatie_id, "gezien": gezien, "wie": "de gemeente"}
    with pytest.raises(Geweigerd, match="Zeg eerst"):
        deeds.meld_gedaan(leerpunt, "Gedaan", VANDAAG(), door=ambtenaar)
    half = client.post(pad, {"actie": "wijzig", **{f"leerpunt-{naam}": waarde for naam, waarde in velden.items()}})
    assert half.status_code == 422 and "alle drie" in half.content.decode()
    deeds.bewaar_leerpunt(
        leerpunt.wijk,
        {"actie": "Elke maand lopen", "wie": "de gemeente", "voor": VANDAAG() - timedelta(days=1)},
        leerpunt,
        door=ambtenaar,
    )
    assert "leerpunt: de dag waarop iets gedaan zou zijn, is voorbij" in client.get("/werkplek/geleerdenwijk/").content.decode()
    assert "te laat" in client.get(pad).content.decode()
    assert client.post(pad, {"actie": "gedaan", "gedaan": "We liepen.", "op": (VANDAAG() + timedelta(days=1)).isoformat()}).status_code == 422
    assert client.post(pad, {"actie": "gedaan", "gedaan": "We liepen.", "op": VANDAAG().isoformat()}).status_code == 302
    leerpunt.refresh_from_db()
    assert (leerpunt.gedaan, leerpunt.gedaan_op) == ("We liepen.", VANDAAG()) and not leerpunt.is_te_laat
    assert "is voorbij" not in client.get("/werkplek/geleerdenwijk/").content.decode()
    with pytest.raises(Geweigerd, match="al gedaan"):
        deeds.meld_gedaan(leerpunt, "Nog eens", VANDAAG(), door=ambtenaar)


def test_de_lijst_vraagt_niet_meer_naarmate_er_meer_leerpunten_zijn(leerpunt, jaar, ambtenaar, als, client, django_assert_max_num_queries):
    deeds.geef_grond(leerpunt, cijfer=(jaar, "uren.gewerkt.vragen"), door=ambtenaar)
    als(ambtenaar)
    client.get("/werkplek/geleerdenwijk/leerpunten/")
    with django_assert_max_num_queries(60) as eerst:
        client.get("/werkplek/geleerdenwijk/leerpunten/")
    for _ in range(6):
        ander = deeds.bewaar_leerpunt(jaar.wijk, {"soort": "anders", "tekst": "Meer", "evaluatie": jaar}, door=ambtenaar)
        deeds.geef_grond(ander, cijfer=(jaar, "uren.gewerkt.vragen"), door=ambtenaar)
    with django_assert_max_num_queries(len(eerst)):
        client.get("/werkplek/geleerdenwijk/leerpunten/")


def test_wat_geweigerd_werd_staat_niet_op_de_pagina_alsof_het_bewaard_is(leerpunt, jaar, ambtenaar, als, client):
    pad = f"/werkplek/geleerdenwijk/leerpunten/{leerpunt.pk}/"
    als(ambtenaar)
    velden = {"actie": "wijzig", "leerpunt-soort": "anders", "leerpunt-tekst": "T", "leerpunt-actie": "Wat ik typte", "leerpunt-wie": ""}
    geweigerd = client.post(pad, velden | {"leerpunt-gezien": client.get(pad).context["forms"]["wijzig"]["gezien"].value()})
    assert geweigerd.status_code == 422 and geweigerd.content.decode().count("Wat ik typte") == 1
    assert "Er is nog niets afgesproken." in geweigerd.content.decode() and "Meld dat het gedaan is" not in geweigerd.content.decode()
    velden = deel("opbrengst_bewoners", bracht="Wat ik ook typte", knelpunten="")
    geweigerd = client.post(f"/werkplek/geleerdenwijk/evaluaties/{jaar.pk}/", velden)
    assert geweigerd.status_code == 422 and geweigerd.content.decode().count("Wat ik ook typte") == 1
    assert "Iets voor bewoners." in geweigerd.content.decode()


def test_een_leerpunt_zonder_grond_wordt_niet_ongemerkt_openbaar(leerpunt, jaar, ambtenaar, als, client):
    deeds.sluit(jaar, door=ambtenaar)
    pad = f"/werkplek/geleerdenwijk/evaluaties/{jaar.pk}/"
    geweigerd = als(ambtenaar).post(pad, deel("vaststellen", samenvatting="Het werkte."))
    assert geweigerd.status_code == 422 and "Bij 1 leerpunt staat nog niet" in geweigerd.context["forms"]["vaststellen"].errors["zonder_grond"][0]
    assert client.post(pad, deel("vaststellen", samenvatting="Het werkte.", zonder_grond="on")).status_code == 302
    assert "Waarop dit berust, is niet opgeschreven." in client.get(jaar.get_absolute_url()).content.decode()
    lijst = client.get("/geleerdenwijk/evaluaties/").content.decode()
    assert "Nu te beantwoorden" not in lijst and "Terug op het jaar" in lijst.split("<h2>Wat het heeft opgeleverd</h2>")[1]


def test_iedereen_leest_dat_er_nog_niets_is_afgesproken(leerpunt, jaar, ambtenaar, client):
    Leerpunt.objects.update(soort="anders")
    deeds.sluit(jaar, door=ambtenaar)
    deeds.stel_vast(jaar, "Het werkte.", zonder_grond=True, door=ambtenaar)
    assert "Wat we eraan doen, is nog niet afgesproken." in client.get(jaar.get_absolute_url()).content.decode()


def test_het_programma_zegt_waarop_een_leerpunt_berust_en_de_pagina_verwijst_als_dat_openbaar_is(
    leerpunt, jaar, wijkcoordinator, ambtenaar, als, client
):
    cijfer = deeds.geef_grond(leerpunt, cijfer=(jaar, "uren.gewerkt.vragen"), door=ambtenaar)
    grond = deeds.geef_grond(leerpunt, antwoord=Antwoord.objects.get(openbaar=True), door=ambtenaar)
    deeds.geef_grond(leerpunt, gebeurtenis=leerpunt.wijk.gebeurtenissen.openbaar().first(), door=ambtenaar)
    deeds.schrijf_programma(jaar.wijk, {"titel": "P", "advies": "wachten"}, door=wijkcoordinator)
    als(wijkcoordinator)
    lees = lambda: client.get("/werkplek/geleerdenwijk/uitvoeringsprogramma/concept/").content.decode()  # noqa: E731
    html = lees()
    assert cijfer.tekst in html and f"1 antwoord op “{grond.antwoord.vraag}” bij “{jaar}” ({datum(VANDAAG())})" in html
    # A version is kept for good: the words of an answer are not in it. What is not concluded yet cannot be looked at.
    assert ": Lopen werkt." not in html and grond.pad not in html
    deeds.stel_vast(deeds.sluit(jaar, door=ambtenaar), "Het werkte.", door=ambtenaar)
    html = lees()
    assert html.count("Dit berust op:") == 1 and all(f'<a href="{een.pad}">' in html for een in leerpunt.gronden.all())
    Antwoord.objects.filter(pk=grond.antwoord_id).update(openbaar=False)
    assert grond.pad not in lees()
