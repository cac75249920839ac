"""The parts of a person's data that the account itself holds: who they are, what they did, how they sign in, and mail that is on its way."""

import json
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Model
from django.utils import timezone

from wijk.deeds.volgen import vergeet_volger, volgt
from wijk.models import Contactpersoon, Gebeurtenis, Gebruiker, Mailbericht
from wijk.persoonsgegevens import Wens, hand_in


def account_van(gebruiker: Gebruiker) -> dict:
    return {
        "naam": gebruiker.naam,
        "e-mailadres": gebruiker.email,
        "account gemaakt op": gebruiker.date_joined,
        "laatst ingelogd op": gebruiker.last_login,
        "tweede stap bij inloggen": Authenticator.objects.filter(user=gebruiker).exists(),
    }


def vergeet_account(gebruiker: Gebruiker) -> None:
    """The row stays, because the record of what was done points at it; who it was does not."""
    _vergeet_beheerlog(Gebruiker, [gebruiker.pk])
    for tabel in (EmailAddress, Authenticator, SocialAccount):
        van_iemand = tabel.objects.filter(user=gebruiker)
        _vergeet_beheerlog(tabel, van_iemand.values_list("pk", flat=True))
        van_iemand.delete()
    gebruiker.email, gebruiker.naam = f"vergeten-{gebruiker.pk}@vergeten.invalid", "een bewoner"
    gebruiker.is_active, gebruiker.last_login = False, None
    gebruiker.set_unusable_password()
    gebruiker.save()


def _vergeet_beheerlog(tabel: type[Model], pks: Iterable[int]) -> None:
    """The log of the admin keeps what a row was called: for these an address or a name."""
    rijen = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(tabel), object_id__in=[str(pk) for pk in pks])
    rijen.update(object_repr="een bewoner", change_message="")


def _contact(gebruiker: Gebruiker):
    for persoon in Contactpersoon.objects.filter(email__iexact=gebruiker.email).select_related("partij__wijk"):
        yield {"organisatie": str(persoon.partij), "wijk": str(persoon.partij.wijk), "naam": persoon.naam, "telefoon": persoon.telefoon}


def _vergeet_contact(gebruiker: Gebruiker, wens: Wens) -> int:
    return Contactpersoon.objects.filter(email__iexact=gebruiker.email).delete()[0]


def _gedaan(gebruiker: Gebruiker):
    for gebeurtenis in Gebeurtenis.objects.door(gebruiker).select_related("wijk"):
        yield {"wat": gebeurtenis.tekst, "wijk": str(gebeurtenis.wijk or ""), "wanneer": gebeurtenis.wanneer}


def _niets(gebruiker: Gebruiker, wens: Wens) -> int:
    """The record holds no name or address, and can never be changed."""
    return 0


def _post(gebruiker: Gebruiker):
    for bericht in Mailbericht.objects.aan_adres(gebruiker.email):
        yield {"onderwerp": bericht.onderwerp, "geschreven op": bericht.geschreven_op}


def _vergeet_post(gebruiker: Gebruiker, wens: Wens) -> int:
    """Mail that was sent is not kept; what still waits does not go out."""
    return Mailbericht.objects.aan_adres(gebruiker.email).delete()[0]


def _volgt(gebruiker: Gebruiker):
    yield from volgt(gebruiker.email)


def _vergeet_volgt(gebruiker: Gebruiker, wens: Wens) -> int:
    return vergeet_volger(gebruiker.email)


def _sessies(gebruiker: Gebruiker):
    for sessie in _sessies_van(gebruiker):
        yield {"ingelogd tot": sessie.expire_date}


def _vergeet_sessies(gebruiker: Gebruiker, wens: Wens) -> int:
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return Session.objects.filter(pk__in=[sessie.pk for sessie in _sessies_van(gebruiker)]).delete()[0]


def _sessies_van(gebruiker: Gebruiker):
    """Where this person is signed in, or was asked for a code. What stands in a session can only be seen by opening it."""
    for sessie in Session.objects.iterator(chunk_size=1000):
        inhoud = sessie.get_decoded()
        if str(gebruiker.pk) in (inhoud.get("_auth_user_id"), inhoud.get("van")) or gebruiker.email in json.dumps(inhoud).lower():
            yield sessie


hand_in("Als contactpersoon van een organisatie", _contact, _vergeet_contact)
hand_in("Wat u deed", _gedaan, _niets)
hand_in("Mail aan u", _post, _vergeet_post)
hand_in("Wat u volgt", _volgt, _vergeet_volgt)
hand_in("Waar u ingelogd bent", _sessies, _vergeet_sessies)
