"""How one booking is written: what is asked of it, who waits for whom, and what the database refuses, in words for a person."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from budget.deeds.bewijs import voeg_bewijs_toe
from budget.models import Boeking, Budget, Pot, Saldo
from participatie.models import Project
from wijk.bedrag import Bedrag
from wijk.dagen import moet_geweest_zijn
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.rechten import SYSTEEM
from wijk.woorden import datum as in_woorden

Soort = Boeking.Soort
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
# Pots that belong to one project; the others belong to the budget as a whole.
VAN_PROJECT = frozenset({Pot.GERESERVEERD, Pot.VERPLICHT, Pot.BETAALD})


def boek(
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
    vertel=True,
    door,
) -> Boeking:
    """Write one booking of `bedrag` (cents) from pot `van` to pot `naar`, and give it; with a `sleutel` that was used before, the one of then.

    Asks for no right: the deed that calls it does. Without `vertel` that also records it (`meld_boeking`), when it knows all there is to tell.
    Who comes second waits on the row of the budget; then the database decides whether there is
    enough. Raises Geweigerd, with the sentence for a person, when the booking may not be; nothing is then written.
    """
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
        nummer=budget.boekingen.volgend_nummer(),
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
        vraagt_akkoord=door is not SYSTEEM and bedrag > budget.akkoord_boven,
        door=None if door is SYSTEEM else door,
        sleutel=sleutel,
    )
    try:
        with transaction.atomic():
            boeking.save(force_insert=True)
    except IntegrityError as fout:
        raise _in_woorden(fout, boeking) from fout
    if vertel:
        meld_boeking(boeking, door)
    if bewijs:
        voeg_bewijs_toe(boeking, bewijs, door=door)
    return boeking


def mag_er_geld_bij(project: Project) -> None:
    """Geweigerd for a project that has stopped; asked while the row of the budget is held, as by the deed that stops it."""
    if Project.objects.filter(pk=project.pk, status=Project.Status.GESTOPT).exists():
        raise Geweigerd(f"Het project “{project}” is gestopt. Er kan geen geld meer bij.", "project")


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
        toen = f"er maar {Bedrag(laagste)} {IN_POT[pot]} was{waar}" if laagste > 0 else f"er niets {IN_POT[pot]} was{waar}"
        raise Geweigerd(f"Op {in_woorden(datum)} of later was er een dag waarop {toen}. Vul de dag in waarop het echt gebeurde.", "datum")


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


def meld_boeking(boeking: Boeking, door) -> None:
    """Record a booking that was written: that it counts, or that it waits."""
    if not boeking.vraagt_akkoord:
        meld_geboekt(boeking, door)
        return
    voor = f" voor {boeking.project.titel}" if boeking.project and not boeking.is_verplaatsing else ""
    tekst = f"Boeking {boeking.nummer} ({boeking.wat}{voor}, {boeking.bedrag}) wacht op akkoord van een tweede persoon."
    meld("budget.wacht", boeking, tekst, wijk=boeking.budget.wijk, door=door, bedrag=int(boeking.bedrag), handeling=boeking.soort)


def meld_geboekt(boeking: Boeking, door) -> None:
    """Record, for everyone, that a booking counts from now on."""
    soort = boeking.soort
    if boeking.volgt_op_id:
        soort = "verplaatst"  # told by its first half; who follows this project alone hears it by this one
        wat = f"{boeking.project.titel} krijgt geld van {boeking.volgt_op.project.titel}"
    elif boeking.is_verplaatsing:
        wat = f"Geld gaat van {boeking.project.titel} naar {boeking.vervolg.project.titel}"
    elif soort == Soort.VRIJVAL:
        wat = f"Niet meer nodig voor {boeking.project.titel}, en weer te verdelen"
    else:
        wat = f"{boeking.wat.capitalize()}{f' voor {boeking.project.titel}' if boeking.project else ''}"
    meld(
        f"budget.{soort}",
        boeking,
        f"{wat}: {boeking.bedrag}.",
        wijk=boeking.budget.wijk,
        door=door,
        openbaar=True,
        bedrag=int(boeking.bedrag),
        van=boeking.van,
        naar=boeking.naar,
    )
