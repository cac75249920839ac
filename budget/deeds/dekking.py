"""Money or work for a project from elsewhere: kept beside the wijkbudget, never mixed with it."""

from django.db import transaction

from budget.models import Dekking
from participatie.models import Project
from wijk.bewaren import bewaar
from wijk.gebeurtenissen import meld
from wijk.rechten import vereis


@transaction.atomic
def bewaar_dekking(project: Project, velden: dict, dekking: Dekking | None = None, *, door) -> Dekking:
    """Note what somebody else gives a project, in cents or in hours; or change that note. Geweigerd when it says neither."""
    vereis(door, "boeken", project.wijk)
    dekking = dekking or Dekking(project=project)
    anders = bewaar(dekking, velden)
    meld(
        "budget.dekking", project, f"Dekking van elders voor {project.titel}: {dekking}.", wijk=project.wijk, door=door, openbaar=True, anders=anders
    )
    return dekking


@transaction.atomic
def verwijder_dekking(dekking: Dekking, *, door) -> Project:
    """What was promised from elsewhere does not come."""
    project = dekking.project
    vereis(door, "boeken", project.wijk)
    tekst = str(dekking)
    dekking.delete()
    meld("budget.dekking_weg", project, f"Vervallen dekking van elders voor {project.titel}: {tekst}.", wijk=project.wijk, door=door, openbaar=True)
    return project
