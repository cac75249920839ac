"""Saying where it is: the map, the middle of the map, the device, an address; with and without script, with the keyboard alone."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from participatie.models import Idee
from tests.machines import axe, loopt_over
from tests.reizen.hulp import klik, vul

NIEUW = "/geleerdenwijk/ideeen/nieuw/"
BINNEN = {"latitude": 52.3448, "longitude": 4.6155}


def plek(pagina) -> tuple[str, str]:
    return pagina.locator("[name=lat]").input_value(), pagina.locator("[name=lon]").input_value()


def open_kaart(pagina) -> None:
    pagina.get_by_role("button", name="Wijs aan op de kaart").click()
    pagina.locator(".wp-kruis").wait_for(state="attached")


@pytest.fixture
def pdok(settings):
    """A Locatieserver on this machine: what it was asked stands in `gevraagd`; `antwoord` is what it says."""

    class Server(BaseHTTPRequestHandler):
        gevraagd: list = []
        antwoord: bytes | None = None

        def do_GET(self):
            Server.gevraagd.append(parse_qs(urlsplit(self.path).query))
            docs = [
                {"weergavenaam": "Kerklaan 12, 2101HL Verweg", "centroide_ll": "POINT(5.1 52.1)"},
                {"weergavenaam": "Kerklaan 12, 2101HL Heemstede", "centroide_ll": "POINT(4.6155 52.3448)"},
                {"weergavenaam": "Stuk zonder plek"},
            ]
            inhoud = Server.antwoord if Server.antwoord is not None else json.dumps({"response": {"docs": docs}}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(inhoud)))
            self.end_headers()
            self.wfile.write(inhoud)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.PDOK_URL = f"http://127.0.0.1:{server.server_port}/free"
    yield Server
    server.shutdown()
    server.server_close()


def test_de_kaart_komt_pas_als_iemand_erom_vraagt(pilot, open_pagina):
    pagina = open_pagina(390, 844)
    gehaald = []
    pagina.on("request", lambda r: gehaald.append(urlsplit(r.url).path))
    pagina.goto(NIEUW)
    pagina.get_by_role("button", name="Wijs aan op de kaart").wait_for()
    pagina.locator("h2", has_text="Waar is het").scroll_into_view_if_needed()
    assert not [pad for pad in gehaald if "leaflet" in pad or pad.endswith("kaart.js")]
    open_kaart(pagina)
    assert [pad for pad in gehaald if "leaflet.js" in pad]
    assert not axe(pagina) and loopt_over(pagina) == 0


def test_tikken_op_de_kaart_of_schuiven_onder_het_kruis_wijst_de_plek_aan(pilot, open_pagina):
    pagina = open_pagina(390, 844)
    pagina.goto(NIEUW)
    open_kaart(pagina)
    pagina.locator("[data-kaart]").click(position={"x": 150, "y": 120})
    getikt = plek(pagina)
    assert all(getikt) and pagina.get_by_text("De plek is aangewezen").is_visible()
    doos = pagina.locator("[data-kaart]").bounding_box()
    pagina.mouse.move(doos["x"] + 200, doos["y"] + 150)
    pagina.mouse.down()
    pagina.mouse.move(doos["x"] + 120, doos["y"] + 100, steps=5)
    pagina.mouse.up()
    pagina.get_by_role("button", name="Kies het midden van de kaart").click()
    assert all(plek(pagina)) and plek(pagina) != getikt
    pagina.get_by_role("button", name="Haal de plek weg").click()
    assert plek(pagina) == ("", "") and not pagina.locator("[data-kaart] .wp-punt--rood").count()


def test_met_alleen_het_toetsenbord_een_plek_kiezen(pilot, open_pagina):
    pagina = open_pagina()
    pagina.goto(NIEUW)
    pagina.get_by_role("button", name="Wijs aan op de kaart").press("Enter")
    pagina.locator("[data-kaart]:focus").wait_for()
    pagina.keyboard.press("ArrowRight")
    pagina.wait_for_timeout(400)
    pagina.keyboard.press("Enter")
    eerst = plek(pagina)
    assert all(eerst) and pagina.url.endswith(NIEUW), "Enter on the map does not send the form"


def test_mijn_locatie_vult_de_plek_in_na_een_druk(pilot, open_pagina):
    pagina = open_pagina(390, 844, geolocation={**BINNEN, "accuracy": 8}, permissions=["geolocation"])
    pagina.goto(NIEUW)
    assert plek(pagina) == ("", "")
    pagina.get_by_role("button", name="Gebruik mijn locatie").click()
    pagina.get_by_text("Uw locatie is ingevuld").wait_for()
    assert plek(pagina) == ("52.344800", "4.615500")
    pagina.locator("[data-kaart] .wp-punt--rood").wait_for()


def test_mijn_locatie_die_niet_precies_is_wordt_getoond_en_niet_ingevuld(pilot, open_pagina):
    pagina = open_pagina(390, 844, geolocation={**BINNEN, "accuracy": 800}, permissions=["geolocation"])
    pagina.goto(NIEUW)
    pagina.get_by_role("button", name="Gebruik mijn locatie").click()
    pagina.get_by_text("het kan 800 meter schelen").wait_for()
    assert plek(pagina) == ("", "")
    pagina.get_by_role("button", name="Kies het midden van de kaart").click()
    assert plek(pagina)[0].startswith("52.344")


def test_wie_geen_locatie_wil_geven_leest_hoe_het_anders_kan(pilot, open_pagina):
    pagina = open_pagina(390, 844)
    pagina.goto(NIEUW)
    pagina.get_by_role("button", name="Gebruik mijn locatie").click()
    pagina.get_by_text("U gaf geen toestemming voor uw locatie").wait_for()
    assert not axe(pagina)


def test_buiten_de_wijk_wordt_het_meteen_gezegd_en_toch_aangenomen(pilot, open_pagina):
    pagina = open_pagina(390, 844, geolocation={"latitude": 52.37, "longitude": 4.65, "accuracy": 8}, permissions=["geolocation"])
    pagina.goto(NIEUW)
    vul(pagina, titel="Een brug")
    pagina.get_by_text("Een kans:").click()
    pagina.get_by_role("button", name="Gebruik mijn locatie").click()
    pagina.get_by_text("Deze plek ligt buiten de Geleerdenwijk. U mag uw idee wel sturen").wait_for()
    klik(pagina, "Stuur uw idee")
    pagina.get_by_role("heading", name="Bedankt. Uw idee is nummer 1.").wait_for()
    assert Idee.objects.get().lat == 52.37


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_een_adres_vult_de_plek_in_en_wat_getypt_is_blijft(pilot, open_pagina, pdok, js):
    pagina = open_pagina(390, 844, js=js)
    pagina.goto(NIEUW)
    vul(pagina, titel="Een bankje bij de kerk", omschrijving="Met leuning.", thema="Verlichting", adres="Kerklaan 12")
    pagina.get_by_text("Een kans:").click()
    klik(pagina, "Zoek dit adres")
    pagina.get_by_text("We vonden 2 plekken").wait_for()
    namen = pagina.get_by_role("button", name="Kies Kerklaan").all_inner_texts()
    assert namen == ["Kies Kerklaan 12, 2101HL Heemstede", "Kies Kerklaan 12, 2101HL Verweg"], "what lies in the wijk stands first"
    if js:
        assert not axe(pagina)
    pagina.get_by_role("button", name="Kies Kerklaan 12, 2101HL Heemstede").click()
    pagina.locator("[name=lat][value^='52.3448']").wait_for(state="attached") if not js else pagina.locator(".wp-punt--rood").wait_for()
    assert pagina.locator("[name=titel]").input_value() == "Een bankje bij de kerk"
    klik(pagina, "Stuur uw idee")
    pagina.get_by_role("heading", name="Bedankt. Uw idee is nummer 1.").wait_for()
    idee = Idee.objects.get()
    assert (idee.titel, idee.omschrijving, idee.soort, idee.thema.naam) == ("Een bankje bij de kerk", "Met leuning.", "kans", "Verlichting")
    assert (idee.lat, idee.lon, idee.plaats) == (52.3448, 4.6155, "")
    assert pdok.gevraagd[0]["q"] == ["Kerklaan 12"] and "lat" in pdok.gevraagd[0]


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_enter_in_een_veld_stuurt_het_idee_ook_als_er_een_adres_te_zoeken_is(pilot, open_pagina, pdok, js):
    pagina = open_pagina(js=js)
    pagina.goto(NIEUW)
    pagina.get_by_text("Een kans:").click()
    pagina.locator("[name=titel]").fill("Een bankje")
    pagina.locator("[name=titel]").press("Enter")
    pagina.get_by_role("heading", name="Bedankt. Uw idee is nummer 1.").wait_for()
    assert not pdok.gevraagd


def test_een_zoekdienst_die_niet_werkt_houdt_niemand_tegen(pilot, open_pagina, pdok):
    pagina = open_pagina()
    pagina.goto(NIEUW)
    for antwoord in (b"<html>", b"x" * 300_000, b'{"response": null}', b"[]"):
        pdok.antwoord = antwoord
        vul(pagina, adres="Kerklaan 12")
        klik(pagina, "Zoek dit adres")
        pagina.get_by_text("We kunnen nu geen adres zoeken").wait_for()
    pdok.antwoord = b'{"response": {"docs": []}}'
    klik(pagina, "Zoek dit adres")
    pagina.get_by_text("We vonden geen adres bij “Kerklaan 12”").wait_for()


def test_zonder_instelling_is_er_geen_adres_te_zoeken(pilot, open_pagina):
    pagina = open_pagina()
    pagina.goto(NIEUW)
    assert not pagina.locator("[name=adres]").count()


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_het_formulier_zegt_wat_er_bij_het_thema_kan_en_niet_kan(pilot, open_pagina, js):
    """Without a script all of them stand there, by theme."""
    voorwaarde = pilot.randvoorwaarden.in_basisset().geldig().inhoudelijk().first()
    voorwaarde.themas.set([pilot.themas.get(naam="Verlichting")])
    pagina = open_pagina(390, 844, js=js)
    pagina.goto(NIEUW)
    groep = pagina.locator(".wp-voorwaarden [data-thema]")
    if not js:
        pagina.get_by_text("Wat kan wel en wat kan niet?").last.click()
        assert groep.is_visible() and pagina.get_by_text("Bij elk idee").is_visible()
        return
    vul(pagina, thema="Verlichting")
    assert groep.is_visible() and voorwaarde.huidige.titel in groep.inner_text()
    assert pagina.get_by_text("Wat kan wel en wat kan niet bij Verlichting?").is_visible() and not axe(pagina)
    vul(pagina, thema=pilot.themas.exclude(naam="Verlichting").filter(open_vanaf__isnull=False).first().naam)
    assert not groep.is_visible() and pagina.get_by_text("Bij elk idee").is_visible()
