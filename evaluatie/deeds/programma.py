"""Deeds about the uitvoeringsprogramma (section 3 of the note)."""

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from evaluatie.models import Evaluatie, Paragraaf, Programmaversie, Uitvoeringsprogramma
from evaluatie.programma.blokken import Alinea, Deel, Document, alineas
from evaluatie.programma.bron import Bron
from evaluatie.programma.samenstellen import stel_samen, voorstel, zoals_gemaakt
from evaluatie.programma.tegenspraak import als_deel, tegenspraak
from wijk import woorden
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Wijk
from wijk.overgang import overgang
from wijk.rechten import vereis
from wijk.stappen import Gebrek

S, V, OverAdvies = Uitvoeringsprogramma.Status, Programmaversie.Status, Programmaversie.OverAdvies


def _moet_concept_zijn(programma: Uitvoeringsprogramma) -> None:
    """Geweigerd once it is offered. Keeps the row until the deed is done, so that nobody writes in it while it is being offered."""
    if programma.pk:
        programma.status = Uitvoeringsprogramma.objects.select_for_update().values_list("status", flat=True).get(pk=programma.pk)
    if programma.status != S.CONCEPT:
        hoe = "Begin eerst een volgende versie." if programma.status == S.VASTGESTELD else "Haal het eerst terug."
        raise Geweigerd(f"Het uitvoeringsprogramma is {programma.get_status_display()}. {hoe}")


@transaction.atomic
def schrijf_programma(wijk: Wijk, velden: dict, *, door) -> Uitvoeringsprogramma:
    """Write the draft: its title and the advice on a next wijk."""
    vereis(door, "programma_aanbieden", wijk)
    programma = Uitvoeringsprogramma.objects.filter(wijk=wijk).first() or Uitvoeringsprogramma(wijk=wijk)
    _moet_concept_zijn(programma)
    _meld_geschreven(programma, bewaar(programma, velden), door)
    return programma


@transaction.atomic
def schrijf_paragraaf(programma: Uitvoeringsprogramma, sleutel: str, tekst: str, *, door) -> Paragraaf:
    """Write one part in own words, and keep the figures it was written beside (also when the text is the same: it was read again).

    An empty text, or the composed one unchanged, leaves the part to the portal: it then follows the figures.
    """
    vereis(door, "programma_aanbieden", programma.wijk)
    _moet_concept_zijn(programma)
    bron = Bron(programma, programma.wijk)
    if _kaal(tekst) == _kaal(voorstel(bron, sleutel)):
        tekst = ""
    paragraaf = programma.paragrafen.filter(sleutel=sleutel).first() or Paragraaf(programma=programma, sleutel=sleutel)
    was = paragraaf.tekst
    gemaakt_van = "\n".join(zoals_gemaakt(bron, sleutel)) if tekst else ""
    bewaar(paragraaf, {"tekst": tekst, "gemaakt_van": gemaakt_van, "geschreven_op": timezone.localdate() if tekst else None})
    _meld_geschreven(programma, [paragraaf.get_sleutel_display()] if paragraaf.tekst != was else [], door)
    return paragraaf


def _meld_geschreven(programma: Uitvoeringsprogramma, wat: Iterable[str], door) -> None:
    """`wat`: the fields that changed, or the part as it is called on the page; what they say is not kept in the log."""
    tekst = "Het uitvoeringsprogramma is bijgewerkt."
    meld("programma.geschreven", programma, tekst, wijk=programma.wijk, door=door, anders={naam: ["…", "…"] for naam in wat})


def _kaal(tekst: str) -> list[str]:
    return [regel.strip() for regel in tekst.splitlines() if regel.strip()]


def ontbreekt(programma: Uitvoeringsprogramma) -> list[Gebrek]:
    """What the programme lacks before it can be offered to the college, and where that is mended."""
    wijk, mist = programma.wijk, []
    naar = lambda naam: reverse(f"werkplek:{naam}", args=[wijk.slug])  # noqa: E731
    if not wijk.evaluaties.filter(project__isnull=True, status=Evaluatie.Status.VASTGESTELD).exists():
        mist.append(Gebrek("een vastgestelde evaluatie van het hele proces", naar("evaluaties"), "evalueren"))
    if not wijk.leerpunten.filter(in_programma=True).exists():
        mist.append(Gebrek("ten minste één leerpunt", naar("leerpunten"), "evalueren"))
    if not programma.advies or not programma.advies_toelichting:
        mist.append(Gebrek("een advies over een volgende wijk, met de reden", "#id_advies", "programma_aanbieden"))
    elif programma.advies == Uitvoeringsprogramma.Advies.STARTEN and not programma.volgende_wijk:
        mist.append(Gebrek("de naam van de volgende wijk", "#id_volgende_wijk", "programma_aanbieden"))
    return mist


def leg_versie_vast(programma: Uitvoeringsprogramma, document: Document, status: str, **velden) -> Programmaversie:
    """Keep a document as the next version, in the running transaction."""
    nummer = (programma.versies.values_list("nummer", flat=True).first() or 0) + 1
    stand = f"{Programmaversie.Status(status).label} op {woorden.datum(velden['datum'])}"
    onder = f"Gemeente {settings.GEMEENTE['naam']}. Versie {nummer}, {stand}."
    boom = replace(document, onder=onder).als_json()
    return Programmaversie.objects.create(programma=programma, nummer=nummer, status=status, boom=boom, **velden)


@transaction.atomic
def bied_aan(programma: Uitvoeringsprogramma, toelichting: str = "", *, door) -> Uitvoeringsprogramma:
    """Offer it to the college of B&W; it is kept word for word, with the figures as they stand now.

    Where it contradicts itself, the version begins with that, and with `toelichting`: why it is offered all the same. Geweigerd without one.
    """
    vereis(door, "programma_aanbieden", programma.wijk)
    if mist := ontbreekt(programma):
        raise Geweigerd(f"Het uitvoeringsprogramma kan nog niet naar het college. Nog nodig: {'; '.join(een.tekst for een in mist)}.")
    punten, toelichting = tegenspraak(programma), toelichting.strip()
    if punten and not toelichting:
        raise Geweigerd("Het programma spreekt zichzelf tegen. Pas het aan, of schrijf op waarom u het toch aanbiedt.", "toelichting")
    overgang(programma, S.AANGEBODEN, aangeboden_op=timezone.localdate(), terug_reden="")
    programma.refresh_from_db()
    document = stel_samen(programma, "")
    if punten:
        document = replace(document, delen=[als_deel(punten, toelichting), *document.delen])
    leg_versie_vast(programma, document, V.AANGEBODEN, datum=programma.aangeboden_op)
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
    """Back to draft, to change it. What was offered stays readable as it was."""
    vereis(door, "programma_aanbieden", programma.wijk)
    _terug_naar_concept(programma)
    meld("programma.teruggehaald", programma, "Het uitvoeringsprogramma wordt aangepast.", wijk=programma.wijk, door=door, openbaar=True)
    return programma


@transaction.atomic
def begin_volgende_versie(programma: Uitvoeringsprogramma, *, door) -> Uitvoeringsprogramma:
    """A draft again, from what was adopted: with its own texts, and figures that follow again. What was adopted stays as it is, and holds."""
    vereis(door, "programma_aanbieden", programma.wijk)
    if programma.status != S.VASTGESTELD:
        raise Geweigerd(f"Het uitvoeringsprogramma is {programma.get_status_display()}. Een volgende versie komt pas na het besluit van het college.")
    overgang(programma, S.CONCEPT, terug_reden="")
    tekst = "De gemeente begint aan een volgende versie van het uitvoeringsprogramma."
    meld("programma.volgende_versie", programma, tekst, wijk=programma.wijk, door=door, openbaar=True)
    return programma


def _terug_naar_concept(programma: Uitvoeringsprogramma, **velden) -> None:
    """From the college back to draft; what was adopted does not go back, it is followed by a next version."""
    if programma.status == S.VASTGESTELD:
        raise Geweigerd("Het college heeft het uitvoeringsprogramma al vastgesteld. Het kan niet meer terug.")
    overgang(programma, S.CONCEPT, **velden)


@transaction.atomic
def stuur_terug(programma: Uitvoeringsprogramma, reden: str, *, door) -> Uitvoeringsprogramma:
    """The college asks for something else: back to draft, with what must change."""
    vereis(door, "besluit_vastleggen", programma.wijk)
    if not reden.strip():
        raise Geweigerd("Schrijf op wat er anders moet.", "reden")
    _terug_naar_concept(programma, terug_reden=reden.strip())
    meld(
        "programma.teruggestuurd",
        programma,
        "Het college vraagt het uitvoeringsprogramma aan te passen.",
        wijk=programma.wijk,
        door=door,
        openbaar=True,
    )
    return programma


@transaction.atomic
def stel_programma_vast(
    programma: Uitvoeringsprogramma, besluit: str, datum, *, over_advies: str = OverAdvies.JA, start_met: str = "", advies_reden: str = "", door
) -> Uitvoeringsprogramma:
    """Record that the college adopted it, with what it decided and when; and whether it takes the advice on a next wijk over, and else why not.

    `start_met`: the other wijk that it starts with.
    """
    besluit = _besluit(programma, besluit, datum, door)
    over_wijk = _besluit_over_wijk(programma, over_advies, start_met.strip(), advies_reden.strip())
    overgang(programma, S.VASTGESTELD, besluit=besluit, vastgesteld_op=datum)
    _leg_besluit_vast(programma, V.VASTGESTELD, besluit, datum, **over_wijk)
    meld(
        "programma.vastgesteld", programma, "Het college van B&W stelde het uitvoeringsprogramma vast.", wijk=programma.wijk, door=door, openbaar=True
    )
    return programma


@transaction.atomic
def wijs_programma_af(programma: Uitvoeringsprogramma, besluit: str, datum, *, door) -> Uitvoeringsprogramma:
    """Record that the college did not adopt it, and why. It is a draft again; what was offered stays readable, with the decision before it."""
    besluit = _besluit(programma, besluit, datum, door)
    _terug_naar_concept(programma, terug_reden=besluit)
    _leg_besluit_vast(programma, V.AFGEWEZEN, besluit, datum)
    tekst = "Het college van B&W stelde het uitvoeringsprogramma niet vast."
    meld("programma.afgewezen", programma, tekst, wijk=programma.wijk, door=door, openbaar=True)
    return programma


def _besluit(programma: Uitvoeringsprogramma, besluit: str, datum, door) -> str:
    """The decision as it is kept; Geweigerd when it says nothing, or its day cannot be."""
    vereis(door, "besluit_vastleggen", programma.wijk)
    besluit = besluit.strip()
    if not besluit:
        raise Geweigerd("Schrijf op wat het college besloot.", "besluit")
    if datum > timezone.localdate():
        raise Geweigerd(f"{woorden.datum(datum)} is nog niet geweest.", "datum")
    if programma.aangeboden_op and datum < programma.aangeboden_op:
        raise Geweigerd(f"Het programma is pas aangeboden op {woorden.datum(programma.aangeboden_op)}.", "datum")
    return besluit


def _besluit_over_wijk(programma: Uitvoeringsprogramma, over_advies: str, start_met: str, reden: str) -> dict:
    """What is kept of the decision on a next wijk; Geweigerd when it differs from the advice without saying how or why."""
    anders = over_advies != OverAdvies.JA
    if over_advies == OverAdvies.ANDERE and not start_met:
        raise Geweigerd("Schrijf op met welke wijk het college start.", "start_met")
    if over_advies == OverAdvies.ANDERE and start_met.casefold() == programma.te_starten.casefold():
        raise Geweigerd(f"{start_met} is de wijk van het advies. Neemt het college het advies over? Kies dan ja.", "over_advies")
    if anders and not reden:
        raise Geweigerd("Schrijf op waarom het college het advies niet overneemt.", "advies_reden")
    wijk = {OverAdvies.JA: programma.te_starten, OverAdvies.ANDERE: start_met}.get(over_advies, "")
    return {"over_advies": over_advies, "advies": programma.advies_kort, "start_met": wijk, "advies_reden": reden if anders else ""}


def _leg_besluit_vast(programma: Uitvoeringsprogramma, status: str, besluit: str, datum, **over_wijk) -> None:
    """A next version: the offered one with the decision before it."""
    aangeboden = Document.uit_json(programma.versies.first().boom)
    kort = f"Op {woorden.datum(datum)} is het programma {V(status).label}."
    wijkbesluit = Programmaversie(**over_wijk).wijkbesluit
    beslist = Deel("besluit", "Besluit van het college", [Alinea(kort), *alineas(wijkbesluit), *alineas(besluit)])
    leg_versie_vast(programma, replace(aangeboden, delen=[beslist, *aangeboden.delen]), status, datum=datum, besluit=besluit, **over_wijk)
