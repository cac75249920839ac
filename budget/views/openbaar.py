"""The money, for everyone."""

import json
from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.shortcuts import render

from budget import stand
from budget.models import Boeking, Budget, Pot
from wijk.bladeren import blader
from wijk.csvregels import csv_regels
from wijk.toegang import mag


@mag("zien")
def budget(request, wijk):
    """Where the money is, in one sentence, one picture and one table; and every booking."""
    budget = Budget.objects.select_related("wijk").filter(wijk=wijk).first()
    context = {"kruimels": [("Geld", None)], "budget": budget}
    if budget is not None:
        potten = stand.potten(budget)
        context |= {
            "totaal": stand.totaal(potten),
            "zin": stand.in_een_zin(potten),
            "delen": stand.balk(potten),
            "projecten": stand.per_project(budget, list(budget.boekingen.wachtenden())),
            "gewijzigd": budget.boekingen.laatste_wijziging(),
            "besluiten": budget.boekingen.besluiten()[:50],
            "boekingen": blader(request, budget.boekingen.voor_lijst()),
            "wacht": potten[Pot.WACHT],
        }
    return render(request, "budget/openbaar.html", context)


KOP = ("boeking", "datum", "soort", "van", "naar", "bedrag", "project", "omschrijving", "besluit", "corrigeert", "stand", "volgt_op")


def _rijen(wijk, *, in_woorden: bool) -> Iterator[tuple]:
    """Every booking, also what waits or was refused: `stand` says which count. `in_woorden`: as on the pages, else the words of the code."""
    erbij = ("project", "akkoord", "corrigeert", "volgt_op__project", "vervolg__project")
    rijen = Boeking.objects.filter(budget__wijk=wijk).select_related(*erbij).order_by("pk")
    for b in rijen.iterator(chunk_size=1000):
        project = b.project.titel if b.project else None
        soort, van, naar, stand = b.soort, b.van, b.naar, str(b.status)
        if in_woorden:
            soort, van, naar, stand = b.wat, b.get_van_display(), b.get_naar_display(), b.status_tekst
        corrigeert = b.corrigeert.nummer if b.corrigeert else None
        volgt_op = b.volgt_op.nummer if b.volgt_op else None
        yield b.nummer, b.datum, soort, van, naar, b.bedrag, project, b.omschrijving, b.besluit, corrigeert, stand, volgt_op


@mag("zien")
def budget_csv(request, wijk):
    """All bookings, without personal data; in the words of the pages, amounts in Dutch notation."""
    return StreamingHttpResponse(
        csv_regels(KOP, _rijen(wijk, in_woorden=True)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="geld-{wijk.slug}.csv"'},
    )


@mag("zien")
def budget_json(request, wijk):
    """The same as JSON, for machines: the words of the code, amounts in cents, dates as ISO 8601."""

    def delen() -> Iterator[str]:
        yield f'{{"wijk": {json.dumps(wijk.slug)}, "eenheid": "eurocent", "boekingen": ['
        for nummer, rij in enumerate(_rijen(wijk, in_woorden=False)):
            yield (", " if nummer else "") + json.dumps(dict(zip(KOP, rij, strict=True)), default=str, ensure_ascii=False)
        yield "]}"

    return StreamingHttpResponse(delen(), content_type="application/json")
