"""Deeds about accounts."""

from django.db import IntegrityError, transaction

from wijk.gebeurtenissen import meld
from wijk.models import Gebruiker
from wijk.rechten import vereis


def maak_account(email: str) -> Gebruiker | None:
    """The account of this e-mail address, made when there is none; None when the account is closed.

    An account can do nothing until the code that is mailed to the address has been entered.
    """
    vereis(None, "inloggen", None)
    email = email.strip().lower()
    try:
        with transaction.atomic():
            gebruiker = Gebruiker.objects.filter(email__iexact=email).first()
            if gebruiker is None:
                gebruiker = Gebruiker.objects.create_user(email)
                meld("gebruiker.gemaakt", gebruiker, "Er is een account gemaakt.", wijk=None, door=None)
    except IntegrityError:  # made by another request at the same moment
        gebruiker = Gebruiker.objects.get(email__iexact=email)
    return gebruiker if gebruiker.is_active else None


@transaction.atomic
def wijzig_gegevens(gebruiker: Gebruiker, naam: str, *, door: Gebruiker) -> Gebruiker:
    """Change one's own name."""
    vereis(door, "eigen_gegevens", None)
    gebruiker.naam = naam
    gebruiker.save(update_fields=["naam"])
    meld("gebruiker.gewijzigd", gebruiker, "Iemand heeft zijn gegevens gewijzigd.", wijk=None, door=door)
    return gebruiker
