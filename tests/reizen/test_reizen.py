"""Whole journeys, each as somebody would walk it in the browser."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from budget.stand import verschillen
from evaluatie.models import Evaluatie, Genodigde
from participatie.deeds.ideeen import dien_in
from participatie.models import Idee, Project
from tests.machines import axe
from wijk.models import Wijk
from wijk.portaal.voorbeeld.verhaal import maak_personen
from wijk.rechten import SYSTEEM


@pytest.fixture
def pilot(transactional_db, settings) -> Wijk:
    """The pilot as the note has it, with people to sign in as and nothing invented in it."""
    settings.DEMO = True
    call_command("laad_pilot", verbosity=0)
    wijk = Wijk.objects.get(slug="geleerdenwijk")
    maak_personen(wijk)
    return wijk


def als(pagina, wie: str) -> None:
    pagina.context.clear_cookies()
    pagina.goto("/inloggen/")
    pagina.get_by_role("button", name=re.compile(f"Log in als {wie}")).click()


def vul(pagina, **velden) -> None:
    """Fill fields of the page by their names."""
    for naam, waarde in velden.items():
        veld = pagina.locator(f"main [name={naam}]:visible").first
        if veld.evaluate("e => e.tagName") == "SELECT":
            veld.select_option(label=waarde)
        else:
            veld.fill(waarde)


def klik(pagina, knop: str) -> None:
    pagina.locator("main").get_by_role("button", name=knop, exact=True).first.click()


def dag(verschuiving: int) -> str:
    return (timezone.localdate() + timedelta(days=verschuiving)).isoformat()


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
    assert pagina.locator("#fouten").is_visible()
    assert pagina.locator("[name=titel]").input_value() == "Meer licht op het pad"
    pagina.get_by_text("Een knelpunt:").click()
    if js:
        pagina.locator("[data-kaart]").click(position={"x": 150, "y": 120})
        assert pagina.locator("[name=lat]").input_value()
    klik(pagina, "Stuur uw idee")
    assert pagina.get_by_role("heading", level=1).inner_text() == "Bedankt. Uw idee is nummer 1."
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
    pagina.goto(f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/invoer/")
    for titel in ("Losse tegel bij de glasbak", "Een boom bij het plein", "<script>alert(1)</script> & “kán dit?”"):
        pagina.keyboard.type(titel)  # the field has the focus
        pagina.keyboard.press("Enter")
        pagina.get_by_role("row", name=titel).wait_for()
    pagina.keyboard.press("Enter")  # one too many
    assert wandeling.ideeen.count() == 3 and not pagina.locator("#fouten").count()
    pagina.keyboard.type("Een heg")
    pagina.get_by_label("Thema").focus()
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
    groepen = portaal.randvoorwaarden.in_basisset().geldig().filter(soort="inhoudelijk").count()
    pagina.locator("[data-oordeel]:focus").wait_for(state="attached")
    for _ in range(groepen):
        assert actief().startswith("oordeel")
        pagina.keyboard.press("1")
        pagina.keyboard.press("Tab")
    pagina.keyboard.press("Tab")  # past what concerns how we work
    assert actief() == "reden"
    pagina.keyboard.type("Dit kan.")
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Enter")
    assert "is beantwoord: dit kan" in pagina.get_by_role("status").first.inner_text()
    assert eerste.toetsingen.get().oordelen.filter(waarde="voldoet").count() == groepen
    pagina.locator("[data-oordeel]:focus").wait_for(state="attached")
    pagina.keyboard.press("2")  # "kan, als" asks why
    assert pagina.locator(".wp-waarom input:visible").count() == 1
    klik(pagina, "Geef antwoord")
    pagina.locator("#fouten:focus").wait_for()
    assert not axe(pagina)


def test_de_hele_lijn_van_kader_tot_uitvoeringsprogramma(pilot, open_pagina):
    """Everything by hand in the browser, without scripts, from the first gap to the decision of the college."""
    pagina = open_pagina(js=False)
    werk = "/werkplek/geleerdenwijk"

    # Step 1 and 2: the coordinator completes the frame.
    als(pagina, "Carla")
    pagina.goto(f"{werk}/kader/wijk/")
    vul(pagina, startdatum=dag(-400))
    klik(pagina, "Bewaar")
    for wie in ("Woningbouwvereniging", "Politie", "Stichting WIJ Heemstede"):
        pagina.goto(f"{werk}/kader/")
        pagina.locator("#partijen ~ ul").get_by_role("link", name=wie).click()
        vul(pagina, reactie="doet mee", benaderd_op=dag(-30), benaderd_hoe="gesprek")
        klik(pagina, "Bewaar")
    pagina.goto(f"{werk}/kader/rollen/nieuw/")
    vul(pagina, partij="Bewoners van de wijk", soort="doet mee")
    klik(pagina, "Bewaar")
    pagina.goto(f"{werk}/kader/capaciteit/nieuw/")
    vul(pagina, werk="begeleiding van het proces", van=dag(-30), tot=dag(300), uren="120,5")
    klik(pagina, "Bewaar")
    pagina.goto(f"{werk}/kader/conclusies/nieuw/")
    pagina.get_by_label("we gaan met alle thema’s aan de slag").check()
    vul(pagina, toelichting="De organisaties doen mee.")
    klik(pagina, "Bewaar")
    pagina.goto("/geleerdenwijk/stappen/")
    assert "We zijn bij stap 3" in pagina.locator("main").inner_text()

    # Step 3: a walk.
    als(pagina, "Bram")
    pagina.goto(f"{werk}/wandelingen/nieuw/")
    vul(pagina, titel="Eerste wandeling", begint=f"{dag(7)}T10:00", vertrekpunt="het plein", plaatsen="20")
    pagina.get_by_label("Politie").check()
    klik(pagina, "Bewaar de wandeling")
    wandeling = pilot.wandelingen.get()
    for partij in pilot.partijen.uit_te_nodigen():
        pagina.goto(f"{werk}/wandelingen/{wandeling.pk}/uitnodigen/?partij={partij.pk}")
        vul(pagina, kanaal="brief")
        klik(pagina, "Bewaar")
    klik(pagina, "Kondig de wandeling aan")
    pagina.context.clear_cookies()
    pagina.goto(f"/geleerdenwijk/wandelingen/{wandeling.pk}/aanmelden/")
    vul(pagina, naam="Ans", email="ans@voorbeeld.invalid")
    pagina.get_by_label("ik denk mee over de opzet").check()
    klik(pagina, "Meld mij aan")
    assert pagina.get_by_role("heading", level=1).inner_text() == "U bent aangemeld"
    pilot.wandelingen.update(begint=timezone.now() - timedelta(hours=3))  # the day comes
    als(pagina, "Bram")
    pagina.goto(f"{werk}/wandelingen/{wandeling.pk}/aanwezigheid/")
    pagina.get_by_label("Ans, denkt mee").check()
    klik(pagina, "Bewaar wie er was")
    klik(pagina, "De wandeling is gelopen")
    pagina.goto(f"{werk}/wandelingen/{wandeling.pk}/invoer/")
    for titel in ("Een schommel", "Een fontein"):
        vul(pagina, titel=titel, thema="Speelvoorzieningen")
        klik(pagina, "Bewaar en ga verder")
    pagina.goto(f"{werk}/wandelingen/{wandeling.pk}/")
    klik(pagina, "Alles is ingevoerd")

    # Step 4: toetsen, and an overleg.
    for nummer, keuze in ((1, "voldoet"), (2, "voldoet_niet")):
        pagina.goto(f"{werk}/toetsen/{nummer}/")
        for groep in pagina.locator("[data-toets] div.wp-oordeel:visible").all():
            groep.locator("input[value=voldoet]").check()
        eerste = pagina.locator("[data-toets] div.wp-oordeel").first
        eerste.locator(f"input[value={keuze}]").check()
        if keuze != "voldoet":
            eerste.locator("input[type=text]").fill("Het is te duur.")
        pagina.locator("[data-toets] [name=reden]").fill(f"Ons antwoord op {nummer}.")
        klik(pagina, "Geef antwoord")
    assert [i.status for i in Idee.objects.order_by("nummer")] == ["past", "past_niet"]
    pagina.goto(f"{werk}/overleg/nieuw/")
    vul(pagina, titel="Het vervolg", begint=f"{dag(1)}T20:00", plaats="de school")
    klik(pagina, "Bewaar het overleg")
    klik(pagina, "Verstuur de uitnodigingen")
    assert mail.outbox[-1].to == ["ans@voorbeeld.invalid"]
    pagina.get_by_role("link", name="1. Een schommel").click()
    pagina.get_by_label("we maken er een project van").check()
    vul(pagina, reden="Iedereen wil dit.", nieuw_project="Schommel op het plein")
    klik(pagina, "Leg het besluit vast")
    vul(pagina, aanwezig="9", verslag="We kozen de schommel.")
    klik(pagina, "Sluit af en plaats het verslag")

    # Step 5: the project, through its gates, and the money.
    project = f"{werk}/projecten/schommel-op-het-plein/"
    pagina.goto(project)
    assert "wie er beslist" in pagina.locator("main").inner_text()

    def klein(kop, knop, /, **velden):
        pagina.goto(project)
        pagina.locator("summary", has_text=kop).click()
        vul(pagina, **velden)
        pagina.locator("details[open]").get_by_role("button", name=knop, exact=True).click()
        assert not pagina.locator("#fouten").count(), pagina.locator("#fouten").inner_text()

    klein(
        "Wijzig de gegevens",
        "Bewaar",
        omschrijving="Een schommel.",
        trekker="Bewoners van de wijk",
        contact="wijk@voorbeeld.invalid",
        geraamd="2.000",
    )
    klein("Leg een rol vast", "Leg vast", partij="Gemeente Heemstede", soort="beslist")
    klein("Leg een rol vast", "Leg vast", partij="Bewoners van de wijk", soort="doet mee")
    klein("Voeg een mijlpaal toe", "Voeg toe", titel="Geplaatst", datum=dag(60))
    klik(pagina, "Er zijn geen extra afspraken nodig")
    klik(pagina, "Zet op “besluit genomen”")
    assert "geld dat gereserveerd is" in pagina.locator("main").inner_text()
    als(pagina, "Dirk")
    for handeling, bedrag in (("Reserveer", "2.000"), ("Verplicht", "1.900"), ("Betaal", "1.850,50")):
        pagina.goto(f"{werk}/budget/boek/")
        pagina.get_by_role("radio", name=re.compile(f"^{handeling}:")).check()
        vul(pagina, project="Schommel op het plein", bedrag=bedrag, omschrijving="De schommel")
        klik(pagina, "Boek")
        assert "Geboekt" in pagina.get_by_role("status").first.inner_text()
    pagina.goto(f"{werk}/budget/boek/")
    pagina.get_by_role("radio", name=re.compile("^Reserveer:")).check()
    vul(pagina, project="Schommel op het plein", bedrag="50.000", omschrijving="Te veel")
    klik(pagina, "Boek")
    assert "Dat is te veel: er is nog € 48.000,00" in pagina.locator("#fouten").inner_text()
    assert pagina.locator("[name=bedrag]").input_value() == "50.000"
    assert not verschillen(pilot.budget)
    als(pagina, "Bram")
    pagina.goto(project)
    klik(pagina, "Zet op “in uitvoering”")
    klik(pagina, "Klaar: Geplaatst")
    klik(pagina, "Zet op “afgerond”")
    assert Idee.objects.get(nummer=1).status == "klaar"

    # Step 6: look back, on the project and on the whole.
    for titel, over in (("Wat bracht de schommel?", "Schommel op het plein"), ("Terug op het jaar", "Het hele proces")):
        pagina.goto(f"{werk}/evaluaties/nieuw/")
        vul(pagina, project=over, titel=titel, open_tot=dag(10))
        klik(pagina, "Bereid voor")
        hier = pagina.url
        for kant in ("bewoners", "organisaties", "gemeente"):
            pagina.goto(hier)
            pagina.locator("summary", has_text="Vraag mensen").click()
            pagina.locator(f"[name=kant][value={kant}]:visible").check()
            vul(pagina, adressen=f"{kant}@voorbeeld.invalid")
            klik(pagina, "Zet op de lijst")
        klik(pagina, "Open de evaluatie")
        for genodigde in Genodigde.objects.filter(evaluatie__titel=titel):
            pagina.goto(genodigde.get_absolute_url())
            pagina.get_by_label("4", exact=True).first.check()
            vul(pagina, **{pagina.locator("main textarea").first.get_attribute("name"): "Meer contact."})
            klik(pagina, "Stuur uw antwoorden")
            assert "Bedankt voor uw antwoorden" in pagina.get_by_role("status").first.inner_text()
        pagina.goto(hier)
        klik(pagina, "Sluit de evaluatie")
        pagina.locator("summary", has_text="Stel de evaluatie vast").click()
        vul(pagina, samenvatting="Buren kennen elkaar beter.")
        klik(pagina, "Stel vast en maak openbaar")
    assert Project.objects.get().status == "geevalueerd"
    pagina.goto(f"{werk}/leerpunten/")
    pagina.get_by_label("zo blijven doen").check()
    vul(pagina, tekst="Samen lopen werkt.")
    klik(pagina, "Bewaar het leerpunt")
    als(pagina, "Carla")
    pagina.goto(f"{werk}/uitvoeringsprogramma/")
    vul(pagina, advies="starten met een volgende wijk", volgende_wijk="Rivierenwijk", advies_toelichting="Het werkt.")
    klik(pagina, "Bewaar het concept")
    klik(pagina, "Bied aan aan het college")
    als(pagina, "Frans")
    pagina.goto(f"{werk}/uitvoeringsprogramma/")
    vul(pagina, besluit="Vastgesteld zoals voorgesteld")
    klik(pagina, "Leg het besluit vast")
    pagina.context.clear_cookies()
    pagina.goto("/geleerdenwijk/uitvoeringsprogramma/")
    tekst = pagina.locator("main").inner_text()
    for wat in ("Vastgesteld zoals voorgesteld", "Rivierenwijk", "Samen lopen werkt.", "Schommel op het plein", "€ 1.850,50"):
        assert wat in tekst, wat
    pagina.goto("/geleerdenwijk/stappen/")
    assert "Alle zes stappen zijn gezet" in pagina.locator("main").inner_text()


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
    pagina.locator("[data-kaart-stil]").wait_for(state="detached")


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
    genodigde = Genodigde.objects.first()
    genodigde.antwoorden.all().delete()
    pagina = open_pagina(390, 844, js=js)
    pagina.goto(genodigde.get_absolute_url())
    pagina.get_by_label("4", exact=True).first.check()
    klik(pagina, "Stuur uw antwoorden")
    assert "Bedankt voor uw antwoorden" in pagina.get_by_role("status").first.inner_text()
    assert genodigde.antwoorden.count() == 1
    pagina.get_by_label("2", exact=True).first.check()
    klik(pagina, "Stuur uw antwoorden")
    assert genodigde.antwoorden.get().cijfer == 2
