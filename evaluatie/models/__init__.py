from evaluatie.models.evaluatie import Evaluatie, Kant, Over
from evaluatie.models.genodigde import Antwoord, Genodigde
from evaluatie.models.leerpunt import Grond, Leerpunt, Opbrengst
from evaluatie.models.programma import Deelsleutel, Paragraaf, Programmaversie, Uitvoeringsprogramma
from evaluatie.models.volgende import Criterium, Kandidaatcijfer, Kandidaatwijk, Nodig, Score, Startpunt, Weging, Wijkstart
from evaluatie.models.vragen import MEESTE_VRAGEN, Standaardvraag, Vraag

__all__ = [
    "MEESTE_VRAGEN",
    "Antwoord",
    "Criterium",
    "Deelsleutel",
    "Evaluatie",
    "Genodigde",
    "Grond",
    "Kandidaatcijfer",
    "Kandidaatwijk",
    "Kant",
    "Leerpunt",
    "Nodig",
    "Opbrengst",
    "Over",
    "Paragraaf",
    "Programmaversie",
    "Score",
    "Standaardvraag",
    "Startpunt",
    "Uitvoeringsprogramma",
    "Vraag",
    "Weging",
    "Wijkstart",
]
