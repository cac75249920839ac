"""What this app knows of who helps with a project or carries it, and how it forgets them."""

from participatie.deeds.helpers import maak_naamloos
from participatie.models import Helper, Meevraag, Project
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


def _contact(gebruiker: Gebruiker):
    for project in Project.objects.met_contact_op(gebruiker.email):
        yield {"project": str(project), "wijk": str(project.wijk), "contact": project.contact, "trekker": project.wie_trekt}


def _vergeet_contact(gebruiker: Gebruiker, wens: Wens) -> int:
    """The address goes, with whatever stands around it; and the name of the resident who is reached there."""
    projecten = Project.objects.filter(pk__in=[project.pk for project in Project.objects.met_contact_op(gebruiker.email)])
    projecten.filter(trekker_soort=Project.Trekker.BEWONER).update(trekker_naam="")
    return projecten.update(contact="")


hand_in("Hulp bij projecten", _hulp, _vergeet_hulp)
hand_in("Vragen om mee te doen", _vragen, _vergeet_vragen)
hand_in("Als contact van een project", _contact, _vergeet_contact)
