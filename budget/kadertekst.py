"""Which conditions still name the budget as it was, after it went up or down."""

from dataclasses import dataclass

from budget import stand
from budget.models import Budget
from wijk.bedrag import Bedrag, bedragen_in
from wijk.models import Randvoorwaarde, Wijk


@dataclass(frozen=True)
class Achterhaald:
    """A condition that names an earlier total of the budget, and what the total is now (cents)."""

    voorwaarde: Randvoorwaarde
    genoemd: Bedrag
    nu: Bedrag

    @property
    def zin(self) -> str:
        return f"De randvoorwaarde “{self.voorwaarde}” noemt {self.genoemd.kort()}, het budget is nu {self.nu.kort()}."


def achterhaald(budget: Budget) -> list[Achterhaald]:
    """The conditions that say what can and cannot be done with a total that the budget once had and has no more; a fixed number of queries.

    Another amount may stand in a text, as may the old one beside the new; the explanation of a condition may tell how it once was.
    """
    nu, eerder = stand.totaal(stand.potten(budget)), budget.boekingen.eerdere_totalen()
    uit = []
    for voorwaarde in budget.wijk.randvoorwaarden.geldig().select_related("huidige").exclude(huidige=None):
        tekst = voorwaarde.huidige
        bedragen = bedragen_in(f"{tekst.titel} {tekst.wat_kan} {tekst.wat_kan_niet}")
        if nu not in bedragen and (oud := bedragen & eerder):
            uit.append(Achterhaald(voorwaarde, max(oud), nu))
    return uit


def achterhaald_in(wijk: Wijk) -> list[Achterhaald]:
    budget = Budget.objects.select_related("wijk").filter(wijk=wijk).first()
    return achterhaald(budget) if budget else []
