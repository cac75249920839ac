"""Deeds that book, in the words of Dutch municipal practice: beschikbaar stellen, reserveren, verplichten, betalen, vrijval, begrotingswijziging.

Above a limit (`Budget.akkoord_boven`) a booking waits for a second person; until then the database holds its money in the pot `wacht`.
"""

from datetime import date

from django.db import transaction
from django.db.models import Exists

from budget.deeds.schrijven import boek, meld_boeking
from budget.models import Boeking, Budget, Pot, Saldo
from budget.models.boeking import BoekingQuerySet
from participatie.models import Project
from wijk.bedrag import Bedrag
from wijk.fouten import Geweigerd
from wijk.models import Wijk
from wijk.rechten import SYSTEEM, vereis
from wijk.woorden import datum as in_woorden

Soort = Boeking.Soort


@transaction.atomic
def stel_beschikbaar(
    wijk: Wijk, bedrag: Bedrag, besluit: str, omschrijving: str = "", *, datum: date | None = None, sleutel=None, bewijs=None, door
) -> Boeking:
    """Grant the wijk a budget by a decision (beschikbaar stellen); the first booking opens it. Above the limit it waits, as every booking."""
    vereis(door, "boeken", wijk)
    if sleutel and (bestaand := Boeking.objects.filter(sleutel=sleutel).first()):
        return bestaand
    if not besluit:
        raise Geweigerd("Noem het besluit waarmee het budget beschikbaar is.", "besluit")
    budget, _ = Budget.objects.get_or_create(wijk=wijk, defaults={"naam": f"Wijkbudget {wijk.naam}"})
    budget = Budget.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=budget.pk)
    if budget.boekingen.toekenning().exists():
        raise Geweigerd("Dit budget is al beschikbaar gesteld. Boek een begrotingswijziging om het te verhogen of te verlagen.")
    return boek(
        budget,
        None,
        Soort.TOEKENNING,
        Pot.BUITEN,
        Pot.VRIJ,
        bedrag,
        omschrijving or "Budget beschikbaar gesteld",
        besluit=besluit,
        datum=datum,
        sleutel=sleutel,
        bewijs=bewijs,
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
    return boek(
        budget, None, Soort.WIJZIGING, van, naar, bedrag, omschrijving, besluit=besluit, datum=datum, sleutel=sleutel, bewijs=bewijs, door=door
    )


@transaction.atomic
def reserveer(
    budget: Budget, project: Project, bedrag: Bedrag, omschrijving: str = "", *, datum: date | None = None, sleutel=None, bewijs=None, door
) -> Boeking:
    """Set money aside for a project: from vrij to gereserveerd. Geweigerd when the project may not receive money yet, or not enough is free."""
    vereis(door, "boeken", budget.wijk)
    _mag_geld_krijgen(project, "project")
    return boek(
        budget, project, Soort.RESERVERING, Pot.VRIJ, Pot.GERESERVEERD, bedrag, omschrijving, datum=datum, sleutel=sleutel, bewijs=bewijs, door=door
    )


@transaction.atomic
def verplicht(
    budget: Budget, project: Project, bedrag: Bedrag, omschrijving: str = "", *, datum: date | None = None, sleutel=None, bewijs=None, door
) -> Boeking:
    """An order or grant was given (verplichten): from gereserveerd to verplicht."""
    vereis(door, "boeken", budget.wijk)
    return boek(
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
    return boek(
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
    return boek(budget, project, Soort.VRIJVAL, uit, Pot.VRIJ, bedrag, omschrijving, datum=datum, sleutel=sleutel, bewijs=bewijs, door=door)


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
    vast = {"datum": datum, "vertel": False, "door": door}
    weg = boek(
        budget, van, Soort.VRIJVAL, Pot.GERESERVEERD, Pot.VRIJ, bedrag, omschrijving or f"Verplaatst naar {naar.titel}"[:200], sleutel=sleutel, **vast
    )
    erbij = boek(
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
    for deel in (weg, erbij):
        meld_boeking(deel, door)
    return erbij


def _mag_geld_krijgen(project: Project, veld: str) -> None:
    if project.kost_niets:
        raise Geweigerd(f"Het project “{project}” kost niets uit het wijkbudget. Wijzig dat eerst bij het project.", veld)
    if project.status not in (Project.Status.VOORBEREIDING, Project.Status.BESLUIT, Project.Status.UITVOERING):
        raise Geweigerd(f"Het project “{project}” is {project.get_status_display()}. Er kan geen geld meer voor gereserveerd worden.", veld)
    if mist := project.ontbreekt_voor_geld():
        raise Geweigerd(f"Voor “{project}” kan nog geen geld gereserveerd worden. Nog nodig: {'; '.join(mist)}.", veld)


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
    return boek(
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
