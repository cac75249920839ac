"""The uitvoeringsprogramma for everyone: each version as it was offered or decided on, and what changed between two."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from evaluatie.models import Programmaversie
from evaluatie.programma.blokken import Document
from evaluatie.programma.gronden import met_links
from evaluatie.programma.odt import SOORT, als_odt
from evaluatie.programma.pdf import als_pdf
from evaluatie.programma.vergelijken import vergelijk as vergelijk_versies
from wijk.toegang import mag


@mag("zien")
def nieuwste(request, wijk):
    versie = Programmaversie.objects.van(wijk).first()
    if versie is None:
        return render(request, "evaluatie/programma_wacht.html", {"kruimels": [("Uitvoeringsprogramma", None)]})
    return _toon(request, wijk, versie)


@mag("zien")
def versie(request, wijk, nummer):
    return _toon(request, wijk, get_object_or_404(Programmaversie.objects.van(wijk), nummer=nummer))


def _toon(request, wijk, versie: Programmaversie):
    versies, terug = list(Programmaversie.objects.van(wijk)), versie.programma.teruggekomen()
    return render(
        request,
        "evaluatie/programma.html",
        {
            "versie": versie,
            "versies": [(een, terug.get(een.nummer)) for een in versies],
            "terug": terug.get(versie.nummer),
            "laatste": versies[0],
            "vorige": next((een for een in versies if een.nummer == versie.nummer - 1), None),
            "geldt": next((een for een in versies if een.status == Programmaversie.Status.VASTGESTELD), None),
            "document": met_links(Document.uit_json(versie.boom)),
            "kruimels": [("Uitvoeringsprogramma", None)],
        },
    )


def als_bestand(inhoud: bytes, soort: str, naam: str) -> HttpResponse:
    return HttpResponse(inhoud, content_type=soort, headers={"Content-Disposition": f'attachment; filename="{naam}"'})


@mag("zien")
def pdf(request, wijk, nummer):
    een = get_object_or_404(Programmaversie.objects.van(wijk), nummer=nummer)
    return als_bestand(als_pdf(Document.uit_json(een.boom), een.datum), "application/pdf", f"uitvoeringsprogramma-{wijk.slug}-{nummer}.pdf")


@mag("zien")
def odt(request, wijk, nummer):
    een = get_object_or_404(Programmaversie.objects.van(wijk), nummer=nummer)
    return als_bestand(als_odt(Document.uit_json(een.boom), een.datum), SOORT, f"uitvoeringsprogramma-{wijk.slug}-{nummer}.odt")


@mag("zien")
def vergelijk(request, wijk):
    """Two versions beside each other: `?van=1&naar=2`; without them the last two."""
    versies = list(Programmaversie.objects.van(wijk))
    if len(versies) < 2:
        raise Http404
    naar = _gekozen(versies, request.GET.get("naar", ""), versies[0])
    van = _gekozen(versies, request.GET.get("van", ""), versies[1])
    return render(
        request,
        "evaluatie/programma_vergelijk.html",
        {
            "versies": versies,
            "keuzes": [("van", "Van", van), ("naar", "Naar", naar)],
            "verschillen": vergelijk_versies(Document.uit_json(van.boom), Document.uit_json(naar.boom)),
            "kruimels": [("Uitvoeringsprogramma", reverse("openbaar:uitvoeringsprogramma", args=[wijk.slug])), ("Wat er veranderde", None)],
        },
    )


def _gekozen(versies: list[Programmaversie], nummer: str, anders: Programmaversie) -> Programmaversie:
    return next((een for een in versies if str(een.nummer) == nummer), anders)
