"""Deeds about a decision of an overleg that was wrong, or does not hold any more."""

from django.db import transaction
from django.utils import timezone

from participatie.models import Idee, Overleg, Project, Vervolgstap
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.overgang import overgang
from wijk.rechten import vereis


@transaction.atomic
def neem_besluit_terug(overleg: Overleg, idee: Idee, *, door) -> Project | None:
    """Undo what this overleg decided on the idea, while it is not closed: the idea stands on its list again as it did before.

    The decision is gone from the pages; the log keeps it. Geweigerd once something else was done with the idea. Gives the project that the idea
    left: it stays, since more may hang on it.
    """
    vereis(door, "overleggen", overleg.wijk)
    stap = te_herzien(overleg, idee)
    if not stap.is_terug_te_nemen:
        raise Geweigerd("Dit overleg is afgesloten. Klopt het besluit niet? Verbeter het dan.")
    project = stap.idee.project
    maak_ongedaan(stap, "teruggenomen", openbaar=stap.idee.openbaar, door=door)
    return project


def te_herzien(overleg: Overleg, idee: Idee) -> Vervolgstap:
    """What this overleg decided on the idea, with the rows of all three held. Geweigerd once something followed from it."""
    overleg = Overleg.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=overleg.pk)
    idee = Idee.objects.select_for_update(of=("self",)).select_related("wijk", "project").get(pk=idee.pk)
    stap = overleg.vervolgstappen.select_for_update(of=("self",)).filter(idee=idee).first()
    if stap is None:
        raise Geweigerd(f"Er is geen besluit van dit overleg over idee {idee.nummer}. Misschien is het al teruggenomen.")
    stap.overleg, stap.idee = overleg, idee
    if not stap.is_te_wijzigen:
        raise Geweigerd(f"Met idee {idee.nummer} is na dit besluit al iets anders gedaan. U kunt het besluit niet meer terugnemen of wijzigen.")
    return stap


def maak_ongedaan(stap: Vervolgstap, hoe: str, *, openbaar: bool, door) -> None:
    """Part of a deed: the decision is gone and its idea stands where it stood before; the log keeps what it was, and `hoe` it went."""
    idee, ervoor = stap.idee, stap.stand_ervoor
    if ervoor != idee.status:
        overgang(idee, ervoor, project=None)
    tekst = f"Het besluit over idee {idee.nummer} is {hoe}. Het was: {stap.get_besluit_display()}. {stap.overleg.op_overleg}"
    meld("idee.besluit_terug", idee, tekst, wijk=idee.wijk, door=door, openbaar=openbaar, reden=stap.reden)
    stap.delete()


def laat_besluit_vervallen(idee: Idee, *, door) -> None:
    """What was decided last on the idea does not hold any more, when its status still follows from that: part of a deed that changes the status.

    Of an overleg that was closed it stays to be read, as taken back; else it is gone, and the overleg can decide anew.
    """
    stap = Vervolgstap.objects.geldig().laatste_over(idee)
    if stap is None or stap.besluit != idee.status:
        return
    tekst = f"Het besluit over idee {idee.nummer} geldt niet meer: {stap.get_besluit_display()}."
    if stap.overleg.is_dicht:
        bewaar(stap, {"teruggenomen_op": timezone.localdate()})
    else:
        stap.delete()
    meld("overleg.besluit_vervalt", stap.overleg, tekst, wijk=idee.wijk, door=door)
