"""The werkplek on a phone, and without script."""

from tests.reizen.hulp import als


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
