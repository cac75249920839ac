"""An overleg by hand in the browser, without scripts: invited by mail, decided with the keyboard alone, and kept to afterwards."""

import re
from datetime import timedelta

from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from participatie.deeds import wandelingen
from participatie.models import Idee, Overleg, Vervolgstap, Wijkwandeling
from tests.machines import axe
from tests.reizen.hulp import als, dag, klik, vul

WERK = "/werkplek/geleerdenwijk/overleg"


def test_een_overleg_van_uitnodiging_tot_wat_ervan_kwam(pilot, open_pagina):
    straks = timezone.now() + timedelta(days=3)
    loop = Wijkwandeling.objects.create(wijk=pilot, titel="W", begint=straks, vertrekpunt="plein", status="aangekondigd")
    wandelingen.meld_aan(loop, {"naam": "Ans", "email": "ans@voorbeeld.invalid", "denkt_mee": True}, door=None)
    for nummer, titel in ((1, "Een schommel"), (2, "Een klimrek")):
        Idee.objects.create(wijk=pilot, nummer=nummer, titel=titel, soort="kans", status="past")
    pagina, ander = open_pagina(1280, js=False), open_pagina(320, js=False)
    als(pagina, "Bram")

    # Planned, with an agenda from the list of ideas, and everyone who thinks along is invited.
    pagina.goto(f"{WERK}/nieuw/")
    vul(pagina, titel="Het vervolg", begint=f"{dag(7)}T20:00", plaats="de school")
    klik(pagina, "Bewaar het overleg")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Het vervolg")
    hier = pagina.url
    pagina.get_by_role("link", name="Maak de agenda").click()
    klik(pagina, "Maak de agenda uit de lijst met ideeën")
    expect(pagina.locator("main")).to_contain_text("Ideeën zonder thema: 2 ideeën")
    voor = len(mail.outbox)
    pagina.goto(f"{hier}genodigden/")
    pagina.get_by_role("link", name="Lees en verstuur de uitnodigingen (1)").click()
    klik(pagina, "Verstuur de uitnodigingen")
    expect(pagina.locator("main")).to_contain_text("ans@voorbeeld.invalid")
    [bericht] = mail.outbox[voor:]
    ander.goto(re.search(r"/geleerdenwijk/genodigd/\S+", bericht.body)[0])
    klik(ander, "Ik kom")
    expect(ander.locator("main")).to_contain_text("U zei dat u komt.")

    # It begins. Two decisions with the keyboard alone: the focus stands on the idea, and the next one follows.
    Overleg.objects.update(begint=timezone.now())
    pagina.goto(f"{hier}besluiten/")
    expect(pagina.locator("#nu")).to_be_focused()
    toets = pagina.keyboard
    toets.press("Tab")
    toets.press("Space")
    for _ in range(2):
        toets.press("ArrowDown")
    toets.press("Tab")
    toets.type("De ploeg komt er toch.")
    toets.press("Enter")
    expect(pagina.locator("main")).to_contain_text("Nog te doen: 1.")
    assert Vervolgstap.objects.get().besluit == "regulier"
    expect(pagina.locator("#nu")).to_be_focused()
    vul(pagina, reden="Eerst sparen.", wie="de buurt", voor=dag(-1))
    pagina.get_by_label("pakken het op").check()
    klik(pagina, "Leg het besluit vast")
    expect(pagina.locator("main")).to_contain_text("Er is niets meer te besluiten")

    # The report reaches who was invited, and what is past its day comes back until it is done.
    pagina.get_by_role("link", name="Schrijf het verslag").first.click()
    vul(pagina, aanwezig="4", verslag="We waren het eens.")
    klik(pagina, "Sluit af en plaats het verslag")
    pagina.get_by_role("link", name="Stuur het verslag (1)").click()
    expect(pagina.locator("main")).to_contain_text("De ploeg komt er toch.")
    klik(pagina, "Stuur het verslag")
    expect(pagina.locator("main")).to_contain_text("Er gaat 1 verslag de deur uit.")
    assert mail.outbox[-1].to == ["ans@voorbeeld.invalid"]
    pagina.goto("/werkplek/geleerdenwijk/")
    pagina.get_by_role("link", name=re.compile("afspraak had al klaar moeten zijn")).click()
    pagina.get_by_role("link", name=re.compile("Meld gedaan of wijzig")).click()
    vul(pagina, gedaan="Er is gespaard.")
    klik(pagina, "Meld dat het gedaan is")
    ander.goto("/geleerdenwijk/ideeen/2/")
    expect(ander.locator("main")).to_contain_text("Er is gespaard.")


def test_een_overleg_van_vorige_week_wordt_achteraf_ingevoerd(pilot, open_pagina):
    toen = timezone.now() - timedelta(days=9)
    for nummer, titel in ((1, "Een schommel"), (2, "Een klimrek"), (3, "Een wip")):
        idee = Idee.objects.create(wijk=pilot, nummer=nummer, titel=titel, soort="kans", status="past", ontvangen_op=toen)
        idee.toetsingen.create(nummer=1, uitkomst="past", reden="Dit kan.", wanneer=toen if nummer < 3 else timezone.now())
    pagina, met_script = open_pagina(320, js=False), open_pagina(360)
    als(pagina, "Bram")
    pagina.goto(f"{WERK}/nieuw/")
    vul(pagina, titel="Vorige week", begint=f"{dag(-7)}T20:00", plaats="de school")
    pagina.get_by_label("Dit overleg is al geweest").check()
    klik(pagina, "Bewaar het overleg")
    hoofd = pagina.locator("main")
    expect(hoofd.get_by_role("heading", level=1)).to_have_text("Wie was er?")
    vul(pagina, namen="Ans\nBea")
    klik(pagina, "Zet deze namen op de lijst")
    expect(hoofd).to_contain_text("Op de lijst: 2.")
    pagina.get_by_role("link", name="Ga verder: wat is besproken?").click()
    vinkjes = hoofd.get_by_role("checkbox")
    expect(vinkjes).to_have_count(2)
    expect(hoofd).not_to_contain_text("Een wip")
    pagina.get_by_role("link", name="Vink alles aan").click()
    expect(vinkjes.first).to_be_checked()
    pagina.get_by_role("link", name="Vink niets aan").click()
    expect(vinkjes.first).not_to_be_checked()
    als(met_script, "Bram")
    met_script.goto(pagina.url)
    assert not axe(met_script)
    pagina.get_by_label("2. Een klimrek").check()
    klik(pagina, "Bewaar wat besproken is")
    expect(pagina.locator("#nu")).to_have_text("Idee 2: Een klimrek")
    pagina.get_by_label("we kiezen dit niet").check()
    vul(pagina, reden="Er is er al een.")
    klik(pagina, "Leg het besluit vast")
    pagina.get_by_role("link", name="Terug naar het overleg").click()
    expect(hoofd).not_to_contain_text("de agenda")
    pagina.get_by_role("link", name="Schrijf het verslag").click()
    vul(pagina, verslag="We waren het eens.")
    klik(pagina, "Sluit af en plaats het verslag")  # nothing is asked about what was not discussed
    expect(hoofd).to_contain_text("Het overleg is afgesloten.")
    pagina.get_by_role("link", name="Bekijk op de website").click()
    expect(hoofd).to_contain_text("Idee 2: Een klimrek")
    expect(hoofd).not_to_contain_text("Een schommel")
    expect(hoofd).not_to_contain_text("Ans")
