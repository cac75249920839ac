"""Random deeds against a plain model of the ledger: what the model forbids is refused, and the balances are always the model's."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from budget import deeds
from budget.models import Boeking, Budget, Pot
from budget.mutaties import POTTEN, mutaties
from budget.stand import op, potten, uit_boekingen, verschillen
from participatie.models import Project
from tests.budget.hulp import maak_project
from wijk.bedrag import Bedrag
from wijk.fouten import Geweigerd
from wijk.models import Bevoegdheid, Gebruiker, Wijk

GRENS = 30_000
bedragen = st.integers(1, 60_000)


class Boeken(RuleBasedStateMachine):
    """The model: cents by place (a pot, or a project and its pot), and what waits as (booking, legs of (from, to), amount)."""

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
        self.een, self.twee = (Gebruiker.objects.create_user(f"{naam}@voorbeeld.nl") for naam in ("een", "twee"))
        for wie in (self.een, self.twee):
            Bevoegdheid.objects.create(gebruiker=wie, wijk=self.wijk, functie="budgetbeheerder")
        deeds.stel_beschikbaar(self.wijk, Bedrag(100_000), "besluit", door=self.een)
        Budget.objects.update(akkoord_boven=GRENS)
        self.budget = Budget.objects.get()
        self.saldo, self.wacht = {"vrij": 100_000}, []
        self.omkeerbaar = []

    @rule(target=projecten)
    def nieuw_project(self):
        return maak_project(self.wijk, f"project-{Project.objects.count()}")

    def _kan(self, delen, bedrag) -> bool:
        """Only the first leg needs money now: the second gets it from the first."""
        return delen[0][0] == "buiten" or self.saldo.get(delen[0][0], 0) >= bedrag

    def _zet(self, plek, bedrag):
        if plek != "buiten":
            self.saldo[plek] = self.saldo.get(plek, 0) + bedrag

    def _doe(self, doe, delen, bedrag):
        if not self._kan(delen, bedrag):
            with pytest.raises(Geweigerd, match="te veel"):
                doe()
            return
        boeking = doe()
        if bedrag > GRENS:
            if delen[0][0] != "buiten":
                self._zet(delen[0][0], -bedrag)
                self._zet("wacht", bedrag)
            self.wacht.append((boeking.pk, delen, bedrag))
        else:
            for van, naar in delen:
                self._zet(van, -bedrag)
                self._zet(naar, bedrag)
            if len(delen) == 1:  # a move is moved back, not countered
                self.omkeerbaar.append((boeking.pk, delen[0], bedrag))

    @rule(project=projecten, bedrag=bedragen)
    def reserveer(self, project, bedrag):
        self._doe(lambda: deeds.reserveer(self.budget, project, Bedrag(bedrag), door=self.een), [("vrij", (project.pk, "gereserveerd"))], bedrag)

    @rule(project=projecten, bedrag=bedragen)
    def verplicht(self, project, bedrag):
        plekken = [((project.pk, "gereserveerd"), (project.pk, "verplicht"))]
        self._doe(lambda: deeds.verplicht(self.budget, project, Bedrag(bedrag), door=self.een), plekken, bedrag)

    @rule(project=projecten, bedrag=bedragen)
    def betaal(self, project, bedrag):
        plekken = [((project.pk, "verplicht"), (project.pk, "betaald"))]
        self._doe(lambda: deeds.betaal(self.budget, project, Bedrag(bedrag), door=self.een), plekken, bedrag)

    @rule(project=projecten, bedrag=bedragen, uit=st.sampled_from(["gereserveerd", "verplicht"]))
    def geef_vrij(self, project, bedrag, uit):
        self._doe(lambda: deeds.geef_vrij(self.budget, project, Bedrag(bedrag), uit=uit, door=self.een), [((project.pk, uit), "vrij")], bedrag)

    @rule(van=projecten, naar=projecten, bedrag=bedragen)
    def verplaats(self, van, naar, bedrag):
        if van == naar:
            with pytest.raises(Geweigerd, match="verschillende"):
                deeds.verplaats(self.budget, van, naar, Bedrag(bedrag), door=self.een)
            return
        plekken = [((van.pk, "gereserveerd"), "vrij"), ("vrij", (naar.pk, "gereserveerd"))]
        self._doe(lambda: deeds.verplaats(self.budget, van, naar, Bedrag(bedrag), door=self.een), plekken, bedrag)

    @rule(bedrag=bedragen, omlaag=st.booleans())
    def wijzig(self, bedrag, omlaag):
        plekken = [("vrij", "buiten") if omlaag else ("buiten", "vrij")]
        self._doe(lambda: deeds.wijzig_begroting(self.budget, Bedrag(bedrag), "raad", "wijziging", omlaag=omlaag, door=self.een), plekken, bedrag)

    @precondition(lambda self: self.wacht)
    @rule(data=st.data(), akkoord=st.booleans(), zelf=st.booleans())
    def beslis(self, data, akkoord, zelf):
        pk, delen, bedrag = keuze = data.draw(st.sampled_from(self.wacht))
        boeking = Boeking.objects.get(pk=pk)
        with pytest.raises(Geweigerd, match="zelf ingevoerd"):
            deeds.geef_akkoord(boeking, door=self.een)
        if akkoord:
            deeds.geef_akkoord(boeking, door=self.twee)
        elif zelf:
            deeds.trek_in(boeking, "toch niet", door=self.een)
        else:
            deeds.wijs_af(boeking, "nee", door=self.twee)
        self.wacht.remove(keuze)
        if delen[0][0] != "buiten":
            self._zet("wacht", -bedrag)
        if akkoord:
            self._zet(delen[-1][1], bedrag)
        else:
            self._zet(delen[0][0], bedrag)

    @precondition(lambda self: self.omkeerbaar)
    @rule(data=st.data())
    def boek_tegen(self, data):
        pk, (van, naar), bedrag = keuze = data.draw(st.sampled_from(self.omkeerbaar))
        boeking = Boeking.objects.get(pk=pk)
        aantal = len(self.omkeerbaar)
        self._doe(lambda: deeds.boek_tegen(boeking, "fout", door=self.een), [(naar, van)], bedrag)
        if len(self.omkeerbaar) > aantal:
            self.omkeerbaar.pop()  # a counter-booking itself is not countered
            self.omkeerbaar.remove(keuze)
            with pytest.raises(Geweigerd, match="al tegengeboekt"):
                deeds.boek_tegen(boeking, "nog eens", door=self.een)

    @invariant()
    def saldi_zijn_die_van_het_model(self):
        if not hasattr(self, "budget"):
            return
        nu = potten(self.budget)
        for pot in (Pot.GERESERVEERD, Pot.VERPLICHT, Pot.BETAALD):
            assert nu[pot] == sum(bedrag for plek, bedrag in self.saldo.items() if plek[1] == pot)
        assert nu[Pot.VRIJ] == self.saldo["vrij"] and nu[Pot.WACHT] == self.saldo.get("wacht", 0)
        assert min(self.saldo.values()) >= 0
        assert not verschillen(self.budget)
        assert op(self.budget, Boeking.objects.latest("pk").datum) == uit_boekingen(self.budget)
        *_, laatste = mutaties(self.budget)
        assert dict(zip(POTTEN, laatste.saldi, strict=True)) == nu


@pytest.mark.django_db
def test_willekeurige_boekingen_volgen_een_eenvoudig_model():
    run_state_machine_as_test(
        Boeken, settings=settings(max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck))
    )
