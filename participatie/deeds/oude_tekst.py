"""Deeds about answers that rest on an older text of a condition: look at the idea anew, or say that the verdict stays."""

from django.db import transaction

from participatie.deeds.toetsen import heropen
from participatie.models import Herbevestiging, Idee, Oordeel
from participatie.oude_tekst import kenmerk, verouderde_van
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.rechten import SYSTEEM, vereis

INTUSSEN = "De tekst is intussen nog een keer gewijzigd, of een collega was u voor. Vergelijk opnieuw."


def _vast(idee: Idee, gezien: str) -> tuple[Idee, list[Oordeel]]:
    """The idea, held until the end, with its verdicts on older texts. Geweigerd when those are not what the official saw."""
    idee = Idee.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=idee.pk)
    rijen = verouderde_van(idee)
    if not rijen or kenmerk(rijen) != gezien:
        raise Geweigerd(INTUSSEN)
    return idee, rijen


@transaction.atomic
def toets_opnieuw(idee: Idee, *, gezien: str, door) -> Idee:
    """Take the idea in hand anew because of the text; the answer that was given stays to be read."""
    vereis(door, "toetsen", idee.wijk)
    idee, rijen = _vast(idee, gezien)
    titels = ", ".join(f"“{oordeel.versie.randvoorwaarde}”" for oordeel in rijen)
    return heropen(idee, f"De randvoorwaarden zijn gewijzigd: {titels}.", door=door)


@transaction.atomic
def herbevestig(idee: Idee, reden: str, *, gezien: str, door) -> list[Herbevestiging]:
    """Say, with the reason, that every verdict of the current answer on an older text also holds for the text of now.

    `gezien`: the mark of what was compared (participatie/oude_tekst.py); Geweigerd when a text changed since, or a colleague was first.
    """
    vereis(door, "toetsen", idee.wijk)
    idee, rijen = _vast(idee, gezien)
    if not reden.strip():
        raise Geweigerd("Schrijf waarom het oordeel blijft.", "reden")
    gedaan = []
    for oordeel in rijen:
        voorwaarde = oordeel.versie.randvoorwaarde
        een = Herbevestiging(oordeel=oordeel, door=None if door is SYSTEEM else door)
        bewaar(een, {"versie": voorwaarde.huidige, "vervallen": voorwaarde.vervallen_op is not None, "reden": reden.strip()})
        gedaan.append(een)
    tekst = f"Het oordeel over idee {idee.nummer} blijft, ook met de nieuwe tekst van de randvoorwaarden."
    meld("idee.herbevestigd", idee, tekst, wijk=idee.wijk, door=door, aantal=len(gedaan), reden=reden.strip())
    return gedaan
