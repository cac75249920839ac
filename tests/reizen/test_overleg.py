"""An overleg by hand in the browser, without scripts: invited by mail, decided with the keyboard alone, and kept to afterwards."""

import re
from datetime import timedelta

from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from participatie.deeds import wandelingen
from participatie.models import Idee, Overleg, Vervolgstap, Wijkwandeling
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
