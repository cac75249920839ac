"""Deeds about the report of an overleg: kept while it is written, and corrected after it was placed."""

from django.db import transaction

from participatie.deeds.overlegpost import stuur_verslag
from participatie.models import Overleg, Verslagversie
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.rechten import vereis


@transaction.atomic
def bewaar_verslag(overleg: Overleg, velden: dict, *, door) -> Overleg:
    """Keep what was written so far; nobody but officials reads it until `sluit_overleg`."""
    vereis(door, "overleggen", overleg.wijk)
    if overleg.status == Overleg.Status.GEHOUDEN:
        raise Geweigerd("Dit overleg is intussen afgesloten. U kunt het verslag nog aanvullen.")
    if overleg.is_dicht:
        raise Geweigerd("Dit overleg gaat niet door.")
    anders = bewaar(overleg, velden, stil=frozenset({"verslag"}))
    meld("overleg.concept", overleg, f"Aan het verslag van “{overleg.titel}” is gewerkt.", wijk=overleg.wijk, door=door, anders=anders)
    return overleg


@transaction.atomic
def vul_verslag_aan(
    overleg: Overleg, velden: dict, *, gezien: int, aanwezig: int | None = None, ook_mailen: bool = False, door
) -> Verslagversie | None:
    """Place another text of the report of an overleg that was closed, or correct how many came (`aanwezig`; None leaves it). What stood there
    stays, with the day of this one. Gives the text; None when only the number changed.

    `gezien`: how many texts there were when somebody began to write; Geweigerd when a colleague placed one meanwhile. Nobody hears of it, unless
    `ook_mailen`: then everyone who was invited gets the report as it is now.
    """
    vereis(door, "overleggen", overleg.wijk)
    overleg = Overleg.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=overleg.pk)
    if overleg.status != Overleg.Status.GEHOUDEN:
        raise Geweigerd("Dit overleg is nog niet afgesloten. U kunt het verslag gewoon veranderen.")
    if overleg.verslagversies.count() != gezien:
        raise Geweigerd("Iemand anders vulde het verslag net aan. Wat u typte staat er nog. Vergelijk het en plaats het opnieuw.", "tekst")
    versie = None
    zelfde = overleg.verslagen()[0].tekst == velden["tekst"]
    if zelfde and (aanwezig in (None, overleg.aanwezig) or velden.get("verbergt_eerdere")):
        raise Geweigerd("Deze tekst staat er al. Verander wat niet klopt, of ga terug.", "tekst")
    ook = {}
    if aanwezig not in (None, overleg.aanwezig):
        ook = {"anders": bewaar(overleg, {"aanwezig": aanwezig})}
    if not zelfde:
        versie = Verslagversie(overleg=overleg)
        bewaar(versie, velden)
    tekst = f"Het aantal aanwezigen is verbeterd: {overleg.titel}." if zelfde else f"Het verslag is aangevuld: {overleg.titel}."
    meld("overleg.aangevuld", overleg, tekst, wijk=overleg.wijk, door=door, openbaar=ook_mailen, **ook)
    if ook_mailen:
        stuur_verslag(overleg, ook_opnieuw=True, door=door)
    return versie
