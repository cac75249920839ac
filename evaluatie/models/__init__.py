from evaluatie.models.evaluatie import Antwoord, Evaluatie, Genodigde, Kant, Leerpunt, Vraag
from evaluatie.models.programma import Deelsleutel, Paragraaf, Programmaversie, Uitvoeringsprogramma

__all__ = [
    "Antwoord",
    "Deelsleutel",
    "Evaluatie",
    "Genodigde",
    "Kant",
    "Leerpunt",
    "Paragraaf",
    "Programmaversie",
    "Uitvoeringsprogramma",
    "Vraag",
]
