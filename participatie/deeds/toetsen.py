"""Deeds by which the municipality answers an idea (step 4 of the note)."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Count

from participatie import antwoordpost
from participatie.models import Idee, Oordeel, Steun, Toetsing
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import RandvoorwaardeVersie
from wijk.overgang import overgang
from wijk.rechten import SYSTEEM, vereis

S, U, W = Idee.Status, Toetsing.Uitkomst, Oordeel.Waarde


def uitkomst_van(waarden: Iterable[str]) -> str:
    """The outcome that follows from the verdicts: one `kan niet` and it cannot; else one `kan, als` and it can in part; else it can."""
    waarden = set(waarden)
    if W.VOLDOET_NIET in waarden:
        return U.PAST_NIET
    return U.PAST_DEELS if W.VOORWAARDE in waarden else U.PAST


@transaction.atomic
def neem_in_behandeling(idee: Idee, *, door) -> Idee:
    """An official takes the idea in hand."""
    vereis(door, "toetsen", idee.wijk)
    return _in_behandeling(idee, openbaar=idee.openbaar, door=door)


def _in_behandeling(idee: Idee, *, openbaar: bool, door) -> Idee:
    overgang(idee, S.IN_BEHANDELING, behandelaar=None if door is SYSTEEM else door)
    meld("idee.in_behandeling", idee, f"Idee {idee.nummer} is in behandeling genomen.", wijk=idee.wijk, door=door, openbaar=openbaar)
    return idee


@transaction.atomic
def toets(idee: Idee, oordelen: list[tuple[RandvoorwaardeVersie, str, str]], reden: str, *, gezien: int | None = None, door) -> Toetsing:
    """Answer an idea: a verdict on each condition that applies, each on the text now in force, and a public reason.

    `oordelen`: (version, verdict, why). `gezien`: how many answers the official had seen; Geweigerd when there is a newer one, when a condition
    was changed meanwhile, or when a reason is missing.
    """
    vereis(door, "toetsen", idee.wijk)
    if not oordelen:
        raise Geweigerd("Geef bij ten minste één randvoorwaarde een oordeel.")
    for versie, waarde, waarom in oordelen:
        if versie.randvoorwaarde.huidige_id != versie.pk:
            raise Geweigerd(
                f"De randvoorwaarde “{versie.titel}” is intussen gewijzigd. Lees de nieuwe tekst en beoordeel opnieuw.",
                f"oordeel_{versie.randvoorwaarde_id}",
            )
        if waarde in (W.VOORWAARDE, W.VOLDOET_NIET) and not waarom:
            raise Geweigerd(f"Zeg waarom bij “{versie.titel}”.", f"reden_{versie.randvoorwaarde_id}")
    uitkomst = uitkomst_van(waarde for _, waarde, _ in oordelen)
    toetsing = _antwoord(idee, uitkomst, reden, gezien=gezien, door=door)
    for versie, waarde, waarom in oordelen:
        Oordeel.objects.create(toetsing=toetsing, versie=versie, waarde=waarde, reden=waarom)
    return toetsing


@transaction.atomic
def naar_onderhoud(idee: Idee, reden: str, *, gezien: int | None = None, door) -> Toetsing:
    """The idea belongs to the regular maintenance money, not to the wijkbudget."""
    vereis(door, "toetsen", idee.wijk)
    return _antwoord(idee, U.REGULIER, reden, gezien=gezien, door=door)


@transaction.atomic
def voeg_samen(idee: Idee, met: Idee, reden: str, *, gezien: int | None = None, door) -> Toetsing:
    """The idea says the same as another: it leads on to that one, and who supports it supports that one."""
    vereis(door, "ideeen_ordenen", idee.wijk)
    gekozen = met
    while met.samengevoegd_met_id:
        met = met.samengevoegd_met
    if met.pk == idee.pk != gekozen.pk:
        raise Geweigerd(f"Idee {gekozen.nummer} hoort zelf al bij idee {idee.nummer}.", "met")
    if met.pk == idee.pk or met.wijk_id != idee.wijk_id:
        raise Geweigerd(f"Idee {idee.nummer} kan niet bij zichzelf horen. Vul het nummer van een ander idee in.", "met")
    if met.status == S.INGETROKKEN:
        raise Geweigerd(f"Idee {met.nummer} is ingetrokken. Kies een ander idee.", "met")
    if idee.samengevoegd.exists():
        raise Geweigerd(f"Bij idee {idee.nummer} horen zelf al andere ideeën. Voeg die eerst bij idee {met.nummer}.", "met")
    toetsing = _antwoord(idee, U.SAMENGEVOEGD, reden, gezien=gezien, door=door, samengevoegd_met=met)
    al = Steun.objects.filter(idee=met).values("gebruiker")
    Steun.objects.bulk_create(
        [Steun(idee=met, gebruiker_id=s.gebruiker_id, soort=s.soort, gegeven_op=s.gegeven_op) for s in idee.steun.exclude(gebruiker__in=al)],
        ignore_conflicts=True,
    )
    geteld = Steun.objects.filter(idee=met).aggregate(n=Count("pk"))["n"]
    Idee.objects.filter(pk=met.pk, steun_aantal__lt=geteld).update(steun_aantal=geteld)
    return toetsing


def _antwoord(idee: Idee, uitkomst: str, reden: str, *, gezien: int | None, door, **velden) -> Toetsing:
    """Write the answer as the current one and send it (antwoordpost.py); earlier ones stay. One wins of two at once; the other is told."""
    reden = reden.strip()
    if not reden:
        raise Geweigerd("Schrijf in gewone taal waarom. Iedereen leest dit antwoord.", "reden")
    idee = Idee.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=idee.pk)
    aantal = idee.toetsingen.count()
    if gezien is not None and gezien != aantal:
        raise Geweigerd("Iemand anders heeft dit idee intussen beantwoord. Hieronder staat dat antwoord. Uw tekst staat er nog.")
    if idee.status == S.WACHT_OP_THEMA or (idee.status == S.ONTVANGEN and uitkomst != U.SAMENGEVOEGD):
        _in_behandeling(idee, openbaar=False, door=door)  # the answer itself is the news
    overgang(idee, uitkomst, behandelaar=None if door is SYSTEEM else door, **velden)
    try:
        with transaction.atomic():
            idee.toetsingen.huidig().update(huidig=False)
            toetsing = Toetsing.objects.create(idee=idee, nummer=aantal + 1, uitkomst=uitkomst, reden=reden, door=None if door is SYSTEEM else door)
    except IntegrityError as fout:
        raise Geweigerd("Iemand anders heeft dit idee op hetzelfde moment beantwoord. Bekijk dat antwoord eerst.") from fout
    gemaild = antwoordpost.verstuur(toetsing)
    meld(
        "idee.getoetst",
        idee,
        f"Antwoord op idee {idee.nummer}: {toetsing.get_uitkomst_display()}.",
        wijk=idee.wijk,
        door=door,
        openbaar=idee.openbaar,
        al_gemaild=gemaild,
        uitkomst=uitkomst,
    )
    return toetsing


@transaction.atomic
def heropen(idee: Idee, reden: str, *, door) -> Idee:
    """Look at the idea anew; the answers given stay to be read."""
    vereis(door, "toetsen", idee.wijk)
    if not reden.strip():
        raise Geweigerd("Zeg waarom u opnieuw kijkt.", "reden")
    overgang(idee, S.IN_BEHANDELING, behandelaar=None if door is SYSTEEM else door, samengevoegd_met=None)
    meld("idee.heropend", idee, f"We kijken opnieuw naar idee {idee.nummer}.", wijk=idee.wijk, door=door, openbaar=idee.openbaar, reden=reden.strip())
    return idee


@transaction.atomic
def meld_klaar(idee: Idee, *, door) -> Idee:
    """What was taken up, by maintenance or by others, is done."""
    vereis(door, "ideeen_ordenen", idee.wijk)
    overgang(idee, S.KLAAR)
    meld("idee.klaar", idee, f"Idee {idee.nummer} is klaar.", wijk=idee.wijk, door=door, openbaar=idee.openbaar)
    return idee
