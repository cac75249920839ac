"""Deeds about the photos of an idea that stands."""

from functools import partial

from django.db import transaction

from participatie.models import Foto
from participatie.models.foto import album
from participatie.volgcode import klopt
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.rechten import vereis


@transaction.atomic
def haal_foto_weg(foto: Foto, *, code: str = "", door) -> None:
    """Take a photo away for good, also its files. Whoever sent the idea may, signed in or by its `code`, and an official.

    The numbers of the others stay: a browser that keeps a photo by its address would show another. Geweigerd when it was gone already.
    """
    idee = foto.idee
    if code and klopt(idee, code):
        vereis(door, "idee_indienen", idee.wijk)
    else:
        eigen = idee.indiener_id is not None and idee.indiener_id == getattr(door, "pk", None)
        vereis(door, "eigen_idee" if eigen else "ideeen_ordenen", idee.wijk)
    if not wis_foto(foto):
        raise Geweigerd("Deze foto was al weg.")
    meld("idee.foto_weg", idee, f"Een foto bij idee {idee.nummer} is weggehaald.", wijk=idee.wijk, door=door)


def wis_foto(foto: Foto) -> bool:
    """Erase a photo within the deed that calls this: its row now, its files once that is certain. False when it was gone already."""
    for bestand in (foto.bestand_groot, foto.bestand_klein):
        transaction.on_commit(partial(album().delete, bestand.name))
    return bool(Foto.objects.filter(pk=foto.pk).delete()[0])
