"""The books: to the cent, and impossible to overspend, whatever runs at the same time."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from budget import deeds
from budget.models import Akkoord, Boeking, Budget, Pot, Saldo
from budget.stand import potten, verschillen
from participatie.models import Project
from tests.gelijktijdig import tegelijk
from wijk.bedrag import Bedrag
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Rol, Wijk
from wijk.rechten import SYSTEEM


def maak_project(wijk, slug="speelplek") -> Project:
    """A project that may receive money."""
    project = Project.objects.create(wijk=wijk, slug=slug, titel=slug.capitalize(), geen_eigen_randvoorwaarden=True)
    for soort in ("besluit", "meedoen"):
        project.rollen.add(Rol.objects.create(wijk=wijk, proces=False, persoon="iemand", soort=soort))
    return project


@pytest.fixture
def project(wijk):
    return maak_project(wijk)


@pytest.fixture
def budget(wijk) -> Budget:
    deeds.stel_beschikbaar(wijk, Bedrag("50.000"), "Startnotitie", door=SYSTEEM)
    return wijk.budget


def test_geld_gaat_van_vrij_naar_betaald(budget, project, budgetbeheerder):
    deeds.reserveer(budget, project, Bedrag("2.000"), door=budgetbeheerder)
    deeds.verplicht(budget, project, Bedrag("1.500"), door=budgetbeheerder)
    deeds.betaal(budget, project, Bedrag("1.250,50"), door=budgetbeheerder)
    deeds.geef_vrij(budget, project, Bedrag("500"), door=budgetbeheerder)
    assert potten(budget) == {"vrij": 4_850_000, "wacht": 0, "gereserveerd": 0, "verplicht": 24_950, "betaald": 125_050}
    assert not verschillen(budget)


def test_reserveren_weigert_meer_dan_er_vrij_is(budget, project):
    with pytest.raises(Geweigerd, match=r"er is nog € 50\.000,00"):
        deeds.reserveer(budget, project, Bedrag("50.000,01"), door=SYSTEEM)
    assert potten(budget)["vrij"] == Bedrag("50.000") and Boeking.objects.count() == 1


def test_een_project_dat_niet_rond_is_krijgt_geen_geld(wijk, budget):
    kaal = Project.objects.create(wijk=wijk, slug="kaal", titel="Kaal")
    with pytest.raises(Geweigerd, match=r"wie er beslist; wie er meedoet; eigen afspraken"):
        deeds.reserveer(budget, kaal, Bedrag("10"), door=SYSTEEM)


def test_boven_de_grens_wacht_een_boeking_op_een_ander(budget, project, budgetbeheerder, persoon):
    ander = persoon("budgetbeheerder")
    boeking = deeds.reserveer(budget, project, Bedrag("3.000"), door=budgetbeheerder)
    assert potten(budget)["wacht"] == Bedrag("3.000") and potten(budget)["vrij"] == Bedrag("47.000")
    with pytest.raises(Geweigerd, match="zelf ingevoerd"):
        deeds.geef_akkoord(boeking, door=budgetbeheerder)
    deeds.geef_akkoord(boeking, door=ander)
    assert potten(budget)["gereserveerd"] == Bedrag("3.000") and not verschillen(budget)
    with pytest.raises(Geweigerd, match="al beslist"):
        deeds.wijs_af(boeking, "toch niet", door=ander)


def test_afgewezen_geld_komt_terug(budget, project, budgetbeheerder, persoon):
    boeking = deeds.reserveer(budget, project, Bedrag("3.000"), door=budgetbeheerder)
    deeds.wijs_af(boeking, "eerst overleggen", door=persoon("budgetbeheerder"))
    assert potten(budget)["vrij"] == Bedrag("50.000") and not verschillen(budget)


def test_een_fout_wordt_een_keer_tegengeboekt(budget, project, budgetbeheerder):
    boeking = deeds.reserveer(budget, project, Bedrag("100"), door=budgetbeheerder)
    tegen = deeds.boek_tegen(boeking, "verkeerd project", door=budgetbeheerder)
    assert tegen.corrigeert == boeking and potten(budget)["vrij"] == Bedrag("50.000")
    with pytest.raises(Geweigerd, match="al tegengeboekt"):
        deeds.boek_tegen(boeking, "nog eens", door=budgetbeheerder)


def test_verplaatsen_is_alles_of_niets(wijk, budget, project, budgetbeheerder):
    kaal = Project.objects.create(wijk=wijk, slug="kaal", titel="Kaal")
    deeds.reserveer(budget, project, Bedrag("100"), door=budgetbeheerder)
    with pytest.raises(Geweigerd):
        deeds.verplaats(budget, project, kaal, Bedrag("60"), door=budgetbeheerder)
    assert potten(budget)["gereserveerd"] == Bedrag("100") and Boeking.objects.count() == 2


@pytest.mark.parametrize("bedrag", [0, -5])
def test_een_bedrag_is_boven_nul(budget, project, bedrag):
    with pytest.raises(Geweigerd, match="boven"):
        deeds.reserveer(budget, project, Bedrag(bedrag), door=SYSTEEM)


def test_een_datum_in_de_toekomst_wordt_geweigerd(budget, project):
    with pytest.raises(Geweigerd, match="nog niet geweest"):
        deeds.reserveer(budget, project, Bedrag("1"), datum=timezone.localdate() + timedelta(days=1), door=SYSTEEM)


@pytest.mark.parametrize("functie", ["bewoner", "ambtenaar", "wijkcoordinator", "bestuur", "beheerder"])
def test_alleen_de_budgetbeheerder_boekt(budget, project, persoon, functie):
    with pytest.raises(GeenRecht):
        deeds.reserveer(budget, project, Bedrag("1"), door=persoon(functie))


def test_de_database_weigert_elke_wijziging_van_een_boeking(budget, project, budgetbeheerder, persoon):
    boeking = deeds.reserveer(budget, project, Bedrag("3.000"), door=budgetbeheerder)
    deeds.geef_akkoord(boeking, door=persoon("budgetbeheerder"))
    klein = deeds.reserveer(budget, project, Bedrag("1"), door=budgetbeheerder)
    wacht = deeds.reserveer(budget, project, Bedrag("2.600"), door=budgetbeheerder)
    nu = "'2026-01-01 00:00:00'"
    for sql in (
        "UPDATE budget_boeking SET bedrag = 1",
        "DELETE FROM budget_boeking",
        "UPDATE budget_akkoord SET oordeel = 'afgewezen', reden = 'x'",
        "DELETE FROM budget_akkoord",
        "UPDATE budget_saldo SET bedrag = -1",
        f"INSERT INTO budget_akkoord (boeking_id, oordeel, reden, door_id, wanneer) VALUES ({wacht.pk}, 'akkoord', '', {budgetbeheerder.pk}, {nu})",
        f"INSERT INTO budget_akkoord (boeking_id, oordeel, reden, door_id, wanneer) VALUES ({klein.pk}, 'akkoord', '', {persoon('budgetbeheerder').pk}, {nu})",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    for doe in (boeking.delete, lambda: Boeking.objects.update(bedrag=1), lambda: Akkoord.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            doe()


def test_controleer_budget_ziet_een_saldo_dat_niet_klopt(budget, capsys):
    call_command("controleer_budget")
    assert "kloppen" in capsys.readouterr().out
    Saldo.objects.filter(pot="vrij").update(bedrag=1)
    with pytest.raises(SystemExit) as gestopt:
        call_command("controleer_budget")
    assert gestopt.value.code == 1 and "saldo € 0,01, boekingen € 50.000,00" in capsys.readouterr().out


def test_het_formulier_vraagt_terug_wat_bedoeld_is(budget, project, als, budgetbeheerder, client):
    als(budgetbeheerder)
    velden = {"handeling": "reserveer", "project": project.pk, "datum": timezone.localdate().isoformat(), "omschrijving": "Zand"}
    for typt, woord in (
        ("1250.5", "1250,5"),
        ("-5", "plus of min"),
        ("abc", "geen bedrag"),
        ("0", "te laag"),
        ("1e3", "geen bedrag"),
        ("9" * 20, "te groot"),
        ("60.000", "te veel"),
    ):
        antwoord = client.post("/werkplek/geleerdenwijk/budget/boek/", {**velden, "bedrag": typt})
        assert antwoord.status_code == 422 and woord in " ".join(antwoord.context["form"].errors["bedrag"]), typt
        assert f'value="{typt}"' in antwoord.content.decode() and "Zand" in antwoord.content.decode()
    assert client.post("/werkplek/geleerdenwijk/budget/boek/", {**velden, "bedrag": "€ 1.250,50"}).status_code == 302
    assert potten(budget)["gereserveerd"] == 125_050


def test_de_openbare_boekingen_noemen_niemand(budget, project, budgetbeheerder, client):
    deeds.reserveer(budget, project, Bedrag("1"), door=budgetbeheerder)
    for pad in ("budget/", "budget.csv", "budget.json"):
        tekst = b"".join(client.get(f"/geleerdenwijk/{pad}")).decode()
        assert budgetbeheerder.email not in tekst and "Budgetbeheerder" not in tekst
    assert client.get("/geleerdenwijk/budget.json").json()["boekingen"][1]["bedrag"] == 100


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_samen_het_dubbele_uitgeven_lukt_niet(budget, project):
    """50 threads ask 2.000 each of 50.000: exactly 25 get it, the others a clear message."""
    uit = tegelijk(lambda n: deeds.reserveer(Budget.objects.get(pk=budget.pk), Project.objects.get(pk=project.pk), Bedrag("2.000"), door=SYSTEEM), 50)
    gelukt = [een for een in uit if isinstance(een, Boeking)]
    assert len(gelukt) == 25
    assert all(isinstance(een, Geweigerd) and "te veel" in str(een) for een in uit if een not in gelukt)
    assert potten(budget) == {"vrij": 0, "wacht": 0, "gereserveerd": Bedrag("50.000"), "verplicht": 0, "betaald": 0}
    assert not verschillen(budget)


class Boeken(RuleBasedStateMachine):
    """Random deeds against a plain model of the ledger: what the model forbids is refused, and the balances are always the model's."""

    projecten = Bundle("projecten")

    def __init__(self):
        super().__init__()
        self._terug = transaction.atomic()  # each example starts with an empty database
        self._terug.__enter__()

    def teardown(self):
        transaction.set_rollback(True)
        self._terug.__exit__(None, None, None)

    @initialize()
    def begin(self):
        self.wijk = Wijk.objects.create(naam="Wijk", slug="wijk")
        deeds.stel_beschikbaar(self.wijk, Bedrag(100_000), "besluit", door=SYSTEEM)
        self.budget = self.wijk.budget
        self.model = {"vrij": 100_000}

    @rule(target=projecten)
    def nieuw_project(self):
        return maak_project(self.wijk, f"project-{Project.objects.count()}")

    def _doe(self, deed, project, van, naar, bedrag, **extra):
        plek = lambda pot: pot if pot == "vrij" else (project.pk, pot)  # noqa: E731
        if self.model.get(plek(van), 0) >= bedrag:
            deed(self.budget, project, Bedrag(bedrag), door=SYSTEEM, **extra)
            self.model[plek(van)] -= bedrag
            self.model[plek(naar)] = self.model.get(plek(naar), 0) + bedrag
        else:
            with pytest.raises(Geweigerd):
                deed(self.budget, project, Bedrag(bedrag), door=SYSTEEM, **extra)

    @rule(project=projecten, bedrag=st.integers(1, 60_000))
    def reserveer(self, project, bedrag):
        self._doe(deeds.reserveer, project, "vrij", "gereserveerd", bedrag)

    @rule(project=projecten, bedrag=st.integers(1, 60_000))
    def verplicht(self, project, bedrag):
        self._doe(deeds.verplicht, project, "gereserveerd", "verplicht", bedrag)

    @rule(project=projecten, bedrag=st.integers(1, 60_000))
    def betaal(self, project, bedrag):
        self._doe(deeds.betaal, project, "verplicht", "betaald", bedrag)

    @rule(project=projecten, bedrag=st.integers(1, 60_000), uit=st.sampled_from(["gereserveerd", "verplicht"]))
    def geef_vrij(self, project, bedrag, uit):
        self._doe(deeds.geef_vrij, project, uit, "vrij", bedrag, uit=uit)

    @invariant()
    def saldi_zijn_die_van_het_model(self):
        if not hasattr(self, "budget"):
            return
        nu = potten(self.budget)
        for pot in (Pot.GERESERVEERD, Pot.VERPLICHT, Pot.BETAALD):
            assert nu[pot] == sum(bedrag for plek, bedrag in self.model.items() if plek[1] == pot)
        assert nu[Pot.VRIJ] == self.model["vrij"]
        assert not verschillen(self.budget)


@pytest.mark.django_db
def test_willekeurige_boekingen_volgen_een_eenvoudig_model():
    run_state_machine_as_test(
        Boeken, settings=settings(max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    )
