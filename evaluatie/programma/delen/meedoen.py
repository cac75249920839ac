"""Who walked along, and what people raised."""

from django.db.models import Count, Sum

from evaluatie.models import Deelsleutel
from evaluatie.programma.blokken import Grafiek, tabel
from evaluatie.programma.bron import Bron, deel, getal
from participatie.models import Aanmelding
from wijk.woorden import datum, stuks


@deel(Deelsleutel.WANDELINGEN)
def _wandelingen(b: Bron):
    gelopen = list(b.wijk.wandelingen.filter(status__in=["gelopen", "verwerkt"]).met_aantallen().order_by("begint"))
    mensen = Aanmelding.objects.filter(wandeling__in=[w.pk for w in gelopen]).geldig().filter(aanwezig=True).aggregate(n=Sum("aantal"))["n"] or 0
    tekst = "Er is nog geen wijkwandeling gelopen."
    if gelopen:
        wandelingen = f"{'is' if len(gelopen) == 1 else 'zijn'} {stuks(len(gelopen), 'wijkwandeling', 'wijkwandelingen')}"
        tekst = f"Er {wandelingen} gelopen, samen met {stuks(mensen, 'persoon', 'mensen')}."
    rijen = [[w.titel, datum(w.begint), getal(w.aantal_aanwezig or 0), getal(w.aantal_ideeen or 0)] for w in gelopen]
    return tekst, [
        *tabel("De wandelingen", ["Wandeling", "Wanneer", "Mensen", "Ideeën"], rijen, getallen=(2, 3)),
        *b.groep("Wie we op wandelingen bereikten", "Wie we op wandelingen bereikten"),
    ]


@deel(Deelsleutel.IDEEEN)
def _ideeen(b: Bron):
    if not b.aantal_ideeen:
        return "Er zijn nog geen ideeën.", []
    soorten = dict(b.wijk.ideeen.ingebracht().order_by().values_list("soort").annotate(n=Count("pk")))
    per_thema = b.wijk.ideeen.ingebracht().order_by().values_list("thema__naam").annotate(n=Count("pk"))
    tekst = (
        f"Mensen brachten {stuks(b.aantal_ideeen, 'idee', 'ideeën')} in: {stuks(soorten.get('kans', 0), 'kans', 'kansen')} "
        f"en {stuks(soorten.get('knelpunt', 0), 'knelpunt', 'knelpunten')}. Ieder idee krijgt antwoord, met de reden erbij."
    )
    return tekst, [
        Grafiek("Wat er met de ideeën gebeurde", "Stand", "Ideeën", [(label.capitalize(), n, getal(n)) for label, n in b.per_status.items()]),
        Grafiek(
            "Waar de ideeën over gaan", "Thema", "Ideeën", [(naam or "Geen thema gekozen", n, getal(n)) for naam, n in sorted(per_thema, key=_meest)]
        ),
    ]


def _meest(rij: tuple[str | None, int]) -> tuple:
    return -rij[1], rij[0] or ""
