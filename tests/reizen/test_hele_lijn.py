"""The whole line, walked by the people who would: from the first conditions to the programme that the college decides on."""

import re
from datetime import timedelta

from django.core import mail
from django.utils import timezone

from budget.stand import verschillen
from evaluatie.models import Genodigde
from participatie.models import Idee, Overleg, Project
from tests.reizen.hulp import als, dag, klik, vul


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
        vul(pagina, kanaal="brief", datum=dag(0))
        klik(pagina, "Bewaar")
    pagina.goto(f"{werk}/wandelingen/{wandeling.pk}/")
    klik(pagina, "Kondig de wandeling aan")
    klik(pagina, "Kondig de wandeling toch aan")
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
    overleg = pagina.url
    pagina.get_by_role("link", name="Wie komen er? (1)").click()
    pagina.get_by_role("link", name="Lees en verstuur de uitnodigingen (1)").click()
    klik(pagina, "Verstuur de uitnodigingen")
    assert mail.outbox[-1].to == ["ans@voorbeeld.invalid"]
    Overleg.objects.update(begint=timezone.now())
    pagina.goto(overleg)
    pagina.get_by_role("link", name="1. Een schommel").click()
    pagina.get_by_label("we maken er een project van").check()
    vul(pagina, reden="Iedereen wil dit.", nieuw_project="Schommel op het plein")
    klik(pagina, "Leg het besluit vast")
    pagina.goto(f"{overleg}verslag/schrijven/")
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
    klein("Leg een besluit vast", "Leg vast", functie="het college van B&W", tekst="De schommel komt er.")
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
    assert "Dat is te veel: er is nog €\xa048.000,00" in pagina.locator("#fouten").inner_text()
    assert pagina.locator("[name=bedrag]").input_value() == "50.000"
    assert not verschillen(pilot.budget)
    als(pagina, "Bram")
    pagina.goto(project)
    klik(pagina, "Zet op “in uitvoering”")
    klik(pagina, "Klaar: Geplaatst")
    klik(pagina, "Zet op “afgerond”")
    assert Idee.objects.get(nummer=1).status == "klaar"

    # Step 6: look back, on the project (that evaluation opened by itself) and on the whole.
    for titel in ("Wat bracht Schommel op het plein?", "Terug op het jaar"):
        if titel == "Terug op het jaar":
            pagina.goto(f"{werk}/evaluaties/nieuw/")
            vul(pagina, project="Het hele proces, jaar 1", titel=titel, open_tot=dag(10))
            klik(pagina, "Bereid voor")
        else:
            pagina.goto(f"{werk}/evaluaties/")
            pagina.get_by_role("link", name=titel).click()
            pagina.wait_for_url("**/evaluaties/*/")
        hier = pagina.url
        for kant in ("bewoners", "organisaties", "gemeente"):
            pagina.goto(hier)
            pagina.locator("summary", has_text="Vraag anderen").click()
            pagina.locator(f"[name=uitnodigen-kant][value={kant}]:visible").check()
            vul(pagina, adressen=f"{kant}@voorbeeld.invalid")
            klik(pagina, "Zet op de lijst")
        if titel == "Terug op het jaar":
            klik(pagina, "Open de evaluatie")
        for genodigde in Genodigde.objects.filter(evaluatie__titel=titel):
            pagina.goto(genodigde.get_absolute_url())
            pagina.get_by_label("4", exact=True).first.check()
            vul(pagina, **{pagina.locator("main textarea").first.get_attribute("name"): "Meer contact."})
            klik(pagina, "Stuur uw antwoorden")
            assert "Bedankt voor uw antwoorden" in pagina.get_by_role("status").first.inner_text()
        pagina.goto(hier)
        klik(pagina, "Sluit de evaluatie")
        pagina.locator("[name=antwoord]").first.check()
        klik(pagina, "Bewaar wat iedereen mag lezen")
        if titel == "Terug op het jaar":
            for nummer in range(3):
                pagina.locator("summary", has_text="Schrijf dit op").nth(nummer).click()
                vul(pagina, bracht="Meer contact.", knelpunten="Het duurde soms lang.")
                klik(pagina, "Bewaar")
        pagina.locator("summary", has_text="Noteer een leerpunt").click()
        pagina.get_by_label("zo blijven doen").check()
        vul(pagina, tekst="Samen lopen werkt.")
        klik(pagina, "Bewaar het leerpunt")
        pagina.get_by_role("link", name="Samen lopen werkt.").click()
        pagina.locator("[name=gebeurtenis]").select_option(index=1)
        klik(pagina, "Voeg toe")
        pagina.goto(hier)
        pagina.locator("summary", has_text="Schrijf de conclusie, en stel vast").click()
        vul(pagina, samenvatting="Buren kennen elkaar beter.")
        klik(pagina, "Stel vast en maak openbaar")
    assert Project.objects.get().status == "geevalueerd"
    als(pagina, "Carla")
    pagina.goto(f"{werk}/uitvoeringsprogramma/")
    vul(pagina, advies="starten met een volgende wijk", volgende_wijk="Rivierenwijk", advies_toelichting="Het werkt.")
    klik(pagina, "Bewaar het concept")
    klik(pagina, "Bied aan aan het college")
    als(pagina, "Frans")
    pagina.goto(f"{werk}/uitvoeringsprogramma/")
    pagina.get_by_label("Ja: het programma is vastgesteld").check()
    pagina.get_by_label("Ja", exact=True).check()
    vul(pagina, besluit="Vastgesteld zoals voorgesteld")
    klik(pagina, "Leg het besluit vast")
    pagina.context.clear_cookies()
    pagina.goto("/geleerdenwijk/uitvoeringsprogramma/")
    for vouw in pagina.locator(".wp-vouwdeel > summary").all():
        vouw.click()
    tekst = pagina.locator("main").inner_text()
    for wat in (
        "Vastgesteld zoals voorgesteld",
        "neemt het advies over (starten met een volgende wijk: Rivierenwijk)",
        "Samen lopen werkt.",
        "Schommel op het plein",
        "€\xa01.850,50",
    ):
        assert wat in tekst, wat
    pagina.goto("/geleerdenwijk/stappen/")
    assert "Alle zes stappen zijn gezet" in pagina.locator("main").inner_text()
