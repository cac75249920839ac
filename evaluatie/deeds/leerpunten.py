"""Deeds about what was learnt."""

from django.db import transaction

from evaluatie.models import Leerpunt
from wijk.bewaren import bewaar
from wijk.gebeurtenissen import meld
from wijk.models import Wijk
from wijk.rechten import vereis


@transaction.atomic
def bewaar_leerpunt(wijk: Wijk, velden: dict, leerpunt: Leerpunt | None = None, *, door) -> Leerpunt:
    vereis(door, "evalueren", wijk)
    leerpunt = leerpunt or Leerpunt(wijk=wijk)
    anders = bewaar(leerpunt, velden, stil=frozenset({"tekst"}))
    meld("evaluatie.leerpunt", leerpunt, f"Leerpunt genoteerd: {leerpunt.get_soort_display()}.", wijk=wijk, door=door, anders=anders)
    return leerpunt
