"""Paper in a browser: print forms, enter three with the keyboard, answer one by letter; and report a reaction, share and print an idea."""

import re

import pytest

from participatie.models import Brief, Idee, Melding
from tests.machines import axe, loopt_over
from tests.participatie.test_papier import lees_pdf
from tests.reizen.hulp import klik, vul

PAPIER = "/werkplek/geleerdenwijk/papier/"


def actief(pagina) -> str:
    return pagina.evaluate("document.activeElement.name || document.activeElement.id")


def naar(pagina, veld: str) -> None:
    """Tab on until this field has the focus."""
    for _ in range(12):
        if actief(pagina) == veld:
            return
        pagina.keyboard.press("Tab")
    raise AssertionError(f"{veld} was not reached by Tab; the focus is on {actief(pagina)}")


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_van_papier_naar_brief(portaal, open_pagina, inloggen, js):
    pagina = open_pagina(1280, js=js)
    inloggen(pagina, "ambtenaar")
    pagina.goto(f"{PAPIER}formulieren/")
    vul(pagina, aantal="3")
    klik(pagina, "Maak formulieren")
    pagina.get_by_text("Er staan 3 formulieren klaar.").wait_for()
    link = pagina.get_by_role("link", name=re.compile(r"Open stapel")).first
    assert lees_pdf(pagina.request.get(link.get_attribute("href")).body())[0] == 3
    codes = [f.leesbaar for f in portaal.stapels.first().formulieren.all()]

    # Three forms with nothing but the keyboard: the code has the focus, and has it again after each.
    pagina.goto(PAPIER)
    for nummer, code in enumerate(codes):
        assert actief(pagina) == "code"
        pagina.keyboard.type(code.lower())
        naar(pagina, "titel")
        pagina.keyboard.type(f"Idee van papier {nummer}")
        naar(pagina, "soort")
        pagina.keyboard.press("Space")
        if nummer == 0:
            for veld, tekst in (("naam", "Ans Papier"), ("straat", "Voorbeeldstraat 1"), ("postcode", "1234ab")):
                naar(pagina, veld)
                pagina.keyboard.type(tekst)
        pagina.keyboard.press("Enter")
        pagina.get_by_role("cell", name=code).wait_for()
    assert Idee.objects.filter(titel__startswith="Idee van papier", herkomst="papier", soort="kans").count() == 3
    idee = Idee.objects.get(titel="Idee van papier 0")

    # A typing mistake and a form that was entered already: told beside the field, and what was typed stays.
    for code, fout in ((codes[0][:-1] + ("2" if codes[0][-1] != "2" else "3"), "klopt niet"), (codes[0], f"het is idee {idee.nummer}")):
        pagina.goto(PAPIER)
        vul(pagina, code=code, titel="Blijft staan")
        pagina.locator("label", has_text="kans").first.click()
        klik(pagina, "Bewaar en ga verder")
        assert fout in pagina.locator("#fouten").inner_text() and pagina.locator("[name=titel]").input_value() == "Blijft staan"
        assert not js or not axe(pagina)

    # Who kept the slip finds the idea; who mistypes is told.
    bewoner = open_pagina(390, 844, js=js)
    bewoner.goto("/geleerdenwijk/papier/")
    vul(bewoner, code="1234")
    klik(bewoner, "Zoek mijn idee")
    assert "klopt niet" in bewoner.locator("#fouten").inner_text()
    vul(bewoner, code=codes[0])
    klik(bewoner, "Zoek mijn idee")
    assert bewoner.get_by_role("heading", level=1).inner_text() == "Idee van papier 0"
    assert "Ans Papier" not in bewoner.content() and "Voorbeeldstraat" not in bewoner.content()

    # The answer, as a letter.
    pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/")
    pagina.get_by_text("Het is gewoon onderhoud").click()
    pagina.locator("#onderhoud_reden").fill("We geven het door.")
    klik(pagina, "Geef door aan onderhoud")
    pagina.goto("/werkplek/geleerdenwijk/")
    pagina.get_by_role("link", name=re.compile("brieven om te printen")).click()
    assert f"Idee {idee.nummer}: Idee van papier 0" in pagina.locator("main").inner_text()
    assert Brief.objects.in_wijk(portaal).wacht().count() == 2
    pagina.locator("[name=brief]:checked").last.uncheck()
    gevraagd = []  # the browser shows a PDF itself: what it asks for is read here
    pagina.route("**/brieven.pdf*", lambda route: (gevraagd.append(route.request.url), route.fulfill(status=204)))
    klik(pagina, "Open de aangevinkte brieven (PDF)")
    assert lees_pdf(pagina.request.get(gevraagd[0]).body())[0] == 1 and "csrf" not in gevraagd[0]
    klik(pagina, "Meld: de aangevinkte brieven zijn geprint")
    assert "1 brief is geprint" in pagina.get_by_role("status").first.inner_text()
    klik(pagina, "Meld: de aangevinkte brieven zijn geprint")
    assert not Brief.objects.in_wijk(portaal).wacht().exists()
    klik(pagina, f"Toch niet geprint: de brief over idee {idee.nummer}")
    assert Brief.objects.in_wijk(portaal).wacht().get().idee == idee
    assert loopt_over(pagina) == 0 and (not js or not axe(pagina))
    klik(pagina, "Meld: de aangevinkte brieven zijn geprint")
    assert not pagina.locator("[name=brief]:checked").count() and pagina.get_by_role("checkbox", name=re.compile(f"Idee {idee.nummer}:")).count() == 1


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_een_reactie_melden_zonder_account(portaal, open_pagina, inloggen, js):
    Melding.objects.all().delete()
    idee = portaal.ideeen.get(titel="Een natuurlijke speelplek naast de speeltuin")
    pagina = open_pagina(390, 844, js=js)
    pagina.goto(idee.get_absolute_url())
    pagina.get_by_role("link", name="Meld deze reactie").first.click()
    assert "Graag ook schaduw" in pagina.locator("main").inner_text()
    klik(pagina, "Meld deze reactie")
    assert pagina.locator("#fouten").is_visible() and loopt_over(pagina) == 0
    assert not js or not axe(pagina)
    vul(pagina, reden="Hier staat reclame in.")
    klik(pagina, "Meld deze reactie")
    assert "Bedankt voor uw melding" in pagina.get_by_role("status").first.inner_text()
    assert "Graag ook schaduw" in pagina.locator("main").inner_text(), "an official has read it before"

    ambtenaar = open_pagina(1280, js=js)
    inloggen(ambtenaar, "ambtenaar")
    ambtenaar.goto("/werkplek/geleerdenwijk/")
    ambtenaar.get_by_role("link", name=re.compile("reactie is gemeld")).click()
    kaart = ambtenaar.locator("section.wp-kaart", has_text="Graag ook schaduw")
    assert "Hier staat reclame in." in kaart.inner_text()
    kaart.get_by_label("Waarom niet").fill("Maak geen reclame.")
    kaart.get_by_role("button", name="Haal weg").click()
    pagina.reload()
    assert "Graag ook schaduw" not in pagina.locator("main").inner_text()
    inloggen(pagina, "bewoner")
    pagina.goto(idee.get_absolute_url())
    assert "Maak geen reclame." in pagina.locator("main").inner_text(), "who wrote it reads why"


def test_een_idee_delen_en_printen(portaal, open_pagina):
    idee = portaal.ideeen.filter(status="project").first()
    pagina = open_pagina(390, 844, permissions=["clipboard-read", "clipboard-write"])
    pagina.goto(idee.get_absolute_url())
    adres = pagina.url
    blok = pagina.locator("[data-delen]")
    assert adres in blok.inner_text()
    mail, whatsapp = (blok.get_by_role("link", name=naam).get_attribute("href") for naam in ("Stuur per e-mail", "Stuur met WhatsApp"))
    assert mail.startswith("mailto:?subject=") and whatsapp.startswith("https://wa.me/?text=")
    pagina.get_by_role("button", name="Kopieer het adres").click()
    pagina.get_by_text("Het adres is gekopieerd.").wait_for()
    assert pagina.evaluate("navigator.clipboard.readText()") == adres
    assert pagina.locator("[data-delen] img").evaluate("e => e.decode().then(() => e.naturalWidth > 0)")
    pagina.evaluate("window.print = () => { window.geprint = true }")
    pagina.get_by_role("button", name="Print deze pagina").click()
    assert pagina.evaluate("window.geprint")
    pagina.emulate_media(media="print")
    for weg in (".wp-kop", ".wp-voet", "[data-print]", ".wp-delen__wegen", "[data-kaart]"):
        assert not pagina.locator(weg).first.is_visible(), weg
    for blijft in ("#antwoord", "#beurt", "#tijdlijn", ".wp-delen__adres", "[data-delen] img"):
        assert pagina.locator(blijft).is_visible(), blijft
    zonder = open_pagina(390, 844, js=False)
    zonder.goto(idee.get_absolute_url())
    assert not zonder.locator("[data-delen] button").first.is_visible() and "Afdrukken" in zonder.locator("[data-delen]").inner_text()


def test_de_qr_is_van_ons_zelf_en_voert_niets_uit(portaal, client):
    idee = portaal.ideeen.openbaar().first()
    antwoord = client.get(f"{idee.get_absolute_url()}qr.svg")
    tekst = antwoord.content.decode()
    assert antwoord["Content-Type"] == "image/svg+xml" and antwoord["X-Content-Type-Options"] == "nosniff"
    assert tekst.startswith("<svg") and not re.search(r"script|style|href|on\w+=", tekst)
    portaal.ideeen.filter(pk=idee.pk).update(openbaar=False)
    assert client.get(f"{idee.get_absolute_url()}qr.svg").status_code == 404
