"""Signed out in another tab while an answer was half typed: after signing in it can still be sent."""

import pytest

from tests.machines import axe, loopt_over

UREN = "/werkplek/geleerdenwijk/uren/"


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_uitgelogd_in_een_ander_tabblad_en_toch_versturen(portaal, open_pagina, inloggen, js):
    pagina = open_pagina(320, 800, js=js)
    ambtenaar = inloggen(pagina, "ambtenaar")
    pagina.goto(UREN)
    knop = pagina.get_by_role("button", name="Noteer deze uren")
    formulier = pagina.locator("main form", has=knop)
    formulier.locator("[name=uren]").fill("1,5")
    formulier.locator("[name=omschrijving]").fill("Gesprek over het plein")
    ander = pagina.context.new_page()
    ander.goto("/mijn/")
    ander.get_by_role("button", name="Log uit").click()
    ander.wait_for_url("**/")

    knop.click()
    pagina.wait_for_url("**/inloggen/**")
    assert "wat u typte is bewaard" in pagina.locator("main").inner_text()
    pagina.get_by_role("button", name=f"Log in als {ambtenaar.naam}", exact=False).click()
    pagina.wait_for_url(f"**{UREN}")
    assert pagina.get_by_role("heading", level=1).inner_text() == "Dit had u getypt"
    assert "Gesprek over het plein" in pagina.locator("main").inner_text()
    assert not loopt_over(pagina) and not (js and axe(pagina))
    pagina.get_by_role("button", name="Doe het nu alsnog: Noteer deze uren").press("Enter")
    pagina.get_by_role("status").first.wait_for()
    assert portaal.urenregels.filter(omschrijving="Gesprek over het plein", door=ambtenaar).count() == 1
    assert pagina.get_by_role("heading", level=1).inner_text() != "Dit had u getypt"
