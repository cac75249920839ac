"""How the walk that is still to come is prepared, in the invented story. One plan still lacks, so that the list of what must be done shows something."""

from datetime import timedelta

from django.utils import timezone

from participatie.deeds.uitnodigen import nodig_groep_uit, standaardtekst
from participatie.deeds.voorbereiden import bewaar_bereikplan, bewaar_uitleg
from participatie.models import Bereikplan, Startuitleg, Wijkwandeling
from participatie.uitleg import stel_samen
from wijk.deeds.kader import bewaar_contactpersoon
from wijk.models import Partij
from wijk.rechten import SYSTEEM


def bereid_voor(wandeling: Wijkwandeling, *, door) -> None:
    samengesteld = stel_samen(wandeling.wijk, wandeling)
    bewaar_uitleg(wandeling, {deel: getattr(samengesteld, deel) for deel in Startuitleg.DELEN}, door=door)
    school = wandeling.wijk.partijen.filter(soort=Partij.Soort.SCHOOL).first()
    bewaar_contactpersoon(wandeling.wijk, {"naam": "Iris Voorbeeld", "email": "school@voorbeeld.invalid"}, partij=school, door=SYSTEEM)
    uitnodiging = wandeling.uitnodigingen.get(partij=school)
    nodig_groep_uit(wandeling, {"tekst": standaardtekst(wandeling)}, uitnodiging, door=door)
    plan = {
        "hoe": "Voorbeeld: na de training langs het sportveld, met een filmpje van één minuut.",
        "via": "stichting WIJ (voorbeeld)",
        "voor": timezone.localdate() + timedelta(days=18),
    }
    bewaar_bereikplan(wandeling, Bereikplan.Groep.JONGEREN, plan, door=door)
