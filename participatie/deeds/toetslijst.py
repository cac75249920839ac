"""Deeds of the list of ideas to toets: who has an idea in hand, and who looks at it now."""

from django.db import transaction
from django.utils import timezone

from participatie.deeds.toetsen import heropen, neem_in_behandeling, toets
from participatie.models import Bezig, Idee, Toetsing
from participatie.models.bezig import DUUR
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Gebruiker
from wijk.rechten import mag_doen, vereis

S = Idee.Status
NIEUW = (S.ONTVANGEN, S.WACHT_OP_THEMA)


@transaction.atomic
def neem(idee: Idee, *, door: Gebruiker) -> Idee:
    """Take the idea in hand; from a colleague too, where that is still who had it when `idee` was read. One wins of two at once."""
    vereis(door, "toetsen", idee.wijk)
    if idee.status in NIEUW:
        return neem_in_behandeling(idee, door=door)
    if idee.behandelaar_id == door.pk:
        raise Geweigerd(f"Dit was al gedaan: idee {idee.nummer} is van u.")
    _zet_behandelaar(idee, door)
    meld("idee.genomen", idee, f"Idee {idee.nummer} heeft een behandelaar.", wijk=idee.wijk, door=door)
    return idee


@transaction.atomic
def draag_over(idee: Idee, aan: Gebruiker, *, door: Gebruiker) -> Idee:
    """Give the idea to a colleague who may toets in this wijk. Its record holds the key of who that is, as it holds who did it."""
    vereis(door, "toetsen", idee.wijk)
    if not mag_doen(aan, "toetsen", idee.wijk):
        raise Geweigerd(f"{aan} mag in deze wijk niet toetsen. Kies een ander.", "aan")
    if idee.behandelaar_id == aan.pk and idee.is_te_toetsen:
        raise Geweigerd(f"Dit was al gedaan: idee {idee.nummer} is van {aan}.", "aan")
    if idee.status in NIEUW:
        neem_in_behandeling(idee, door=door)
    _zet_behandelaar(idee, aan)
    meld("idee.overgedragen", idee, f"Idee {idee.nummer} is overgedragen.", wijk=idee.wijk, door=door, aan_wie=aan.pk)
    return idee


@transaction.atomic
def geef_terug(idee: Idee, *, door: Gebruiker) -> Idee:
    """Nobody has the idea in hand any more; who takes it next finds it under “van niemand”."""
    vereis(door, "toetsen", idee.wijk)
    if idee.behandelaar_id is None:
        raise Geweigerd(f"Idee {idee.nummer} is al van niemand.")
    _zet_behandelaar(idee, None)
    meld("idee.teruggegeven", idee, f"Idee {idee.nummer} heeft geen behandelaar meer.", wijk=idee.wijk, door=door)
    return idee


@transaction.atomic
def toets_opnieuw(idee: Idee, oordelen: list, reden: str, waarom: str, *, gezien: int, door: Gebruiker) -> Toetsing:
    """Answer an idea that a colleague answered meanwhile: look anew, for the reason `waarom`, and answer it; theirs stays in the history.

    `gezien`: how many answers the official had seen. Geweigerd as `toets` does; nothing is then written.
    """
    vereis(door, "toetsen", idee.wijk)
    if not waarom.strip():
        raise Geweigerd("Een collega heeft dit idee al beantwoord. Zeg waarom u opnieuw kijkt, of laat dat antwoord staan.", "waarom_opnieuw")
    heropen(idee, waarom, door=door)
    return toets(idee, oordelen, reden, gezien=gezien, door=door)


def _zet_behandelaar(idee: Idee, wie: Gebruiker | None) -> None:
    zoals_gezien = Idee.objects.filter(pk=idee.pk, status__in=Idee.TE_TOETSEN, behandelaar=idee.behandelaar_id)
    if not zoals_gezien.update(behandelaar=wie):
        raise Geweigerd(f"Iemand anders heeft idee {idee.nummer} intussen genomen of beantwoord. Bekijk de pagina opnieuw.")
    idee.behandelaar = wie


@transaction.atomic
def kijk_naar(idee: Idee, *, door: Gebruiker) -> None:
    """Say for three minutes that this official looks at the idea. Nothing happened to it, so nothing is recorded."""
    vereis(door, "toetsen", idee.wijk)
    Bezig.objects.voorbij().filter(gebruiker=door).delete()
    Bezig.objects.update_or_create(idee=idee, gebruiker=door, defaults={"tot": timezone.now() + DUUR})


@transaction.atomic
def kijk_niet_meer(idee: Idee, *, door: Gebruiker) -> None:
    vereis(door, "toetsen", idee.wijk)
    Bezig.objects.filter(idee=idee, gebruiker=door).delete()
