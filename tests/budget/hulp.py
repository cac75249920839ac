"""What the tests of the budget share."""

from urllib.parse import quote

from django.db import connection

from participatie.models import Project
from wijk.models import Rol


def maak_project(wijk, slug="speelplek") -> Project:
    """A project that may receive money."""
    project = Project.objects.create(wijk=wijk, slug=slug, titel=slug.capitalize(), geen_eigen_randvoorwaarden=True)
    for soort in ("besluit", "meedoen"):
        project.rollen.add(Rol.objects.create(wijk=wijk, proces=False, persoon="iemand", soort=soort))
    return project


def database_url() -> str:
    """The address of the test's own database, for other processes."""
    instelling = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{instelling['NAME']}"
    map_ = instelling.get("OPTIONS", {}).get("host") or instelling["HOST"]
    return f"postgres://{instelling['USER']}@/{instelling['NAME']}?host={quote(map_, safe='/')}"
