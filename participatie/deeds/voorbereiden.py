"""Deeds of who prepares a walk: what is told at the start, and how young people and young parents are reached."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from participatie.models import Bereikplan, Startuitleg, Wijkwandeling
from participatie.uitleg import stel_samen
from wijk.bewaren import bewaar
from wijk.dagen import moet_geweest_zijn
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.rechten import vereis
from wijk.woorden import datum


def _moet_nog_kunnen(wandeling: Wijkwandeling) -> None:
    if wandeling.is_dicht:
        raise Geweigerd(f"Deze wandeling is {wandeling.get_status_display()} en verandert niet meer.")


@transaction.atomic
def bewaar_uitleg(wandeling: Wijkwandeling, velden: Mapping, uitleg: Startuitleg | None = None, *, door) -> Startuitleg:
    """Put down what is told at the start: `doel`, `opzet`, `kaders`, `rollen`. From then on the portal says when the frame has changed."""
    vereis(door, "wandelingen_beheren", wandeling.wijk)
    _moet_nog_kunnen(wandeling)
    uitleg = uitleg or Startuitleg(wandeling=wandeling)
    anders = bewaar(uitleg, {**velden, "kenmerk": stel_samen(wandeling.wijk, wandeling).kenmerk})
    meld("wandeling.uitleg", wandeling, f"De uitleg bij de start van “{wandeling.titel}” is bewaard.", wijk=wandeling.wijk, door=door, anders=anders)
    return uitleg


@transaction.atomic
def bewaar_bereikplan(wandeling: Wijkwandeling, groep: str, velden: Mapping, plan: Bereikplan | None = None, *, door) -> Bereikplan:
    """Put down how a group is reached, through whom and by when; `gedaan_op` once it is done, which cannot be a day to come."""
    vereis(door, "wandelingen_beheren", wandeling.wijk)
    _moet_nog_kunnen(wandeling)
    moet_geweest_zijn(velden.get("gedaan_op"), "gedaan_op")
    if not velden.get("gedaan_op") and velden["voor"] > (dag := timezone.localdate(wandeling.begint)):
        raise Geweigerd(f"Dat is na de wandeling. Kies een dag tot en met {datum(dag)}.", "voor")
    plan = plan or Bereikplan(wandeling=wandeling, groep=groep)
    anders = bewaar(plan, velden)
    tekst = f"Er is een plan om {plan.get_groep_display()} bij een wandeling te krijgen."
    meld("wandeling.bereikplan", wandeling, tekst, wijk=wandeling.wijk, door=door, anders=anders)
    return plan
