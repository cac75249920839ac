"""A change of the budget leaves no condition behind that names the old one unnoticed."""

import pytest

from budget import deeds
from budget.kadertekst import achterhaald
from wijk.bedrag import Bedrag, bedragen_in
from wijk.deeds.kader import bewaar_randvoorwaarde
from wijk.rechten import rechten_van
from wijk.werklijst import van_wijk

BUDGET = "/werkplek/geleerdenwijk/budget/"
WIJZIG = f"{BUDGET}wijzig/"
VELDEN = {"soort": "inhoudelijk", "grond": "financieel", "wat_kan_niet": "Geen feesten van € 250.", "toelichting": "De nota noemt € 50.000."}


@pytest.fixture
def schrijf(wijk, wijkcoordinator):
    def doe(tekst: str, bestaand=None, **anders):
        velden = {**VELDEN, "titel": "Geld", "wat_kan": tekst, **anders}
        return bewaar_randvoorwaarde(wijk, velden, bestaand, door=wijkcoordinator)

    return doe


def uitleg(wijk, wie) -> list[tuple[int, str]]:
    return [
        (taak.aantal, taak.uitleg) for taak in van_wijk(wijk, rechten_van(wie, wijk), wie) if "randvoorwaarde" in taak.een and "budget" in taak.een
    ]


def test_bedragen_staan_in_een_tekst_met_een_euroteken():
    assert bedragen_in("Er is € 50.000. Of €1.250,50, niet 300 en niet € 1.2.3.") == {Bedrag("50.000"), Bedrag("1.250,50")}


def test_na_een_wijziging_staat_de_tekst_op_de_werklijst_tot_die_klopt(budget, wijk, schrijf, budgetbeheerder, wijkcoordinator, als):
    geld = schrijf("Er is € 50.000.")
    assert achterhaald(budget) == []
    velden = {"richting": "omhoog", "bedrag": "1.000", "besluit": "Collegebesluit 12", "omschrijving": "Meer geld"}
    pagina = als(budgetbeheerder).get(WIJZIG)
    velden |= {naam: veld for naam in pagina.context["form"].fields if naam not in velden and (veld := pagina.context["form"][naam].value())}
    antwoord = als(budgetbeheerder).post(WIJZIG, velden)
    zin = "De randvoorwaarde “Geld” noemt €\xa050.000, het budget is nu €\xa051.000."
    assert antwoord.status_code == 302
    # It stands there as long as it is so, not once.
    for _ in range(2):
        assert f"{zin} Vraag de wijkcoördinator" in als(budgetbeheerder).get(BUDGET).content.decode()
    assert uitleg(wijk, wijkcoordinator) == [(1, zin)] and uitleg(wijk, budgetbeheerder) == []
    assert f"/werkplek/geleerdenwijk/kader/randvoorwaarden/{geld.pk}/" in als(wijkcoordinator).get(BUDGET).content.decode()
    adressen = ("/geleerdenwijk/kaders/", f"/geleerdenwijk/kaders/{geld.pk}/", "/geleerdenwijk/budget/")
    for adres, zegt in zip(
        adressen, ("Het budget is nu €\xa051.000. Dat", "Het budget is nu €\xa051.000. Dat", "Het is nu €\xa051.000."), strict=True
    ):
        assert zegt in als(budgetbeheerder).get(adres).content.decode()
    schrijf("Er is € 51.000; het was € 50.000.", geld, reden_wijziging="Het budget ging omhoog.")
    assert uitleg(wijk, wijkcoordinator) == [] and zin not in als(budgetbeheerder).get(BUDGET).content.decode()


def test_wat_nog_wacht_verandert_niets_en_een_tegenboeking_wel(budget, schrijf, budgetbeheerder, tweede):
    schrijf("Er is € 53.000.")
    erbij = deeds.wijzig_begroting(budget, Bedrag("3.000"), "Besluit", "Meer", door=budgetbeheerder)
    assert achterhaald(budget) == []
    deeds.geef_akkoord(erbij, door=tweede)
    assert achterhaald(budget) == []
    terug = deeds.boek_tegen(erbij, "toch niet", door=budgetbeheerder)
    deeds.geef_akkoord(terug, door=tweede)
    assert [(een.genoemd, een.nu) for een in achterhaald(budget)] == [(Bedrag("53.000"), Bedrag("50.000"))]
