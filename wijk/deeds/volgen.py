"""Deeds of who wants to be kept informed. Nothing in their records says who: not the address, and not the account."""

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from wijk import volgen
from wijk.bewaren import bewaar
from wijk.bezorgen import BEDENKTIJD, laat_los
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Gevolgd, Mailbericht, Ritme, Volger, Wijk
from wijk.post import schrijf
from wijk.rechten import SYSTEEM, vereis
from wijk.volgen import Onderwerp
from wijk.woorden import GEEN_ADRES

_ZOUT = "volgen.bevestig"


@transaction.atomic
def volg(wijk: Wijk, onderwerp: Onderwerp, ritme: str, email: str = "", *, door) -> bool:
    """Follow something; True when the news comes from now on.

    Who is signed in proved the address of the account, and follows at once. Any other address is mailed a link first, and the answer is
    the same whether or not it followed already: only who reads its mail learns that.
    """
    vereis(door, "volgen", wijk)
    bewezen = door not in (None, SYSTEEM) and (not email or email.strip().lower() == door.email.lower())
    volger = _volger(wijk, door.email if bewezen else email)
    gevolgd, _ = Gevolgd.objects.get_or_create(
        volger=volger, onderwerp=onderwerp.label, onderwerp_id=onderwerp.pk, defaults={"ritme": _ritme(ritme), "gevraagd_op": timezone.now()}
    )
    if bewezen:
        nieuw = gevolgd.bevestigd_op is None
        bewaar(gevolgd, {"ritme": _ritme(ritme), "bevestigd_op": gevolgd.bevestigd_op or timezone.now()})
        if nieuw:
            _meld("begonnen", "Iemand volgt nu nieuws uit de wijk.", wijk, over=onderwerp.wat)
        return True
    if gevolgd.bevestigd_op is None:
        bewaar(gevolgd, {"ritme": _ritme(ritme), "gevraagd_op": timezone.now()})
    _vraag_bevestiging(volger, gevolgd, onderwerp)
    _meld("gevraagd", "Iemand vroeg om nieuws uit de wijk.", wijk, over=onderwerp.wat)
    return False


def _volger(wijk: Wijk, email: str) -> Volger:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as fout:
        raise Geweigerd(GEEN_ADRES, "email") from fout
    volger, _ = Volger.objects.get_or_create(wijk=wijk, email=email)
    # Held until the end: it may not go while something is added to it.
    return Volger.objects.om_te_wijzigen().filter(pk=volger.pk).first() or Volger.objects.create(wijk=wijk, email=email)


def _ritme(ritme: str) -> str:
    if ritme not in Ritme.values:
        raise Geweigerd("Kies hoe vaak u mail wilt krijgen.", "ritme")
    return ritme


def _vraag_bevestiging(volger: Volger, gevolgd: Gevolgd, onderwerp: Onderwerp) -> None:
    al = gevolgd.bevestigd_op is not None
    adres, bewijs = ("volger", volger.code) if al else ("volgen_bevestig", signing.dumps(gevolgd.pk, salt=_ZOUT))
    schrijf(
        volger.email,
        f"Nieuws over {onderwerp.naam}" if al else f"Bevestig: nieuws over {onderwerp.naam}",
        "wijk/post/bevestig.txt",
        html="wijk/post/bevestig.html",
        koppen={"Auto-Submitted": "auto-generated"},
        wijk=volger.wijk,
        naam=onderwerp.naam,
        al=al,
        dagen=BEDENKTIJD.days,
        link=f"{settings.BASIS_URL}{reverse(f'openbaar:{adres}', args=[volger.wijk.slug, bewijs])}",
    )


def van_bewijs(wijk: Wijk, bewijs: str) -> Gevolgd | None:
    """What the link in the mail asks to confirm; None when it is too old, was changed, or is no longer asked for."""
    try:
        pk = signing.loads(bewijs, salt=_ZOUT, max_age=BEDENKTIJD)
    except signing.BadSignature:
        return None
    return Gevolgd.objects.select_related("volger__wijk").filter(pk=pk, volger__wijk=wijk).first()


@transaction.atomic
def bevestig(gevolgd: Gevolgd, *, door) -> Gevolgd:
    """The owner of the address says yes: the news comes from now on."""
    wijk = gevolgd.volger.wijk
    vereis(door, "volgen", wijk)
    if gevolgd.bevestigd_op is None:
        bewaar(gevolgd, {"bevestigd_op": timezone.now()})
        _meld("begonnen", "Iemand volgt nu nieuws uit de wijk.", wijk)
    return gevolgd


@transaction.atomic
def wijzig_ritme(gevolgd: Gevolgd, ritme: str, *, door) -> Gevolgd:
    """Mail at once or once a week, from now on; what waits for the weekly letter already still comes with that."""
    vereis(door, "volgen", gevolgd.volger.wijk)
    bewaar(gevolgd, {"ritme": _ritme(ritme)})
    _meld("gewijzigd", "Iemand koos hoe vaak er mail komt.", gevolgd.volger.wijk, ritme=ritme)
    return gevolgd


@transaction.atomic
def stop(gevolgd: Gevolgd, *, door) -> None:
    """Follow this no longer. With the last thing that is followed the address goes too."""
    volger = gevolgd.volger
    vereis(door, "volgen", volger.wijk)
    if not Volger.objects.om_te_wijzigen().filter(pk=volger.pk).exists():
        return
    laat_los(gevolgd)
    gevolgd.delete()
    if not volger.gevolgd.exists():
        volger.delete()
    _meld("gestopt", "Iemand volgt iets niet meer.", volger.wijk)


@transaction.atomic
def stop_alles(volger: Volger, *, door) -> None:
    """Follow nothing in this wijk any more; the address goes."""
    wijk = volger.wijk
    vereis(door, "volgen", wijk)
    if nog := Volger.objects.om_te_wijzigen().filter(pk=volger.pk).first():
        nog.delete()
        _meld("gestopt", "Iemand volgt niets meer.", wijk)


def _meld(wat: str, tekst: str, wijk: Wijk, **gegevens) -> None:
    """Recorded as done by nobody in particular: who reads what is nobody's business."""
    meld(f"volgen.{wat}", wijk, tekst, wijk=wijk, door=None, **gegevens)


def volgt(email: str) -> list[dict]:
    """What an address follows, for its owner to take along."""
    return [
        {
            "wijk": een.volger.wijk.naam,
            "wat": onderwerp.titel if onderwerp else "staat niet meer op de website",
            "hoe_vaak": een.get_ritme_display(),
            "gevraagd_op": een.gevraagd_op.isoformat(),
            "bevestigd_op": een.bevestigd_op.isoformat() if een.bevestigd_op else None,
        }
        for een, onderwerp in volgen.met_namen(Gevolgd.objects.van_adres(email))
    ]


def vergeet_volger(email: str) -> int:
    """Forget an address: what it follows, and mail to it that was not sent yet. Part of a deed, which checks and records. Gives how much went."""
    post, _ = Mailbericht.objects.aan_adres(email.strip()).delete()
    volgers = list(Volger.objects.om_te_wijzigen().met_adres(email))
    for volger in volgers:
        volger.delete()
    return post + len(volgers)
