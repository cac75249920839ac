"""What this app knows of who helps with a project, and how it forgets them."""

from participatie.deeds.helpers import maak_naamloos
from participatie.models import Helper, Meevraag
from wijk.models import Gebruiker
from wijk.persoonsgegevens import Wens, hand_in


def _hulp(gebruiker: Gebruiker):
    for helper in Helper.objects.van_persoon(gebruiker).order_by("pk"):
        yield {
            "project": str(helper.project),
            "wijk": str(helper.project.wijk),
            "naam": helper.naam,
            "e-mailadres": helper.email,
            "telefoonnummer": helper.telefoon,
            "wat u doet": ", ".join(helper.wat),
            "toelichting": helper.toelichting,
            "stand": helper.get_status_display(),
            "aangemeld op": helper.aangemeld_op,
        }


def _vergeet_hulp(gebruiker: Gebruiker, wens: Wens) -> int:
    return maak_naamloos(Helper.objects.van_persoon(gebruiker))


def _vragen(gebruiker: Gebruiker):
    for vraag in Meevraag.objects.van_persoon(gebruiker).order_by("pk"):
        yield {
            "project": str(vraag.project),
            "wijk": str(vraag.project.wijk),
            "e-mailadres": vraag.email,
            "gevraagd op": vraag.gevraagd_op,
            "antwoord": vraag.get_antwoord_display(),
        }


def _vergeet_vragen(gebruiker: Gebruiker, wens: Wens) -> int:
    return Meevraag.objects.van_persoon(gebruiker).order_by().delete()[0]


hand_in("Hulp bij projecten", _hulp, _vergeet_hulp)
hand_in("Vragen om mee te doen", _vragen, _vergeet_vragen)
