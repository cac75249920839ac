"""Entering one remark after another without waiting: nothing that is typed while the one before is saved is lost."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from participatie.models import Idee
from tests.reizen.hulp import als, vul


@pytest.fixture
def wandeling(portaal):
    wandeling = portaal.wandelingen.first()
    wandeling.begint = timezone.now()
    wandeling.save()
    return wandeling


@pytest.fixture
def pagina(wandeling, open_pagina):
    pagina = open_pagina(1280)
    als(pagina, "Bram")
    pagina.goto(f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/invoer/")
    return pagina


def houd_vast(pagina, adres: str = "**/invoer/"):
    """What is sent waits until the function that this gives is called."""
    wacht, los = [], []
    pagina.route(adres, lambda route: route.continue_() if los or route.request.method != "POST" else wacht.append(route))

    def laat_los():
        los.append(True)
        for route in wacht:
            route.continue_()

    return laat_los


def test_wie_doortypt_verliest_geen_letter_en_geen_regel(wandeling, pagina):
    laat_los = houd_vast(pagina)
    regels = ["Alfa bank is stuk", "Beta paal staat scheef", "Tweede trage regel over de brug"]
    thema = wandeling.wijk.themas.first()
    for regel in regels:
        pagina.keyboard.type(regel)
        pagina.keyboard.press("Enter")
        pagina.locator("[name=thema]").select_option(str(thema.pk))  # for what comes after it
        pagina.locator("[name=titel]").focus()
    pagina.keyboard.type("Nog bezig")
    expect(pagina.locator("[data-wacht] li")).to_have_count(3)
    laat_los()
    expect(pagina.locator("[data-bericht]")).to_contain_text("Bewaard als idee")
    for regel in regels:
        expect(pagina.locator("[data-ingevoerd]").get_by_role("link", name=regel)).to_have_count(1)
    expect(pagina.locator("[data-wacht] li")).to_have_count(0)
    assert pagina.locator("[name=titel]").input_value() == "Nog bezig"
    ingevoerd = wandeling.ideeen.filter(titel__in=regels).order_by("nummer")
    assert [(idee.titel, idee.thema) for idee in ingevoerd] == [(regels[0], None), (regels[1], thema), (regels[2], thema)]


def test_zonder_verbinding_blijft_het_staan_en_komt_het_er_een_keer(wandeling, pagina):
    verloren = []

    def eerst_weg(route):
        if route.request.method == "POST" and not verloren:
            verloren.append(route.fetch())  # it arrived, but the answer did not come back
            route.abort("connectionreset")
        else:
            route.continue_()

    pagina.route("**/invoer/", eerst_weg)
    pagina.keyboard.type("Een")
    pagina.keyboard.press("Enter")
    expect(pagina.locator("[data-bericht]")).to_contain_text("Geen verbinding")
    pagina.keyboard.type("Twee")
    pagina.keyboard.press("Enter")
    expect(pagina.locator("[data-wacht] li")).to_have_count(0)
    assert [idee.titel for idee in wandeling.ideeen.filter(titel__in=["Een", "Twee"]).order_by("nummer")] == ["Een", "Twee"]


def test_een_geweigerde_regel_houdt_de_rest_niet_op(wandeling, pagina):
    laat_los = houd_vast(pagina)
    pagina.evaluate("document.querySelector('[name=halte]').add(new Option('weg', '999999', true, true))")  # a stop that was taken away meanwhile
    pagina.keyboard.type("Bij een halte die weg is")
    pagina.keyboard.press("Enter")
    pagina.locator("[name=halte]").select_option("")
    pagina.locator("[name=titel]").focus()
    pagina.keyboard.type("De volgende")
    laat_los()
    geweigerd = pagina.locator("[data-wacht] li", has_text="Bij een halte die weg is")
    expect(geweigerd).to_contain_text("niet bewaard. Halte")
    pagina.keyboard.press("Enter")
    expect(pagina.locator("[data-ingevoerd]").get_by_role("link", name="De volgende")).to_be_visible()
    geweigerd.get_by_role("button").click()
    assert pagina.locator("[name=titel]").input_value() == "Bij een halte die weg is"
    pagina.locator("[name=halte]").select_option("")
    pagina.locator("[name=titel]").focus()
    pagina.keyboard.press("Enter")
    expect(pagina.locator("[data-ingevoerd]").get_by_role("link", name="Bij een halte die weg is")).to_be_visible()


def test_wie_uitgelogd_raakte_logt_in_en_de_regels_gaan_verder(wandeling, pagina):
    pagina.keyboard.type("Eerst")
    pagina.context.clear_cookies()
    laat_los = houd_vast(pagina)
    pagina.keyboard.press("Enter")
    pagina.keyboard.type("Daarna")
    laat_los()
    expect(pagina.locator("[data-bericht]")).to_contain_text("Misschien bent u niet meer ingelogd")
    ander = pagina.context.new_page()
    als(ander, "Bram")
    expect(pagina.locator("[data-ingevoerd]").get_by_role("link", name="Eerst")).to_be_visible(timeout=20_000)
    assert pagina.locator("[name=titel]").input_value() == "Daarna"


def test_op_papier_gaat_ook_geen_letter_verloren(portaal, open_pagina, inloggen):
    pagina = open_pagina(1280)
    inloggen(pagina, "ambtenaar")
    pagina.goto("/werkplek/geleerdenwijk/papier/")
    laat_los = houd_vast(pagina, "**/papier/")
    vul(pagina, titel="Zonder code")
    pagina.get_by_label("Er staat geen code op").check()
    pagina.locator("label", has_text="kans").first.click()
    pagina.locator("[name=titel]").press("Enter")
    pagina.keyboard.type("ABCDE-FGHIJ", delay=30)
    laat_los()
    expect(pagina.locator("[data-bericht]")).to_contain_text("Schrijf deze code op het formulier")
    assert pagina.locator("[name=code]").input_value() == "ABCDE-FGHIJ" and pagina.locator("[name=woonplaats]").input_value() == "Heemstede"
    assert Idee.objects.get(titel="Zonder code").herkomst == "papier"


def test_wat_blijft_staat_er_zoals_het_gekozen_is(wandeling, pagina):
    """After a list, a reload, going back and a refusal: what is said beside the line is what is saved."""
    hint, soort = pagina.locator("#id_titel_helptext"), pagina.locator("[name=soort]")
    expect(hint).to_contain_text("Soort: kans.")
    pagina.get_by_text("Plak een lijst", exact=True).first.click()
    pagina.locator("[name=regels]").fill("Een hek\nEen paal")
    pagina.locator("[name=lijst_soort]").select_option("knelpunt")
    pagina.get_by_role("button", name="Voeg de lijst toe").click()
    expect(pagina.get_by_text("2 ideeën toegevoegd")).to_be_visible()
    assert soort.input_value() == "kans"
    expect(hint).to_contain_text("Soort: kans.")
    soort.select_option("knelpunt")
    expect(hint).to_contain_text("Soort: knelpunt.")
    pagina.get_by_role("link", name="Terug naar de wandeling").click()
    pagina.go_back()
    expect(hint).to_contain_text(f"Soort: {soort.input_value()}.")
    soort.select_option("knelpunt")
    pagina.locator("[name=titel]").fill("x" * 10)
    pagina.evaluate("document.querySelector('[name=titel]').value = 'x'.repeat(121)")  # refused
    pagina.locator("[name=titel]").press("Enter")
    expect(pagina.locator("#fouten")).to_be_visible()
    assert soort.input_value() == "knelpunt"
    expect(hint).to_contain_text("Soort: knelpunt.")
