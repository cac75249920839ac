from participatie.models.foto import Foto
from participatie.models.idee import Idee, Nummering
from participatie.models.overleg import Overleg, Vervolgstap
from participatie.models.papier import Brief, Papierformulier, Postadres, Stapel
from participatie.models.project import Mijlpaal, Nieuwsbericht, Project
from participatie.models.reactie import Melding, Reactie
from participatie.models.steun import Steun
from participatie.models.toetsing import Oordeel, Toetsing
from participatie.models.wandeling import Aanmelding, Halte, Uitnodiging, Wijkwandeling

__all__ = [
    "Aanmelding",
    "Brief",
    "Foto",
    "Halte",
    "Idee",
    "Melding",
    "Mijlpaal",
    "Nieuwsbericht",
    "Nummering",
    "Oordeel",
    "Overleg",
    "Papierformulier",
    "Postadres",
    "Project",
    "Reactie",
    "Stapel",
    "Steun",
    "Toetsing",
    "Uitnodiging",
    "Vervolgstap",
    "Wijkwandeling",
]
