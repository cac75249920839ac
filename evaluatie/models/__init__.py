from evaluatie.models.evaluatie import Antwoord, Evaluatie, Genodigde, Kant, Leerpunt, Vraag
from evaluatie.models.programma import Uitvoeringsprogramma

__all__ = ["Antwoord", "Evaluatie", "Genodigde", "Kant", "Leerpunt", "Uitvoeringsprogramma", "Vraag"]
