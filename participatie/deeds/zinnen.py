"""Deeds on the standard sentences of a wijk."""

from collections.abc import Mapping

from django.db import transaction

from participatie.models import Standaardzin
from wijk.bewaren import bewaar
from wijk.gebeurtenissen import meld
from wijk.models import Wijk
from wijk.rechten import vereis
from wijk.woorden import ingekort


@transaction.atomic
def bewaar_zin(wijk: Wijk, velden: Mapping, zin: Standaardzin | None = None, *, door) -> Standaardzin:
    """Add or change a standard sentence. Answers that used it stay as they are."""
    vereis(door, "toetsen", wijk)
    nieuw = zin is None
    zin = zin or Standaardzin(wijk=wijk)
    anders = bewaar(zin, velden)
    wat = "toegevoegd" if nieuw else "gewijzigd"
    meld(f"standaardzin.{wat}", zin, f"Een standaardzin is {wat}: “{ingekort(zin.tekst, 80)}”", wijk=wijk, door=door, anders=anders)
    return zin


@transaction.atomic
def verwijder_zin(zin: Standaardzin, *, door) -> None:
    """Take a standard sentence out of the list. Answers that used it keep it."""
    vereis(door, "toetsen", zin.wijk)
    meld("standaardzin.verwijderd", zin, f"Een standaardzin is verwijderd: “{ingekort(zin.tekst, 80)}”", wijk=zin.wijk, door=door, zin=zin.tekst)
    zin.delete()
