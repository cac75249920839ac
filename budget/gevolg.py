"""What a booking that waits would change: each amount without it and with it, for who decides on it."""

from collections import Counter
from dataclasses import dataclass

from budget.models import Boeking, Pot, Saldo
from budget.stand import PROJECTPOTTEN, naam_van
from wijk.bedrag import Bedrag


@dataclass(frozen=True)
class Gevolg:
    """Amounts (name, without the booking, with it) of a project, or of the budget as a whole; `let_op`: what asks attention, or empty."""

    kop: str
    rijen: tuple[tuple[str, Bedrag, Bedrag], ...]
    let_op: str = ""


def gevolgen(boeking: Boeking) -> list[Gevolg]:
    """Of each project that the booking (of a move: either half) touches, and of the budget."""
    eerste = boeking.volgt_op or boeking
    delen = [deel for deel in (eerste, getattr(eerste, "vervolg", None)) if deel]
    nu = {(project, pot): bedrag for project, pot, bedrag in Saldo.objects.filter(budget=boeking.budget).values_list("project", "pot", "bedrag")}
    zonder, met = Counter(nu), Counter(nu)
    for deel in delen:
        van, naar = _plek(deel, deel.van), _plek(deel, deel.naar)
        if deel is eerste and deel.van != Pot.BUITEN:
            zonder[van] += deel.bedrag  # it is held while it waits
        else:
            met[van] -= deel.bedrag
        met[naar] += deel.bedrag
    projecten = [_van_project(deel, zonder, met) for deel in delen if deel.project]
    vrij = (None, Pot.VRIJ)
    rijen = [(naam_van(Pot.VRIJ), Bedrag(zonder[vrij]), Bedrag(met[vrij]))]
    if eerste.project is None:
        geheel = sum(nu.values())
        verschil = eerste.bedrag if eerste.van == Pot.BUITEN else -eerste.bedrag
        rijen.append(("Het hele budget", Bedrag(geheel), Bedrag(geheel + verschil)))
    return [*projecten, Gevolg("Het budget van de wijk", tuple(rijen))]


def _plek(boeking: Boeking, pot: str) -> tuple[int | None, str]:
    return (boeking.project_id if pot in PROJECTPOTTEN else None, pot)


def _van_project(deel: Boeking, zonder: Counter, met: Counter) -> Gevolg:
    project = deel.project
    rijen = [(naam_van(pot), Bedrag(zonder[project.pk, pot]), Bedrag(met[project.pk, pot])) for pot in PROJECTPOTTEN]
    samen = Bedrag(sum(rij[2] for rij in rijen))
    rijen.append(("Samen toegekend", Bedrag(sum(rij[1] for rij in rijen)), samen))
    let_op = ""
    if deel.van == Pot.VRIJ and project.status == project.Status.GESTOPT:
        let_op = "Het project is gestopt. Er kan geen geld meer bij: wijs de boeking af."
    elif project.geraamd is None:
        let_op = "Er is geen raming van dit project."
    elif samen > project.geraamd:
        let_op = f"Dan is er {samen - project.geraamd} meer toegekend dan geraamd."
    geraamd = [] if project.geraamd is None else [("Geraamd", project.geraamd, project.geraamd)]
    return Gevolg(project.titel, (*geraamd, *rijen), let_op)
