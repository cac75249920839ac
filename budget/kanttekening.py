"""What the budget says beside a condition that names it as it was."""

from budget.kadertekst import achterhaald_in
from wijk.kanttekeningen import kanttekening


@kanttekening
def budget_is_nu(wijk) -> dict[int, str]:
    return {een.voorwaarde.pk: f"Het budget is nu {een.nu.kort()}. Dat bedrag geldt." for een in achterhaald_in(wijk)}
