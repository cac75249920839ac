"""The deed by which a decision of an overleg that was wrong is set right in one go."""

from datetime import date

from django.db import transaction

from participatie.deeds.overleg import leg_vast, past_bij_besluit, past_bij_dag, zet_op_agenda
from participatie.deeds.terugnemen import maak_ongedaan, te_herzien
from participatie.models import Idee, Overleg, Project, Vervolgstap
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Partij
from wijk.rechten import vereis

B = Vervolgstap.Besluit


@transaction.atomic
def wijzig_besluit(
    overleg: Overleg,
    idee: Idee,
    besluit: str,
    reden: str,
    *,
    gezien: str,
    wie: str = "",
    partij: Partij | None = None,
    voor: date | None = None,
    project: Project | None = None,
    nieuw_project: str = "",
    door,
) -> Vervolgstap:
    """Change what this overleg decided on the idea, while it is not closed. The log keeps what it was.

    `gezien`: the `kenmerk` of the decision that was on the screen; Geweigerd when a colleague changed it meanwhile, and once something else was
    done with the idea. Another outcome (or project) is a decision of its own; the idea leaves the project that it was put in, which stays.
    """
    vereis(door, "overleggen", overleg.wijk)
    stap = te_herzien(overleg, idee)
    overleg, idee = stap.overleg, stap.idee
    if gezien != stap.kenmerk:
        raise Geweigerd("Iemand anders wijzigde dit besluit net. Wat u typte staat er nog. Vergelijk het, en bewaar opnieuw als het klopt.")
    ander_project = besluit == B.PROJECT and (nieuw_project.strip() or project != idee.project)
    if besluit != stap.besluit or ander_project:
        maak_ongedaan(stap, "gewijzigd", openbaar=False, door=door)
        wat = {"wie": wie, "partij": partij, "voor": voor, "project": project, "nieuw_project": nieuw_project}
        return leg_vast(overleg, idee, besluit, reden, **wat, voor_begin=True, door=door)
    past_bij_besluit(besluit, wie.strip(), partij, project, nieuw_project.strip())
    past_bij_dag(overleg, besluit, voor)
    anders = bewaar(stap, {"reden": reden.strip(), "wie": wie.strip(), "partij": partij, "voor": voor}, stil=frozenset({"wie"}))
    if besluit == B.LATER and "voor" in anders and (volgend := overleg.volgend(vanaf=voor)):
        zet_op_agenda(volgend, [idee], door=door)
    tekst = f"Het besluit over idee {idee.nummer} is gewijzigd: {stap.get_besluit_display()}. {overleg.op_overleg}"
    meld("idee.besluit_gewijzigd", idee, tekst, wijk=overleg.wijk, door=door, anders=anders)
    return stap
