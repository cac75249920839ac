"""Deeds that move money. Every one is a booking; balances follow from bookings, in the same transaction.

Above a limit (`Budget.akkoord_vanaf`) a booking waits for a second person; until then its money is held in the pot `wacht`.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from budget.models import Akkoord, Boeking, Budget, Dekking, Pot, Saldo
from participatie.models import Project
from wijk.bedrag import Bedrag
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Wijk
from wijk.rechten import SYSTEEM, vereis

Soort = Boeking.Soort
# Pots that belong to one project; the others belong to the budget as a whole.
VAN_PROJECT = frozenset({Pot.GERESERVEERD, Pot.VERPLICHT, Pot.BETAALD})


@transaction.atomic
def stel_beschikbaar(wijk: Wijk, bedrag: Bedrag, besluit: str, *, datum: date | None = None, sleutel=None, door) -> Boeking:
    """Grant the wijk a budget by a decision (beschikbaar stellen); the first booking opens it."""
    vereis(door, "boeken", wijk)
    budget, _ = Budget.objects.get_or_create(wijk=wijk, defaults={"naam": f"Wijkbudget {wijk.naam}"})
    if budget.boekingen.filter(soort=Soort.TOEKENNING).exists():
        raise Geweigerd("Dit budget is al beschikbaar gesteld. Boek een begrotingswijziging om het te verhogen of te verlagen.")
    return _boek(
        budget,
        None,
        Soort.TOEKENNING,
        Pot.BUITEN,
        Pot.VRIJ,
        bedrag,
        "Budget beschikbaar gesteld",
        besluit=besluit,
        datum=datum,
        sleutel=sleutel,
        direct=True,
        door=door,
    )


@transaction.atomic
def wijzig_begroting(
    budget: Budget, bedrag: Bedrag, besluit: str, omschrijving: str, *, omlaag: bool = False, datum: date | None = None, sleutel=None, door
) -> Boeking:
    """Raise or lower the budget by a decision of council or college (begrotingswijziging)."""
    vereis(door, "boeken", budget.wijk)
    if not besluit:
        raise Geweigerd("Noem het besluit waarmee het budget verandert.", "besluit")
    van, naar = (Pot.VRIJ, Pot.BUITEN) if omlaag else (Pot.BUITEN, Pot.VRIJ)
    return _boek(budget, None, Soort.WIJZIGING, van, naar, bedrag, omschrijving, besluit=besluit, datum=datum, sleutel=sleutel, door=door)


@transaction.atomic
def reserveer(budget: Budget, project: Project, bedrag: Bedrag, omschrijving: str = "", *, datum: date | None = None, sleutel=None, door) -> Boeking:
    """Set money aside for a project: from vrij to gereserveerd. Geweigerd when the project may not receive money yet, or not enough is free."""
    vereis(door, "boeken", budget.wijk)
    if project.kost_niets:
        raise Geweigerd(f"Het project “{project}” kost niets uit het wijkbudget. Wijzig dat eerst bij het project.", "project")
    if project.status not in (Project.Status.VOORBEREIDING, Project.Status.BESLUIT, Project.Status.UITVOERING):
        raise Geweigerd(f"Het project “{project}” is {project.get_status_display()}. Er kan geen geld meer voor gereserveerd worden.", "project")
    if mist := project.ontbreekt_voor_geld():
        raise Geweigerd(f"Voor “{project}” kan nog geen geld gereserveerd worden. Nog nodig: {'; '.join(mist)}.", "project")
    return _boek(budget, project, Soort.RESERVERING, Pot.VRIJ, Pot.GERESERVEERD, bedrag, omschrijving, datum=datum, sleutel=sleutel, door=door)


@transaction.atomic
def verplicht(budget: Budget, project: Project, bedrag: Bedrag, omschrijving: str = "", *, datum: date | None = None, sleutel=None, door) -> Boeking:
    """An order or grant was given (verplichten): from gereserveerd to verplicht."""
    vereis(door, "boeken", budget.wijk)
    return _boek(budget, project, Soort.VERPLICHTING, Pot.GERESERVEERD, Pot.VERPLICHT, bedrag, omschrijving, datum=datum, sleutel=sleutel, door=door)


@transaction.atomic
def betaal(budget: Budget, project: Project, bedrag: Bedrag, omschrijving: str = "", *, datum: date | None = None, sleutel=None, door) -> Boeking:
    """An invoice was paid (betalen): from verplicht to betaald."""
    vereis(door, "boeken", budget.wijk)
    return _boek(budget, project, Soort.BETALING, Pot.VERPLICHT, Pot.BETAALD, bedrag, omschrijving, datum=datum, sleutel=sleutel, door=door)


@transaction.atomic
def geef_vrij(
    budget: Budget,
    project: Project,
    bedrag: Bedrag,
    omschrijving: str = "",
    *,
    uit: str = Pot.GERESERVEERD,
    datum: date | None = None,
    sleutel=None,
    door,
) -> Boeking:
    """What is left over goes back to vrij (vrijval), from gereserveerd or verplicht."""
    vereis(door, "boeken", budget.wijk)
    if uit not in (Pot.GERESERVEERD, Pot.VERPLICHT):
        raise Geweigerd("Alleen geld dat gekozen of besteld is, kan terug naar vrij.", "uit")
    return _boek(budget, project, Soort.VRIJVAL, uit, Pot.VRIJ, bedrag, omschrijving, datum=datum, sleutel=sleutel, door=door)


@transaction.atomic
def verplaats(budget: Budget, van: Project, naar: Project, bedrag: Bedrag, omschrijving: str = "", *, datum: date | None = None, door) -> Boeking:
    """Move reserved money between projects: two bookings in one deed, both or neither. Together they are approved as any other."""
    vrij = geef_vrij(budget, van, bedrag, omschrijving, datum=datum, door=door)
    if vrij.vraagt_akkoord:
        raise Geweigerd(
            f"Vanaf {budget.akkoord_vanaf} is voor elke boeking akkoord nodig. Boek eerst de vrijval, en reserveer na het akkoord.", "bedrag"
        )
    return reserveer(budget, naar, bedrag, omschrijving, datum=datum, door=door)


@transaction.atomic
def boek_tegen(boeking: Boeking, reden: str, *, door) -> Boeking:
    """Put a mistake right by the opposite booking, with a reference to it; once."""
    vereis(door, "boeken", boeking.budget.wijk)
    if not reden:
        raise Geweigerd("Zeg wat er fout was.", "reden")
    if boeking.soort == Soort.CORRECTIE:
        raise Geweigerd("Dit is zelf een tegenboeking. Boek opnieuw wat er had moeten staan.")
    if boeking.status != Boeking.Status.GEBOEKT:
        raise Geweigerd("Deze boeking telt (nog) niet mee, dus er valt niets tegen te boeken.")
    if Boeking.objects.filter(corrigeert=boeking).exists():
        raise Geweigerd("Deze boeking is al tegengeboekt.")
    return _boek(boeking.budget, boeking.project, Soort.CORRECTIE, boeking.naar, boeking.van, boeking.bedrag, reden, corrigeert=boeking, door=door)


@transaction.atomic
def geef_akkoord(boeking: Boeking, *, door) -> Akkoord:
    """A second person agrees: the money goes where the booking says. Geweigerd for who entered it (the database refuses that too)."""
    akkoord = _oordeel(boeking, Akkoord.Oordeel.AKKOORD, "", door=door)
    _verplaats_saldo(boeking.budget, None, Pot.WACHT, boeking.bedrag, af=True)
    _verplaats_saldo(boeking.budget, boeking.project, boeking.naar, boeking.bedrag)
    _meld(boeking, door, openbaar=True)
    return akkoord


@transaction.atomic
def wijs_af(boeking: Boeking, reden: str, *, door) -> Akkoord:
    """A second person refuses, with a reason: the money goes back where it came from."""
    if not reden:
        raise Geweigerd("Zeg waarom u de boeking afwijst.", "reden")
    akkoord = _oordeel(boeking, Akkoord.Oordeel.AFGEWEZEN, reden, door=door)
    _verplaats_saldo(boeking.budget, None, Pot.WACHT, boeking.bedrag, af=True)
    _verplaats_saldo(boeking.budget, boeking.project, boeking.van, boeking.bedrag)
    meld("budget.afgewezen", boeking, f"Boeking {boeking.pk} is afgewezen.", wijk=boeking.budget.wijk, door=door)
    return akkoord


def _oordeel(boeking: Boeking, oordeel: str, reden: str, *, door) -> Akkoord:
    vereis(door, "goedkeuren", boeking.budget.wijk)
    Budget.objects.select_for_update().get(pk=boeking.budget_id)
    if not boeking.vraagt_akkoord:
        raise Geweigerd("Deze boeking vraagt geen akkoord.")
    if door is not SYSTEEM and boeking.door_id == door.pk:
        raise Geweigerd("U hebt deze boeking zelf ingevoerd. Iemand anders moet ernaar kijken.")
    if Akkoord.objects.filter(boeking=boeking).exists():
        raise Geweigerd("Over deze boeking is al beslist.")
    return Akkoord.objects.create(boeking=boeking, oordeel=oordeel, reden=reden, door=door)


def _boek(
    budget: Budget,
    project: Project | None,
    soort: str,
    van: str,
    naar: str,
    bedrag: Bedrag,
    omschrijving: str,
    *,
    besluit="",
    datum=None,
    sleutel=None,
    corrigeert=None,
    direct=False,
    door,
) -> Boeking:
    """Write the booking and move the balances. Who comes second waits on the row of the budget; then the CHECK on the balance decides."""
    if sleutel and (bestaand := Boeking.objects.filter(sleutel=sleutel).first()):
        return bestaand
    datum = datum or timezone.localdate()
    if datum > timezone.localdate():
        raise Geweigerd(f"{datum:%d-%m-%Y} is nog niet geweest. Vul een dag in tot en met vandaag.", "datum")
    if bedrag <= 0:
        raise Geweigerd(f"Het bedrag is {bedrag}. Vul een bedrag in boven € 0,00.", "bedrag")
    if project is not None and project.wijk_id != budget.wijk_id:
        raise Geweigerd(f"Het project “{project}” hoort niet bij deze wijk.", "project")
    Budget.objects.select_for_update().get(pk=budget.pk)
    wacht = not direct and door is not SYSTEEM and bedrag >= budget.akkoord_vanaf
    if van != Pot.BUITEN:
        _verplaats_saldo(budget, project if van in VAN_PROJECT else None, van, bedrag, af=True)
    boeking = Boeking(
        budget=budget,
        project=project,
        soort=soort,
        van=van,
        naar=naar,
        bedrag=bedrag,
        datum=datum,
        omschrijving=omschrijving or soort_tekst(soort, project),
        besluit=besluit,
        corrigeert=corrigeert,
        vraagt_akkoord=wacht,
        door=None if door is SYSTEEM else door,
        sleutel=sleutel,
    )
    try:
        with transaction.atomic():
            boeking.save()
    except IntegrityError as fout:
        raise Geweigerd("Deze boeking was al gedaan. Bekijk de lijst met boekingen.") from fout
    if wacht:
        _verplaats_saldo(budget, None, Pot.WACHT, bedrag)
        meld(
            "budget.wacht",
            boeking,
            f"Boeking {boeking.pk} wacht op akkoord van een tweede persoon.",
            wijk=budget.wijk,
            door=door,
            bedrag=int(bedrag),
            handeling=soort,
        )
    else:
        _verplaats_saldo(budget, project, naar, bedrag)
        _meld(boeking, door, openbaar=True)
    return boeking


def soort_tekst(soort: str, project: Project | None) -> str:
    return f"{Soort(soort).label.capitalize()}{f' voor {project.titel}' if project else ''}"[:200]


def _meld(boeking: Boeking, door, *, openbaar: bool) -> None:
    voor = f" voor {boeking.project.titel}" if boeking.project else ""
    meld(
        f"budget.{boeking.soort}",
        boeking,
        f"{boeking.get_soort_display().capitalize()}{voor}: {boeking.bedrag}.",
        wijk=boeking.budget.wijk,
        door=door,
        openbaar=openbaar,
        bedrag=int(boeking.bedrag),
        van=boeking.van,
        naar=boeking.naar,
    )


def _verplaats_saldo(budget: Budget, project: Project | None, pot: str, bedrag: int, *, af: bool = False) -> None:
    """Add to or take from one pot; Geweigerd when the database refuses to let it go below zero."""
    if pot == Pot.BUITEN:
        return
    project = project if pot in VAN_PROJECT else None
    rij = Saldo.objects.filter(budget=budget, project=project, pot=pot)
    try:
        with transaction.atomic():
            if not rij.update(bedrag=F("bedrag") + (-bedrag if af else bedrag)):
                Saldo.objects.create(budget=budget, project=project, pot=pot, bedrag=-bedrag if af else bedrag)
    except IntegrityError as fout:
        over = rij.values_list("bedrag", flat=True).first() or Bedrag(0)
        waar = f" voor {project}" if project else ""
        raise Geweigerd(f"Dat is te veel: er is nog {over} {Pot(pot).label}{waar}. U vroeg {Bedrag(bedrag)}.", "bedrag") from fout


@transaction.atomic
def bewaar_dekking(project: Project, velden: dict, dekking: Dekking | None = None, *, door) -> Dekking:
    """Money or work for a project from elsewhere; kept beside the wijkbudget, never mixed with it."""
    vereis(door, "boeken", project.wijk)
    dekking = dekking or Dekking(project=project)
    anders = bewaar(dekking, velden)
    meld(
        "budget.dekking", project, f"Dekking van elders voor {project.titel}: {dekking}.", wijk=project.wijk, door=door, openbaar=True, anders=anders
    )
    return dekking
