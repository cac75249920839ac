"""Deeds by which somebody shows that an e-mail address is theirs, and gets the ideas that were sent with it."""

import secrets

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from participatie.models import Bevestiging, Idee
from participatie.models.bevestiging import POGINGEN
from wijk.bewaren import bewaar
from wijk.deeds.gebruikers import maak_account
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Gebruiker, Wijk
from wijk.overgang import overgang
from wijk.post import schrijf
from wijk.rechten import vereis

S = Idee.Status
_ZEGEL = signing.Signer(salt="participatie.bevestigen", sep=".")
VERLOPEN = "Dit is al bevestigd, of het is langer dan een week geleden. Wilt u bij uw idee? Log dan in met hetzelfde e-mailadres."


def stuur_ontvangst(idee: Idee, *, bevestigen: bool) -> None:
    """Mail that an idea was received, within the deed that received it; with a code and a link when the address must still be shown to be real."""
    extra = {}
    if bevestigen:
        cijfers = f"{secrets.randbelow(10**6):06}"
        bevestiging = Bevestiging(idee=idee)
        bevestiging.zet_code(cijfers)
        bevestiging.save()
        extra = {"code": cijfers, "bewijs": _ZEGEL.sign(bevestiging.pk)}
    onderwerp = f"Uw idee is nummer {idee.nummer}{': bevestig uw e-mailadres' if bevestigen else ''}"
    schrijf(idee.email, onderwerp, "participatie/post/idee_ontvangen.txt", idee=idee, wijk=idee.wijk, **extra)


@transaction.atomic
def verbeter_adres(idee: Idee, email: str, *, door) -> Idee:
    """Whoever just sent an idea mistyped the address, or the mail did not come: mail it (again), with a new code; the old one no longer works."""
    vereis(door, "idee_indienen", idee.wijk)
    idee = Idee.objects.select_for_update(of=("self",)).select_related("wijk", "thema").get(pk=idee.pk)
    if not idee.is_adres_onbevestigd:
        raise Geweigerd(VERLOPEN, "email")
    bewaar(idee, {"email": email.strip().lower()})
    Bevestiging.objects.filter(idee=idee).delete()
    stuur_ontvangst(idee, bevestigen=True)
    meld("idee.adres_verbeterd", idee, f"De mail over idee {idee.nummer} is opnieuw verstuurd.", wijk=idee.wijk, door=door)
    return idee


def bevestiging_van(wijk: Wijk, bewijs: str) -> Bevestiging | None:
    """What a link in a mail is about; None when it is not ours, was used, or is too old."""
    try:
        pk = _ZEGEL.unsign(bewijs)
    except signing.BadSignature:
        return None
    return Bevestiging.objects.geldig().filter(pk=pk, idee__wijk=wijk).select_related("idee__wijk").first()


def bevestig_met_code(idee: Idee, cijfers: str, *, door) -> Gebruiker:
    """Confirm an idea's address with the six digits from the mail; gives the person whose address it is.

    A wrong code counts, also though it is refused: after five there is only the link.
    """
    vereis(door, "idee_indienen", idee.wijk)
    eigen = Bevestiging.objects.filter(idee=idee)
    if not eigen.met_pogingen_over().update(pogingen=F("pogingen") + 1):
        if eigen.geldig().exists():
            raise Geweigerd(f"U vulde {POGINGEN} keer een code in die niet klopt. Gebruik de link in de mail.", "code")
        raise Geweigerd(VERLOPEN, "code")
    bevestiging = eigen.select_related("idee__wijk").first()
    if bevestiging is None or not bevestiging.klopt(cijfers):
        raise Geweigerd("Deze code klopt niet. Kijk in de mail die over dit idee gaat, en vul de zes cijfers in.", "code")
    return bevestig(bevestiging, door=door)


@transaction.atomic
def bevestig(bevestiging: Bevestiging, *, door) -> Gebruiker:
    """Somebody who reads the mail of an address says that its idea is theirs. They get an account when they have none."""
    idee = bevestiging.idee
    vereis(door, "idee_indienen", idee.wijk)
    if not Bevestiging.objects.geldig().filter(pk=bevestiging.pk).delete()[0]:
        raise Geweigerd(VERLOPEN, "code")
    gebruiker = maak_account(idee.email)
    if gebruiker is None:
        raise Geweigerd("Het account met dit e-mailadres is gesloten. Vraag de gemeente wat u kunt doen.", "code")
    neem_over(gebruiker)
    return gebruiker


@transaction.atomic
def neem_over(gebruiker: Gebruiker) -> int:
    """Give somebody whose address is proved every idea that was sent with it by nobody with an account; gives how many."""
    vereis(gebruiker, "eigen_gegevens", None)
    ideeen = list(Idee.objects.van_niemand_op(gebruiker.email).select_related("wijk", "thema").select_for_update(of=("self",)))
    for idee in ideeen:
        Idee.objects.filter(pk=idee.pk).update(indiener=gebruiker, bevestigd_op=timezone.now())
        Bevestiging.objects.filter(idee=idee).delete()
        wachtte = idee.status == S.ONBEVESTIGD
        if wachtte:
            neem_aan(idee)
            idee.openbaar = idee.wijk.direct_publiceren
            idee.save(update_fields=["openbaar"])
        tekst = f"Idee {idee.nummer} is ontvangen." if wachtte else f"Het e-mailadres bij idee {idee.nummer} is bevestigd."
        meld("idee.bevestigd", idee, tekst, wijk=idee.wijk, door=gebruiker, openbaar=wachtte and idee.openbaar)
    return len(ideeen)


def neem_aan(idee: Idee) -> None:
    """An idea that waited for its address goes on, within the deed that calls this; the time to answer begins now."""
    overgang(idee, S.ONTVANGEN, antwoord_voor=idee.wijk.antwoord_voor(timezone.localdate()))
    if idee.thema is not None and not idee.thema.is_open():
        overgang(idee, S.WACHT_OP_THEMA)
