from budget import stand
from budget.models import Budget, Pot
from wijk.cijfers import Cijfer, cijfers


@cijfers("Geld")
def geld(wijk):
    budget = Budget.objects.filter(wijk=wijk).first()
    potten = stand.potten(budget) if budget else {}
    if not stand.totaal(potten):
        return
    yield Cijfer("Beschikbaar gesteld", str(stand.totaal(potten)))
    for pot, bedrag in potten.items():
        if bedrag or pot != Pot.WACHT:
            yield Cijfer(stand.naam_van(pot), str(bedrag))
