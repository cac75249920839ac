"""Deeds about the mail and the letters to who is on the list of an overleg: each hears once, and again only when that is asked for."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from participatie.deeds.overleglijst import houd_vast, moet_nog_komen
from participatie.deeds.papier import ADRES, GEEN_ADRES
from participatie.models import Overleg, OverlegGenodigde
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.post import schrijf
from wijk.rechten import vereis
from wijk.woorden import stuks

A = OverlegGenodigde.Antwoord


@transaction.atomic
def nodig_uit(overleg: Overleg, *, ook_opnieuw: bool = False, door) -> int:
    """Mail everyone on the list who has an address and was not invited yet, each with a personal link; gives how many.

    `ook_opnieuw`: also who was invited before and did not answer.
    """
    vereis(door, "overleggen", overleg.wijk)
    overleg = houd_vast(overleg)
    moet_nog_komen(overleg)
    wie = overleg.genodigden.per_mail().zonder_antwoord() if ook_opnieuw else overleg.genodigden.zonder_uitnodiging()
    mensen = list(wie.select_related("partij"))
    if not mensen:
        if overleg.genodigden.per_mail().exists():
            raise Geweigerd("Iedereen op de lijst met een e-mailadres is al uitgenodigd.")
        raise Geweigerd("Niemand op de lijst krijgt mail. Bel of schrijf hen.")
    for mens in mensen:
        mens.overleg = overleg
        schrijf(mens.email, f"Denk mee: {overleg.titel}", "participatie/post/overleg.txt", **gegevens_van_uitnodiging(overleg, mens))
    overleg.genodigden.filter(pk__in=[mens.pk for mens in mensen]).update(uitgenodigd_op=timezone.now(), via=OverlegGenodigde.Via.MAIL)
    tekst = f"Uitnodigingen voor “{overleg.titel}” verstuurd: {len(mensen)}."
    meld("overleg.uitgenodigd", overleg, tekst, wijk=overleg.wijk, door=door, aantal=len(mensen))
    return len(mensen)


def vertel_verplaatst(overleg: Overleg, was_op: datetime, was_in: str) -> list[str]:
    """Mail who knew of it that its day, time or place is another than it was; gives the addresses. What was answered for another moment is asked
    anew."""
    ander_moment = overleg.begint != was_op
    wat = {"was_op": was_op, "was_in": was_in, "ander_moment": ander_moment, "punten": overleg.punten()}
    gemaild = _vertel(overleg, f"Veranderd: {overleg.titel}", "participatie/post/overleg_verplaatst.txt", **wat)
    if ander_moment:
        overleg.genodigden.exclude(antwoord="").update(antwoord_oud=True)
    return gemaild


def vertel_afgelast(overleg: Overleg) -> list[str]:
    """Mail who knew of it that it does not go ahead; gives the addresses."""
    return _vertel(overleg, f"Gaat niet door: {overleg.titel}", "participatie/post/overleg_afgelast.txt")


def _vertel(overleg: Overleg, onderwerp: str, sjabloon: str, **wat) -> list[str]:
    """Mail them; who gets no mail stands on the list of whom to call or write again."""
    overleg.genodigden.niet_per_mail().die_het_weten().update(weet_oud=True, uitgenodigd_op=None, via="")
    mensen = list(overleg.genodigden.per_mail().die_het_weten())
    for mens in mensen:
        mens.overleg = overleg
        schrijf(mens.email, onderwerp, sjabloon, overleg=overleg, wijk=overleg.wijk, mens=mens, **wat)
    return [mens.email for mens in mensen]


def gegevens_van_uitnodiging(overleg: Overleg, mens: OverlegGenodigde) -> dict:
    """What the mail of `nodig_uit` is made with; also for a preview."""
    return {"overleg": overleg, "wijk": overleg.wijk, "mens": mens, "waarom": mens.waarom, "punten": overleg.punten()}


@transaction.atomic
def zeg_of_u_komt(genodigde: OverlegGenodigde, antwoord: str, *, door) -> OverlegGenodigde:
    """Whoever is invited says by their personal link whether they come; they may say otherwise until it is over."""
    vereis(door, "aanmelden", genodigde.overleg.wijk)
    if genodigde.overleg.is_voorbij:
        raise Geweigerd("Dit overleg is geweest.")
    if antwoord not in A.values:
        raise Geweigerd("Kies of u komt.")
    if genodigde.antwoord != antwoord or genodigde.antwoord_oud:
        bewaar(genodigde, {"antwoord": antwoord, "antwoord_oud": False})
        tekst = f"Iemand laat weten {'' if antwoord == A.JA else 'niet '}bij “{genodigde.overleg.titel}” te zijn."
        meld(f"overleg.{'komt' if antwoord == A.JA else 'komt_niet'}", genodigde.overleg, tekst, wijk=genodigde.overleg.wijk, door=None)
    return genodigde


@transaction.atomic
def noteer_antwoord(genodigde: OverlegGenodigde, velden: dict, *, door) -> OverlegGenodigde:
    """Note how an official reached somebody on the list, what they said, and whether they want it on paper.

    Whoever was reached gets no mail to invite; whoever wants paper gets no mail at all. That a mail went out cannot be taken back.
    """
    vereis(door, "overleggen", genodigde.overleg.wijk)
    velden, V = dict(velden), OverlegGenodigde.Via
    if genodigde.antwoord_oud and not velden.get("antwoord"):
        velden.pop("antwoord", None)  # what was said for the earlier moment stays, to be confirmed
    via = velden.get("via", genodigde.via)
    if not via and velden.get("antwoord", genodigde.antwoord) != genodigde.antwoord:
        raise Geweigerd("Kies hoe u deze persoon bereikte. Anders gaat er later nog een uitnodiging uit.", "via")
    if via and not genodigde.uitgenodigd_op:
        velden["uitgenodigd_op"] = timezone.now()
    if not via and genodigde.via == V.MAIL:
        raise Geweigerd("Deze persoon kreeg al een mail. Laat “per e-mail” staan, of kies hoe u deze persoon nog meer bereikte.", "via")
    if not via:
        velden["uitgenodigd_op"] = None
    if genodigde.email and not velden.get("op_papier", genodigde.op_papier):  # no letter, so no postal address
        velden |= GEEN_ADRES
    if "antwoord" in velden:
        velden["antwoord_oud"] = False
    bewaar(genodigde, velden, stil=ADRES)
    tekst = f"Een antwoord op de uitnodiging voor “{genodigde.overleg.titel}” is genoteerd."
    meld("overleg.antwoord", genodigde.overleg, tekst, wijk=genodigde.overleg.wijk, door=door)
    return genodigde


def gegevens_van_verslag(overleg: Overleg) -> dict:
    """What the mail of `stuur_verslag` is made with; also for a preview."""
    stappen = overleg.besluiten().openbaar()[:200]
    verslag = next(iter(overleg.verslagen()), None)
    wat = {"verslag": verslag, "stappen": stappen, "bleef": overleg.bleef_liggen().klaar_voor_overleg()[:200]}
    return {"overleg": overleg, "wijk": overleg.wijk, "waarom": overleg.waarom_verslag, **wat}


@transaction.atomic
def stuur_verslag(overleg: Overleg, *, ook_opnieuw: bool = False, door) -> int:
    """Mail the report to everyone on the list who has an address and did not get it yet; gives how many. `ook_opnieuw`: also who did."""
    vereis(door, "overleggen", overleg.wijk)
    overleg = houd_vast(overleg)
    if overleg.status != Overleg.Status.GEHOUDEN or overleg.begint > timezone.now():
        raise Geweigerd("Schrijf eerst het verslag en sluit het overleg af.")
    mensen = list(overleg.genodigden.per_mail() if ook_opnieuw else overleg.genodigden.zonder_verslag())
    if not mensen:
        if overleg.genodigden.per_mail().exists():
            raise Geweigerd("Iedereen met een e-mailadres heeft het verslag al.")
        raise Geweigerd("Niemand op de lijst krijgt mail. Print het verslag als brief.")
    gegevens = gegevens_van_verslag(overleg)
    for mens in mensen:
        schrijf(mens.email, f"Verslag: {overleg.titel}", "participatie/post/overleg_verslag.txt", mens=mens, **gegevens)
    overleg.genodigden.filter(pk__in=[mens.pk for mens in mensen]).update(verslag_op=timezone.now())
    tekst = f"Het verslag van “{overleg.titel}” is naar {stuks(len(mensen), 'persoon', 'mensen')} gestuurd."
    meld("overleg.verslag", overleg, tekst, wijk=overleg.wijk, door=door, aantal=len(mensen))
    return len(mensen)


@transaction.atomic
def bewaar_adres(genodigde: OverlegGenodigde, velden: dict, *, door) -> OverlegGenodigde:
    """Write down where a letter to this person goes, or take that away (all empty)."""
    overleg = genodigde.overleg
    vereis(door, "overleggen", overleg.wijk)
    if not genodigde.per_brief:
        raise Geweigerd("Deze persoon krijgt alles per mail. Een postadres is dan niet nodig.")
    bewaar(genodigde, velden, stil=ADRES)
    weg = "weggehaald" if not genodigde.straat else "bewaard"
    meld("overleg.adres", overleg, f"Een postadres voor “{overleg.titel}” is {weg}.", wijk=overleg.wijk, door=door)
    return genodigde


@transaction.atomic
def noteer_brieven(overleg: Overleg, gekozen: Iterable[int], *, door) -> int:
    """These letters (primary keys of people) were printed: who gets no mail is invited by letter, or once it is closed got the report so, or knows
    that it does not go ahead.

    Gives how many; whoever was reached before stays as they were.
    """
    vereis(door, "overleggen", overleg.wijk)
    overleg, nu = houd_vast(overleg), timezone.now()
    wie = overleg.genodigden.voor_brieven(gekozen)
    if not wie:
        raise Geweigerd("Vink aan welke brieven geprint zijn.")
    if overleg.status == Overleg.Status.GEHOUDEN:
        aantal, wat = wie.filter(verslag_op__isnull=True).update(verslag_op=nu), f"Het verslag van “{overleg.titel}” is als brief geprint"
    elif overleg.status == Overleg.Status.AFGELAST:
        aantal = wie.moet_het_horen().update(uitgenodigd_op=nu, via=OverlegGenodigde.Via.BRIEF)
        wat = f"Dat “{overleg.titel}” niet doorgaat, is als brief geprint"
    else:
        moet_nog_komen(overleg)
        aantal = wie.filter(uitgenodigd_op__isnull=True).update(uitgenodigd_op=nu, via=OverlegGenodigde.Via.BRIEF)
        wat = f"De uitnodiging voor “{overleg.titel}” is als brief geprint"
    if not aantal:
        raise Geweigerd("Deze brieven waren al genoteerd.")
    tekst = f"{wat}: {stuks(aantal, 'brief', 'brieven')}."
    meld("overleg.brieven", overleg, tekst, wijk=overleg.wijk, door=door, aantal=aantal)
    return aantal


@transaction.atomic
def neem_brief_terug(overleg: Overleg, mens: int, *, door) -> None:
    """The letter to this person (primary key) was not printed after all. Geweigerd when no letter to them was noted."""
    vereis(door, "overleggen", overleg.wijk)
    overleg = houd_vast(overleg)
    wie = overleg.genodigden.voor_brieven([mens])
    if overleg.status == Overleg.Status.GEHOUDEN:
        aantal, wat = wie.exclude(verslag_op=None).update(verslag_op=None), "Een verslag van"
    else:
        aantal = wie.filter(via=OverlegGenodigde.Via.BRIEF).update(uitgenodigd_op=None, via="")
        wat = "Een brief over"
    if not aantal:
        raise Geweigerd("Deze brief stond niet meer als geprint.")
    meld("overleg.brief_terug", overleg, f"{wat} “{overleg.titel}” is toch niet als brief geprint.", wijk=overleg.wijk, door=door)
