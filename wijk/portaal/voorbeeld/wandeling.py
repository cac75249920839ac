"""How the walk that is still to come is prepared, in the invented story. One plan still lacks, so that the list of what must be done shows something."""

from datetime import timedelta

from django.utils import timezone

from participatie.deeds.voorbereiden import bewaar_bereikplan, bewaar_uitleg
from participatie.models import Bereikplan, Startuitleg, Wijkwandeling
from participatie.uitleg import stel_samen


def bereid_voor(wandeling: Wijkwandeling, *, door) -> None:
    samengesteld = stel_samen(wandeling.wijk, wandeling)
    bewaar_uitleg(wandeling, {deel: getattr(samengesteld, deel) for deel in Startuitleg.DELEN}, door=door)
    plan = {
        "hoe": "Voorbeeld: na de training langs het sportveld, met een filmpje van één minuut.",
        "via": "stichting WIJ (voorbeeld)",
        "voor": timezone.localdate() + timedelta(days=18),
    }
    bewaar_bereikplan(wandeling, Bereikplan.Groep.JONGEREN, plan, door=door)
