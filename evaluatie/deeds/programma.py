"""Deeds about the uitvoeringsprogramma (section 3 of the note)."""

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from evaluatie.models import Evaluatie, Uitvoeringsprogramma
from wijk import cijfers, woorden
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Wijk
from wijk.overgang import overgang
from wijk.rechten import vereis

S = Uitvoeringsprogramma.Status


@transaction.atomic
def schrijf_programma(wijk: Wijk, velden: dict, *, door) -> Uitvoeringsprogramma:
    """Write the draft: introduction, how to go on here, and the advice on a next wijk."""
    vereis(door, "programma_aanbieden", wijk)
    programma = Uitvoeringsprogramma.objects.filter(wijk=wijk).first() or Uitvoeringsprogramma(wijk=wijk)
    if programma.status != S.CONCEPT:
        raise Geweigerd(f"Het uitvoeringsprogramma is {programma.get_status_display()}. Haal het eerst terug.")
    anders = bewaar(programma, velden)
    meld(
        "programma.geschreven",
        programma,
        "Het uitvoeringsprogramma is bijgewerkt.",
        wijk=wijk,
        door=door,
        anders={naam: ["…", "…"] for naam in anders},
    )
    return programma


def ontbreekt(programma: Uitvoeringsprogramma) -> list[str]:
    """What the programme lacks before it can be offered to the college."""
    wijk, mist = programma.wijk, []
    if not wijk.evaluaties.filter(project__isnull=True, status=Evaluatie.Status.VASTGESTELD).exists():
        mist.append("een vastgestelde evaluatie van het hele proces")
    if not wijk.leerpunten.filter(in_programma=True).exists():
        mist.append("ten minste één leerpunt")
    if not programma.advies or not programma.advies_toelichting:
        mist.append("een advies over een volgende wijk, met de reden")
    elif programma.advies == Uitvoeringsprogramma.Advies.STARTEN and not programma.volgende_wijk:
        mist.append("de naam van de volgende wijk")
    return mist


@transaction.atomic
def bied_aan(programma: Uitvoeringsprogramma, *, door) -> Uitvoeringsprogramma:
    """Offer it to the college of B&W; the figures are kept as they stand now."""
    vereis(door, "programma_aanbieden", programma.wijk)
    if mist := ontbreekt(programma):
        raise Geweigerd(f"Het uitvoeringsprogramma kan nog niet naar het college. Nog nodig: {'; '.join(mist)}.")
    stand = [asdict(groep) for groep in cijfers.van_wijk(programma.wijk)]
    overgang(programma, S.AANGEBODEN, aangeboden_op=timezone.localdate(), cijfers=stand)
    meld(
        "programma.aangeboden",
        programma,
        "Het uitvoeringsprogramma is aangeboden aan het college van B&W.",
        wijk=programma.wijk,
        door=door,
        openbaar=True,
    )
    return programma


@transaction.atomic
def haal_terug(programma: Uitvoeringsprogramma, *, door) -> Uitvoeringsprogramma:
    """Back to draft, to change it."""
    vereis(door, "programma_aanbieden", programma.wijk)
    overgang(programma, S.CONCEPT)
    meld("programma.teruggehaald", programma, "Het uitvoeringsprogramma wordt aangepast.", wijk=programma.wijk, door=door, openbaar=True)
    return programma


@transaction.atomic
def stel_programma_vast(programma: Uitvoeringsprogramma, besluit: str, datum, *, door) -> Uitvoeringsprogramma:
    """Record what the college decided, and when."""
    vereis(door, "besluit_vastleggen", programma.wijk)
    if not besluit.strip():
        raise Geweigerd("Schrijf op wat het college besloot.", "besluit")
    if datum > timezone.localdate():
        raise Geweigerd(f"{woorden.datum(datum)} is nog niet geweest.", "datum")
    if programma.aangeboden_op and datum < programma.aangeboden_op:
        raise Geweigerd(f"Het programma is pas aangeboden op {woorden.datum(programma.aangeboden_op)}.", "datum")
    overgang(programma, S.VASTGESTELD, besluit=besluit.strip(), vastgesteld_op=datum)
    meld(
        "programma.vastgesteld", programma, "Het college van B&W stelde het uitvoeringsprogramma vast.", wijk=programma.wijk, door=door, openbaar=True
    )
    return programma
