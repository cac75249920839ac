"""Preparing a walk in the browser: the route drawn on the map, and typed with the keyboard alone."""

from playwright.sync_api import expect

from tests.machines import axe, loopt_over
from tests.reizen.hulp import als, klik, vul


def test_de_route_wordt_op_de_kaart_getekend_en_versleept(portaal, open_pagina):
    wandeling = portaal.wandelingen.komend().first()
    wandeling.haltes.all().delete()
    pagina = open_pagina(1280)
    als(pagina, "Bram")
    pad = f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/route/"
    pagina.goto(pad)
    kaart = pagina.locator("[data-kaart]")
    kaart.scroll_into_view_if_needed()
    expect(kaart.locator(".wp-grens")).to_be_attached()
    for n, (x, y) in enumerate([(150, 150), (300, 250)], start=1):
        kaart.click(position={"x": x, "y": y})
        expect(kaart.locator(".wp-haltenummer")).to_have_count(n)
        pagina.keyboard.type(f"Plek {n}")  # the name of the new stop has the focus
    pagina.get_by_text("Een bocht in de lijn").click()
    kaart.click(position={"x": 300, "y": 150})
    expect(pagina.locator("[data-route-lengte]")).to_contain_text("bij 4 kilometer per uur")
    bocht = kaart.get_by_label("Bocht in de lijn")
    expect(bocht).to_be_visible()
    bocht.drag_to(kaart, target_position={"x": 330, "y": 120})
    klik(pagina, "Bewaar de route")
    expect(pagina.get_by_text("De route is bewaard")).to_be_visible()
    een, twee = wandeling.haltes.all()
    assert (een.naam, twee.naam) == ("Plek 1", "Plek 2") and een.lat > twee.lat and een.lon < twee.lon
    [[lon, lat]] = een.tussen
    assert lon > twee.lon and lat > een.lat
    kaart.get_by_label("Halte 2: Plek 2").drag_to(kaart, target_position={"x": 100, "y": 300})
    klik(pagina, "Bewaar de route")
    expect(pagina.get_by_text("De route is bewaard")).to_be_visible()
    assert wandeling.haltes.get(naam="Plek 2").lon < twee.lon
    pagina.set_viewport_size({"width": 320, "height": 700})
    assert not axe(pagina) and loopt_over(pagina) == 0


def test_de_route_met_het_toetsenbord_alleen_en_zonder_script(portaal, open_pagina):
    wandeling = portaal.wandelingen.komend().first()
    pagina = open_pagina(390, 844, js=False)
    als(pagina, "Bram")
    pagina.goto(f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/route/")
    pagina.get_by_role("button", name="Voeg een halte toe").press("Enter")
    expect(pagina.locator("[name=h4-naam]")).to_be_focused()
    vul(pagina, **{"h4-naam": "De brug", "h4-bekijk": "Het uitzicht"})
    pagina.get_by_role("button", name="Zet eerder: halte 5").press("Enter")
    assert pagina.locator("[name=h3-naam]").input_value() == "De brug"
    pagina.locator("[name=h3-naam]").press("Enter")
    expect(pagina.get_by_text("De route is bewaard")).to_be_visible()
    assert [halte.naam for halte in wandeling.haltes.all()][3] == "De brug"
