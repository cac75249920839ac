"""The deed by which a person is forgotten."""

from django.db import transaction

from wijk.accountgegevens import vergeet_account
from wijk.fouten import GeenRecht, Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Gebruiker
from wijk.persoonsgegevens import Wens, delen
from wijk.rechten import vereis


def waarom_niet(gebruiker: Gebruiker) -> str:
    """Why this person cannot be forgotten yet; nothing when they can."""
    if gebruiker.is_superuser:
        return "U beheert het portaal. Laat een andere beheerder dat eerst van u overnemen."
    functies = [f"{b.get_functie_display()}{f' in de {b.wijk}' if b.wijk else ''}" for b in gebruiker.bevoegdheden.select_related("wijk")]
    if functies:
        return f"U hebt nog een functie: {', '.join(functies)}. Vraag de wijkcoördinator of de beheerder om die eerst in te trekken."
    return ""


@transaction.atomic
def vergeet(gebruiker: Gebruiker, wens: Wens, *, door) -> dict[str, int]:
    """Forget a person: name and address gone everywhere, in one go; gives how many rows of each part were wiped, which is also the proof.

    Ideas and reactions stay as those of a resident, unless `wens` says otherwise. Geweigerd for who still holds a function.
    """
    vereis(door, "eigen_gegevens", None)
    if door.pk != gebruiker.pk:
        raise GeenRecht("Alleen u zelf kunt vragen om vergeten te worden.")
    gebruiker = Gebruiker.objects.select_for_update().get(pk=gebruiker.pk)
    if not gebruiker.is_active:
        raise Geweigerd("Dit account is al vergeten.")
    if reden := waarom_niet(gebruiker):
        raise Geweigerd(reden)
    gewist = {deel.naam: deel.vergeet(gebruiker, wens) for deel in delen()}
    vergeet_account(gebruiker)
    meld("gegevens.vergeten", gebruiker, "De gegevens van een bewoner zijn gewist.", wijk=None, door=gebruiker, gewist=gewist)
    return gewist
