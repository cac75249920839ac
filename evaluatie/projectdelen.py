from django.urls import reverse
from django.utils import timezone

from evaluatie import betrokkenen
from evaluatie.deeds.evaluaties import OPEN_VOOR
from evaluatie.drempel import MINSTE_GROEP
from evaluatie.models import Kant, Over
from evaluatie.vragenset import vragenset
from participatie.models import Project
from participatie.nastatus import vooraf
from participatie.projectdelen import projectdeel, projectlinks


@projectdeel
def wat_het_bracht(project):
    """The evaluations of this project that everyone may read, and the one that can be answered now."""
    evaluaties = list(project.evaluaties.openbaar())
    loopt = project.evaluaties.loopt().first()
    return ("evaluatie/deel_project.html", {"evaluaties": evaluaties, "loopt": loopt}) if evaluaties or loopt else None


@projectlinks
def naar_de_evaluatie(project):
    wijk = project.wijk.slug
    return [(f"Evaluatie: {een.get_status_display()}", reverse("werkplek:evaluatie", args=[wijk, een.pk])) for een in project.evaluaties.all()]


@vooraf(Project.Status.AFGEROND)
def wie_het_gevraagd_wordt(project):
    """Before a project is finished, for officials alone: who gets a mail at once, what is asked, and who does not hear of it."""
    wie, (namen, onbekend) = betrokkenen.van_project(project), betrokkenen.niet_te_mailen(project)
    kanten = betrokkenen.per_kant(wie)
    vragen = [(tekst, Kant(kant).label if kant else "") for tekst, _, kant in vragenset(project.wijk, Over.PROJECT)]
    return "evaluatie/deel_vooraf.html", {
        "kanten": kanten,
        "samen": len(wie),
        "niemand": [label for label, adressen in kanten if not adressen],
        "klein": [label for label, adressen in kanten if 0 < len(adressen) < MINSTE_GROEP],
        "namen": namen,
        "onbekend": onbekend,
        "ongelezen": project.helpers.ongelezen().count(),
        "project": project,
        "vragen": vragen,
        "tot": timezone.localdate() + OPEN_VOOR,
    }
