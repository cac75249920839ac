"""What a test needs before an evaluation can be concluded."""

from evaluatie import deeds
from evaluatie.models import Evaluatie, Kant


def schrijf_op(evaluatie: Evaluatie, *, grond: bool = True, door) -> None:
    """A leerpunt, which rests on the newest public event (or nothing), and for the whole process what it brought each side."""
    leerpunt = deeds.bewaar_leerpunt(evaluatie.wijk, {"soort": "behouden", "tekst": "Lopen werkt.", "evaluatie": evaluatie}, door=door)
    if grond:
        deeds.geef_grond(leerpunt, gebeurtenis=evaluatie.wijk.gebeurtenissen.openbaar().nieuwste_eerst().first(), door=door)
    if not evaluatie.project_id:
        for kant in Kant:
            deeds.bewaar_opbrengst(evaluatie, kant, {"bracht": f"Iets voor {kant}.", "knelpunten": "Het duurde lang."}, door=door)


def rond_af(evaluatie: Evaluatie, *, door) -> Evaluatie:
    """Close and conclude an open one, whether anybody answered or not."""
    schrijf_op(evaluatie, door=door)
    deeds.sluit(evaluatie, door=door)
    return deeds.stel_vast(evaluatie, "Het werkte.", zonder_antwoorden=True, door=door)
