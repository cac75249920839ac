"""From "keep me informed" to the mail, and out again: in the browser, with and without scripts."""

import re

import pytest
from django.conf import settings
from django.core import mail

from participatie.deeds.toetsen import naar_onderhoud, neem_in_behandeling
from tests.machines import axe, loopt_over
from tests.reizen.hulp import als, klik, vul
from wijk.models import Gevolgd, Volger
from wijk.rechten import SYSTEEM


def adressen(bericht) -> list[str]:
    return re.findall(rf"{settings.BASIS_URL}(\S+)", bericht.body)


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_een_buurvrouw_volgt_een_idee_zonder_account_en_stopt_weer(portaal, open_pagina, js):
    idee = portaal.ideeen.openbaar().filter(status="ontvangen").first()
    pagina = open_pagina(390, 844, js=js)
    pagina.goto(idee.get_absolute_url())
    pagina.locator("main").get_by_role("link", name="Houd mij op de hoogte").click()
    klik(pagina, "Houd mij op de hoogte")
    assert pagina.locator("#fouten").is_visible() and not mail.outbox
    vul(pagina, email="ans@geheim.invalid")
    klik(pagina, "Houd mij op de hoogte")
    assert pagina.get_by_role("heading", level=1).inner_text() == "Kijk in uw mail"

    verder = open_pagina(1280, js=js)  # the mail is read on another machine
    verder.goto(adressen(mail.outbox[-1])[0])
    assert not js or not axe(verder)
    klik(verder, "Ja, stuur mij nieuws")
    assert f"Idee {idee.nummer}: {idee.titel}" in verder.locator("main").inner_text()
    assert "ans@geheim.invalid" not in verder.content()

    mail.outbox.clear()
    neem_in_behandeling(idee, door=SYSTEEM)
    assert [bericht.to for bericht in mail.outbox] == [["ans@geheim.invalid"]]
    naar_idee, *_, beheer, stop = adressen(mail.outbox[0])
    verder.goto(naar_idee)
    assert idee.titel in verder.get_by_role("heading", level=1).inner_text()
    verder.goto(beheer)
    klik(verder, f"Mail mij één keer per week over idee {idee.nummer}")
    assert Gevolgd.objects.get().ritme == "wekelijks"
    verder.goto(stop)
    assert Volger.objects.exists()
    klik(verder, "Stop met alle mail")
    assert verder.get_by_role("heading", level=1).inner_text() == "U krijgt geen mail meer"
    assert not Volger.objects.exists()
    verder.goto(beheer)
    assert verder.get_by_role("heading", level=1).inner_text() == "Deze link werkt niet meer"


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_wie_is_ingelogd_volgt_en_stopt_met_een_klik_en_ziet_het_op_de_eigen_pagina(portaal, open_pagina, js):
    idee = portaal.ideeen.openbaar().filter(status="ontvangen").first()
    pagina = open_pagina(390, 844, js=js)
    als(pagina, "Ans")
    pagina.goto(idee.get_absolute_url())
    klik(pagina, "Mail mij meteen")
    assert f"U krijgt nieuws over idee {idee.nummer}" in pagina.get_by_role("status").first.inner_text()
    pagina.goto("/mijn/")
    assert f"Idee {idee.nummer}" in pagina.locator("main").inner_text()
    assert not js or not axe(pagina)
    klik(pagina, f"Mail mij één keer per week over idee {idee.nummer}")
    assert pagina.url.split("?")[0].split("#")[0].endswith("/mijn/") and Gevolgd.objects.get().ritme == "wekelijks"
    pagina.goto(idee.get_absolute_url())
    klik(pagina, "Stop met volgen")
    assert pagina.url.endswith(idee.get_absolute_url()) and not Volger.objects.exists() and not mail.outbox


def test_de_mail_zelf_is_te_lezen_op_een_telefoon_ook_zonder_verbinding(portaal, open_pagina):
    idee = portaal.ideeen.openbaar().filter(status="ontvangen").first()
    volger = Volger.objects.create(wijk=portaal, email="ans@geheim.invalid")
    for ding in (portaal, idee):
        volger.gevolgd.create(onderwerp=ding._meta.label_lower, onderwerp_id=ding.pk, bevestigd_op="2026-01-01T00:00:00Z")
    naar_onderhoud(idee, "We nemen het mee.", door=SYSTEEM)
    aan_haar = next(bericht for bericht in mail.outbox if bericht.to == [volger.email])  # whoever was asked for advice is mailed too
    for schema in ("light", "dark"):
        pagina = open_pagina(320, color_scheme=schema)
        pagina.context.set_offline(True)
        pagina.set_content(aan_haar.alternatives[0].content)
        assert "Antwoord op idee" in pagina.locator("main").inner_text()
        assert not axe(pagina) and not loopt_over(pagina)
