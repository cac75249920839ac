"""Deeds about who is invited to an overleg, and the mail to them: each hears once, and again only when that is asked for."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from participatie.deeds.papier import ADRES
from participatie.models import Aanmelding, Overleg, OverlegGenodigde
from participatie.models.wandeling import nieuwe_code
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Gebruiker, Partij
from wijk.post import schrijf
from wijk.rechten import vereis
from wijk.woorden import stuks

A = OverlegGenodigde.Antwoord
ONBEREIKBAAR = "Vul een e-mailadres of een telefoonnummer in. Anders kunt u deze persoon niet bereiken."
GEEN_ADRES = dict.fromkeys(ADRES, "")


def nog_op_lijst(overleg: Overleg) -> list[OverlegGenodigde]:
    """Everyone who said at a walk to think along, or stood on the list of an earlier overleg, and is not on this one yet: each address once, as they
    would stand on it."""
    al = set(overleg.genodigden.met_adres().values_list("email", flat=True))
    al_gezegd = set(overleg.genodigden.filter(aanmelding__isnull=False).values_list("aanmelding_id", flat=True))
    erbij = []
    for mens in Aanmelding.objects.filter(wandeling__wijk=overleg.wijk).denken_mee():
        email = mens.email.strip().lower()
        if mens.pk in al_gezegd or email in al:
            continue
        al |= {email} if email else set()
        erbij.append(
            OverlegGenodigde(
                overleg=overleg,
                aanmelding=mens,
                naam=mens.naam,
                email=email,
                telefoon=mens.telefoon,
                gebruiker_id=mens.gebruiker_id,
                code=nieuwe_code(),
            )
        )
    return erbij + _van_eerder(overleg, al)


def _van_eerder(overleg: Overleg, al: set[str]) -> list[OverlegGenodigde]:
    """Who stood on the list of an earlier overleg, and can be reached; without these addresses. By telephone alone each number once."""
    eerder = OverlegGenodigde.objects.filter(overleg__wijk=overleg.wijk, overleg__begint__lt=overleg.begint, aanmelding__isnull=True)
    nummers, erbij = set(overleg.genodigden.filter(email="").values_list("telefoon", flat=True)), []
    for mens in eerder.exclude(overleg=overleg).exclude(email="", telefoon="").order_by("-overleg__begint", "pk"):
        email, telefoon = mens.email.strip().lower(), mens.telefoon.strip()
        if email in al or (not email and telefoon in nummers):
            continue
        al |= {email} if email else set()
        nummers.add(telefoon)
        zelfde = {naam: getattr(mens, naam) for naam in ("naam", "telefoon", "gebruiker_id", "partij_id", "op_papier")}
        erbij.append(OverlegGenodigde(overleg=overleg, email=email, code=nieuwe_code(), **zelfde))
    return erbij


def zet_op_lijst(overleg: Overleg) -> int:
    """Put them on the list; gives how many were added."""
    return len(OverlegGenodigde.objects.bulk_create(nog_op_lijst(overleg)))


def _houd_vast(overleg: Overleg) -> Overleg:
    """The overleg with its row held, so that two people who mail at once do not mail somebody twice."""
    return Overleg.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=overleg.pk)


def _moet_nog_komen(overleg: Overleg) -> None:
    if overleg.status == Overleg.Status.AFGELAST:
        raise Geweigerd("Dit overleg gaat niet door.")
    if overleg.is_begonnen:
        raise Geweigerd("Dit overleg is geweest. Nodig voor een volgend overleg uit.")


@transaction.atomic
def nodig_erbij(overleg: Overleg, velden: dict, *, door) -> OverlegGenodigde:
    """Put one more person on the list: a name, and an address or a number. Also after it was held, who was there; then a name is enough."""
    vereis(door, "overleggen", overleg.wijk)
    email, naam = velden.get("email", "").strip().lower(), velden.get("naam", "").strip()
    if not email and not velden.get("telefoon", "").strip():
        if not overleg.is_begonnen:
            raise Geweigerd(ONBEREIKBAAR, "email")
        if not naam:
            raise Geweigerd("Vul een naam in.", "naam")
        if overleg.genodigden.filter(naam__iexact=naam).exists():
            raise Geweigerd(f"{naam} staat al op de lijst. Is het iemand anders? Zet er dan iets bij, zoals een straat.", "naam")
    mens = OverlegGenodigde(overleg=overleg)
    bewaar(mens, {**velden, "email": email})
    meld("overleg.genodigde", overleg, f"Iemand staat erbij op de lijst van “{overleg.titel}”.", wijk=overleg.wijk, door=door)
    return mens


@transaction.atomic
def zet_namen_erbij(overleg: Overleg, namen: Iterable[str], *, door) -> int:
    """Put who was there on the list of an overleg that was held, by name alone; gives how many were added. Who stands on it stays there once."""
    vereis(door, "overleggen", overleg.wijk)
    overleg = _houd_vast(overleg)
    if not overleg.is_begonnen:
        raise Geweigerd("Dit overleg moet nog komen. Zet er bij elke naam een e-mailadres of een telefoonnummer bij.", "namen")
    al, erbij = {naam.lower() for naam in overleg.genodigden.values_list("naam", flat=True)}, []
    for naam in namen:
        if naam.lower() not in al:
            al.add(naam.lower())
            erbij.append(OverlegGenodigde(overleg=overleg, naam=naam, code=nieuwe_code()))
    if not erbij:
        raise Geweigerd("Al deze namen staan al op de lijst.", "namen")
    OverlegGenodigde.objects.bulk_create(erbij)
    tekst = f"{stuks(len(erbij), 'persoon staat', 'mensen staan')} erbij op de lijst van “{overleg.titel}”."
    meld("overleg.genodigde", overleg, tekst, wijk=overleg.wijk, door=door, aantal=len(erbij))
    return len(erbij)


@transaction.atomic
def vul_lijst_aan(overleg: Overleg, *, door) -> int:
    """Put on the list who said to think along since it was made; gives how many were added."""
    vereis(door, "overleggen", overleg.wijk)
    overleg = _houd_vast(overleg)
    _moet_nog_komen(overleg)
    aantal = zet_op_lijst(overleg)
    if not aantal:
        raise Geweigerd("Iedereen die wil meedenken staat al op de lijst.")
    tekst = f"{stuks(aantal, 'persoon staat', 'mensen staan')} erbij op de lijst van “{overleg.titel}”."
    meld("overleg.genodigde", overleg, tekst, wijk=overleg.wijk, door=door, aantal=aantal)
    return aantal


@transaction.atomic
def nodig_partijen_erbij(overleg: Overleg, partijen: Iterable[Partij], *, door) -> int:
    """Put the contacts of these partijen on the list; gives how many were added. Geweigerd when that is nobody."""
    vereis(door, "overleggen", overleg.wijk)
    al = set(overleg.genodigden.met_adres().values_list("email", flat=True))
    erbij = []
    for partij in partijen:
        for contact in partij.contactpersonen.all():
            email = contact.email.strip().lower()
            if not email or email in al:
                continue
            al.add(email)
            erbij.append(
                OverlegGenodigde(overleg=overleg, naam=contact.naam, email=email, telefoon=contact.telefoon, partij=partij, code=nieuwe_code())
            )
    if not erbij:
        raise Geweigerd("Er komt niemand bij. De contactpersonen staan al op de lijst, of hebben geen e-mailadres.", "partijen")
    OverlegGenodigde.objects.bulk_create(erbij)
    wie = stuks(len(erbij), "contactpersoon staat", "contactpersonen staan")
    meld("overleg.genodigde", overleg, f"{wie} erbij op de lijst van “{overleg.titel}”.", wijk=overleg.wijk, door=door, aantal=len(erbij))
    return len(erbij)


@transaction.atomic
def denk_mee(overleg: Overleg, *, door: Gebruiker) -> OverlegGenodigde:
    """Whoever is signed in puts themselves on the list, and says with it that they come. A second click adds nothing."""
    vereis(door, "meedenken", overleg.wijk)
    overleg = _houd_vast(overleg)
    _moet_nog_komen(overleg)
    email = door.email.lower()
    mens = overleg.genodigden.filter(email=email).first() or OverlegGenodigde(overleg=overleg, naam=door.naam, email=email)
    if mens.pk and mens.antwoord == A.JA and not mens.antwoord_oud:
        return mens
    bewaar(mens, {"gebruiker": door, "antwoord": A.JA, "antwoord_oud": False})
    meld("overleg.komt", overleg, f"Iemand laat weten bij “{overleg.titel}” te zijn.", wijk=overleg.wijk, door=None)
    return mens


@transaction.atomic
def haal_van_lijst(genodigde: OverlegGenodigde, *, door) -> None:
    """Whoever should not be invited goes from the list, with their address."""
    overleg = genodigde.overleg
    vereis(door, "overleggen", overleg.wijk)
    if genodigde.uitgenodigd_op or genodigde.weet_oud:
        raise Geweigerd("Deze persoon is al uitgenodigd. Bel of mail zelf als dat niet klopt.")
    genodigde.delete()
    meld("overleg.genodigde_weg", overleg, f"Iemand staat niet meer op de lijst van “{overleg.titel}”.", wijk=overleg.wijk, door=door)


@transaction.atomic
def nodig_uit(overleg: Overleg, *, ook_opnieuw: bool = False, door) -> int:
    """Mail everyone on the list who has an address and was not invited yet, each with a personal link; gives how many.

    `ook_opnieuw`: also who was invited before and did not answer.
    """
    vereis(door, "overleggen", overleg.wijk)
    overleg = _houd_vast(overleg)
    _moet_nog_komen(overleg)
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
    overleg = _houd_vast(overleg)
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
    overleg, nu = _houd_vast(overleg), timezone.now()
    wie = overleg.genodigden.voor_brieven(gekozen)
    if not wie:
        raise Geweigerd("Vink aan welke brieven geprint zijn.")
    if overleg.status == Overleg.Status.GEHOUDEN:
        aantal, wat = wie.filter(verslag_op__isnull=True).update(verslag_op=nu), f"Het verslag van “{overleg.titel}” is als brief geprint"
    elif overleg.status == Overleg.Status.AFGELAST:
        aantal = wie.moet_het_horen().update(uitgenodigd_op=nu, via=OverlegGenodigde.Via.BRIEF)
        wat = f"Dat “{overleg.titel}” niet doorgaat, is als brief geprint"
    else:
        _moet_nog_komen(overleg)
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
    overleg = _houd_vast(overleg)
    wie = overleg.genodigden.voor_brieven([mens])
    if overleg.status == Overleg.Status.GEHOUDEN:
        aantal, wat = wie.exclude(verslag_op=None).update(verslag_op=None), "Een verslag van"
    else:
        aantal = wie.filter(via=OverlegGenodigde.Via.BRIEF).update(uitgenodigd_op=None, via="")
        wat = "Een brief over"
    if not aantal:
        raise Geweigerd("Deze brief stond niet meer als geprint.")
    meld("overleg.brief_terug", overleg, f"{wat} “{overleg.titel}” is toch niet als brief geprint.", wijk=overleg.wijk, door=door)


def vergeet_genodigden(genodigden) -> int:
    """Sign these off from what is still to come, and wipe who they are elsewhere: that they came then stays counted. Gives how many there were."""
    samen = genodigden.count()
    for genodigde in list(genodigden.nog_te_komen()):
        overleg = genodigde.overleg
        genodigde.delete()
        if genodigde.antwoord == A.JA:
            meld("overleg.komt_niet", overleg, f"Iemand laat weten niet bij “{overleg.titel}” te zijn.", wijk=overleg.wijk, door=None)
    for pk in list(genodigden.order_by().values_list("pk", flat=True)):
        leeg = {"naam": "", "email": "", "telefoon": "", **GEEN_ADRES, "gebruiker": None, "aanmelding": None, "code": nieuwe_code()}
        OverlegGenodigde.objects.filter(pk=pk).update(**leeg)
    return samen
