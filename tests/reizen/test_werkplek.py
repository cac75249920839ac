"""The werkplek on a phone, and without script."""

from participatie.deeds.ideeen import dien_in
from participatie.models import Advies, Toetsconcept
from tests.reizen.hulp import als, dag, klik, vul
from wijk.rechten import SYSTEEM


def test_op_een_telefoon_staat_het_menu_dicht_en_komt_het_werk_eerst(pilot, open_pagina):
    """Also without script; on a wide screen the menu always shows."""
    pagina = open_pagina(390, 844, js=False)
    als(pagina, "Bram")
    pagina.goto("/werkplek/geleerdenwijk/toetsen/")
    menu = pagina.get_by_role("navigation", name="Werkplek")
    assert pagina.locator("h1").bounding_box()["y"] < 844 / 2
    assert not menu.get_by_role("link").count()
    menu.get_by_text("Menu van de werkplek: Toetsen").focus()
    pagina.keyboard.press("Enter")
    menu.get_by_role("link", name="Wandelingen").click()
    assert pagina.locator("h1").inner_text() == "Wandelingen"
    pagina.set_viewport_size({"width": 1280, "height": 800})
    assert menu.get_by_role("link", name="Toetsen").is_visible() and not menu.get_by_text("Menu van de werkplek").is_visible()


def test_zonder_script_blijft_wat_u_typte_als_u_eerst_iets_anders_doet(pilot, open_pagina):
    """Take the idea, ask advice, hand it over: the verdicts and reasons stand there still."""
    idee = dien_in(pilot, titel="Meer licht", soort="kans", door=SYSTEEM)
    pagina = open_pagina(js=False)
    als(pagina, "Bram")
    pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/")
    waarom = pagina.locator(".wp-waarom input:visible, .wp-waarom input").first
    pagina.locator("[data-oordeel][value=voorwaarde]").first.check()
    waarom.fill("Alleen met een vergunning.")
    klik(pagina, "Neem in behandeling")
    assert "Dit idee is van u. Wat u typte, is bewaard als concept." in pagina.get_by_role("status").first.inner_text()
    assert waarom.input_value() == "Alleen met een vergunning."
    vul(pagina, reden="Het kan, als het mag.")
    klik(pagina, "Vraag advies aan een collega of een partij")
    vul(pagina, naam="Piet", email="piet@voorbeeld.invalid", vraag="Mag dit?", voor=dag(7))
    klik(pagina, "Vraag advies")
    assert Advies.objects.count() == 1 and pagina.locator("[data-toets] [name=reden]").input_value() == "Het kan, als het mag."
    pagina.locator("[data-oordeel][value=voldoet]").nth(1).check()
    pagina.get_by_text("Draag over aan een collega").click()
    klik(pagina, "Draag over")  # to nobody: refused, and all stays
    assert "Kies aan wie u het idee overdraagt" in pagina.locator("#inhoud").inner_text()
    assert pagina.locator("[data-oordeel][value=voldoet]").nth(1).is_checked()
    waarom.press("Enter")  # the button that Enter presses keeps it, and does nothing else
    assert "Uw concept is bewaard" in pagina.get_by_role("status").first.inner_text()
    assert pagina.locator("[data-oordeel][value=voldoet]").nth(1).is_checked() and Toetsconcept.objects.get().reden == "Het kan, als het mag."


def test_het_idee_blijft_in_beeld_naast_het_antwoord_en_niets_ervan_valt_weg(pilot, open_pagina):
    kort, lang = (dien_in(pilot, titel="Meer licht", omschrijving="Donker. \n" * n, soort="kans", door=SYSTEEM) for n in (1, 60))
    for js in (True, False):
        pagina = open_pagina(1280, 900, js=js)
        als(pagina, "Bram")
        for idee in (kort, lang):
            pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/")
            kolom = pagina.locator(".wp-blijft")
            pagina.get_by_text("Noteer uren").click()
            assert kolom.evaluate("e => e.scrollHeight <= e.clientHeight")
            pagina.locator("[name=reden]").first.scroll_into_view_if_needed()
            pagina.get_by_role("button", name="Geef antwoord").scroll_into_view_if_needed()
            knop = pagina.get_by_role("button", name="Noteer").last
            if js and idee == kort:
                assert knop.bounding_box()["y"] + knop.bounding_box()["height"] < 900
            knop.scroll_into_view_if_needed()
            assert 0 < knop.bounding_box()["y"] < 900


def test_met_een_letter_naar_onderhoud_of_samenvoegen_en_op_een_telefoon_met_een_tik_alles_op_kan(pilot, open_pagina):
    een, twee, drie = (dien_in(pilot, titel=titel, soort="kans", door=SYSTEEM) for titel in ("Een bankje", "Nog een bankje", "Een lamp is stuk"))
    pagina = open_pagina()
    als(pagina, "Bram")
    for idee, letter, velden in ((drie, "o", ["We geven het door."]), (twee, "s", [str(een.nummer), "Dat scheelt."])):
        pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/")
        pagina.locator("[data-oordeel]:focus").wait_for(state="attached")
        for toets in (letter, "Escape", letter):  # opened by mistake, back, and again
            pagina.keyboard.press(toets)
        for tekst in velden:
            pagina.keyboard.type(tekst)
            if tekst != velden[-1]:
                pagina.keyboard.press("Enter")
        with pagina.expect_navigation():
            pagina.keyboard.press("Control+Enter")
        idee.refresh_from_db()
    assert (drie.status, twee.status) == ("regulier", "samengevoegd")
    assert twee.toetsingen.get().reden == "Dit gaat over hetzelfde. We gaan bij dat idee verder. Dat scheelt."

    pagina = open_pagina(390, 844)
    als(pagina, "Bram")
    pagina.goto("/werkplek/geleerdenwijk/toetsen/")
    pagina.get_by_role("link", name=f"Begin met idee {een.nummer}").click()
    pagina.locator("[data-toetsenbord]").wait_for()  # the script is there
    assert pagina.evaluate("scrollY") == 0  # it opens on the idea
    klik(pagina, "Zet wat nog leeg is op “kan”")
    pagina.keyboard.insert_text("Dit kan.")
    klik(pagina, "Geef antwoord")
    assert "is beantwoord: dit kan" in pagina.get_by_role("status").first.inner_text()
