"""Photos in a browser: sent from a telephone, with and without scripts, and seen by everyone and by who answers."""

import re

import pytest

from participatie.models import Idee
from tests.machines import axe, loopt_over
from tests.participatie.fotos import SLECHT, heic, inhoud_van, met_alles, vlak

NIEUW = "/geleerdenwijk/ideeen/nieuw/"


def bij(naam: str, inhoud: bytes) -> dict:
    return {"name": naam, "mimeType": "image/jpeg", "buffer": inhoud}


def beelden_zijn_geladen(pagina, hoeveel: int) -> None:
    """Every photo has come, in the place that was kept for it."""
    beelden = pagina.locator("main img[src*='/fotos/']")
    assert beelden.count() == hoeveel
    for beeld in beelden.all():
        beeld.scroll_into_view_if_needed()
        pagina.wait_for_function("e => e.complete && e.naturalWidth > 0", arg=beeld.element_handle())
        assert beeld.evaluate("e => [e.naturalWidth, e.naturalHeight].join()") == f"{beeld.get_attribute('width')},{beeld.get_attribute('height')}"


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_een_idee_met_fotos_vanaf_een_telefoon(portaal, open_pagina, inloggen, js):
    pagina = open_pagina(390, 844, js=js)
    pagina.goto(NIEUW)
    assert [kop.inner_text() for kop in pagina.locator("main .wp-groep h2").all()][2:] == ["3. Foto’s (niet verplicht)", "4. Wie bent u?"]
    kiezer = pagina.get_by_label("Kies foto’s of maak ze nu")
    assert kiezer.get_attribute("accept") == "image/*" and kiezer.evaluate("e => e.multiple")
    pagina.locator("[name=titel]").fill("De lantaarn is kapot")
    pagina.get_by_text("Een knelpunt:").click()
    pagina.get_by_label("Wat is er op de foto’s te zien?").fill("Een lantaarn zonder lamp")
    kiezer.set_input_files([bij("1.jpg", met_alles(beeld=vlak(900, 1600))), bij("2.jpg", SLECHT["gif"][0])])
    pagina.get_by_role("button", name="Stuur uw idee", exact=True).click()
    assert "Foto 2 kunnen we niet lezen" in pagina.locator("#fouten").inner_text()
    assert pagina.locator("[name=titel]").input_value() == "De lantaarn is kapot"
    assert pagina.get_by_text("Kies uw foto’s opnieuw: de browser bewaart ze niet").is_visible()
    assert loopt_over(pagina) == 0 and (not js or not axe(pagina))
    kiezer.set_input_files([bij("1.jpg", met_alles(beeld=vlak(900, 1600))), bij("2.heic", heic(vlak(400, 300)))])
    pagina.get_by_role("button", name="Stuur uw idee", exact=True).click()
    pagina.get_by_role("heading", name=re.compile("^Bedankt")).wait_for()
    idee = Idee.objects.get(titel="De lantaarn is kapot")
    pagina.get_by_role("link", name="Bekijk uw idee").click()
    beelden_zijn_geladen(pagina, 2)
    assert loopt_over(pagina) == 0 and (not js or not axe(pagina))
    pagina.get_by_role("link", name="Foto 1: Een lantaarn zonder lamp").click()
    pagina.wait_for_url(re.compile(r"/fotos/1\.webp\?v=\d+$"))
    pagina.goto("/geleerdenwijk/ideeen/")
    beelden_zijn_geladen(pagina, 1)
    assert loopt_over(pagina) == 0 and (not js or not axe(pagina))
    inloggen(pagina, "ambtenaar")
    pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/")
    beelden_zijn_geladen(pagina, 2)
    assert loopt_over(pagina) == 0 and (not js or not axe(pagina))


def test_vijf_fotos_passen_op_elk_scherm(portaal, open_pagina):
    for breedte in (1280, 320):
        pagina = open_pagina(breedte)
        pagina.goto(NIEUW)
        pagina.locator("[name=titel]").fill(f"Vijf foto’s op {breedte}")
        pagina.get_by_text("Een kans:").click()
        maten = [(1600, 200), (200, 1600), (10, 10), (3000, 3000), (640, 480)]
        pagina.locator("[name=fotos]").set_input_files([bij("x.jpg", inhoud_van(vlak(*maat))) for maat in maten])
        pagina.get_by_role("button", name="Stuur uw idee", exact=True).click()
        pagina.get_by_role("link", name="Bekijk uw idee").click()
        beelden_zijn_geladen(pagina, 5)
        assert loopt_over(pagina) == 0 and not axe(pagina)


def test_een_gekozen_foto_kan_eruit_en_een_er_bij(portaal, open_pagina):
    """Also after a message about a wrong field the photos are there, and each can be left out."""
    pagina = open_pagina(390, 844)
    pagina.goto(NIEUW)
    pagina.get_by_text("Een kans:").click()
    kiezer, lijst = pagina.locator("[name=fotos]"), pagina.get_by_role("list", name="Gekozen foto’s")
    kiezer.set_input_files([bij("een.png", inhoud_van(vlak(60, 40))), bij("twee.png", inhoud_van(vlak(40, 60)))])
    kiezer.set_input_files([bij("drie.png", inhoud_van(vlak(50, 50)))])
    assert [regel.locator("span").inner_text() for regel in lijst.get_by_role("listitem").all()] == ["een.png", "twee.png", "drie.png"]
    pagina.get_by_role("button", name="Laat foto 2 weg").click()
    assert pagina.get_by_text("Foto 2 gaat niet mee.").is_visible() and loopt_over(pagina) == 0 and not axe(pagina)
    assert pagina.evaluate("document.activeElement.textContent") == "Laat foto 2 weg", "now the third"
    pagina.get_by_role("button", name="Stuur uw idee", exact=True).click()  # without a title
    pagina.locator("#fouten").wait_for()
    pagina.get_by_text("Uw 2 foto’s staan er nog.").wait_for()
    pagina.get_by_role("button", name="Laat foto 1 weg").click()
    pagina.locator("[name=titel]").fill("Met een foto minder")
    pagina.get_by_role("button", name="Stuur uw idee", exact=True).click()
    pagina.get_by_role("link", name="Bekijk uw idee").click()
    beelden_zijn_geladen(pagina, 1)
    idee = Idee.objects.get(titel="Met een foto minder")
    assert (idee.fotos.get().breedte, idee.fotos.get().hoogte) == (50, 50)
    pagina.get_by_text("Haal een foto weg").click()
    assert loopt_over(pagina) == 0 and not axe(pagina)
    pagina.get_by_role("button", name="Haal foto 1 weg").click()
    assert pagina.get_by_text("Foto 1 is weg.").is_visible() and not idee.fotos.exists()
