"""Deeds about the photos of an idea that stands."""

import uuid
from collections.abc import Iterable
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from participatie.fotos import Beeld
from participatie.models import Foto, Idee
from participatie.models.foto import album
from participatie.volgcode import klopt
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.rechten import vereis


def leg_fotos_vast(idee: Idee, genummerd: Iterable[tuple[int, Beeld]], tekst: str, bewaard: list[str]) -> None:
    """Keep photos under these numbers, within the deed that calls this. Names each file in `bewaard` before it is written."""
    for nummer, beeld in genummerd:
        groot, klein = (f"{idee.wijk.slug}/{uuid.uuid4().hex}.webp" for _ in range(2))
        bewaard += [groot, klein]
        album().save(groot, ContentFile(beeld.groot))
        album().save(klein, ContentFile(beeld.klein))
        velden = {"nummer": nummer, "bestand_groot": groot, "bestand_klein": klein, "breedte": beeld.breedte, "hoogte": beeld.hoogte, "tekst": tekst}
        bewaar(Foto(idee=idee), velden)


@transaction.atomic
def haal_foto_weg(foto: Foto, *, code: str = "", door) -> None:
    """Take a photo away for good, also its files. Whoever sent the idea may, signed in or by its `code`, and an official.

    The numbers of the others stay. Geweigerd when it was gone already.
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
