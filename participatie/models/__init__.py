from participatie.models.advies import Advies
from participatie.models.bevestiging import Bevestiging
from participatie.models.bezig import Bezig
from participatie.models.foto import Foto
from participatie.models.helper import Helper, Meevraag
from participatie.models.herbevestiging import Herbevestiging
from participatie.models.idee import Idee
from participatie.models.inleesbestand import Inleesbestand
from participatie.models.nummering import Nummering
from participatie.models.ochtendpost import Ochtendpost
from participatie.models.ordening import NietHetzelfde, Ordening, Ordeningsregel
from participatie.models.overleg import Overleg
from participatie.models.overlegstuk import Agendapunt, OverlegGenodigde, Verslagversie
from participatie.models.papier import Brief, Papierformulier, Postadres, Stapel
from participatie.models.project import Mijlpaal, Nieuwsbericht, Project
from participatie.models.projectstuk import Projectbesluit, Projectdocument, Projectfoto, Projecturen
from participatie.models.reactie import Melding, Reactie
from participatie.models.standaardzin import Standaardzin
from participatie.models.steun import Steun
from participatie.models.themabrief import Themabrief
from participatie.models.toetsconcept import Toetsconcept
from participatie.models.toetsing import Oordeel, Toetsing
from participatie.models.uitgenodigd import Uitgenodigd
from participatie.models.vervolgstap import Vervolgstap
from participatie.models.voorbereiding import Bereikplan, Startuitleg
from participatie.models.wandeling import Aanmelding, Halte, Uitnodiging, Wijkwandeling
from participatie.models.woord import IdeeWoord, Woord

__all__ = [
    "Aanmelding",
    "Advies",
    "Agendapunt",
    "Bereikplan",
    "Bevestiging",
    "Bezig",
    "Brief",
    "Foto",
    "Halte",
    "Helper",
    "Herbevestiging",
    "Idee",
    "IdeeWoord",
    "Inleesbestand",
    "Meevraag",
    "Melding",
    "Mijlpaal",
    "NietHetzelfde",
    "Nieuwsbericht",
    "Nummering",
    "Ochtendpost",
    "Oordeel",
    "Ordening",
    "Ordeningsregel",
    "Overleg",
    "OverlegGenodigde",
    "Papierformulier",
    "Postadres",
    "Project",
    "Projectbesluit",
    "Projectdocument",
    "Projectfoto",
    "Projecturen",
    "Reactie",
    "Standaardzin",
    "Stapel",
    "Startuitleg",
    "Steun",
    "Themabrief",
    "Toetsconcept",
    "Toetsing",
    "Uitgenodigd",
    "Uitnodiging",
    "Verslagversie",
    "Vervolgstap",
    "Wijkwandeling",
    "Woord",
]
