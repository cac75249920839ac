"""A project from its ideas to its end, by hand in the browser without scripts: everyone can see where it stands, join in, and see what it brought."""

import re
from functools import partial

import pytest
from django.core import mail
from playwright.sync_api import Route

from participatie.deeds.ideeen import steun
from participatie.models import Helper, Idee, Project
from tests.machines import axe, loopt_over
from tests.participatie.fotos import inhoud_van, vlak
from tests.reizen.hulp import als, dag, klik, vul
from wijk.models import Gebruiker

WERK = "/werkplek/geleerdenwijk/projecten"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def bewoner_met_steun(pilot):
    """Two ideas that can be done: one from paper with an address, one that somebody supports."""
    een = Idee.objects.create(
        wijk=pilot, nummer=1, titel="Een schommel", soort="kans", status="past", email="papier@voorbeeld.invalid", herkomst="papier"
    )
    Idee.objects.create(wijk=pilot, nummer=2, titel="Een klimrek", soort="kans", status="past")
    steun(een, "doe_mee", door=Gebruiker.objects.create_user("steunt@voorbeeld.invalid"))


def antwoord(html: str, route: Route) -> None:
    route.fulfill(body=html, content_type="text/html; charset=utf-8")


@pytest.fixture
def kijk(open_pagina):
    """`kijk(pagina)`: the page that stands, or each of these: nothing for axe to find, and not wider than the window.

    axe needs scripts, and the journey goes without: it looks at the same answer in a page beside it.
    """
    spiegel = open_pagina(320)

    def doe(pagina, *paden) -> None:
        for pad in paden or ("",):
            if pad:
                assert pagina.goto(pad).status == 200, pad
            pagina.wait_for_load_state()  # a followed link has an address before it has a page
            adres, html = pagina.url.partition("#")[0], pagina.content()
            spiegel.context.clear_cookies()
            spiegel.context.add_cookies(pagina.context.cookies())
            spiegel.route(adres, partial(antwoord, html))
            spiegel.goto(adres)
            spiegel.unroute(adres)
            assert not (fout := axe(spiegel)), fout
            assert not loopt_over(spiegel) and not loopt_over(pagina), adres

    return doe


def test_van_twee_ideeen_tot_een_project_dat_klaar_is(pilot, open_pagina, kijk, bewoner_met_steun):
    pagina, ander = open_pagina(320, js=False), open_pagina(320, js=False)
    openbaar = "/geleerdenwijk/projecten/een-speelplek-voor-de-buurt/"
    als(pagina, "Bram")

    # Two ideas at once.
    pagina.goto(f"{WERK}/nieuw/?idee=1")
    kijk(pagina)
    assert pagina.get_by_label("1. Een schommel").is_checked()
    pagina.get_by_label("2. Een klimrek").check()
    vul(pagina, titel="Een speelplek voor de buurt")
    klik(pagina, "Begin het project")
    hier = pagina.url
    assert Idee.objects.filter(project__isnull=False).count() == 2

    # What is missing is said, and each link opens the form where it is mended.
    def mend(gebrek, knop, **velden):
        pagina.goto(hier)
        pagina.get_by_role("link", name=re.compile(gebrek)).click()
        kijk(pagina)
        vul(pagina, **velden)
        pagina.locator("details[open]").get_by_role("button", name=knop, exact=True).click()
        assert not pagina.locator("#fouten").count(), pagina.locator("#fouten").inner_text()

    kijk(pagina)
    mend(
        "de omschrijving",
        "Bewaar",
        omschrijving="Een schommel en een klimrek.",
        trekker_soort="een organisatie",
        trekker="Stichting WIJ Heemstede",
        contact="wijk@voorbeeld.invalid",
        geraamd="1.500",
    )
    mend("wie er beslist", "Leg vast", partij="Gemeente Heemstede", soort="beslist")
    mend("wie er meedoet", "Leg vast", partij="Bewoners van de wijk", soort="doet mee")
    mend("een tijdpad", "Voeg toe", titel="Geplaatst", datum=dag(30))
    mend("het besluit", "Leg vast", functie="het college van B&W", tekst="De speelplek komt er.")
    klik(pagina, "Er zijn geen extra afspraken nodig")
    kijk(ander, openbaar)

    # Who had the idea or supports it is asked along, and somebody else offers help.
    pagina.get_by_role("link", name=re.compile(r"Wie doet er mee \(")).click()
    kijk(pagina)
    klik(pagina, "Vraag deze mensen mee (2)")
    [bericht] = [bericht for bericht in mail.outbox if bericht.to == ["steunt@voorbeeld.invalid"]]
    kijk(ander, re.search(r"/geleerdenwijk/gevraagd/\S+", bericht.body)[0])
    klik(ander, "Ik doe mee")
    assert "Kies ten minste één ding" in ander.locator("#fouten").inner_text()
    kijk(ander)
    ander.get_by_label("Ik help mee met mijn handen").check()
    klik(ander, "Ik doe mee")
    assert "Fijn dat u mee wilt doen" in ander.get_by_role("heading", level=1).inner_text()
    kijk(ander)
    ander.goto(openbaar)
    ander.get_by_role("link", name="Ik doe mee").click()
    kijk(ander)
    ander.get_by_label("Ik heb gereedschap of spullen").check()
    vul(ander, telefoon="0612345678", toelichting="Een kruiwagen.")
    klik(ander, "Ik doe mee")
    assert Helper.objects.count() == 2
    for helper in Helper.objects.all():
        pagina.goto(f"{hier}helpers/")
        pagina.locator(f"#helper-{helper.pk}").get_by_role("button", name=re.compile("Telt mee")).click()
    kijk(pagina)
    ander.goto(openbaar)
    assert "2 mensen doen mee." in ander.locator("main").inner_text() and "kruiwagen" not in ander.locator("main").inner_text()

    # It goes on, with money; a day shifts, and hours are written.
    pagina.goto(hier)
    klik(pagina, "Zet op “besluit genomen”")
    kijk(ander, openbaar)
    als(pagina, "Dirk")
    pagina.goto("/werkplek/geleerdenwijk/budget/boek/")
    pagina.get_by_role("radio", name=re.compile("^Reserveer:")).check()
    vul(pagina, project="Een speelplek voor de buurt", bedrag="1.500", omschrijving="De speelplek")
    klik(pagina, "Boek")
    als(pagina, "Bram")
    pagina.goto(hier)
    assert "€\xa01.500,00 was gekozen" in pagina.locator("#vul-stop").text_content()
    klik(pagina, "Zet op “in uitvoering”")
    pagina.get_by_role("link", name="Verschuif of wijzig: Geplaatst").click()
    kijk(pagina)
    vul(pagina, verwacht=dag(40))
    klik(pagina, "Verschuif de mijlpaal")
    assert "verplicht" in pagina.locator("main").inner_text()
    kijk(pagina)
    vul(pagina, reden_verschoven="De grond is nat.")
    klik(pagina, "Verschuif de mijlpaal")
    kijk(ander, openbaar)
    assert "loopt uit" in ander.locator("main").inner_text() and "De grond is nat." in ander.locator("main").inner_text()

    # Photos and a document, and then it is done.
    for wanneer, tekst in (("zo was het", "Een leeg veld"), ("zo is het geworden", "Een schommel op het veld")):
        pagina.goto(f"{hier}bestanden/")
        pagina.locator("summary", has_text="Voeg een foto toe").click()
        pagina.get_by_label(wanneer).check()
        pagina.get_by_label("wat is er te zien").fill(tekst)
        pagina.locator("[name=fotos]").set_input_files({"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": inhoud_van(vlak(640, 480))})
        pagina.locator("details[open]").get_by_role("button", name="Zet op de website").click()
    pagina.locator("summary", has_text="Voeg een document toe").click()
    vul(pagina, titel="Tekening")
    pagina.locator("[name=bestand]").set_input_files({"name": "t.pdf", "mimeType": "application/pdf", "buffer": PDF})
    pagina.locator("details[open]").get_by_role("button", name="Zet op de website").click()
    kijk(pagina)
    pagina.goto(hier)
    klik(pagina, "Klaar: Geplaatst")
    klik(pagina, "Zet op “afgerond”")
    kijk(ander, openbaar, "/geleerdenwijk/projecten/")
    ander.goto(openbaar)
    for alt in ("Zo was het: Een leeg veld", "Zo is het geworden: Een schommel op het veld"):
        assert ander.get_by_alt_text(alt).evaluate("e => e.complete")
    assert ander.get_by_role("link", name="Ik doe mee").count() == 0
    assert set(Idee.objects.values_list("status", flat=True)) == {"klaar"}


def test_stoppen_zegt_wat_er_met_het_geld_gebeurt(portaal, open_pagina, kijk, inloggen):
    pagina = open_pagina(320, js=False)
    inloggen(pagina, "ambtenaar")
    project = Project.objects.get(titel__startswith="Natuurlijke speelplek")
    pagina.goto(f"{WERK}/{project.slug}/")
    pagina.locator("summary", has_text="Stop het project").click()
    tekst = pagina.locator("main").inner_text()
    assert "was gekozen en nog niet besteld" in tekst and "is al besteld" in tekst and "is al betaald" in tekst
    klik(pagina, "Stop het project")
    assert "verplicht" in pagina.locator("#fouten").inner_text()
    kijk(pagina)
    vul(pagina, reden="De grond blijft te nat.")
    pagina.get_by_label("Ik belde de helpers").check()
    klik(pagina, "Stop het project")
    kijk(pagina, f"/geleerdenwijk/projecten/{project.slug}/", "/geleerdenwijk/projecten/")
    assert "De grond blijft te nat." in pagina.locator("main").inner_text()
