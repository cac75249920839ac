"""The deed of who draws the route of a walk."""

from collections import Counter
from collections.abc import Mapping

from django.db import transaction

from participatie.models import Halte, Wijkwandeling
from participatie.route import vingerafdruk
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.rechten import vereis
from wijk.woorden import stuks

MEESTE_HALTES = 30
OPZIJ = 1000  # out of the way of the new order
VERANDERD = "Iemand anders heeft de route gewijzigd terwijl u bezig was. Wat u typte staat er nog. Vergelijk het, en bewaar opnieuw als het klopt."


@transaction.atomic
def bewaar_route(wandeling: Wijkwandeling, haltes: list[Mapping], *, gezien: str | None = None, door) -> Wijkwandeling:
    """Replace the stops of a walk by these, in this order.

    Each has `naam`, `bekijk`, `plaats`, `lat`, `lon` (degrees WGS 84, or both None), `tussen` ([[lon, lat], …]) and, when it stays, its `pk`: it
    keeps what was said there, also under another name. `gezien`: the fingerprint of the route that was looked at (`route.vingerafdruk`);
    Geweigerd when it changed meanwhile.
    """
    vereis(door, "wandelingen_beheren", wandeling.wijk)
    wandeling = Wijkwandeling.objects.select_for_update(of=("self",)).select_related("wijk").get(pk=wandeling.pk)
    if wandeling.is_dicht:
        raise Geweigerd(f"Deze wandeling is {wandeling.get_status_display()} en verandert niet meer.")
    bestaand = {halte.pk: halte for halte in wandeling.haltes.all()}
    if gezien is not None and gezien != vingerafdruk(bestaand.values()):
        raise Geweigerd(VERANDERD)
    if len(haltes) > MEESTE_HALTES:
        raise Geweigerd(f"Een wandeling heeft ten hoogste {MEESTE_HALTES} haltes.")
    aantallen = Counter(velden["naam"].casefold() for velden in haltes)
    if dubbel := next((velden["naam"] for velden in haltes if aantallen[velden["naam"].casefold()] > 1), ""):
        raise Geweigerd(f"Twee haltes heten “{dubbel}”. Geef de tweede een andere naam, bijvoorbeeld “{dubbel} (einde)”.")
    stond = {pk: halte.volgorde for pk, halte in bestaand.items()}
    blijft = {velden.get("pk") for velden in haltes} & set(bestaand)
    Halte.objects.filter(wandeling=wandeling).exclude(pk__in=blijft).delete()
    for pk in blijft:
        Halte.objects.filter(pk=pk).update(volgorde=stond[pk] + OPZIJ)
    anders: dict = {}
    for nummer, velden in enumerate(haltes, start=1):
        halte = bestaand.get(velden.get("pk")) or Halte(wandeling=wandeling)
        nieuw = bewaar(halte, {**{naam: waarde for naam, waarde in velden.items() if naam != "pk"}, "volgorde": nummer}, stil=frozenset({"tussen"}))
        if set(nieuw) - {"volgorde"} or stond.get(halte.pk) != nummer:
            anders[str(nummer)] = [None, velden["naam"]]
    if weg := len(bestaand) - len(blijft):
        anders["weg"] = [None, weg]
    tekst = f"De route van een wandeling is gewijzigd: {stuks(len(haltes), 'halte', 'haltes')}."
    meld("wandeling.route", wandeling, tekst, wijk=wandeling.wijk, door=door, anders=anders)
    return wandeling
