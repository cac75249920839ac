"""Deeds about who is on the list of an overleg: put there, taken off, and forgotten."""

from collections.abc import Iterable

from django.db import transaction

from participatie.deeds.papier import GEEN_ADRES
from participatie.models import Aanmelding, Overleg, OverlegGenodigde
from participatie.models.wandeling import nieuwe_code
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Gebruiker, Partij, Wijk
from wijk.rechten import vereis
from wijk.woorden import stuks

A = OverlegGenodigde.Antwoord
ONBEREIKBAAR = "Vul een e-mailadres of een telefoonnummer in. Anders kunt u deze persoon niet bereiken."


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


def houd_vast(overleg: Overleg) -> Overleg:
    """The overleg with its row held, so that two people who mail at once do not mail somebody twice."""
    return Overleg.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=overleg.pk)


def moet_nog_komen(overleg: Overleg) -> None:
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
    overleg = houd_vast(overleg)
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
    overleg = houd_vast(overleg)
    moet_nog_komen(overleg)
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
    overleg = houd_vast(overleg)
    moet_nog_komen(overleg)
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


@transaction.atomic
def vergeet_namen(wijk: Wijk, gekozen: Iterable[int], *, door) -> int:
    """Wipe who these people (primary keys) are on the lists of overleggen, when somebody without an account asks for it. Gives how many."""
    vereis(door, "overleggen", wijk)
    mensen = OverlegGenodigde.objects.zonder_account(wijk).filter(pk__in=list(gekozen))
    overleggen = list(Overleg.objects.filter(genodigden__in=mensen).distinct().select_related("wijk"))
    aantal = vergeet_genodigden(mensen)
    if not aantal:
        raise Geweigerd("Vink aan welke namen u wist.")
    for overleg in overleggen:
        meld("gegevens.vergeten", overleg, f"Gegevens op de lijst van “{overleg.titel}” zijn gewist.", wijk=wijk, door=door)
    return aantal
