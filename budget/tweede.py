"""Whether there is a second person, who agrees to what the first books."""

from budget.models import Budget
from wijk.bedrag import Bedrag
from wijk.models import Gebruiker, Wijk

NODIG = 2


def tekort(wijk: Wijk, budget: Budget | None) -> str:
    """That two people cannot look at a booking here, and who mends that; empty when they can."""
    er_zijn = Gebruiker.objects.met_recht(wijk, "goedkeuren")[:NODIG].count()
    if er_zijn >= NODIG:
        return ""
    hoeveel = "Er is maar één budgetbeheerder" if er_zijn else "Er is geen budgetbeheerder"
    grens = Bedrag((budget or Budget()).akkoord_boven)
    return (
        f"{hoeveel} in de {wijk.naam}. Boven {grens} moet een tweede persoon akkoord geven, en die is er niet. "
        "Een beheerder geeft nog iemand de functie budgetbeheerder."
    )
