"""A project that stops gives back what was chosen for it, whatever is booked at the same moment."""

import pytest
from django.db import transaction
from django.template.loader import render_to_string

from budget import deeds
from budget.afronden import geld_dat_openstaat
from budget.models import Boeking, Pot, Saldo
from budget.stand import verschillen
from participatie.deeds.projecten import naar_status
from participatie.models import Project
from participatie.stoppen import gevolgen
from tests.budget.hulp import maak_project
from tests.gelijktijdig import tegelijk
from wijk.bedrag import Bedrag
from wijk.fouten import GeenRecht, Geweigerd

STOP = Project.Status.GESTOPT


def saldo(pot, project=None) -> Bedrag:
    return Saldo.objects.filter(pot=pot, project=project).values_list("bedrag", flat=True).first() or Bedrag(0)


def test_wat_gekozen_was_is_weer_te_verdelen_en_wat_besteld_of_betaald_is_blijft(budget, project, budgetbeheerder, ambtenaar):
    deeds.reserveer(budget, project, Bedrag("1.000"), door=budgetbeheerder)
    deeds.verplicht(budget, project, Bedrag("400"), door=budgetbeheerder)
    deeds.betaal(budget, project, Bedrag("150"), door=budgetbeheerder)
    zinnen = " ".join(gevolgen(project))
    for wat in ("600,00 was gekozen", "250,00 is al besteld", "150,00 is al betaald"):
        assert wat in zinnen
    naar_status(project, STOP, reden="Er is geen plek.", door=ambtenaar)
    assert saldo(Pot.GERESERVEERD, project) == 0
    assert (saldo(Pot.VERPLICHT, project), saldo(Pot.BETAALD, project)) == (Bedrag("250"), Bedrag("150"))
    assert saldo(Pot.VRIJ) == Bedrag("49.600")
    vrijval = Boeking.objects.get(soort="vrijval")
    assert vrijval.bedrag == Bedrag("600") and vrijval.door is None and not vrijval.vraagt_akkoord
    assert not verschillen(budget)


def test_voor_het_afronden_staat_welk_geld_nog_open_is(budget, project, budgetbeheerder):
    vooraf = lambda: render_to_string("budget/deel_vooraf.html", {"deel": geld_dat_openstaat(project)[1]})  # noqa: E731
    assert "geen geld meer open" in vooraf()
    deeds.reserveer(budget, project, Bedrag("1.000"), door=budgetbeheerder)
    deeds.verplicht(budget, project, Bedrag("400"), door=budgetbeheerder)
    deeds.betaal(budget, project, Bedrag("150"), door=budgetbeheerder)
    deeds.reserveer(budget, project, Bedrag("9.000"), door=budgetbeheerder)
    for wat in ("600,00 is gekozen en nog niet besteld", "250,00 is besteld en nog niet betaald", "wacht nog een boeking op akkoord"):
        assert wat in vooraf()


def test_zonder_geld_of_zonder_budget_stopt_een_project_ook(wijk, project, ambtenaar):
    assert gevolgen(project) == []
    naar_status(project, STOP, reden="Er is geen plek.", door=ambtenaar)
    assert not Boeking.objects.exists()


def test_zonder_reden_of_recht_gebeurt_er_niets(budget, project, budgetbeheerder, ambtenaar):
    deeds.reserveer(budget, project, Bedrag("1.000"), door=budgetbeheerder)
    with pytest.raises(Geweigerd, match="Zeg waarom"):
        naar_status(project, STOP, reden="  ", door=ambtenaar)
    with pytest.raises(GeenRecht):
        naar_status(project, STOP, reden="Zomaar.", door=budgetbeheerder)
    assert saldo(Pot.GERESERVEERD, project) == Bedrag("1.000")


def test_stopt_de_daad_toch_niet_dan_blijft_ook_het_geld_staan(budget, project, budgetbeheerder, ambtenaar):
    deeds.reserveer(budget, project, Bedrag("1.000"), door=budgetbeheerder)
    with pytest.raises(RuntimeError), transaction.atomic():
        naar_status(project, STOP, reden="Zomaar.", door=ambtenaar)
        raise RuntimeError
    project.refresh_from_db()
    assert project.status == "voorbereiding" and saldo(Pot.GERESERVEERD, project) == Bedrag("1.000")


def test_een_boeking_die_wacht_komt_niet_meer_bij_een_gestopt_project(budget, project, budgetbeheerder, tweede, ambtenaar):
    wacht = deeds.reserveer(budget, project, Bedrag("9.000"), door=budgetbeheerder)
    assert wacht.status == Boeking.Status.WACHT_OP_AKKOORD
    assert any("wacht nog een boeking" in zin for zin in gevolgen(project))
    naar_status(project, STOP, reden="Er is geen plek.", door=ambtenaar)
    wacht = Boeking.objects.get(pk=wacht.pk)
    with pytest.raises(Geweigerd, match="is gestopt"):
        deeds.geef_akkoord(wacht, door=tweede)
    deeds.wijs_af(wacht, "Het project is gestopt.", door=tweede)
    assert saldo(Pot.VRIJ) == Bedrag("50.000") and not verschillen(budget)


def test_een_bestelling_die_wacht_en_wordt_afgewezen_is_daarna_weer_te_verdelen(budget, project, budgetbeheerder, tweede, ambtenaar):
    deeds.geef_akkoord(deeds.reserveer(budget, project, Bedrag("9.000"), door=budgetbeheerder), door=tweede)
    wacht = deeds.verplicht(budget, project, Bedrag("8.000"), door=budgetbeheerder)
    naar_status(project, STOP, reden="Er is geen plek.", door=ambtenaar)
    assert saldo(Pot.VRIJ) == Bedrag("42.000")
    deeds.wijs_af(Boeking.objects.get(pk=wacht.pk), "Gestopt.", door=tweede)
    assert saldo(Pot.VRIJ) == Bedrag("50.000") and saldo(Pot.GERESERVEERD, project) == 0 and not verschillen(budget)


def test_de_vrijval_tegenboeken_brengt_geen_geld_terug_naar_een_gestopt_project(budget, project, budgetbeheerder, ambtenaar):
    deeds.reserveer(budget, project, Bedrag("1.000"), door=budgetbeheerder)
    naar_status(project, STOP, reden="Er is geen plek.", door=ambtenaar)
    with pytest.raises(Geweigerd, match="is gestopt"):
        deeds.boek_tegen(Boeking.objects.get(soort="vrijval"), "Toch niet.", door=budgetbeheerder)


@pytest.mark.django_db(transaction=True)
def test_wie_boekt_terwijl_het_project_stopt_laat_geen_geld_achter(wijk, persoon, ambtenaar):
    from wijk.rechten import SYSTEEM

    deeds.stel_beschikbaar(wijk, Bedrag("50.000"), "Startnotitie", door=SYSTEEM)
    budget, dirk = wijk.budget, persoon("budgetbeheerder")
    for ronde in range(4):
        project = maak_project(wijk, f"plek-{ronde}")
        ander = maak_project(wijk, f"ander-{ronde}")
        deeds.reserveer(budget, project, Bedrag("100"), door=dirk)
        deeds.reserveer(budget, ander, Bedrag("100"), door=dirk)

        def doe(n, project=project, ander=ander):
            if n == 3:
                return naar_status(Project.objects.get(pk=project.pk), STOP, reden="Er is geen plek.", door=ambtenaar)
            if n == 2:
                return deeds.verplaats(budget, ander, Project.objects.get(pk=project.pk), Bedrag("10"), door=dirk)
            return deeds.reserveer(budget, Project.objects.get(pk=project.pk), Bedrag("10"), door=dirk)

        uit = tegelijk(doe, 6)
        assert not isinstance(uit[3], Exception), uit[3]
        assert all(isinstance(een, Boeking | Project | Geweigerd) for een in uit), uit
        assert saldo(Pot.GERESERVEERD, project) == 0
    assert not verschillen(budget)


def test_geld_dat_misschien_weggaat_heet_geen_geld_dat_erbij_komt(budget, project, budgetbeheerder, tweede, client):
    deeds.geef_akkoord(deeds.reserveer(budget, project, Bedrag("8.000"), door=budgetbeheerder), door=tweede)
    pad = f"/geleerdenwijk/budget/projecten/{project.slug}/"
    assert "Wacht op akkoord" not in client.get(pad).content.decode()
    deeds.geef_vrij(budget, project, Bedrag("7.500"), door=budgetbeheerder)
    groot = deeds.reserveer(budget, project, Bedrag("9.000"), door=budgetbeheerder)
    deeds.wijs_af(groot, "Te veel.", door=tweede)
    html = client.get(pad).content.decode()
    assert "Misschien gaat €\xa07.500,00 terug" in html and "Misschien komt er" not in html
    assert "Wacht op akkoord: er gaat misschien af" in html
    assert "afgewezen" in html.split("Boekingen die niet meetellen")[1]
