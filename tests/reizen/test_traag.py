"""On a bad connection: the form is there before any script, and an idea gets through."""

import pytest

from participatie.models import Idee
from tests.reizen.hulp import klik, vul

# Slow 4G as Chromium's own tools have it: bytes a second, and milliseconds.
TRAAG = {"offline": False, "downloadThroughput": 1.6e6 / 8 * 0.9, "uploadThroughput": 750e3 / 8 * 0.9, "latency": 562.5}


def vertraag(pagina) -> None:
    lijn = pagina.context.new_cdp_session(pagina)
    lijn.send("Network.enable")
    lijn.send("Network.emulateNetworkConditions", TRAAG)


def test_met_een_trage_verbinding_komt_een_idee_aan(pilot, open_pagina):
    pagina = open_pagina(390, 844)
    vertraag(pagina)
    pagina.goto("/geleerdenwijk/")
    pagina.get_by_role("link", name="Stuur uw idee").first.click()
    vul(pagina, titel="Een bankje", plaats="bij het water")
    pagina.get_by_text("Een kans:").click()
    klik(pagina, "Stuur uw idee")
    pagina.get_by_role("heading", name="Bedankt. Uw idee is nummer 1.").wait_for()
    assert Idee.objects.get().titel == "Een bankje"


@pytest.mark.parametrize("wat", ["nooit", "pas na het typen"])
def test_het_formulier_werkt_voordat_er_een_script_is(pilot, open_pagina, wat):
    pagina = open_pagina(390, 844)
    wacht = []
    pagina.route("**/*.js", lambda route: wacht.append(route))
    pagina.goto("/geleerdenwijk/ideeen/nieuw/", wait_until="commit")
    pagina.locator("[name=titel]").wait_for()
    vul(pagina, titel="Een bankje", plaats="bij het water")
    pagina.get_by_label("Een kans:").check()
    if wat != "nooit":
        for route in wacht:
            route.continue_()
        pagina.locator("[data-concept-uitleg]").wait_for()
        assert pagina.locator("[name=titel]").input_value() == "Een bankje", "the script leaves what was typed before it came"
    pagina.get_by_role("button", name="Stuur uw idee", exact=True).focus()
    pagina.keyboard.press("Enter")  # a click would wait for a page that never has all its scripts
    pagina.get_by_role("heading", name="Bedankt. Uw idee is nummer 1.").wait_for()
    assert Idee.objects.count() == 1
