"""Deeds of an official on a registration for a walk: who rings comes with more or fewer people, has another address, or does not come."""

from collections.abc import Mapping

from django.db import transaction

from participatie.deeds.wandelingen import al_aangemeld, bezet
from participatie.deeds.wandelpost import laat_wachtenden_toe
from participatie.models import Aanmelding, Wijkwandeling
from participatie.models.wandeling import nieuwe_code
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.post import schrijf
from wijk.rechten import vereis


@transaction.atomic
def wijzig_aanmelding(aanmelding: Aanmelding, velden: Mapping, *, door) -> Aanmelding:
    """Change `naam`, `aantal`, `email` or `telefoon`. Who has a place cannot take more than there are; places that come free are for who waits.

    A new address gets the confirmation, with a new personal link: the old one was sent to another address.
    """
    wandeling = Wijkwandeling.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=aanmelding.wandeling_id)
    vereis(door, "wandelingen_beheren", wandeling.wijk)
    if not wandeling.kan_aanmelden:
        raise Geweigerd("Een aanmelding wijzigen kan tot de wandeling begint.")
    aanmelding = wandeling.aanmeldingen.geldig().filter(pk=aanmelding.pk).first()
    if aanmelding is None:
        raise Geweigerd("Deze persoon is intussen afgemeld.")
    velden = dict(velden)
    aantal, email = velden.get("aantal", aanmelding.aantal), velden.get("email", aanmelding.email)
    if not aanmelding.wachtlijst and wandeling.plaatsen is not None:
        vrij = wandeling.plaatsen - bezet(wandeling) + aanmelding.aantal
        if aantal > max(vrij, aanmelding.aantal):
            raise Geweigerd(
                f"Er is plaats voor {vrij} {'persoon' if vrij == 1 else 'personen'} van deze aanmelding. Vul {vrij} of minder in.", "aantal"
            )
    if al_aangemeld(wandeling, velden.get("naam", aanmelding.naam), email, behalve=aanmelding.pk):
        raise Geweigerd("Met deze naam en dit e-mailadres is al iemand aangemeld.", "email")
    nieuw_adres = email.lower() != aanmelding.email.lower()
    if nieuw_adres:
        velden |= {"code": nieuwe_code(), "te_vertellen": "" if email else aanmelding.te_vertellen}
    anders = bewaar(aanmelding, velden)
    anders.pop("code", None)
    meld("aanmelding.gewijzigd", wandeling, "Een aanmelding is gewijzigd.", wijk=wandeling.wijk, door=door, aanmelding=aanmelding.pk, anders=anders)
    if nieuw_adres and email:
        gegevens = {"aanmelding": aanmelding, "wandeling": wandeling, "wijk": wandeling.wijk}
        schrijf(email, "U bent aangemeld voor de wijkwandeling", "participatie/post/aangemeld.txt", **gegevens)
    laat_wachtenden_toe(wandeling)
    return aanmelding
