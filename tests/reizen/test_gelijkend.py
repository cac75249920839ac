"""Looking whether somebody said it already, in the browser."""

import pytest

from participatie.deeds.ideeen import dien_in
from participatie.models import Idee
from tests.machines import axe, loopt_over

TITEL = "Zet een lantaarn op het donkere pad"


@pytest.fixture
def lamp(portaal):
    return dien_in(portaal, titel=TITEL, soort="kans", thema=portaal.themas.get(naam="Verlichting"), door=None)


def vul(pagina):
    pagina.goto("/geleerdenwijk/ideeen/nieuw/")
    pagina.locator("[name=thema]").select_option(label="Verlichting")
    pagina.locator("[name=titel]").fill("Het pad is te donker, hang lantaarns op")
    pagina.locator("[name=naam]").fill("Ans")


KNOP = "Kijk eerst of het idee er al is"


def test_tijdens_het_typen_komt_wat_er_al_is(lamp, open_pagina):
    pagina = open_pagina(390, 844)
    vul(pagina)
    pagina.locator("[name=fotos]").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"nog niet gelezen"})
    lijst = pagina.locator("[data-lijkt]")
    lijst.get_by_role("link", name=TITEL).first.wait_for()
    assert "hierop lij" in pagina.locator("[data-lijkt-gezegd][role=status]").inner_text()
    assert not pagina.get_by_role("button", name=KNOP).is_visible(), "it would lose the photos, and is not needed"
    assert not axe(pagina) and not loopt_over(pagina)
    assert pagina.locator("[name=fotos]").evaluate("veld => veld.files.length") == 1
    pagina.locator("[name=titel]").fill("Zeppelins landen")
    lijst.get_by_role("link", name=TITEL).first.wait_for(state="detached")
    pagina.locator("[name=titel]").fill("Zep")
    pagina.wait_for_function("document.querySelector('[data-lijkt-gezegd]').textContent === ''")


def test_zonder_script_kijkt_een_knop_en_blijft_alles_staan(lamp, open_pagina):
    pagina = open_pagina(390, 844, js=False)
    aantal = Idee.objects.count()
    vul(pagina)
    pagina.get_by_role("button", name=KNOP).click()
    pagina.get_by_role("heading", name="Lijkt uw idee hierop?").wait_for()
    assert pagina.get_by_role("link", name=f"Ik doe hieraan mee: {TITEL}").is_visible()
    assert pagina.locator("[name=titel]").input_value().startswith("Het pad") and pagina.locator("[name=naam]").input_value() == "Ans"
    assert Idee.objects.count() == aantal
    pagina.locator("[name=soort]").first.check()
    pagina.get_by_role("button", name="Stuur uw idee").click()
    assert pagina.get_by_role("heading", level=1).inner_text().startswith("Bedankt. Uw idee is nummer")
    assert Idee.objects.count() == aantal + 1


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_de_entertoets_stuurt_het_idee_en_kijkt_niet(lamp, open_pagina, js):
    pagina = open_pagina(390, 844, js=js)
    vul(pagina)
    if js:  # what comes in between moves the fields
        pagina.get_by_role("link", name=f"Ik doe hieraan mee: {TITEL}").wait_for()
    pagina.locator("[name=soort]").first.check()
    pagina.locator("[name=naam]").press("Enter")
    assert pagina.get_by_role("heading", level=1).inner_text().startswith("Bedankt. Uw idee is nummer")


def test_bewoner_doet_mee_met_wat_er_al_is(lamp, open_pagina, inloggen):
    pagina = open_pagina(390, 844)
    vul(pagina)
    doe_mee = pagina.get_by_role("link", name=f"Ik doe hieraan mee: {TITEL}")
    doe_mee.click()
    pagina.get_by_role("link", name="Log in om mee te doen").click()
    pagina.wait_for_url("**/inloggen/**")
    pagina.get_by_role("button", name="Log in als", exact=False).first.click()
    pagina.wait_for_url(f"**{lamp.get_absolute_url()}?doe_mee=1")
    assert not axe(pagina) and not loopt_over(pagina)
    pagina.get_by_role("button", name="Ja, ik doe mee").click()
    pagina.wait_for_url(f"**{lamp.get_absolute_url()}")
    assert pagina.get_by_role("button", name="Ik doe toch niet mee").is_visible()
    assert lamp.steun.get().soort == "doe_mee"
