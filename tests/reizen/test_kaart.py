"""The list and the map of ideas: one beside the other, clusters, ten thousand points, the keyboard, and near me."""

import random
import re
from urllib.parse import urlsplit

import pytest

from participatie.deeds.woorden import leg_woorden_vast
from participatie.models import Idee
from tests.machines import axe, loopt_over

LIJST = "/geleerdenwijk/ideeen/"


@pytest.fixture
def vol(pilot):
    """Ten thousand ideas over the wijk, and five on one spot."""
    west, zuid, oost, noord = pilot.veelhoek.bounds
    kans = random.Random(5)
    plek = lambda: {"lat": kans.uniform(zuid, noord), "lon": kans.uniform(west, oost)}  # noqa: E731
    velden = {"wijk": pilot, "soort": "kans"}
    Idee.objects.bulk_create([Idee(nummer=n, titel=f"Een bankje {n}", **velden, **plek()) for n in range(1, 9_996)], batch_size=500)
    plein = [Idee(nummer=n, titel=f"Op het plein {n}", lat=noord + 0.001, lon=oost, **velden) for n in range(9_996, 10_001)]
    leg_woorden_vast(pilot.pk, Idee.objects.bulk_create(plein))
    return pilot


def teken(pagina) -> None:
    pagina.locator("[data-kaart] :is(.wp-punt--knop, .wp-groepje)").first.wait_for()


def test_op_een_breed_scherm_staat_de_kaart_naast_de_lijst_en_licht_een_kaartje_zijn_plek_op(portaal, open_pagina):
    pagina = open_pagina(1280)
    pagina.goto(LIJST)
    teken(pagina)
    kaart, lijst = pagina.locator("[data-kaart]").bounding_box(), pagina.locator(".wp-kaart").first.bounding_box()
    assert kaart["x"] >= lijst["x"] + lijst["width"]
    assert not pagina.locator(".wp-punt--licht").count()
    pagina.locator(".wp-kaart[data-plek] a").first.focus()
    assert pagina.locator(".wp-punt--licht").count() == 1
    pagina.locator("h1").hover()
    pagina.locator("main a", has_text="Stuur uw idee").focus()
    assert not pagina.locator(".wp-punt--licht").count()
    assert not axe(pagina)


def test_op_een_telefoon_komt_er_geen_kaart_tot_iemand_die_wil(portaal, open_pagina):
    pagina = open_pagina(390, 844)
    gehaald = []
    pagina.on("request", lambda r: gehaald.append(urlsplit(r.url).path))
    pagina.goto(LIJST)
    pagina.locator("footer").scroll_into_view_if_needed()
    pagina.wait_for_timeout(500)
    assert not [pad for pad in gehaald if "leaflet" in pad or "geojson" in pad]
    assert not pagina.get_by_label("Thema").is_visible()
    pagina.get_by_text("Filter", exact=True).click()
    assert pagina.get_by_label("Thema").is_visible() and not axe(pagina) and loopt_over(pagina) == 0
    pagina.get_by_role("link", name="Bekijk op de kaart").click()
    teken(pagina)
    assert pagina.locator("[data-kaart]").bounding_box()["y"] < pagina.locator(".wp-kaart").first.bounding_box()["y"]
    assert not axe(pagina) and loopt_over(pagina) == 0


def test_tienduizend_ideeen_liggen_in_groepjes_en_alles_op_de_kaart_staat_ook_in_de_lijst(vol, open_pagina):
    pagina = open_pagina(1280)
    pagina.goto(f"{LIJST}?weergave=kaart")
    teken(pagina)
    getallen = [int(tekst.replace(".", "")) for tekst in pagina.locator(".wp-groepje").all_inner_texts()]
    assert sum(getallen) + pagina.locator(".wp-punt--knop").count() >= 9_995
    assert pagina.locator(".leaflet-marker-pane > *").count() < 400
    assert not axe(pagina)
    groot = pagina.locator(".wp-groepje").first
    naam = groot.get_attribute("aria-label")
    assert re.fullmatch(r"\d+ ideeën bij elkaar\. Kom dichterbij\.", naam)
    groot.dispatch_event("click")
    pagina.wait_for_timeout(300)
    in_lijst = pagina.get_by_role("link", name=re.compile("Toon deze .* ideeën in de lijst"))
    aantal = int(re.search(r"[\d.]+", in_lijst.inner_text())[0].replace(".", ""))
    assert 0 < aantal < 10_000
    in_lijst.click()
    pagina.get_by_text("Op dit stuk van de kaart").wait_for()
    tekst = pagina.locator(".wp-naast__lijst [role=status]").inner_text()
    assert tekst.startswith("Meer dan 1.000" if aantal > 1000 else f"{aantal} ideeën".replace(",", "."))


def test_met_het_toetsenbord_naar_een_groepje_en_een_idee(vol, open_pagina):
    """Five ideas on one spot never come apart: their cluster says which they are."""
    pagina = open_pagina(1280)
    pagina.goto(f"{LIJST}?weergave=kaart&zoek=plein")
    groepje = pagina.locator(".wp-groepje[aria-label^='5 ideeën']")
    groepje.wait_for()
    assert groepje.get_attribute("tabindex") == "0" and groepje.get_attribute("role") == "button"
    groepje.focus()
    pagina.keyboard.press("Enter")
    pagina.locator(".leaflet-popup a:focus").wait_for()
    assert pagina.locator(".leaflet-popup li a").count() == 5 and not axe(pagina)
    pagina.keyboard.press("Escape")
    pagina.locator(".wp-groepje:focus").wait_for()
    pagina.keyboard.press("Enter")
    pagina.locator(".leaflet-popup a:focus").wait_for()
    pagina.keyboard.press("Enter")
    pagina.wait_for_url(re.compile(r"/ideeen/\d+/$"))
    assert pagina.get_by_role("heading", level=1).inner_text().startswith("Op het plein")


def test_een_groepje_gaat_met_enter_open_en_de_kaart_houdt_de_focus(vol, open_pagina):
    pagina = open_pagina(1280)
    pagina.goto(f"{LIJST}?weergave=kaart")
    teken(pagina)
    pagina.locator(".wp-groepje").first.focus()
    voor = pagina.locator(".leaflet-marker-pane").inner_html()
    pagina.keyboard.press("Enter")
    pagina.wait_for_timeout(300)
    assert pagina.locator(".leaflet-marker-pane").inner_html() != voor
    assert pagina.evaluate("document.activeElement.closest('[data-kaart]') !== null")


def test_dicht_bij_mij_vraagt_het_apparaat_en_staat_in_het_adres(portaal, open_pagina):
    idee = portaal.ideeen.openbaar().met_plaats().exclude(status="ingetrokken").first()
    pagina = open_pagina(390, 844, geolocation={"latitude": idee.lat, "longitude": idee.lon}, permissions=["geolocation"])
    pagina.goto(f"{LIJST}?sorteer=oud")
    pagina.get_by_text("Filter", exact=True).click()
    pagina.get_by_role("button", name="Toon wat dicht bij mij is").click()
    pagina.wait_for_url(re.compile(r"bij=\d+\.\d{1,4}(%2C|,)\d+\.\d{1,4}$"))
    assert idee.titel in pagina.locator(".wp-kaart").first.inner_text() and re.search(
        r"Op 1?0 meter\.", pagina.locator(".wp-kaart").first.inner_text()
    )
    pagina.get_by_role("link", name="Haal weg: Binnen 300 meter van de plek").click()
    assert "het oudste eerst" not in pagina.locator("main").inner_text() and "bij=" not in pagina.url


def test_zonder_script_zijn_er_filters_en_geen_lege_plek_voor_een_kaart(portaal, open_pagina):
    pagina = open_pagina(1280, js=False)
    pagina.goto(LIJST)
    assert pagina.get_by_label("Thema").is_visible()
    assert pagina.locator(".wp-naast__lijst").bounding_box()["width"] > 1000
    pagina.get_by_label("Volgorde").select_option("De meeste steun eerst")
    pagina.get_by_label("Soort").select_option("kans")
    pagina.get_by_role("button", name="Zoek ideeën").click()
    assert "de meeste steun eerst" in pagina.locator("main").inner_text()
    pagina.get_by_role("link", name="Haal weg: Soort: kans").click()
    assert "sorteer=steun" in pagina.url and not pagina.locator(".wp-chips").count()


def test_vergroot_tot_200_procent_past_de_lijst_met_kaart(portaal, open_pagina):
    for breedte in (640, 1280):
        pagina = open_pagina(breedte)
        for pad in (f"{LIJST}?weergave=kaart", f"{LIJST}?bij=52.3448,4.6155&soort=kans", "/geleerdenwijk/ideeen/nieuw/"):
            pagina.goto(pad)
            pagina.evaluate("document.documentElement.style.fontSize = '200%'")
            assert loopt_over(pagina) == 0, (pad, breedte)
