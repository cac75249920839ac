"""Journeys of who sends an idea: confirm by code and by link, follow by a code on paper, change, take along, be forgotten."""

import json
import re
from pathlib import Path

import pytest
from django.core import mail

from participatie.models import Idee
from tests.machines import axe, loopt_over
from tests.participatie.fotos import inhoud_van, vlak
from tests.reizen.hulp import klik, vul
from wijk.models import Gebruiker

ANS = "ans@voorbeeld.nl"


def stuur(pagina, **velden):
    pagina.goto("/geleerdenwijk/ideeen/nieuw/")
    vul(pagina, titel="Een bankje bij het water", **velden)
    pagina.get_by_text("Een kans:").click()
    klik(pagina, "Stuur uw idee")
    assert "Uw idee is nummer" in pagina.get_by_role("heading", level=1).inner_text()


def goed(pagina, js: bool = True) -> None:
    """Nothing wrong with what is on the screen now."""
    assert loopt_over(pagina) == 0 if js else True
    assert not js or not axe(pagina)


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_met_de_code_uit_de_mail_wordt_het_idee_van_u(pilot, open_pagina, js):
    pagina = open_pagina(390, 844, js=js)
    stuur(pagina, email=ANS)
    goed(pagina, js)
    vul(pagina, code="12")
    klik(pagina, "Bevestig mijn e-mailadres")
    assert "geen code van zes cijfers" in pagina.locator("#fouten").inner_text()
    goed(pagina, js)
    vul(pagina, code=re.search(r"^\d{6}$", mail.outbox[0].body, re.M)[0])
    klik(pagina, "Bevestig mijn e-mailadres")
    assert pagina.get_by_role("heading", level=1).inner_text() == "Een bankje bij het water"
    pagina.get_by_role("link", name="Wijzig mijn idee").click()
    assert pagina.locator("[name=titel]").input_value() == "Een bankje bij het water"
    goed(pagina, js)
    vul(pagina, titel="Een bank met leuning", plaats="bij de vijver")
    klik(pagina, "Bewaar mijn idee")
    assert "is gewijzigd" in pagina.locator(".utrecht-alert--ok").inner_text()
    assert pagina.get_by_role("heading", level=1).inner_text() == "Een bank met leuning"
    pagina.get_by_text("Trek mijn idee in", exact=True).click()
    klik(pagina, "Ja, trek mijn idee in")
    assert "is ingetrokken" in pagina.locator(".utrecht-alert--ok").inner_text()
    assert Idee.objects.get().status == "ingetrokken"


def test_met_de_link_uit_de_mail_op_een_ander_toestel(pilot, open_pagina):
    stuur(open_pagina(), email=ANS)
    telefoon = open_pagina(390, 844, js=False)
    telefoon.goto(re.search(r"/geleerdenwijk/bevestigen/\S+", mail.outbox[0].body)[0])
    assert Idee.objects.get().bevestigd_op is None
    klik(telefoon, "Bevestig mijn e-mailadres")
    assert telefoon.get_by_role("heading", level=1).inner_text() == "Een bankje bij het water"
    telefoon.get_by_role("link", name="Mijn pagina").click()
    assert telefoon.get_by_role("link", name="1. Een bankje bij het water").is_visible()
    telefoon.go_back()
    telefoon.goto(re.search(r"/geleerdenwijk/bevestigen/\S+", mail.outbox[0].body)[0])
    assert telefoon.get_by_role("heading", level=1).inner_text() == "Deze link werkt niet meer"


def test_zonder_mail_met_nummer_en_code_van_papier(pilot, open_pagina):
    pilot.direct_publiceren = False
    pilot.save()
    pagina = open_pagina(390, 844)
    stuur(pagina, naam="Ans")
    code = pagina.locator(".wp-code").inner_text()
    goed(pagina)
    later = open_pagina(320, 700)
    later.goto("/geleerdenwijk/volgen/")
    goed(later)
    vul(later, nummer="1", code="BBBBCCCC")
    klik(later, "Bekijk mijn idee")
    assert later.locator("[name=code]").input_value() == "BBBBCCCC"
    goed(later)
    vul(later, code=code.lower())
    klik(later, "Bekijk mijn idee")
    assert later.get_by_role("heading", level=1).inner_text() == "Een bankje bij het water"
    later.get_by_role("link", name="Zet foto’s bij mijn idee").click()
    later.set_input_files("[name=fotos]", {"name": "brug.jpg", "mimeType": "image/jpeg", "buffer": inhoud_van(vlak())})
    klik(later, "Zet deze foto’s erbij")
    goed(later)
    later.get_by_role("link", name="Terug naar uw idee").click()
    later.get_by_role("link", name="Wijzig mijn idee").click()
    goed(later)
    vul(later, titel="Een bank bij het water")
    klik(later, "Bewaar mijn idee")
    later.get_by_text("Wis mijn naam en adres", exact=True).click()
    goed(later)
    klik(later, "Ja, wis mijn naam en adres")
    idee = Idee.objects.get()
    assert (idee.titel, idee.naam, idee.fotos.count()) == ("Een bank bij het water", "", 1)
    later.get_by_text("Trek mijn idee in", exact=True).click()
    klik(later, "Ja, trek mijn idee in")
    assert Idee.objects.get().status == "ingetrokken"


def test_alles_meenemen_en_vergeten_worden(pilot, open_pagina):
    pagina = open_pagina(390, 844)
    stuur(pagina, email=ANS, naam="Ans Bewoner")
    pagina.goto(re.search(r"/geleerdenwijk/bevestigen/\S+", mail.outbox[0].body)[0])
    klik(pagina, "Bevestig mijn e-mailadres")
    pagina.goto("/mijn/")
    goed(pagina)
    pagina.get_by_role("link", name="Bekijk en download alles wat we van u weten").click()
    goed(pagina)
    assert "Ans Bewoner" in pagina.locator("main").inner_text()
    with pagina.expect_download() as binnen:
        pagina.get_by_role("link", name="Download alles als bestand").click()
    alles = json.loads(Path(binnen.value.path()).read_text())
    assert alles["Ideeën"][0]["titel"] == "Een bankje bij het water" and alles["Uw account"]["e-mailadres"] == ANS
    pagina.goto("/mijn/")
    pagina.get_by_role("link", name="Laat ons u vergeten").click()
    goed(pagina)
    klik(pagina, "Vergeet mij")
    assert "zeker weet" in pagina.locator("#fouten").inner_text()
    goed(pagina)
    pagina.get_by_label("Ja, vergeet mij.").check()
    klik(pagina, "Vergeet mij")
    assert "Uw gegevens zijn gewist" in pagina.get_by_role("status").inner_text()
    assert pagina.get_by_role("link", name="Inloggen").is_visible()
    pagina.goto("/geleerdenwijk/ideeen/1/")
    assert "Van een bewoner" in pagina.locator("main").inner_text()
    assert not Gebruiker.objects.filter(email=ANS).exists() and Idee.objects.get().naam == ""


def test_het_lege_vak_bestaat_niet_voor_mensen(pilot, open_pagina):
    pagina = open_pagina()
    pagina.goto("/geleerdenwijk/ideeen/nieuw/")
    assert not pagina.locator("[name=onderwerp]").is_visible()
    assert "Laat dit vak leeg" not in pagina.locator("main").aria_snapshot()
    pagina.locator("[name=onderwerp]").evaluate("e => e.value = 'Koop nu'")
    vul(pagina, titel="Een bankje")
    pagina.get_by_text("Een kans:").click()
    klik(pagina, "Stuur uw idee")
    assert "leeg moet blijven" in pagina.locator("#fouten").inner_text()
    goed(pagina)
    vul(pagina, onderwerp="")
    klik(pagina, "Stuur uw idee")
    assert Idee.objects.count() == 1


def test_een_titel_die_omkeert_stoort_de_rest_van_de_pagina_niet(pilot, open_pagina):
    pagina = open_pagina(390, 844)
    pagina.goto("/geleerdenwijk/ideeen/nieuw/")
    titel = "Bankje \u202eretaw teh jib"
    vul(pagina, titel=titel, email=ANS)
    pagina.get_by_text("Een kans:").click()
    klik(pagina, "Stuur uw idee")
    pagina.goto(re.search(r"/geleerdenwijk/bevestigen/\S+", mail.outbox[0].body)[0])
    zin = pagina.get_by_text("Het gaat om idee 1")
    assert zin.locator("bdi").evaluate("e => getComputedStyle(e).unicodeBidi").startswith("isolate")
    klik(pagina, "Bevestig mijn e-mailadres")
    goed(pagina)
    pagina.goto("/mijn/")
    goed(pagina)
