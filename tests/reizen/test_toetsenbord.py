"""An official with a keyboard alone enters what was said on a walk, and toetst it: how many keys and page loads that takes an idea.

IDEEEN=40 in the environment does it with forty ideas and prints the counts.
"""

import os
import random

import pytest

from participatie.deeds.concepten import bewaar_concept
from participatie.deeds.ideeen import dien_in
from participatie.deeds.toetslijst import neem
from participatie.models import Idee, Wijkwandeling
from tests.reizen.hulp import als
from wijk.deeds.kader import bewaar_randvoorwaarde
from wijk.models import Gebruiker
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


ACTIEF = "document.activeElement.name"
IN_BEELD = "(() => { const { top, bottom } = document.activeElement.getBoundingClientRect(); return top > 0 && bottom < innerHeight; })()"


def voorwaarden(wijk, idee) -> list:
    return list(wijk.randvoorwaarden.in_basisset().geldig().voor_thema(idee.thema).inhoudelijk().met_tekst())


@pytest.mark.parametrize("breedte", [1280, 1024, 640])
def test_elk_idee_opent_op_het_eerste_oordeel_dat_nog_open_is(pilot, open_pagina, breedte):
    """In every state, also where the answer stands below the idea, and with the place of a skip link in the address."""
    bram = Gebruiker.objects.get(email="ambtenaar@voorbeeld.invalid")
    vers, half, heel, mist = (dien_in(pilot, titel=titel, soort="kans", door=SYSTEEM) for titel in ("Een bankje", "Een heg", "Een hek", "Een paal"))
    een, *rest = voorwaarden(pilot, vers)
    neem(half, door=bram)
    bewaar_concept(half, [(een.huidige, "voldoet", "")], "", gezien=0, stand=0, door=bram)
    bewaar_concept(heel, [(v.huidige, "voldoet", "") for v in (een, *rest)], "Dit kan.", gezien=0, stand=0, door=bram)
    bewaar_concept(mist, [(een.huidige, "voorwaarde", "")], "", gezien=0, stand=0, door=bram)  # the reason comes before the next verdict
    pagina = open_pagina(breedte, 700)
    als(pagina, "Bram")
    for idee, doel in ((mist, f"reden_{een.pk}"), (vers, f"oordeel_{een.pk}"), (half, f"oordeel_{rest[0].pk}"), (heel, "reden")):
        for anker in ("", "#inhoud", "#antwoord"):
            pagina.goto("about:blank")
            pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/{anker}")
            pagina.locator(f"[name={doel}]:focus").wait_for(state="attached")
    pagina.keyboard.type("Leuk.")  # after what stood there
    assert pagina.locator("[name=reden]").first.input_value() == "Dit kan. Leuk."
    pagina.goto("about:blank")
    pagina.on("dialog", lambda vraag: vraag.accept())
    pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{vers.nummer}/")
    pagina.locator("[data-oordeel]:focus").wait_for(state="attached")
    assert pagina.evaluate(IN_BEELD) == (breedte > 640) and (breedte > 640 or pagina.evaluate("scrollY") == 0)
    pagina.keyboard.press("1")
    if breedte == 640:  # nothing is chosen unseen: the first key shows what it is about
        assert not pagina.locator("[data-oordeel]:checked[value=voldoet]").count()
        assert pagina.evaluate(IN_BEELD)
        pagina.keyboard.press("1")
    assert pagina.evaluate(ACTIEF) == f"oordeel_{rest[0].pk}"


def test_zonder_script_is_het_antwoord_twee_sprongen_ver(pilot, open_pagina):
    idee = dien_in(pilot, titel="Een bankje", soort="kans", door=SYSTEEM)
    pagina = open_pagina(js=False)
    als(pagina, "Bram")
    pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/")
    for toets in ("Tab", "Tab", "Enter", "Tab"):
        pagina.keyboard.press(toets)
    assert pagina.evaluate(ACTIEF) == f"oordeel_{voorwaarden(pilot, idee)[0].pk}"


def test_een_letter_zet_de_cursor_achter_wat_er_al_staat(pilot, open_pagina):
    bram = Gebruiker.objects.get(email="ambtenaar@voorbeeld.invalid")
    idee = dien_in(pilot, titel="Een bankje", soort="kans", door=SYSTEEM)
    een = voorwaarden(pilot, idee)[0]
    pagina = open_pagina()
    als(pagina, "Bram")
    pagina.on("dialog", lambda vraag: vraag.accept())
    bewaar_concept(idee, [(een.huidige, "", "Met een")], "We zetten", gezien=0, stand=0, door=bram)
    for toets, veld, begin in (("a", "reden", "We zetten"), ("2", f"reden_{een.pk}", "Met een"), ("3", f"reden_{een.pk}", "Met een")):
        pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/")
        pagina.locator("[data-oordeel]:focus").wait_for(state="attached")
        pagina.keyboard.press(toets)
        pagina.keyboard.type("erbij")
        assert pagina.locator(f"[name={veld}]").input_value() == f"{begin} erbij"


def test_een_toets_te_veel_wordt_geen_antwoord(pilot, open_pagina):
    """The cursor jumps into the answer after the last verdict; a key that was meant for one more verdict is not published as its text."""
    idee = dien_in(pilot, titel="Een bankje", soort="kans", door=SYSTEEM)
    pagina = open_pagina()
    als(pagina, "Bram")
    pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/")
    pagina.locator("[data-oordeel]:focus").wait_for(state="attached")
    antwoord = pagina.locator("[name=reden]").first
    pagina.keyboard.type("1" * (len(voorwaarden(pilot, idee)) + 2) + "a")
    assert pagina.evaluate(ACTIEF) == "reden" and antwoord.input_value() == ""
    pagina.wait_for_timeout(1500)  # later it is text
    pagina.keyboard.type("1a")
    assert antwoord.input_value() == "1a"
    pagina.keyboard.press("Control+Enter")
    pagina.locator("#fouten").get_by_text("nog geen zin").wait_for()
    idee.refresh_from_db()
    assert idee.status != "past" and not idee.toetsingen.exists()


def test_samenvoegen_is_op_de_volgende_pagina_ongedaan_te_maken(pilot, open_pagina):
    idee, ander = (dien_in(pilot, titel=titel, soort="kans", door=SYSTEEM) for titel in ("Een bankje", "Nog een bankje"))
    pagina = open_pagina()
    als(pagina, "Bram")
    pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/")
    pagina.locator("[data-oordeel]:focus").wait_for(state="attached")
    pagina.keyboard.press("s")
    pagina.keyboard.type(str(ander.nummer))
    with pagina.expect_navigation():
        pagina.keyboard.press("Control+Enter")
    idee.refresh_from_db()
    assert idee.samengevoegd_met == ander
    pagina.get_by_role("button", name="Maak ongedaan").click()
    pagina.get_by_text("Dit is ongedaan gemaakt.").wait_for()
    idee.refresh_from_db()
    assert idee.samengevoegd_met is None and idee.is_te_toetsen


def test_ook_vanaf_een_fout_of_de_uitleg_werken_de_toetsen(pilot, open_pagina):
    idee = dien_in(pilot, titel="Een bankje", soort="kans", door=SYSTEEM)
    een, _, *rest = voorwaarden(pilot, idee)
    pagina = open_pagina(1280, 4000)  # every verdict in sight
    als(pagina, "Bram")
    pagina.on("dialog", lambda vraag: vraag.accept())

    def begin(waar: str) -> None:
        vers = dien_in(pilot, titel="Een hek", soort="kans", door=SYSTEEM)  # what was refused of another is kept
        pagina.goto(f"/werkplek/geleerdenwijk/toetsen/{vers.nummer}/")
        pagina.locator("[data-oordeel]:focus").wait_for(state="attached")
        if waar == "fouten":
            pagina.keyboard.press("1")
            pagina.keyboard.press("2")
            pagina.keyboard.type("Als")
            pagina.keyboard.press("Control+Enter")
            pagina.locator("#fouten:focus").wait_for()
            pagina.locator("[data-toetsenbord]").wait_for()
        else:
            pagina.locator("[data-toetsenbord] summary").focus()

    for waar, eerste in (("fouten", rest[0]), ("uitleg", een)):
        begin(waar)
        pagina.keyboard.press("3")
        assert pagina.locator(f"[name=oordeel_{eerste.pk}][value=voldoet_niet]").is_checked()
        assert pagina.evaluate(ACTIEF) == f"reden_{eerste.pk}"
        begin(waar)
        pagina.keyboard.press("a")
        assert pagina.evaluate(ACTIEF) == "reden" and pagina.locator("[data-oordeel][value=voldoet]:checked").count() >= len(rest)
        for letter, veld in (("o", "reden"), ("s", "met")):
            begin(waar)
            pagina.keyboard.press(letter)
            assert pagina.evaluate(ACTIEF).endswith(veld)
            pagina.keyboard.press("Escape")
            assert pagina.evaluate(ACTIEF) == f"oordeel_{eerste.pk}"
    begin("fouten")
    pagina.keyboard.press("Enter")
    assert pagina.evaluate(ACTIEF) == f"oordeel_{rest[0].pk}"
    pagina.set_viewport_size({"width": 640, "height": 500})
    begin("fouten")
    voldoet = pagina.locator("[data-oordeel][value=voldoet]:checked")
    was = voldoet.count()
    for keer in (0, 1):  # nothing is chosen unseen
        pagina.keyboard.press("1")
        assert voldoet.count() == was + keer and (keer or pagina.evaluate(IN_BEELD))
