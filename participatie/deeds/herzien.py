"""The deed by which a decision of an overleg that was wrong is set right in one go."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from participatie.deeds.overleg import neem_besluit, past_bij_besluit, past_bij_dag, zet_op_agenda
from participatie.deeds.terugnemen import maak_ongedaan, te_herzien
from participatie.models import Idee, Overleg, Project, Vervolgstap
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Partij
from wijk.rechten import vereis
from wijk.woorden import datum, met_punt

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
    waarom_verbeterd: str = "",
    door,
) -> Vervolgstap:
    """Change what this overleg decided on the idea. The log keeps what it was; once the overleg is closed, so does every page, with the public
    reason (`waarom_verbeterd`, else Geweigerd beside it).

    `gezien`: the `kenmerk` of the decision that was on the screen; Geweigerd when a colleague changed it meanwhile, and once something else was
    done with the idea. Another outcome (or project) is a decision of its own; the idea leaves the project that it was put in, which stays.
    """
    vereis(door, "overleggen", overleg.wijk)
    stap = te_herzien(overleg, idee)
    overleg, idee = stap.overleg, stap.idee
    if gezien != stap.kenmerk:
        raise Geweigerd("Iemand anders wijzigde dit besluit net. Wat u typte staat er nog. Vergelijk het, en bewaar opnieuw als het klopt.")
    verbetering = _verbetering(stap, waarom_verbeterd.strip()) if overleg.is_dicht else ""
    ander_project = besluit == B.PROJECT and (nieuw_project.strip() or project != idee.project)
    if besluit != stap.besluit or ander_project:
        maak_ongedaan(stap, "gewijzigd", openbaar=False, door=door)
        wat = {"wie": wie, "partij": partij, "voor": voor, "project": project, "nieuw_project": nieuw_project}
        nieuw = neem_besluit(overleg, idee, besluit, reden, **wat, in_plaats_van=stap.get_besluit_display(), door=door)
        bewaar(nieuw, {"verbetering": verbetering})
        _verslag_moet_opnieuw(overleg)
        return nieuw
    past_bij_besluit(besluit, wie.strip(), partij, project, nieuw_project.strip())
    past_bij_dag(overleg, besluit, voor)
    anders = bewaar(
        stap, {"verbetering": verbetering, "reden": reden.strip(), "wie": wie.strip(), "partij": partij, "voor": voor}, stil=frozenset({"wie"})
    )
    _verslag_moet_opnieuw(overleg)
    if besluit == B.LATER and "voor" in anders and (volgend := overleg.volgend(vanaf=voor)):
        zet_op_agenda(volgend, [idee], door=door)
    tekst = f"Het besluit over idee {idee.nummer} is gewijzigd: {stap.get_besluit_display()}. {overleg.op_overleg}"
    meld("idee.besluit_gewijzigd", idee, tekst, wijk=overleg.wijk, door=door, openbaar=bool(verbetering) and idee.openbaar, anders=anders)
    return stap


def _verslag_moet_opnieuw(overleg: Overleg) -> None:
    """The report that was sent holds what it decided: whoever got it gets it anew, when an official sends or prints it."""
    if overleg.is_dicht:
        overleg.genodigden.update(verslag_op=None)


def _verbetering(stap: Vervolgstap, waarom: str) -> str:
    """What everyone reads with a decision that was noted wrongly: what stood there at first, and why it is set right."""
    if not waarom:
        raise Geweigerd("Zeg waarom u dit verbetert. Iedereen leest dit bij het besluit.", "waarom_verbeterd")
    eerst = f"Verbeterd op {datum(timezone.localdate())}. Eerst stond er: “{stap.get_besluit_display()}. {met_punt(stap.reden)}”"
    return " ".join(filter(None, [stap.verbetering, eerst, f"Waarom verbeterd: {met_punt(waarom)}"]))
