from evaluatie.models.evaluatie import Evaluatie, Kant, Over
from evaluatie.models.genodigde import Antwoord, Genodigde
from evaluatie.models.leerpunt import Leerpunt
from evaluatie.models.programma import Deelsleutel, Paragraaf, Programmaversie, Uitvoeringsprogramma
from evaluatie.models.volgende import Criterium, Kandidaatcijfer, Kandidaatwijk, Score, Startpunt, Weging, Wijkstart
from evaluatie.models.vragen import MEESTE_VRAGEN, Standaardvraag, Vraag

__all__ = [
    "MEESTE_VRAGEN",
    "Antwoord",
    "Criterium",
    "Deelsleutel",
    "Evaluatie",
    "Genodigde",
    "Kandidaatcijfer",
    "Kandidaatwijk",
    "Kant",
    "Leerpunt",
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
