"""Projects on one axis of time: where each begins and ends, as parts of a hundred, for a bar of plain SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from participatie.models import Project


@dataclass(frozen=True)
class Balk:
    """One project: from which day to which, where its bar lies, and its colour."""

    van: date
    tot: date
    begin: float
    breedte: float


class Tijdas:
    """The axis runs over whole months, from the first day of any of these projects to the last.

    `groepen`: (state, rows of (project, its Balk or None)), in the order in which the projects come.
    """

    def __init__(self, projecten: Sequence[Project], vandaag: date):
        """`projecten`: of `met_periode`."""
        perioden = [_periode(project) for project in projecten]
        dagen = [dag for periode in perioden if periode for dag in periode]
        self.van = min([*dagen, vandaag]).replace(day=1)
        self.tot = _eind_van_maand(max([*dagen, vandaag]))
        self._dagen = (self.tot - self.van).days + 1
        self.vandaag = self._plek(vandaag)
        self.groepen: list[tuple[str, list]] = []
        for project, periode in zip(projecten, perioden, strict=True):
            if not self.groepen or self.groepen[-1][0] != project.status:
                self.groepen.append((Project.Status(project.status), []))
            self.groepen[-1][1].append((project, self._balk(periode)))

    def _plek(self, dag: date) -> float:
        return round(100 * (dag - self.van).days / self._dagen, 1)

    def _balk(self, periode: tuple[date, date] | None) -> Balk | None:
        if periode is None:
            return None
        begin, eind = self._plek(periode[0]), self._plek(periode[1] + timedelta(days=1))
        return Balk(*periode, begin, max(1.0, round(eind - begin, 1)))


def _periode(project: Project) -> tuple[date, date] | None:
    """From its start, or its first milestone, to its end or its last."""
    van = min((dag for dag in (project.begonnen_op, project.eerste_dag) if dag), default=None)
    tot = project.afgerond_op or project.gestopt_op or max((dag for dag in (project.laatste_dag, van) if dag), default=None)
    return (van, max(van, tot)) if van and tot else None


def _eind_van_maand(dag: date) -> date:
    return (dag.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
