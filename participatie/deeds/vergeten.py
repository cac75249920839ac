"""The deed by which who sent an idea without an account is forgotten."""

from django.db import transaction

from participatie.deeds.eigen import maak_naamloos, neem_idee_terug, wis_woorden
from participatie.deeds.papier import vergeet_postadressen
from participatie.models import Idee
from participatie.volgcode import klopt
from wijk.fouten import GeenRecht, Geweigerd
from wijk.gebeurtenissen import meld
from wijk.rechten import vereis


@transaction.atomic
def vergeet_inzender(idee: Idee, code: str = "", *, door) -> None:
    """Whoever holds the code of an idea has its name and addresses wiped, or an official for who phones; it stays as that of a resident.

    Of one that was taken back nothing is left but its number; one whose address was never confirmed is taken back, for it never can be now.
    """
    vereis(door, "idee_indienen" if code else "ideeen_ordenen", idee.wijk)
    idee = Idee.objects.select_for_update(of=("self",)).select_related("wijk", "thema").get(pk=idee.pk)
    if code and not klopt(idee, code):
        raise GeenRecht("De code hoort niet bij dit idee.")
    if idee.indiener_id is not None:
        raise Geweigerd("Wie dit idee stuurde, heeft een account en kan op de eigen pagina vragen om vergeten te worden.")
    if idee.status == Idee.Status.ONBEVESTIGD:
        neem_idee_terug(idee, door=door)
    if idee.status == Idee.Status.INGETROKKEN:
        wis_woorden(idee)
    maak_naamloos(idee)
    vergeet_postadressen([idee.pk])
    meld("gegevens.vergeten", idee, f"De gegevens van wie idee {idee.nummer} stuurde, zijn gewist.", wijk=idee.wijk, door=door)
