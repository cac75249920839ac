"""The one list in a browser: set theme, place and who raised it by keyboard, take it back; and two officials who enter at the same time."""

import re

import pytest
from playwright.sync_api import expect

from participatie.deeds.ideeen import dien_in
from participatie.models import Idee, Ordening
from tests.machines import axe, loopt_over
from tests.reizen.hulp import klik, vul

LIJST = "/werkplek/geleerdenwijk/ideeen/"


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_met_het_toetsenbord_rijen_goed_zetten_en_ongedaan_maken(portaal, open_pagina, inloggen, js):
    pagina = open_pagina(1280, js=js)
    inloggen(pagina, "ambtenaar")
    pagina.goto(LIJST)
    een, twee = [Idee.objects.get(pk=pk) for pk in pagina.locator("[name=rij]").evaluate_all("es => es.slice(0, 2).map(e => +e.value)")]
    naar = portaal.themas.exclude(pk__in=[een.thema_id or 0, twee.thema_id or 0]).exclude(open_vanaf=None).first()
    gedaan = Ordening.objects.count()
    pagina.locator(f"[name=r{een.pk}-thema]").focus()
    pagina.keyboard.type(naar.naam)
    for tekst in ("bij de brug", "Ans"):
        pagina.keyboard.press("Tab")
        pagina.keyboard.press("Control+A")
        pagina.keyboard.type(tekst)
    for _ in range(4):  # the official, the next row's tick and link, and its theme
        pagina.keyboard.press("Tab")
    pagina.keyboard.type(naar.naam)
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_text("2 ideeën zijn bijgewerkt.")).to_be_visible()
    nu = Idee.objects.get(pk=een.pk)
    assert (nu.thema, nu.plaats, nu.naam) == (naar, "bij de brug", "Ans") and Idee.objects.get(pk=twee.pk).thema == naar
    assert Ordening.objects.count() == gedaan + 1
    pagina.goto(f"{LIJST}gedaan/")
    klik(
        pagina,
        pagina.get_by_role("button", name=re.compile(r"Maak ongedaan: ideeën \d+, \d+ thema, plek en naam goed gezet")).first.get_attribute(
            "aria-label"
        ),
    )
    expect(pagina.get_by_text("Dit is ongedaan gemaakt.")).to_be_visible()
    terug = Idee.objects.get(pk=een.pk)
    assert (terug.thema_id, terug.plaats, terug.naam) == (een.thema_id, een.plaats, een.naam)


def test_wat_getypt_is_gaat_mee_naar_een_andere_bladzijde_en_een_ander_filter(portaal, open_pagina, inloggen):
    for n in range(26):  # more than a page
        dien_in(portaal, titel=f"Zwerfafval {n}", soort="knelpunt", door=None)
    pagina = open_pagina(390)
    inloggen(pagina, "ambtenaar")
    pagina.goto(LIJST)
    pk = int(pagina.locator("[name=rij]").first.input_value())
    plek = pagina.locator(f"[name=r{pk}-plaats]")
    plek.fill("bij de brug")
    klik(pagina, "Volgende")
    expect(pagina.get_by_text("Bovenaan staat het idee dat u koos of veranderde. Het is nog niet bewaard.")).to_be_visible()
    expect(plek).to_have_value("bij de brug")
    pagina.get_by_label("Zoek een woord of nummer").fill("zwerfafval")
    pagina.keyboard.press("Enter")
    expect(plek).to_have_value("bij de brug")
    assert pagina.get_by_label("Zoek een woord of nummer").input_value() == "zwerfafval"
    klik(pagina, "Kies alles op deze bladzijde")
    expect(plek).to_have_value("bij de brug")
    assert pagina.locator("[name=kies]").count() == pagina.locator("[name=kies]:checked").count()
    assert not axe(pagina) and loopt_over(pagina) == 0 and Idee.objects.get(pk=pk).plaats != "bij de brug"
    plek.focus()
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_text("1 idee is bijgewerkt.")).to_be_visible()
    assert Idee.objects.get(pk=pk).plaats == "bij de brug"


def test_wat_een_collega_invoert_komt_vanzelf_in_de_lijst(portaal, open_pagina, inloggen):
    een, ander = open_pagina(1280), open_pagina(1280)
    for pagina, wie in ((een, "ambtenaar"), (ander, "wijkcoordinator")):
        inloggen(pagina, wie)
        pagina.clock.install()
        pagina.goto(f"{LIJST}invoer/")
    vul(ander, titel="Een hek om het gras")
    ander.keyboard.press("Enter")
    expect(ander.locator(".wp-eigen", has_text="Een hek om het gras")).to_be_visible()
    een.get_by_label("Wat is er gezegd?").fill("Half getypt")
    een.clock.fast_forward(11_000)
    rij = een.get_by_role("row").filter(has_text="Een hek om het gras")
    expect(rij).to_be_visible()
    assert "wp-eigen" not in (rij.get_attribute("class") or "")
    assert een.get_by_label("Wat is er gezegd?").input_value() == "Half getypt"  # what is being typed stays
