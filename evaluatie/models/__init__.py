from evaluatie.models.evaluatie import Evaluatie, Kant, Over
from evaluatie.models.genodigde import Antwoord, Genodigde
from evaluatie.models.leerpunt import Grond, Leerpunt, Opbrengst
from evaluatie.models.programma import Uitvoeringsprogramma
from evaluatie.models.vragen import MEESTE_VRAGEN, Standaardvraag, Vraag

__all__ = [
    "MEESTE_VRAGEN",
    "Antwoord",
    "Evaluatie",
    "Genodigde",
    "Grond",
    "Kant",
    "Leerpunt",
    "Opbrengst",
    "Over",
    "Standaardvraag",
    "Uitvoeringsprogramma",
    "Vraag",
]
