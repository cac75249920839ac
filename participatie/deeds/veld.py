"""Deeds of who is out on a walk with a phone: what it kept while there was no connection arrives late, in any order, and more than once."""

import uuid
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from participatie.deeds.ideeen import dien_in
from participatie.deeds.wandelingen import moet_de_dag_zijn, moet_nog_tellen
from participatie.models import Aanmelding, Idee, Wijkwandeling
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.rechten import vereis
from wijk.woorden import datum


def noteer_onderweg(
    wandeling: Wijkwandeling,
    *,
    sleutel: uuid.UUID,
    titel: str,
    soort: str,
    halte: str = "",
    lat: float | None = None,
    lon: float | None = None,
    fotos: UploadedFile | None = None,
    door,
) -> Idee:
    """Write down what was said on a walk; the same `sleutel` gives the idea that stands already.

    `halte`: the name of the stop. One that is no longer on the route becomes the place of the idea: nothing is refused for it.
    Geweigerd before the day of the walk, when it was cancelled, or when the line or the photo is not accepted.
    """
    vereis(door, "invoeren", wandeling.wijk)
    sleutel_in_wijk = f"veld:{sleutel.hex}"
    if bestaand := wandeling.wijk.ideeen.filter(sleutel=sleutel_in_wijk).first():
        return bestaand
    if wandeling.status == Wijkwandeling.Status.AFGELAST:
        raise Geweigerd("Deze wandeling is afgelast. Wat u opschreef staat nog op dit toestel; stuur het in als gewoon idee.")
    if not wandeling.is_de_dag:  # what is written down then was not said on it
        dag = datum(timezone.localtime(wandeling.begint))
        raise Geweigerd(f"De wandeling is pas op {dag}. Wat u opschreef blijft op deze telefoon. Stuur het op de dag zelf, of gooi het weg.")
    op_route = wandeling.haltes.filter(naam=halte).first() if halte else None
    return dien_in(
        wandeling.wijk,
        titel=titel,
        soort=soort,
        lat=lat,
        lon=lon,
        plaats="" if op_route else halte,
        herkomst=Idee.Herkomst.WANDELING,
        wandeling=wandeling,
        halte=op_route,
        fotos=[fotos] if fotos else [],
        sleutel=sleutel_in_wijk,
        door=door,
    )


@transaction.atomic
def tik(wandeling: Wijkwandeling, aanmelding: int, aanwezig: bool, moment: datetime, *, door) -> Aanmelding:
    """Note whether somebody who signed up is there, as it was at `moment` (of the phone; never later than now).

    Of two that say something else the later moment counts, in whatever order they arrive: an older one changes nothing and is no fault.
    Gives the registration as it stands. Geweigerd before the day of the walk, and for who is not, or no longer, signed up.
    """
    vereis(door, "wandelingen_beheren", wandeling.wijk)
    moet_de_dag_zijn(wandeling)
    moment = min(moment, timezone.now())
    eerder = wandeling.aanmeldingen.geldig().filter(pk=aanmelding).getikt_voor(moment)
    if eerder.exclude(aanwezig=aanwezig).exists():
        moet_nog_tellen(wandeling)
    nieuwer = eerder.update(aanwezig=aanwezig, getikt_op=moment)
    iemand = wandeling.aanmeldingen.geldig().filter(pk=aanmelding).first()
    if iemand is None:
        raise Geweigerd("Deze persoon heeft zich intussen afgemeld. Is die er toch? Schrijf de naam dan bij “Iemand kwam erbij”.")
    if nieuwer:
        tekst = f"De aanwezigheid bij “{wandeling.titel}” is genoteerd."
        meld("wandeling.aanwezigheid", wandeling, tekst, wijk=wandeling.wijk, door=door, aanmelding=aanmelding, aanwezig=aanwezig)
    return iemand
