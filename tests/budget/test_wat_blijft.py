"""What somebody reads of the books afterwards: tables that add up, one news item for a move, and that a booking was refused."""

import pytest
from django.utils import timezone

from budget import deeds, verantwoording
from tests.budget.hulp import maak_project
from wijk import volgen, werklijst
from wijk.bedrag import Bedrag
from wijk.fouten import Geweigerd
from wijk.models import Bevoegdheid
from wijk.rechten import SYSTEEM, rechten_van


@pytest.fixture
def verslag(wijk, budget, project):
    """Of a year with a payment that was countered, and a move."""
    pad = maak_project(wijk, "pad")
    deeds.reserveer(budget, project, Bedrag("2.000"), door=SYSTEEM)
    deeds.verplicht(budget, project, Bedrag("1.500"), door=SYSTEEM)
    deeds.boek_tegen(deeds.betaal(budget, project, Bedrag("900"), door=SYSTEEM), "Verkeerd bedrag.", door=SYSTEEM)
    deeds.betaal(budget, project, Bedrag("90"), door=SYSTEEM)
    deeds.verplaats(budget, project, pad, Bedrag("300"), door=SYSTEEM)
    return verantwoording.van_jaar(budget, timezone.localdate().year)


def test_de_tabellen_van_een_jaar_zeggen_wat_de_zin_zegt(verslag):
    betaald = next(rij for rij in verslag.soorten if rij[0] == "Betaald")
    assert betaald[1:] == (2, Bedrag("990"), Bedrag("900")) and "is €\xa090,00 betaald" in verslag.zin
    assert [rij[0] for rij in verslag.soorten] == ["Gereserveerd", "Verplaatst tussen projecten", "Besteld of toegezegd", "Betaald"]
    potten = {pot.naam: (pot.erbij, pot.eraf) for pot in verslag.potten}
    assert potten["Nog te verdelen"] == (0, Bedrag("2.000")), "what passed through is no income"
    assert potten["Betaald"] == (Bedrag("90"), 0) and potten["Besteld, nog niet betaald"] == (Bedrag("1.500"), Bedrag("90"))


def test_een_verplaatsing_is_een_bericht(wijk, verslag):
    teksten = [gebeurtenis.tekst for gebeurtenis in volgen.nieuws(wijk)]
    assert [tekst for tekst in teksten if "Pad" in tekst] == ["Geld gaat van Speelplek naar Pad: €\xa0300,00."]


def test_meer_dan_geraamd_staat_er_in_woorden(wijk, budget, project, client):
    project.geraamd = Bedrag("100")
    project.save()
    deeds.reserveer(budget, project, Bedrag("130"), door=SYSTEEM)
    for pad in ("budget/", "projecten/speelplek/", "budget/projecten/speelplek/"):
        antwoord = client.get(f"/geleerdenwijk/{pad}")
        assert antwoord.status_code == 200 and "Er is €\xa030,00 meer toegekend dan geraamd." in antwoord.content.decode(), pad


def test_wie_boekte_leest_op_de_werklijst_dat_het_is_afgewezen(wijk, budget, project, budgetbeheerder, tweede, als):
    taken = lambda wie: [taak for taak in werklijst.van_wijk(wijk, rechten_van(wie, wijk), wie) if "afgewezen" in taak.zin]  # noqa: E731
    een, _ander = (deeds.reserveer(budget, project, Bedrag(bedrag), door=budgetbeheerder) for bedrag in ("3.000", "3.500"))
    deeds.wijs_af(een, "Te veel.", door=tweede)
    assert taken(budgetbeheerder), "what was booked before the refusal is no answer to it"
    twee = deeds.reserveer(budget, project, Bedrag("4.000"), door=budgetbeheerder)
    assert not taken(budgetbeheerder), "it was booked anew"
    deeds.wijs_af(twee, "Nog te veel.", door=tweede)
    [taak] = taken(budgetbeheerder)
    assert "€\xa04.000,00 voor Speelplek" in taak.zin and taak.uitleg == "Reden: Nog te veel." and not taken(tweede)
    client = als(budgetbeheerder)
    assert "Ik heb dit gelezen" in client.get(taak.pad).content.decode()
    assert "staat niet meer op uw werklijst" in client.post(taak.pad, follow=True).content.decode()
    assert not taken(budgetbeheerder)
    with pytest.raises(Geweigerd):
        deeds.lees_afwijzing(twee, door=budgetbeheerder)


def test_de_werklijst_zegt_wat_er_in_een_andere_wijk_wacht(wijk, andere_wijk, budget, project, budgetbeheerder, tweede, als):
    client = als(tweede)
    deeds.reserveer(budget, project, Bedrag("3.000"), door=budgetbeheerder)
    assert "Uw wijken" not in client.get("/werkplek/geleerdenwijk/").content.decode()
    Bevoegdheid.objects.create(gebruiker=tweede, wijk=andere_wijk, functie="budgetbeheerder")
    html = client.get("/werkplek/rivierenwijk/").content.decode()
    assert "Uw wijken" in html and "Ook in de" in html and "boeking wacht op akkoord" in html
    assert 'href="/werkplek/geleerdenwijk/budget/#wacht"' in html
