"""Deeds about what an overleg agreed, after it: change who does it and by when, and say that it is done."""

from django.db import transaction
from django.utils import timezone

from participatie.deeds.overleg import zet_op_agenda
from participatie.models import Idee, Vervolgstap
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.overgang import overgang
from wijk.rechten import vereis
from wijk.woorden import datum


def _moet_open_zijn(stap: Vervolgstap) -> None:
    if Vervolgstap.objects.filter(pk=stap.pk, gedaan_op__isnull=False).exists():
        raise Geweigerd("Deze afspraak is al gedaan.")
    if not Vervolgstap.objects.filter(pk=stap.pk).open().exists():
        raise Geweigerd("Deze afspraak geldt niet meer: er is opnieuw besloten, of het idee is klaar of ingetrokken.")


@transaction.atomic
def wijzig_afspraak(stap: Vervolgstap, velden: dict, *, door) -> Vervolgstap:
    """Who does it, and by when. What was decided and why stays as the overleg said it; what is put off moves with its day."""
    wijk = stap.overleg.wijk
    vereis(door, "overleggen", wijk)
    _moet_open_zijn(stap)
    if stap.besluit == Vervolgstap.Besluit.OPGEPAKT and not velden.get("wie", stap.wie).strip() and not velden.get("partij", stap.partij):
        raise Geweigerd("Vul in wie het oppakt, of kies een organisatie.", "wie")
    uitgesteld, vandaag = stap.besluit == Vervolgstap.Besluit.LATER, timezone.localdate()
    if uitgesteld and (dag := velden.get("voor")) and dag != stap.voor and dag < vandaag:
        raise Geweigerd(f"Deze dag is al voorbij. Kies {datum(vandaag)} of een dag daarna.", "voor")
    anders = bewaar(stap, velden, stil=frozenset({"wie"}))  # a resident may be named there
    if uitgesteld and "voor" in anders and (volgend := stap.overleg.volgend(vanaf=stap.voor)):
        zet_op_agenda(volgend, [stap.idee], door=door)
    meld("overleg.afspraak", stap.idee, f"Afspraak over idee {stap.idee.nummer} gewijzigd.", wijk=wijk, door=door, anders=anders)
    return stap


@transaction.atomic
def meld_gedaan(stap: Vervolgstap, gedaan: str, *, door) -> Vervolgstap:
    """What was agreed is done, with a line that says what. An idea that others or maintenance took up is then done as well."""
    wijk = stap.overleg.wijk
    vereis(door, "overleggen", wijk)
    idee = Idee.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=stap.idee_id)
    _moet_open_zijn(stap)
    if not gedaan.strip():
        raise Geweigerd("Schrijf in één zin wat er gedaan is.", "gedaan")
    bewaar(stap, {"gedaan_op": timezone.localdate(), "gedaan": gedaan.strip()})
    if idee.status in (Idee.Status.OPGEPAKT, Idee.Status.REGULIER):
        overgang(idee, Idee.Status.KLAAR)
        meld("idee.klaar", idee, f"Idee {idee.nummer} is klaar.", wijk=wijk, door=door, openbaar=idee.openbaar)
    else:
        meld("idee.afspraak_gedaan", idee, f"De afspraak over idee {idee.nummer} is gedaan.", wijk=wijk, door=door, openbaar=idee.openbaar)
    return stap
