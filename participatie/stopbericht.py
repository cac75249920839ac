"""Who hears that a project stops, and why: by mail, each address once, for all that they have to do with it; or by telephone, before it stops."""

from dataclasses import dataclass, field

from django.db.models import Q

from participatie.deeds.adviezen import adressen_van
from participatie.models import Helper, Idee, Project
from wijk.models import Partij
from wijk.post import schrijf

H = Helper.Status


@dataclass
class Lezer:
    """One address; who reads there helps or offered to, raised these ideas, or is (`partij`) somebody with a part in the project."""

    email: str
    helper: Helper | None = None
    ideeen: list[Idee] = field(default_factory=list)
    partij: bool = False


def lezers(project: Project) -> list[Lezer]:
    """Who hears by mail: who helps or offered to, who raised its ideas, who carries it, and the partijen that have a part in it."""
    wie: dict[str, Lezer] = {}

    def lezer(adres: str) -> Lezer:
        return wie.setdefault(adres.lower(), Lezer(adres.lower()))

    for helper in project.helpers.filter(status__in=(H.NIEUW, H.TELT)).exclude(email=""):
        lezer(helper.email).helper = helper
    for idee in _ideeen(project).filter(_bewezen() | Q(indiener__is_active=True)).select_related("indiener"):
        lezer(idee.email or idee.indiener.email).ideeen.append(idee)
    for adres in [*project.mailadressen, *adressen_van(*_partijen(project))]:
        lezer(adres).partij = True
    return list(wie.values())


def te_bellen(project: Project) -> list[str]:
    """Who does not hear by mail, and how they can be reached, for who may read that. Their data go when the project stops."""
    uit = []
    for helper in project.helpers.filter(status__in=(H.NIEUW, H.TELT), email=""):
        rol = "helpt mee" if helper.status == H.TELT else "bood hulp aan"
        uit.append(f"{helper.naam or 'Iemand zonder naam'} ({rol}): {helper.telefoon or 'gaf geen e-mailadres'}")
    for idee in _ideeen(project).exclude(_bewezen() | Q(indiener__is_active=True)).exclude(naam=""):
        uit.append(f"{idee.naam} (idee {idee.nummer}): {'het e-mailadres is niet bevestigd' if idee.email else 'gaf geen e-mailadres'}")
    if project.wie_trekt and project.trekker_soort != Project.Trekker.GEMEENTE and not project.trekker_id and not project.mailadressen:
        uit.append(f"{project.wie_trekt} (trekt het project): {project.contact or 'we weten geen adres'}")
    return uit + [f"{rol.persoon} ({rol.get_soort_display()}): we weten geen e-mailadres" for rol in project.rollen.van_personen()]


def mail(project: Project, aan: list[Lezer]) -> None:
    """Tell them, in the running transaction."""
    for een in aan:
        for idee in een.ideeen:
            idee.refresh_from_db(fields=["status"])
        gegevens = {"project": project, "wijk": project.wijk, "lezer": een, "telt": een.helper is not None and een.helper.status == H.TELT}
        schrijf(een.email, f"Het project {project.titel} stopt", "participatie/post/project_gestopt.txt", **gegevens)


def _ideeen(project: Project):
    """Those in it, and what was merged into them."""
    return Idee.objects.filter(
        Q(project=project, status=Idee.Status.PROJECT) | Q(samengevoegd_met__project=project, status=Idee.Status.SAMENGEVOEGD)
    ).order_by("nummer")


def _bewezen() -> Q:
    return ~Q(email="") & (Q(bevestigd_op__isnull=False) | ~Q(herkomst=Idee.Herkomst.ONLINE))


def _partijen(project: Project):
    return Partij.objects.filter(Q(pk=project.trekker_id) | Q(rollen__projecten=project)).distinct()
