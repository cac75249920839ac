"""The money, for everyone."""

import csv
from collections.abc import Iterator

from django.http import JsonResponse, StreamingHttpResponse
from django.shortcuts import render

from budget import stand
from budget.models import Boeking, Budget, Pot
from wijk.bladeren import blader
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
            "vrij": potten[Pot.VRIJ],
            "delen": stand.balk(potten),
            "projecten": stand.per_project(budget),
            "besluiten": budget.boekingen.die_tellen().exclude(besluit="").order_by("datum", "pk")[:50],
            "boekingen": blader(request, budget.boekingen.die_tellen().voor_lijst()),
        }
    return render(request, "budget/openbaar.html", context)


def _rijen(wijk):
    rijen = Boeking.objects.filter(budget__wijk=wijk).die_tellen().order_by("pk")
    return rijen.values_list("pk", "datum", "soort", "van", "naar", "bedrag", "project__titel", "omschrijving", "besluit", "corrigeert")


KOP = ["boeking", "datum", "soort", "van", "naar", "bedrag", "project", "omschrijving", "besluit", "corrigeert"]


class _Regels:
    def write(self, regel: str) -> str:
        return regel


def _cel(waarde) -> str:
    tekst = "" if waarde is None else str(waarde)
    return f"'{tekst}" if tekst[:1] in "=+-@\t\r" and tekst else tekst


@mag("zien")
def budget_csv(request, wijk):
    """All bookings that count, without personal data; amounts in Dutch notation."""

    def regels() -> Iterator[str]:
        schrijver = csv.writer(_Regels(), delimiter=";")
        yield "\ufeff" + schrijver.writerow(KOP)
        for rij in _rijen(wijk).iterator(chunk_size=1000):
            yield schrijver.writerow([waarde.invoer() if naam == "bedrag" else _cel(waarde) for naam, waarde in zip(KOP, rij, strict=True)])

    return StreamingHttpResponse(
        regels(), content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="geld-{wijk.slug}.csv"'}
    )


@mag("zien")
def budget_json(request, wijk):
    """The same as JSON; amounts in cents."""
    return JsonResponse({"wijk": wijk.slug, "boekingen": [dict(zip(KOP, rij, strict=True)) for rij in _rijen(wijk)]})
