"""What the budget says at the start of a walk."""

from budget import stand
from budget.models import Budget
from participatie.uitleg import kaderzin


@kaderzin
def zoveel_is_er(wijk) -> str:
    budget = Budget.objects.filter(wijk=wijk).first()
    er_is = stand.totaal(stand.potten(budget)) if budget else 0  # a first grant may wait
    return f"Voor ideeën uit de wijk is {er_is} beschikbaar." if er_is else ""
