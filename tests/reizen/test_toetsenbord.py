"""An official with a keyboard alone enters what was said on a walk, and toetst it: how many keys and page loads that takes an idea.

IDEEEN=40 in the environment does it with forty ideas and prints the counts.
"""

import os
import random

import pytest

from participatie.models import Idee, Wijkwandeling
from tests.reizen.hulp import als
from wijk.deeds.kader import bewaar_randvoorwaarde
from wijk.rechten import SYSTEEM

AANTAL = int(os.environ.get("IDEEEN", 8))
VOORWAARDEN = 12


class Toetsenbord:
    """Counts the keys that are pressed beside the texts themselves, each key of a combination as one, and the pages that are loaded."""

    def __init__(self, pagina):
        self.pagina, self.toetsen, self.geladen = pagina, 0, 0
        pagina.on("load", lambda: setattr(self, "geladen", self.geladen + 1))

    def druk(self, toets: str) -> None:
        self.toetsen += len(toets.split("+"))
        self.pagina.keyboard.press(toets)

    def typ(self, tekst: str) -> None:
        self.pagina.keyboard.insert_text(tekst)

    def opnieuw(self) -> tuple[int, int]:
        was, self.toetsen, self.geladen = (self.toetsen, self.geladen), 0, 0
        return was


@pytest.fixture
def wandeling(pilot):
    """A walk, and twelve conditions that hold for every idea."""
    velden = {"grond": "wettelijk", "soort": "inhoudelijk", "themas": [], "wat_kan": "Alles wat mag.", "wat_kan_niet": "", "toelichting": ""}
    er = pilot.randvoorwaarden.in_basisset().geldig().inhoudelijk().voor_thema(None).count()
    for n in range(er, VOORWAARDEN):
        bewaar_randvoorwaarde(pilot, {**velden, "titel": f"Regel {n}"}, door=SYSTEEM)
    return Wijkwandeling.objects.create(
        wijk=pilot, titel="Wandeling", begint="2026-03-14T10:00:00+01:00", vertrekpunt="het plein", status="gelopen", plaatsen=20
    )


def test_een_wandeling_invoeren_en_toetsen_met_alleen_het_toetsenbord(wandeling, open_pagina):
    pagina, dobbel = open_pagina(), random.Random(7)
    als(pagina, "Bram")
    pagina.goto(f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/invoer/")
    pagina.locator("[name=titel]:focus").wait_for()
    bord = Toetsenbord(pagina)
    for n in range(AANTAL):
        bord.typ(f"Opmerking {n} van een bewoner")
        bord.druk("Enter")
        pagina.get_by_role("row", name=f"Opmerking {n} van").wait_for()
    assert not pagina.get_by_text("Er is nog niets ingevoerd.").count()
    toetsen_invoer, geladen_invoer = bord.opnieuw()
    assert Idee.objects.count() == AANTAL
    assert (toetsen_invoer, geladen_invoer) == (AANTAL, 0)

    pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{Idee.objects.order_by('nummer').first().nummer}/")
    bord.opnieuw()
    per_idee = []
    for _ in range(AANTAL):
        pagina.locator("[data-toetsenbord]").wait_for()  # the script is there
        pagina.locator("[data-oordeel]:focus").wait_for(state="attached")
        bezwaren = sorted(dobbel.sample(range(VOORWAARDEN), dobbel.choice([0, 0, 1, 1, 2, 3])))
        for plek in range(bezwaren[-1] + 1 if bezwaren else 0):
            bord.druk(dobbel.choice("23") if plek in bezwaren else "1")
            if plek in bezwaren:
                bord.typ("Alleen met een vergunning.")
                bord.druk("Enter")
        if not bezwaren or bezwaren[-1] < VOORWAARDEN - 1:
            bord.druk("a")
        pagina.locator("textarea[name=reden]:focus").wait_for()
        bord.typ("We hebben er goed naar gekeken.")
        with pagina.expect_navigation():
            bord.druk("Control+Enter")
        per_idee.append(bord.opnieuw())
    print(f"\n{AANTAL} remarks: {toetsen_invoer / AANTAL:.2f} keys each, {geladen_invoer} page loads.")  # noqa: T201
    print(f"{AANTAL} ideas × {VOORWAARDEN} conditions: {[n for n, _ in per_idee]} keys, {sum(n for n, _ in per_idee) / AANTAL:.2f} each.")  # noqa: T201
    assert pagina.locator("h1").inner_text() == "Toetsen"  # nothing is left to toets
    assert all(
        idee.toetsingen.get().oordelen.exclude(versie__randvoorwaarde__soort="procesmatig").count() == VOORWAARDEN for idee in Idee.objects.all()
    )
    assert sum(n for n, _ in per_idee) / AANTAL <= 12
    assert all(geladen == 1 for _, geladen in per_idee)
