"""Keeping the books in a browser: enter, approve, reverse, move, close a month; and what somebody without the right sees."""

from datetime import timedelta

import pytest
from django.utils import timezone

from budget.models import Afsluiting, Bewijsstuk, Boeking
from budget.stand import potten, verschillen
from tests.budget.test_bewijs import PDF
from tests.machines import axe
from wijk.bedrag import Bedrag

BUDGET = "/werkplek/geleerdenwijk/budget/"


def klik(pagina, knop: str) -> None:
    pagina.locator("main").get_by_role("button", name=knop, exact=True).click()


@pytest.mark.parametrize("js", [True, False], ids=["met script", "zonder script"])
def test_boeken_akkoord_geven_en_tegenboeken(portaal, open_pagina, inloggen, js):
    dirk, emma = open_pagina(1280, js=js), open_pagina(390, 844, js=js)
    inloggen(dirk, "budgetbeheerder")
    inloggen(emma, "tweede-budgetbeheerder")
    vrij = potten(portaal.budget)["vrij"]

    # Two clicks from a project: its link, and the button.
    dirk.goto(BUDGET)
    dirk.get_by_role("link", name="Boek voor Natuurlijke speelplek (voorbeeld)").click()
    assert "Geraamd €\xa014.500,00" in dirk.locator("main").inner_text()
    dirk.get_by_label("Reserveer: het project is gekozen").check()
    dirk.get_by_label("Bedrag").fill("2.500,01")
    dirk.get_by_label("Omschrijving").fill("Meer zand")
    klik(dirk, "Boek")
    dirk.get_by_label("Dit is meer dan geraamd. Ik boek het toch.").check()
    dirk.get_by_label("Bewijsstuk").set_input_files({"name": "offerte.pdf", "mimeType": "application/pdf", "buffer": PDF})
    klik(dirk, "Boek")
    assert "is vastgehouden" in dirk.get_by_role("status").first.inner_text()
    boeking = Boeking.objects.latest("pk")
    assert Bewijsstuk.objects.get().boeking == boeking and potten(portaal.budget)["vrij"] == vrij - Bedrag("2.500,01")
    dirk.goto(f"{BUDGET}boekingen/{boeking.pk}/")
    assert not dirk.get_by_role("link", name="Beslis").count() and dirk.get_by_role("link", name="offerte.pdf").count()
    dirk.goto(f"{BUDGET}boekingen/{boeking.pk}/akkoord/")
    assert "zelf ingevoerd" in dirk.locator("main").inner_text() and not dirk.get_by_role("button", name="Leg vast").count()

    # The second person refuses without a reason (told so), then agrees.
    emma.goto(BUDGET)
    emma.get_by_role("link", name=f"Beslis over boeking {boeking.nummer}").click()
    emma.get_by_label("Niet akkoord: het geld gaat terug").check()
    klik(emma, "Leg vast")
    assert "Zeg waarom" in emma.locator("#fouten").inner_text()
    assert not axe(emma) if js else True
    emma.get_by_label("Akkoord: de boeking telt").check()
    klik(emma, "Leg vast")
    assert "is geboekt" in emma.get_by_role("status").first.inner_text()

    # It was a mistake: the opposite booking, which waits for a second person too.
    dirk.goto(f"{BUDGET}boekingen/{boeking.pk}/")
    dirk.get_by_role("link", name="Boek tegen").click()
    dirk.get_by_label("Wat was er fout?").fill("Het zand was al betaald")
    klik(dirk, "Boek")
    tegen = Boeking.objects.latest("pk")
    assert tegen.corrigeert == boeking
    emma.goto(f"{BUDGET}boekingen/{tegen.pk}/")
    emma.get_by_role("link", name="Beslis").click()
    emma.get_by_label("Akkoord: de boeking telt").check()
    klik(emma, "Leg vast")
    assert potten(portaal.budget)["vrij"] == vrij and not verschillen(portaal.budget)
    dirk.goto(f"{BUDGET}boekingen/{boeking.pk}/")
    assert not dirk.get_by_role("link", name="Boek tegen").count()


def test_een_maand_sluiten(portaal, open_pagina, inloggen):
    pagina = open_pagina(js=False)
    inloggen(pagina, "budgetbeheerder")
    pagina.goto(f"{BUDGET}perioden/")
    kies = pagina.get_by_label("Tot en met welke periode sluit u?")
    oudste = kies.locator("option").last
    naam = oudste.inner_text()
    kies.select_option(label=naam)
    klik(pagina, "Sluit tot en met deze periode")
    assert "Vink aan" in pagina.locator("#fouten").inner_text()
    pagina.get_by_label("Ik weet dat dit niet terug kan").check()
    klik(pagina, "Sluit tot en met deze periode")
    gesloten = Afsluiting.objects.get()
    assert str(gesloten) == naam and naam in pagina.get_by_role("status").first.inner_text()
    pagina.goto(f"{BUDGET}boek/")
    pagina.get_by_label("Reserveer: het project is gekozen").check()
    pagina.get_by_label("Project", exact=True).select_option(label="Natuurlijke speelplek (voorbeeld)")
    pagina.get_by_label("Bedrag").fill("10")
    pagina.get_by_label("Datum").fill(gesloten.tot.isoformat())
    pagina.get_by_label("Omschrijving").fill("Te laat")
    klik(pagina, "Boek")
    assert "zijn gesloten" in pagina.locator("#fouten").inner_text()
    assert pagina.get_by_label("Omschrijving").input_value() == "Te laat"
    pagina.get_by_label("Datum").fill((timezone.localdate() - timedelta(days=0)).isoformat())
    klik(pagina, "Boek")
    pagina.get_by_label("Dit is meer dan geraamd. Ik boek het toch.").check()
    klik(pagina, "Boek")
    assert "Geboekt" in pagina.get_by_role("status").first.inner_text()


def test_verplaatsen_tussen_projecten(portaal, open_pagina, inloggen):
    pagina = open_pagina(390, 844)
    inloggen(pagina, "budgetbeheerder")
    pagina.goto(BUDGET)
    pagina.get_by_role("link", name="Verplaats geld van Natuurlijke speelplek (voorbeeld)").click()
    pagina.get_by_label("Naar project").select_option(label="Licht op het pad (voorbeeld)")
    pagina.get_by_label("Bedrag").fill("250")
    pagina.get_by_label("Omschrijving").fill("Er bleef over")
    klik(pagina, "Boek")
    pagina.get_by_label("Dit is meer dan geraamd. Ik boek het toch.").check()
    klik(pagina, "Boek")
    assert "Verplaatst: €\xa0250,00 van Natuurlijke speelplek" in pagina.get_by_role("status").first.inner_text()
    naar = Boeking.objects.latest("pk")
    assert naar.project.titel == "Licht op het pad (voorbeeld)" and naar.volgt_op.bedrag == Bedrag("250")


@pytest.mark.parametrize("wie", ["ambtenaar", "wijkcoordinator", "bestuur"])
def test_zonder_recht_geen_knop_en_geen_toegang(portaal, open_pagina, inloggen, wie):
    pagina = open_pagina()
    inloggen(pagina, wie)
    boeking = portaal.budget.boekingen.latest("pk")
    for pad in (BUDGET, f"{BUDGET}boekingen/{boeking.pk}/", f"{BUDGET}perioden/"):
        pagina.goto(pad)
        for knop in ("Boek", "Verplaats", "Beslis", "Sluit tot en met deze periode", "Voeg een bewijsstuk toe", "Wijzig het budget", "Boek tegen"):
            assert not pagina.locator("main").get_by_role("link", name=knop, exact=True).count(), (pad, knop)
            assert not pagina.locator("main").get_by_role("button", name=knop, exact=True).count(), (pad, knop)
    for pad in (
        "boek/",
        "verplaats/",
        "wijzig/",
        "journaal.csv",
        "journaal.xlsx",
        *(f"boekingen/{boeking.pk}/{d}/" for d in ("tegen", "akkoord", "bewijs")),
    ):
        assert pagina.request.get(f"{BUDGET}{pad}").status == 403, pad
