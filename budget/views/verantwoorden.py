"""Account for the money: the books as files, the balance of any day, and the report of a year or a project."""

import tempfile

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from budget import stand, uitvoer, verantwoording
from budget.forms import DagForm
from budget.models import Budget
from wijk.toegang import mag


def _budget(wijk) -> Budget:
    return get_object_or_404(Budget.objects.select_related("wijk"), wijk=wijk)


def _als_bestand(naam: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{naam}"', "Cache-Control": "private, no-store"}


@mag("boeken_exporteren")
def journaal_csv(request, wijk):
    """Every line of the books with the balances after it, for the municipal administration."""
    regels = uitvoer.journaal_csv(_budget(wijk))
    return StreamingHttpResponse(regels, content_type="text/csv; charset=utf-8", headers=_als_bestand(f"journaal-{wijk.slug}.csv"))


@mag("boeken_exporteren")
def journaal_xlsx(request, wijk):
    """The same as a spreadsheet."""
    bestand = tempfile.TemporaryFile()  # noqa: SIM115 (the answer closes it)
    uitvoer.journaal_xlsx(_budget(wijk), bestand)
    bestand.seek(0)
    soort = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    antwoord = FileResponse(bestand, as_attachment=True, filename=f"journaal-{wijk.slug}.xlsx", content_type=soort)
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord


@mag("werkplek_zien")
def stand_op(request, wijk):
    """The balance as it was true at the end of a day, and as the books tell of that day now."""
    budget = _budget(wijk)
    form = DagForm(request.GET)
    dag = (form.cleaned_data["dag"] if form.is_valid() else None) or timezone.localdate()
    toen, nu = stand.in_potten(stand.op(budget, dag)), stand.in_potten(stand.op_boekdatum(budget, dag))
    return render(
        request,
        "budget/stand.html",
        {
            "form": DagForm(initial={"dag": dag}) if form.is_valid() else form,
            "dag": dag,
            "rijen": [(stand.naam_van(pot), toen[pot], nu[pot]) for pot in toen],
            "totaal": (stand.totaal(toen), stand.totaal(nu)),
            "kruimels": [("Budget", "../"), ("Stand op een dag", None)],
        },
    )


@mag("zien")
def jaren(request, wijk):
    """The reports there are: one a year, one a project."""
    budget = _budget(wijk)
    return render(
        request,
        "budget/verantwoordingen.html",
        {
            "jaren": verantwoording.jaren(budget),
            "projecten": wijk.projecten.select_related("wijk"),
            "kruimels": [("Geld", reverse("openbaar:budget", args=[wijk.slug])), ("Verantwoording", None)],
        },
    )


def _jaarverslag(wijk, jaar: int) -> verantwoording.Jaarverslag:
    budget = _budget(wijk)
    if jaar not in verantwoording.jaren(budget):
        raise Http404
    return verantwoording.van_jaar(budget, jaar)


@mag("zien")
def jaar(request, wijk, jaar):
    """The accountability report of a year, as a page."""
    verslag = _jaarverslag(wijk, jaar)
    naar = reverse("openbaar:verantwoording", args=[wijk.slug])
    return render(
        request, "budget/jaarverslag.html", {**verantwoording.voor_pagina(verslag), "kruimels": [("Verantwoording", naar), (str(jaar), None)]}
    )


@mag("zien")
def jaar_pdf(request, wijk, jaar):
    """The same as a PDF (PDF/UA-1, PDF/A-2a)."""
    pdf = verantwoording.als_pdf(_jaarverslag(wijk, jaar))
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="geld-{wijk.slug}-{jaar}.pdf"'})


def _projectverslag(wijk, slug: str) -> verantwoording.Projectverslag:
    return verantwoording.van_project(_budget(wijk), get_object_or_404(wijk.projecten.select_related("wijk"), slug=slug))


@mag("zien")
def project(request, wijk, slug):
    """The money of one project: planned, where it is, every booking; and the report of it."""
    verslag = _projectverslag(wijk, slug)
    return render(
        request,
        "budget/projectverslag.html",
        {**verantwoording.voor_pagina(verslag), "kruimels": [("Geld", reverse("openbaar:budget", args=[wijk.slug])), (verslag.project.titel, None)]},
    )


@mag("zien")
def project_pdf(request, wijk, slug):
    pdf = verantwoording.als_pdf(_projectverslag(wijk, slug))
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="geld-{slug}.pdf"'})
