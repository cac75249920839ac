"""Whole journeys, each as somebody would walk it in the browser."""

import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from evaluatie.models import Evaluatie, Genodigde
from participatie.deeds.ideeen import dien_in
from participatie.models import Idee
from tests.machines import axe
from tests.reizen.hulp import klik, vul
from wijk.rechten import SYSTEEM


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_bewoner_zonder_account_stuurt_een_idee(pilot, open_pagina, js):
    pagina = open_pagina(390, 844, js=js)
    pagina.goto("/geleerdenwijk/")
    pagina.get_by_role("link", name="Stuur uw idee").first.click()
    vul(
        pagina,
        titel="Meer licht op het pad",
        omschrijving="Het is er donker.",
        thema="Verlichting",
        plaats="bij het water",
        email="ans@voorbeeld.invalid",
    )
    klik(pagina, "Stuur uw idee")  # the kind is not chosen yet
    pagina.locator("#fouten").wait_for()
    assert pagina.locator("#fouten").is_visible()
    assert pagina.locator("[name=titel]").input_value() == "Meer licht op het pad"
    pagina.get_by_text("Een knelpunt:").click()
    if js:
        pagina.get_by_role("button", name="Wijs aan op de kaart").click()
        pagina.locator(".wp-kruis").wait_for(state="attached")
        pagina.locator("[data-kaart]").click(position={"x": 150, "y": 120})
        assert pagina.locator("[name=lat]").input_value()
    klik(pagina, "Stuur uw idee")
    pagina.get_by_role("heading", name="Bedankt. Uw idee is nummer 1.").wait_for()
    assert not js or not axe(pagina)
    pagina.get_by_role("link", name="Bekijk uw idee").click()
    assert pagina.get_by_role("heading", level=1).inner_text() == "Meer licht op het pad"
    assert "ans@voorbeeld.invalid" not in pagina.content()
    idee = Idee.objects.get()
    assert (idee.soort, idee.thema.naam, idee.lat is not None) == ("knelpunt", "Verlichting", js)
    assert mail.outbox[0].to == ["ans@voorbeeld.invalid"]


def test_inloggen_met_een_code_uit_de_mail(pilot, open_pagina):
    pagina = open_pagina(390, 844, js=False)
    pagina.goto("/inloggen/")
    vul(pagina, email="nieuw@voorbeeld.invalid")
    klik(pagina, "Stuur mij een code")
    code = re.search(r"^\d{6}$", mail.outbox[-1].body, re.M)[0]
    vul(pagina, code=code)
    klik(pagina, "Log in")
    assert pagina.get_by_role("heading", level=1).inner_text() == "Mijn pagina"


def test_met_alleen_het_toetsenbord_een_idee_sturen(pilot, open_pagina):
    pagina = open_pagina()
    pagina.goto("/geleerdenwijk/ideeen/nieuw/")
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Enter")  # the skip link
    for _ in range(30):
        pagina.keyboard.press("Tab")
        if pagina.evaluate("document.activeElement.name") == "titel":
            break
    pagina.keyboard.type("Een bankje")
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Space")
    assert pagina.locator("[name=soort]:checked").input_value() == "kans"
    pagina.locator("[name=titel]").focus()
    pagina.keyboard.press("Enter")
    pagina.wait_for_url(re.compile("/verzonden/"))
    assert pagina.get_by_role("heading", level=1).inner_text() == "Bedankt. Uw idee is nummer 1."


def test_ambtenaar_voert_een_wandeling_in_en_toetst(portaal, open_pagina, inloggen):
    pagina = open_pagina()
    inloggen(pagina, "ambtenaar")
    wandeling = portaal.wandelingen.komend().first()
    portaal.wandelingen.filter(pk=wandeling.pk).update(begint=timezone.now())
    pagina.goto(f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/invoer/")
    for titel in ("Losse tegel bij de glasbak", "Een boom bij het plein", "<script>alert(1)</script> & “kán dit?”"):
        pagina.keyboard.type(titel)  # the field has the focus
        pagina.keyboard.press("Enter")
        pagina.get_by_role("row", name=titel).wait_for()
    pagina.keyboard.press("Enter")  # one too many
    assert wandeling.ideeen.count() == 3 and not pagina.locator("#fouten").count()
    pagina.keyboard.type("Een heg")
    pagina.locator("[name=thema]").focus()
    pagina.keyboard.press("Enter")
    pagina.keyboard.press("Enter")
    pagina.get_by_role("row", name="Een heg").wait_for()
    pagina.locator("[name=titel]:focus").wait_for()
    assert pagina.get_by_role("row", name="Een heg").count() == 1 and not pagina.locator("#fouten").count()
    assert wandeling.ideeen.count() == 4
    nummer = wandeling.ideeen.order_by("nummer").first().nummer
    pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{nummer}/")
    for groep in pagina.locator("[data-toets] fieldset").all():
        groep.locator("input").first.focus()
        pagina.keyboard.press("1")
    assert "Dit kan." in pagina.locator("[data-uitkomst]").inner_text()
    pagina.locator("[data-toets] [name=reden]").fill("Dit kan. We zetten het op de lijst.")
    klik(pagina, "Geef antwoord")
    assert "is beantwoord: dit kan" in pagina.get_by_role("status").first.inner_text()
    pagina.goto(f"/geleerdenwijk/ideeen/{nummer}/")
    assert "Dit kan. We zetten het op de lijst." in pagina.locator("main").inner_text()


def test_toetsen_met_het_toetsenbord_gaat_van_idee_naar_idee(portaal, open_pagina, inloggen):
    """The page opens on the first verdict, a verdict is one key, and the answer brings the next idea, again on its first verdict."""
    for titel in ("Een heg", "Een hek"):
        dien_in(portaal, titel=titel, soort="kans", door=SYSTEEM)
    pagina = open_pagina()
    inloggen(pagina, "ambtenaar")
    actief = lambda: pagina.evaluate("document.activeElement.name || document.activeElement.id")  # noqa: E731
    pagina.goto("/werkplek/geleerdenwijk/toetsen/")
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Enter")  # the skip link leads past the side menu
    assert pagina.locator("#inhoud a").first.is_visible() and not pagina.locator("#inhoud .wp-zij").count()
    eerste = portaal.ideeen.wacht_op_antwoord().op_volgorde_van_termijn().first()
    pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{eerste.nummer}/")
    groepen = portaal.randvoorwaarden.in_basisset().geldig().voor_thema(eerste.thema).filter(soort="inhoudelijk").count()
    pagina.locator("[data-oordeel]:focus").wait_for(state="attached")
    for _ in range(pagina.locator(".wp-oordeel:not(details *):not(:has([data-oordeel]:checked)) [value=voldoet]").count()):  # those still open
        assert actief().startswith("oordeel")
        pagina.keyboard.press("1")
    assert actief() == "reden"  # past what concerns how we work
    pagina.keyboard.type("Dit kan.")
    pagina.locator("[name=zonder_advies]").check()  # advice on it is still to come
    pagina.locator("[name=reden]").press("Control+Enter")
    pagina.get_by_text("is beantwoord").wait_for()
    assert "is beantwoord: dit kan" in pagina.get_by_role("status").first.inner_text()
    assert eerste.toetsingen.get().oordelen.filter(waarde="voldoet").count() == groepen
    pagina.locator("[data-oordeel]:focus").wait_for(state="attached")
    pagina.keyboard.press("2")  # "kan, als" asks why
    assert pagina.locator(".wp-waarom input:visible").count() == 1
    klik(pagina, "Geef antwoord")
    pagina.locator("#fouten:focus").wait_for()
    assert not axe(pagina)


def test_een_punt_op_de_kaart_laat_zijn_idee_lezen_ook_op_een_telefoon(portaal, open_pagina):
    """Opening a popup moves the map, which asks for its points again; what somebody is reading may not vanish with that."""
    pagina = open_pagina(390, 844)
    pagina.goto("/geleerdenwijk/ideeen/?weergave=kaart")
    punt = pagina.locator("[data-kaart] .wp-punt")
    punt.first.wait_for()
    aantal = punt.count()
    pagina.locator("[data-kaart]").scroll_into_view_if_needed()
    # The point nearest to the upper edge: there the map has to move to show the popup.
    punt.nth(punt.evaluate_all("ps => ps.map((p, i) => [p.getBoundingClientRect().top, i]).sort((a, b) => a[0] - b[0])[0][1]")).dispatch_event(
        "click"
    )
    link = pagina.locator(".leaflet-popup a[href*='/ideeen/']")
    pagina.wait_for_timeout(1500)
    assert link.is_visible() and punt.count() <= aantal
    link.click()
    pagina.wait_for_url(re.compile(r"/ideeen/\d+/$"))
    pagina.locator("#plek").scroll_into_view_if_needed()
    pagina.locator("[data-kaart-stil]").wait_for(state="hidden")


def test_zonder_script_staat_de_plek_er_als_beeld_en_geen_bijschrift_van_een_kaart(portaal, open_pagina):
    pagina = open_pagina(390, 844, js=False)
    idee = portaal.ideeen.openbaar().met_plaats().first()
    pagina.goto(f"/geleerdenwijk/ideeen/{idee.nummer}/")
    assert pagina.locator("#plek ~ svg circle").count() == 1
    for pad in ("ideeen/nieuw/", "ideeen/?weergave=kaart"):
        pagina.goto(f"/geleerdenwijk/{pad}")
        assert not pagina.get_by_text("op de kaart is bij benadering").is_visible()
        assert not pagina.locator("[data-kaart-bericht]").is_visible()


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_wie_een_persoonlijk_adres_kreeg_antwoordt_zonder_account(portaal, open_pagina, js):
    """With nothing but the address, as it comes by mail: no session, no cookie, no other page seen before."""
    Evaluatie.objects.update(status="open", open_tot=timezone.localdate())
    genodigde = Genodigde.objects.filter(ingevuld_op=None).first()
    pagina = open_pagina(390, 844, js=js)
    pagina.goto(genodigde.get_absolute_url())
    pagina.get_by_label("4", exact=True).first.check()
    klik(pagina, "Bewaar voor later")
    pagina = open_pagina(390, 844, js=js)
    pagina.goto(genodigde.get_absolute_url())
    expect(pagina.get_by_label("4", exact=True).first).to_be_checked()
    klik(pagina, "Stuur uw antwoorden")
    assert "Bedankt voor uw antwoorden" in pagina.get_by_role("status").first.inner_text()
    assert genodigde.antwoorden.get().cijfer == 4
