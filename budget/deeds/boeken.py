"""Deeds that book, in the words of Dutch municipal practice: beschikbaar stellen, reserveren, verplichten, betalen, vrijval, begrotingswijziging.

Above a limit (`Budget.akkoord_boven`) a booking waits for a second person; until then the database holds its money in the pot `wacht`.
"""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists
from django.utils import timezone

from budget.deeds.bewijs import voeg_bewijs_toe
from budget.models import Boeking, Budget, Pot, Saldo
from budget.models.boeking import BoekingQuerySet
from participatie.models import Project
from wijk.bedrag import Bedrag
from wijk.dagen import moet_geweest_zijn
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Wijk
from wijk.rechten import SYSTEEM, vereis
from wijk.woorden import datum as in_woorden

Soort = Boeking.Soort
# Pots that belong to one project; the others belong to the budget as a whole.
# A grant or change of the budget that is entered later than this has a mistake in its year.
VOOR_HET_LAATST = timedelta(days=5 * 365)
# What is said of an amount in a pot.
IN_POT = {
    Pot.VRIJ: "te verdelen",
    Pot.WACHT: "in afwachting",
    Pot.GERESERVEERD: "gekozen en niet besteld",
    Pot.VERPLICHT: "besteld en niet betaald",
    Pot.BETAALD: "betaald",
}
VAN_PROJECT = frozenset({Pot.GERESERVEERD, Pot.VERPLICHT, Pot.BETAALD})


@transaction.atomic
def stel_beschikbaar(wijk: Wijk, bedrag: Bedrag, besluit: str, *, datum: date | None = None, sleutel=None, bewijs=None, door) -> Boeking:
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
        bewijs=bewijs,
        direct=True,
        door=door,
    )


@transaction.atomic
def wijzig_begroting(
    budget: Budget,
    bedrag: Bedrag,
    besluit: str,
    omschrijving: str,
    *,
    omlaag: bool = False,
    datum: date | None = None,
    sleutel=None,
    bewijs=None,
    door,
) -> Boeking:
    """Raise or lower the budget by a decision of council or college (begrotingswijziging)."""
    vereis(door, "boeken", budget.wijk)
    if not besluit:
        raise Geweigerd("Noem het besluit waarmee het budget verandert.", "besluit")
    van, naar = (Pot.VRIJ, Pot.BUITEN) if omlaag else (Pot.BUITEN, Pot.VRIJ)
    return _boek(
        budget, None, Soort.WIJZIGING, van, naar, bedrag, omschrijving, besluit=besluit, datum=datum, sleutel=sleutel, bewijs=bewijs, door=door
    )


@transaction.atomic
def reserveer(
    budget: Budget, project: Project, bedrag: Bedrag, omschrijving: str = "", *, datum: date | None = None, sleutel=None, bewijs=None, door
) -> Boeking:
    """Set money aside for a project: from vrij to gereserveerd. Geweigerd when the project may not receive money yet, or not enough is free."""
    vereis(door, "boeken", budget.wijk)
    _mag_geld_krijgen(project, "project")
    return _boek(
        budget, project, Soort.RESERVERING, Pot.VRIJ, Pot.GERESERVEERD, bedrag, omschrijving, datum=datum, sleutel=sleutel, bewijs=bewijs, door=door
    )


@transaction.atomic
def verplicht(
    budget: Budget, project: Project, bedrag: Bedrag, omschrijving: str = "", *, datum: date | None = None, sleutel=None, bewijs=None, door
) -> Boeking:
    """An order or grant was given (verplichten): from gereserveerd to verplicht."""
    vereis(door, "boeken", budget.wijk)
    return _boek(
        budget,
        project,
        Soort.VERPLICHTING,
        Pot.GERESERVEERD,
        Pot.VERPLICHT,
        bedrag,
        omschrijving,
        datum=datum,
        sleutel=sleutel,
        bewijs=bewijs,
        door=door,
    )


@transaction.atomic
def betaal(
    budget: Budget, project: Project, bedrag: Bedrag, omschrijving: str = "", *, datum: date | None = None, sleutel=None, bewijs=None, door
) -> Boeking:
    """An invoice was paid (betalen): from verplicht to betaald."""
    vereis(door, "boeken", budget.wijk)
    return _boek(
        budget, project, Soort.BETALING, Pot.VERPLICHT, Pot.BETAALD, bedrag, omschrijving, datum=datum, sleutel=sleutel, bewijs=bewijs, door=door
    )


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
    bewijs=None,
    door,
) -> Boeking:
    """What is left over goes back to vrij (vrijval), from gereserveerd or verplicht."""
    vereis(door, "boeken", budget.wijk)
    if uit not in (Pot.GERESERVEERD, Pot.VERPLICHT):
        raise Geweigerd("Alleen geld dat gekozen of besteld is, kan terug naar vrij.", "uit")
    return _boek(budget, project, Soort.VRIJVAL, uit, Pot.VRIJ, bedrag, omschrijving, datum=datum, sleutel=sleutel, bewijs=bewijs, door=door)


@transaction.atomic
def geef_reservering_vrij(project: Project) -> None:
    """Book back all that is reserved, by the portal itself. Who books for this project at the same time waits, and is then refused."""
    budget = Budget.objects.select_for_update(of=("self",)).select_related("wijk").filter(wijk=project.wijk_id).first()
    if budget is None:
        return
    bedrag = Saldo.objects.filter(budget=budget, project=project, pot=Pot.GERESERVEERD).values_list("bedrag", flat=True).first()
    if bedrag:
        geef_vrij(budget, project, bedrag, "Terug: het project is gestopt", door=SYSTEEM)


@transaction.atomic
def verplaats(
    budget: Budget, van: Project, naar: Project, bedrag: Bedrag, omschrijving: str = "", *, datum: date | None = None, sleutel=None, bewijs=None, door
) -> Boeking:
    """Move reserved money between projects: two bookings in one deed, both or neither, approved (or refused) together. Gives the second."""
    vereis(door, "boeken", budget.wijk)
    if van.pk == naar.pk:
        raise Geweigerd("Kies twee verschillende projecten.", "naar")
    if sleutel and (bestaand := Boeking.objects.filter(sleutel=sleutel).first()):
        return bestaand.vervolg
    _mag_geld_krijgen(naar, "naar")
    vast = {"datum": datum, "door": door}
    weg = _boek(
        budget, van, Soort.VRIJVAL, Pot.GERESERVEERD, Pot.VRIJ, bedrag, omschrijving or f"Verplaatst naar {naar.titel}"[:200], sleutel=sleutel, **vast
    )
    return _boek(
        budget,
        naar,
        Soort.RESERVERING,
        Pot.VRIJ,
        Pot.GERESERVEERD,
        bedrag,
        omschrijving or f"Verplaatst van {van.titel}"[:200],
        volgt_op=weg,
        bewijs=bewijs,
        **vast,
    )


def _mag_geld_krijgen(project: Project, veld: str) -> None:
    if project.kost_niets:
        raise Geweigerd(f"Het project “{project}” kost niets uit het wijkbudget. Wijzig dat eerst bij het project.", veld)
    if project.status not in (Project.Status.VOORBEREIDING, Project.Status.BESLUIT, Project.Status.UITVOERING):
        raise Geweigerd(f"Het project “{project}” is {project.get_status_display()}. Er kan geen geld meer voor gereserveerd worden.", veld)
    if mist := project.ontbreekt_voor_geld():
        raise Geweigerd(f"Voor “{project}” kan nog geen geld gereserveerd worden. Nog nodig: {'; '.join(mist)}.", veld)


def mag_er_geld_bij(project: Project) -> None:
    """Geweigerd for a project that has stopped; asked while the row of the budget is held, as by the deed that stops it."""
    if Project.objects.filter(pk=project.pk, status=Project.Status.GESTOPT).exists():
        raise Geweigerd(f"Het project “{project}” is gestopt. Er kan geen geld meer bij.", "project")


@transaction.atomic
def boek_tegen(boeking: Boeking, reden: str, *, datum: date | None = None, sleutel=None, door) -> Boeking:
    """Put a mistake right by the opposite booking, with a reference to it; once. Its date is today, or the day of the mistake while that is open."""
    vereis(door, "boeken", boeking.budget.wijk)
    if sleutel and (bestaand := Boeking.objects.filter(sleutel=sleutel).first()):
        return bestaand
    if not reden:
        raise Geweigerd("Zeg wat er fout was.", "reden")
    if boeking.soort == Soort.CORRECTIE:
        raise Geweigerd("Dit is zelf een tegenboeking. Boek opnieuw wat er had moeten staan.")
    if boeking.is_verplaatsing:
        raise Geweigerd("Dit is de helft van een verplaatsing. Verplaats het geld terug met “Verplaats geld”.")
    if boeking.status != Boeking.Status.GEBOEKT:
        raise Geweigerd("Deze boeking telt (nog) niet mee, dus er valt niets tegen te boeken.")
    if datum and datum < boeking.datum:
        raise Geweigerd(f"De fout is van {in_woorden(boeking.datum)}. Kies die dag of een latere.", "datum")
    if Boeking.objects.filter(pk=boeking.pk).filter(Exists(BoekingQuerySet.van_tegenboeking())).exists():
        raise Geweigerd("Deze boeking is al tegengeboekt.")
    return _boek(
        boeking.budget,
        boeking.project,
        Soort.CORRECTIE,
        boeking.naar,
        boeking.van,
        boeking.bedrag,
        reden,
        corrigeert=boeking,
        datum=datum,
        sleutel=sleutel,
        door=door,
    )


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
    volgt_op=None,
    bewijs=None,
    direct=False,
    door,
) -> Boeking:
    """Write one booking. Who comes second waits on the row of the budget; then the database decides whether there is enough."""
    if sleutel and (bestaand := Boeking.objects.filter(sleutel=sleutel).first()):
        return bestaand
    datum = datum or timezone.localdate()
    moet_geweest_zijn(datum, "datum")
    if bedrag <= 0:
        raise Geweigerd(f"Het bedrag is {Bedrag(bedrag)}. Vul een bedrag in boven € 0,00.", "bedrag")
    if project is not None and project.wijk_id != budget.wijk_id:
        raise Geweigerd(f"Het project “{project}” hoort niet bij deze wijk.", "project")
    budget = Budget.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=budget.pk)
    if project is not None and naar == Pot.GERESERVEERD and van == Pot.VRIJ:
        mag_er_geld_bij(project)  # now that nobody can stop it meanwhile
    if gesloten := budget.afsluitingen.filter(tot__gte=datum).first():
        raise Geweigerd(f"De boeken tot en met {gesloten} zijn gesloten. Vul een latere dag in, of boek met de datum van vandaag.", "datum")
    if van == Pot.BUITEN and datum < timezone.localdate() - VOOR_HET_LAATST:
        raise Geweigerd(f"{in_woorden(datum)} is langer dan vijf jaar geleden. Klopt het jaar?", "datum")
    if van != Pot.BUITEN and volgt_op is None:
        _moet_er_toen_zijn(budget, project if van in VAN_PROJECT else None, van, bedrag, datum)
    boeking = Boeking(
        budget=budget,
        project=project,
        soort=soort,
        van=van,
        naar=naar,
        bedrag=Bedrag(bedrag),
        datum=datum,
        omschrijving=omschrijving or soort_tekst(soort, project),
        besluit=besluit,
        corrigeert=corrigeert,
        volgt_op=volgt_op,
        vraagt_akkoord=not direct and door is not SYSTEEM and bedrag > budget.akkoord_boven,
        door=None if door is SYSTEEM else door,
        sleutel=sleutel,
    )
    try:
        with transaction.atomic():
            boeking.save(force_insert=True)
    except IntegrityError as fout:
        raise _in_woorden(fout, boeking) from fout
    if boeking.vraagt_akkoord:
        tekst = f"Boeking {boeking.pk} wacht op akkoord van een tweede persoon."
        meld("budget.wacht", boeking, tekst, wijk=budget.wijk, door=door, bedrag=int(bedrag), handeling=soort)
    else:
        meld_geboekt(boeking, door)
    if bewijs:
        voeg_bewijs_toe(boeking, bewijs, door=door)
    return boeking


def _moet_er_toen_zijn(budget: Budget, project: Project | None, pot: str, bedrag: int, datum: date) -> None:
    """Geweigerd when by the dates of the bookings there was not so much in the pot on that day, or would have been too little on a later one.

    That there is enough now is for the database to decide.
    """
    nu = laagste = Saldo.objects.filter(budget=budget, project=project, pot=pot).values_list("bedrag", flat=True).first() or Bedrag(0)
    loop = nu
    for _, netto in reversed(list(budget.boekingen.netto_na(datum, project, pot))):
        loop -= netto
        laagste = min(laagste, loop)
    if bedrag > laagste and bedrag <= nu:
        waar = f" voor {project}" if project else ""
        toen = f"{Bedrag(max(0, laagste))} {IN_POT[pot]}{waar}"
        raise Geweigerd(f"Op {in_woorden(datum)} of daarna was er maar {toen}. Vul de dag in waarop het echt gebeurde.", "datum")


def _in_woorden(fout: IntegrityError, boeking: Boeking) -> Geweigerd:
    """What the database refused, as a sentence for a person."""
    tekst = str(fout)
    if "saldo_niet_onder_nul" in tekst:
        project = boeking.project if boeking.van in VAN_PROJECT else None
        over = Saldo.objects.filter(budget=boeking.budget, project=project, pot=boeking.van).values_list("bedrag", flat=True).first() or Bedrag(0)
        waar = f" voor {project}" if project else ""
        return Geweigerd(f"Dat is te veel: er is nog {over} {IN_POT[boeking.van]}{waar}. U vroeg {boeking.bedrag}.", "bedrag")
    if "al tegengeboekt" in tekst:
        return Geweigerd("Deze boeking is al tegengeboekt.")
    return Geweigerd("Deze boeking was al gedaan. Bekijk de lijst met boekingen.")


def soort_tekst(soort: str, project: Project | None) -> str:
    return f"{Soort(soort).label.capitalize()}{f' voor {project.titel}' if project else ''}"[:200]


def meld_geboekt(boeking: Boeking, door) -> None:
    """Record, for everyone, that a booking counts from now on."""
    voor = f" voor {boeking.project.titel}" if boeking.project else ""
    meld(
        f"budget.{boeking.soort}",
        boeking,
        f"{boeking.get_soort_display().capitalize()}{voor}: {boeking.bedrag}.",
        wijk=boeking.budget.wijk,
        door=door,
        openbaar=True,
        bedrag=int(boeking.bedrag),
        van=boeking.van,
        naar=boeking.naar,
    )
