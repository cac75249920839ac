"""Deeds by which the municipality answers an idea (step 4 of the note)."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from participatie import antwoordpost
from participatie.deeds.adviezen import meld_niet_meer_nodig
from participatie.deeds.samenvoegen import geef_concept_terug, geef_steun_terug, neem_steun_mee, stand_voor_samenvoegen
from participatie.deeds.terugnemen import laat_besluit_vervallen
from participatie.models import Idee, Oordeel, Ordening, Toetsconcept, Toetsing
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
def toets(
    idee: Idee, oordelen: list[tuple[RandvoorwaardeVersie, str, str]], reden: str, *, gezien: int | None = None, door, gelezen_door=None
) -> Toetsing:
    """Answer an idea: a verdict on each condition that applies, each on the text now in force, and a public reason.

    `oordelen`: (version, verdict, why). `gezien`: how many answers the official had seen; Geweigerd when there is a newer one, when a condition
    was changed meanwhile, when a reason is missing, or when the wijk wants a second reader and there is none (deeds/concepten.py).
    """
    vereis(door, "toetsen", idee.wijk)
    keur(oordelen)
    uitkomst = uitkomst_van(waarde for _, waarde, _ in oordelen)
    toetsing = _antwoord(idee, uitkomst, reden, gezien=gezien, door=door, gelezen_door=gelezen_door)
    for versie, waarde, waarom in oordelen:
        Oordeel.objects.create(toetsing=toetsing, versie=versie, waarde=waarde, reden=waarom)
    return toetsing


def keur(oordelen: list[tuple[RandvoorwaardeVersie, str, str]]) -> None:
    """Geweigerd unless each of these can be given now: on the text in force, with a reason where one is needed."""
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


@transaction.atomic
def naar_onderhoud(idee: Idee, reden: str, *, gezien: int | None = None, door, gelezen_door=None) -> Toetsing:
    """The idea belongs to the regular maintenance money, not to the wijkbudget."""
    vereis(door, "toetsen", idee.wijk)
    return _antwoord(idee, U.REGULIER, reden, gezien=gezien, door=door, gelezen_door=gelezen_door)


@transaction.atomic
def voeg_samen(
    idee: Idee, met: Idee, reden: str, *, gezien: int | None = None, ordening: Ordening | None = None, door, gelezen_door=None
) -> Toetsing:
    """The idea says the same as another: it leads on to that one, and who supports it supports that one.

    Both rows are held, so that no two are merged into each other at once. `ordening`: what it is part of; else it is one of its own.
    By it the merge can be undone: it holds where the idea stood before.
    """
    vereis(door, "ideeen_ordenen", idee.wijk)
    if gezien is None and idee.kan_opnieuw:
        wat = f"Idee {idee.nummer} heeft al een antwoord: “{idee.get_status_display()}”. Zo kunt u het niet samenvoegen"
        raise Geweigerd(f"{wat}. Open idee {idee.nummer} en kies “Kijk opnieuw naar dit idee”. Daarna kan het wel.", "met")
    met = keur_samenvoegen(idee, met)
    oud = stand_voor_samenvoegen(idee, door=door)
    wie = {"door": door, "gelezen_door": gelezen_door}
    toetsing = _antwoord(idee, U.SAMENGEVOEGD, reden, gezien=gezien, samengevoegd_met=met, **wie)
    neem_steun_mee(idee, met)
    ordening = ordening or Ordening.objects.noteer(idee.wijk, Ordening.Soort.SAMENVOEGEN, [], door=None if door is SYSTEEM else door)
    ordening.regels.create(idee=idee, oud=oud, nieuw={"met": met.pk, "toetsing": toetsing.nummer})
    return toetsing


def keur_samenvoegen(idee: Idee, met: Idee) -> Idee:
    """The idea that it would really join: where `met` itself has gone. Geweigerd when that cannot be. Holds both rows."""
    doel = met.samengevoegd_met or met
    if doel.pk == idee.pk != met.pk:
        raise Geweigerd(f"Idee {met.nummer} hoort zelf al bij idee {idee.nummer}.", "met")
    if doel.pk == idee.pk or doel.wijk_id != idee.wijk_id:
        raise Geweigerd(f"Idee {idee.nummer} kan niet bij zichzelf horen. Vul het nummer van een ander idee in.", "met")
    met = {rij.pk: rij for rij in Idee.objects.select_for_update().filter(pk__in=[idee.pk, doel.pk]).order_by("pk")}[doel.pk]
    if met.samengevoegd_met_id:
        raise Geweigerd(f"Idee {met.nummer} is intussen zelf bij een ander idee gevoegd. Bekijk de pagina opnieuw.", "met")
    if met.status in (S.INGETROKKEN, S.ONBEVESTIGD, S.TERUGGEZET):
        raise Geweigerd(f"{met.met_stand} Kies een ander idee.", "met")
    if met.is_afgedaan:
        wat = f"Over idee {met.nummer} is al een antwoord: “{met.get_status_display()}”. Daar gaat niets meer verder"
        raise Geweigerd(f"{wat}, dus u kunt er geen idee bij voegen. Geef idee {idee.nummer} een eigen antwoord.", "met")
    if idee.samengevoegd.exists():
        raise Geweigerd(f"Bij idee {idee.nummer} horen zelf al andere ideeën. Voeg die eerst bij idee {met.nummer}.", "met")
    return met


def _antwoord(idee: Idee, uitkomst: str, reden: str, *, gezien: int | None, door, gelezen_door=None, **velden) -> Toetsing:
    """Write the answer as the current one and send it (antwoordpost.py); earlier ones stay. One wins of two at once; the other is told."""
    reden = reden.strip()
    if not reden:
        raise Geweigerd("Schrijf in gewone taal waarom. Iedereen leest dit antwoord.", "reden")
    idee = Idee.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=idee.pk)
    _is_gelezen(idee, door, gelezen_door)
    aantal = idee.toetsingen.count()
    if gezien is not None and gezien != aantal:
        raise Geweigerd("Iemand anders heeft dit idee intussen beantwoord. Hieronder staat dat antwoord. Uw tekst staat er nog.")
    if idee.status == S.WACHT_OP_THEMA or (idee.status == S.ONTVANGEN and uitkomst != U.SAMENGEVOEGD):
        _in_behandeling(idee, openbaar=False, door=door)  # the answer itself is the news
    overgang(idee, uitkomst, behandelaar=None if door is SYSTEEM else door, **velden)
    try:
        with transaction.atomic():
            idee.toetsingen.huidig().update(huidig=False)
            wie = {"door": None if door is SYSTEEM else door, "gelezen_door": gelezen_door}
            toetsing = Toetsing.objects.create(idee=idee, nummer=aantal + 1, uitkomst=uitkomst, reden=reden, **wie)
    except IntegrityError as fout:
        raise Geweigerd("Iemand anders heeft dit idee op hetzelfde moment beantwoord. Bekijk dat antwoord eerst.") from fout
    if door is not SYSTEEM:
        Toetsconcept.objects.filter(idee=idee, door=door).delete()  # that of a colleague stays, so that no text is lost
    gemaild = antwoordpost.verstuur(toetsing)
    meld(
        "idee.getoetst",
        idee,
        f"Antwoord op idee {idee.nummer}: {toetsing.get_uitkomst_display()}.",
        wijk=idee.wijk,
        door=gelezen_door or door,
        openbaar=idee.openbaar,
        al_gemaild=gemaild,
        uitkomst=uitkomst,
    )
    meld_niet_meer_nodig(idee, door=door)
    return toetsing


def _is_gelezen(idee: Idee, door, gelezen_door) -> None:
    """Geweigerd unless another official read the answer, where the wijk wants that. `idee` is read within the deed."""
    if gelezen_door is not None:
        vereis(gelezen_door, "toetsen", idee.wijk)
    if idee.wijk.tweede_lezer and gelezen_door in (None, door):
        raise Geweigerd("In deze wijk leest een tweede ambtenaar elk antwoord. Leg het voor aan een tweede lezer.")


@transaction.atomic
def heropen(idee: Idee, reden: str, *, door) -> Idee:
    """Look at the idea anew: it gets a term of its own from today. The answers given stay to be read, and the day first promised is kept.

    What an overleg decided on it is taken back.
    """
    vereis(door, "toetsen", idee.wijk)
    if not reden.strip():
        raise Geweigerd("Zeg waarom u opnieuw kijkt.", "reden")
    was_samengevoegd = idee.status == S.SAMENGEVOEGD
    if was_samengevoegd:
        geef_steun_terug(idee)
    laat_besluit_vervallen(idee, door=door)
    termijn = {"eerst_beloofd": idee.eerst_beloofd or idee.antwoord_voor, "antwoord_voor": idee.wijk.antwoord_voor(timezone.localdate())}
    overgang(idee, S.IN_BEHANDELING, behandelaar=None if door is SYSTEEM else door, samengevoegd_met=None, **termijn)
    if was_samengevoegd and (regel := idee.ordeningsregels.filter(ordening__soort=Ordening.Soort.SAMENVOEGEN).last()):
        geef_concept_terug(idee, regel.oud)
    meld("idee.heropend", idee, f"We kijken opnieuw naar idee {idee.nummer}.", wijk=idee.wijk, door=door, openbaar=idee.openbaar, reden=reden.strip())
    return idee


@transaction.atomic
def meld_klaar(idee: Idee, *, door) -> Idee:
    """What was taken up, by maintenance or by others, is done."""
    vereis(door, "ideeen_ordenen", idee.wijk)
    overgang(idee, S.KLAAR)
    meld("idee.klaar", idee, f"Idee {idee.nummer} is klaar.", wijk=idee.wijk, door=door, openbaar=idee.openbaar)
    return idee
