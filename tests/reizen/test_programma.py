"""From the points of the candidates to a next wijk that has begun, by the coordinator in a browser."""

import re

from playwright.sync_api import expect

from tests.reizen.hulp import klik


def test_van_kandidaat_naar_een_wijk_die_begint(portaal, open_pagina, inloggen):
    pagina = open_pagina(390, 844)
    inloggen(pagina, "wijkcoordinator")
    pagina.goto("/werkplek/geleerdenwijk/uitvoeringsprogramma/volgende-wijk/")
    expect(pagina.get_by_role("row", name="Duinwijk")).to_contain_text("van 100")
    # Only what residents did themselves counts: the other candidate comes first.
    for naam in ("buitenruimte", "winkelcentrum", "opgaven", "capaciteit", "draagvlak"):
        pagina.locator(f"main [name={naam}]").fill("0")
    klik(pagina, "Bewaar en reken opnieuw")
    expect(pagina.locator("main tbody tr").first).to_contain_text("(0 × 2 + 0 × 1 + 0 × 3 + 3 × 5 + 0 × 3 + 0 × 4) ÷ (5 × 3) × 100 = 100,0")
    klik(pagina, "Neem dit over als advies")
    expect(pagina.locator("main [name=advies_toelichting]")).to_have_value(re.compile("^Parkwijk .* staat bovenaan"))
    pagina.get_by_role("link", name="Bekijk het hele programma met de cijfers").click()
    expect(pagina.get_by_role("heading", name="Een volgende wijk")).to_be_visible()
    pagina.goto("/werkplek/geleerdenwijk/uitvoeringsprogramma/volgende-wijk/")
    pagina.get_by_role("link", name="Start Parkwijk").click()
    klik(pagina, "Start deze wijk")
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Startpunten")
    # What every wijk needs comes first, and is not settled by a tick alone.
    expect(pagina.get_by_text("Nog niemand is budgetbeheerder in de Parkwijk")).to_be_visible()
    pagina.get_by_label("Wat doen we ermee?").last.fill("We vertellen het op de eerste wandeling.")
    pagina.get_by_label("Dit is klaar").last.check()
    klik(pagina, "Bewaar wat u veranderde")
    expect(pagina.locator("main .wp-kaart--goed")).to_have_count(1)


def test_het_langste_woord_in_een_kop_breekt_niet_op_een_telefoon(portaal, open_pagina):
    """One box per line that a word stands on: a word that is cut has two."""
    stukken = """() => { const woord = document.createRange(), tekst = document.querySelector("h1").firstChild;
        woord.setStart(tekst, 0); woord.setEnd(tekst, "Uitvoeringsprogramma".length); return woord.getClientRects().length }"""
    for breed in (320, 360, 390):
        pagina = open_pagina(breed, 740)
        pagina.goto("/geleerdenwijk/uitvoeringsprogramma/")
        assert pagina.evaluate(stukken) == 1
        koppen = [pagina.evaluate(f"parseFloat(getComputedStyle(document.querySelector('{kop}')).fontSize)") for kop in ("h1", "footer h2, h2")]
        assert koppen[0] > koppen[1]
