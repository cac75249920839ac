"""Deeds of the second pair of eyes: agree or refuse, close a period, set the limit."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from budget.deeds.boeken import geef_reservering_vrij
from budget.deeds.schrijven import mag_er_geld_bij, meld_geboekt
from budget.models import Afsluiting, Akkoord, Boeking, Budget, Pot
from budget.models.budget import periode_naam
from participatie.models import Project
from wijk.bedrag import Bedrag
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.rechten import SYSTEEM, vereis

O = Akkoord.Oordeel  # noqa: E741


@transaction.atomic
def geef_akkoord(boeking: Boeking, *, door) -> Akkoord:
    """A second person agrees: the database moves the money where the booking says; of a move between projects both legs.

    Geweigerd for who entered it (the database refuses that too), and when it was decided already.
    """
    return _oordeel(boeking, O.AKKOORD, "", door=door)


@transaction.atomic
def wijs_af(boeking: Boeking, reden: str, *, door) -> Akkoord:
    """A second person refuses, with a reason: what was held goes back where it came from."""
    if not reden:
        raise Geweigerd("Zeg waarom u de boeking afwijst.", "reden")
    return _oordeel(boeking, O.AFGEWEZEN, reden, door=door)


@transaction.atomic
def trek_in(boeking: Boeking, reden: str, *, door) -> Akkoord:
    """Who entered a booking that waits takes it back, with a reason: what was held goes back; of a move both legs.

    Geweigerd for anybody else (the database refuses that too), and when it was decided already.
    """
    if not reden:
        raise Geweigerd("Zeg waarom u de boeking intrekt.", "reden")
    return _oordeel(boeking, O.INGETROKKEN, reden, door=door)


@transaction.atomic
def lees_afwijzing(boeking: Boeking, *, door) -> None:
    """Who entered a booking that was refused has read that: it leaves their worklist."""
    vereis(door, "boeken", boeking.budget.wijk)
    if not Boeking.objects.filter(pk=boeking.pk).afgewezen_van(door).exists():
        raise Geweigerd("Deze boeking staat niet (meer) op uw werklijst.")
    meld("budget.afwijzing_gelezen", boeking, f"De afwijzing van boeking {boeking.nummer} is gelezen.", wijk=boeking.budget.wijk, door=door)


def _oordeel(boeking: Boeking, oordeel: str, reden: str, *, door) -> Akkoord:
    vereis(door, "boeken" if oordeel == O.INGETROKKEN else "goedkeuren", boeking.budget.wijk)
    Budget.objects.select_for_update().get(pk=boeking.budget_id)
    if not boeking.vraagt_akkoord:
        raise Geweigerd("Deze boeking vraagt geen akkoord.")
    if door is SYSTEEM:
        raise Geweigerd("Akkoord geven is mensenwerk.")
    if oordeel == O.INGETROKKEN and boeking.door_id != door.pk:
        raise Geweigerd("Iemand anders voerde deze boeking in. Alleen die persoon kan haar intrekken.")
    if oordeel != O.INGETROKKEN and boeking.door_id == door.pk:
        raise Geweigerd("U hebt deze boeking zelf ingevoerd. Iemand anders moet ernaar kijken.")
    if Akkoord.objects.filter(boeking=boeking).exists():
        raise Geweigerd("Over deze boeking is al beslist.")
    eerste = boeking.volgt_op or boeking
    delen = [deel for deel in (eerste, getattr(eerste, "vervolg", None)) if deel is not None]
    for deel in delen:
        if oordeel == O.AKKOORD and deel.project and deel.van == Pot.VRIJ:
            mag_er_geld_bij(deel.project)
    akkoorden = [_schrijf(deel, oordeel, reden, door) for deel in delen]
    for deel in delen:
        if deel.project and deel.project.status == Project.Status.GESTOPT:
            geef_reservering_vrij(deel.project)  # what was held while it waited
    return akkoorden[-1] if boeking.volgt_op_id else akkoorden[0]


def _schrijf(boeking: Boeking, oordeel: str, reden: str, door) -> Akkoord:
    try:
        with transaction.atomic():
            akkoord = Akkoord.objects.create(boeking=boeking, oordeel=oordeel, reden=reden, door=door)
    except IntegrityError as fout:
        raise Geweigerd("Over deze boeking kan nu niet beslist worden. Bekijk de pagina opnieuw.") from fout
    if oordeel == O.AKKOORD:
        meld_geboekt(boeking, door)
    else:
        meld(
            f"budget.{oordeel}",
            boeking,
            f"Boeking {boeking.nummer} is {oordeel}: {boeking.wat}, {boeking.bedrag}.",
            wijk=boeking.budget.wijk,
            door=door,
        )
    return akkoord


@transaction.atomic
def sluit_periode(budget: Budget, van: date, tot: date, *, door) -> Afsluiting:
    """Close a whole month or a whole year and all before it: the database refuses bookings with such a date from now on. This cannot be undone.

    Geweigerd when it is not over yet, when a booking in it still waits for a second person, or when it was closed already.
    """
    vereis(door, "perioden_sluiten", budget.wijk)
    naam = periode_naam(van, tot)
    Budget.objects.select_for_update().get(pk=budget.pk)
    if tot >= timezone.localdate():
        raise Geweigerd(f"{naam.capitalize()} is nog niet voorbij.", "periode")
    if budget.afsluitingen.filter(tot__gte=tot).exists():
        raise Geweigerd(f"{naam.capitalize()} is al gesloten.", "periode")
    if wacht := budget.boekingen.tot_en_met(tot).wacht_op_akkoord().count():
        raise Geweigerd(f"Tot en met {naam} wachten nog boekingen op akkoord ({wacht}). Beslis daar eerst over.", "periode")
    afsluiting = Afsluiting.objects.create(budget=budget, van=van, tot=tot, door=door)
    meld("budget.gesloten", budget, f"De boeken van {naam} zijn gesloten.", wijk=budget.wijk, door=door, van=str(van), tot=str(tot))
    return afsluiting


@transaction.atomic
def stel_grens_in(budget: Budget, boven: Bedrag, *, door) -> Budget:
    """Set the amount above which a booking needs a second person. Not by who books: somebody else sets the rule for them."""
    vereis(door, "kader_wijzigen", budget.wijk)
    anders = bewaar(budget, {"akkoord_boven": boven})
    meld("budget.grens", budget, f"Boven {boven} is voor een boeking een tweede persoon nodig.", wijk=budget.wijk, door=door, anders=anders)
    return budget
