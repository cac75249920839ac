"""The overleg, for everyone: when it is, what is on the agenda, what was decided; and the personal page of who is invited."""

import io

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from participatie import overzicht as bron
from participatie.deeds import overleglijst
from participatie.deeds import overlegpost as deeds
from participatie.models import OverlegGenodigde
from wijk.bladeren import blader
from wijk.csvregels import csv_regels
from wijk.fouten import Geweigerd
from wijk.rekenblad import ODS, XLSX, maak_ods, schrijf_xlsx
from wijk.toegang import mag


def _overleg(wijk, pk):
    return get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)


@mag("zien")
def overleggen(request, wijk):
    return render(request, "participatie/overleg_lijst.html", {"overleggen": blader(request, wijk.overleggen.all()), "kruimels": [("Overleg", None)]})


@mag("zien")
def overleg(request, wijk, pk):
    overleg = _overleg(wijk, pk)
    return render(
        request,
        "participatie/overleg_een.html",
        {
            "overleg": overleg,
            "punten": overleg.punten(),
            "verslagen": overleg.verslagen(),
            "stappen": blader(request, overleg.besluiten().openbaar(), per=50),
            "bleef": overleg.bleef_liggen()[:200],
            "mens": request.door and overleg.genodigden.filter(gebruiker=request.door).select_related("overleg__wijk").first(),
            "kruimels": [("Overleg", reverse("openbaar:overleggen", args=[wijk.slug])), (overleg.titel, None)],
        },
    )


@mag("meedenken")
@require_POST
def denk_mee(request, wijk, pk):
    """Whoever is signed in puts themselves on the list."""
    overleg = _overleg(wijk, pk)
    try:
        overleglijst.denk_mee(overleg, door=request.door)
        messages.success(request, "Fijn dat u komt. U staat op de lijst. We mailen u de uitnodiging en het verslag.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect(overleg)


@mag("aanmelden")
def genodigd(request, wijk, code):
    """The personal link of who is invited. Opening it does nothing: programs that look at mail open every link. The buttons do."""
    mens = get_object_or_404(OverlegGenodigde.objects.select_related("overleg__wijk", "partij"), overleg__wijk=wijk, code=code)
    if mens.overleg.is_voorbij:
        afgelast = mens.overleg.status == mens.overleg.Status.AFGELAST
        messages.info(request, "Dit overleg gaat niet door." if afgelast else "Dit overleg is geweest. Hier leest u wat er besloten is.")
        return redirect(mens.overleg)
    if request.method == "POST":
        try:
            deeds.zeg_of_u_komt(mens, request.POST.get("antwoord", ""), door=request.door)
            messages.success(request, "Tot dan. U staat op de lijst." if mens.antwoord == "ja" else "Jammer. Bedankt dat u het laat weten.")
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
        return redirect(mens)
    punten = mens.overleg.punten()
    return render(request, "participatie/overleg_genodigd.html", {"mens": mens, "overleg": mens.overleg, "punten": punten})


@mag("zien")
def overzicht(request, wijk, pk):
    """Everything that was said until this overleg, theme by theme, with the verdicts."""
    overleg = _overleg(wijk, pk)
    ideeen = blader(request, bron.ideeen(overleg), per=50)
    for idee in ideeen:
        idee.reden, idee.oordelen = bron.antwoord_in_woorden(idee)
    return render(
        request,
        "participatie/overleg_overzicht.html",
        {
            "overleg": overleg,
            "ideeen": ideeen,
            "te_besluiten": bron.te_besluiten(overleg),
            "zin_bij_idee": bron.zin_bij_idee(overleg),
            "meeste": bron.MEESTE if bron.is_afgekapt(overleg) else 0,
            "kruimels": [
                ("Overleg", reverse("openbaar:overleggen", args=[wijk.slug])),
                (overleg.titel, overleg.get_absolute_url()),
                ("Overzicht", None),
            ],
        },
    )


@mag("zien")
def overzicht_bestand(request, wijk, pk, soort):
    """The same as a file: `pdf`, `xlsx`, `ods` or `csv`."""
    overleg = _overleg(wijk, pk)
    kop = {"Content-Disposition": f'attachment; filename="overzicht-{wijk.slug}-{pk}.{soort}"'}
    match soort:
        case "pdf":
            return HttpResponse(bron.als_pdf(overleg), content_type="application/pdf", headers=kop)
        case "xlsx":
            uit = io.BytesIO()
            schrijf_xlsx("Overzicht", bron.KOP, bron.rijen(overleg, bron.MEESTE), uit, bron.BREEDTES)
            return HttpResponse(uit.getvalue(), content_type=XLSX, headers=kop)
        case "ods":
            return HttpResponse(maak_ods("Overzicht", bron.KOP, bron.rijen(overleg, bron.MEESTE)), content_type=ODS, headers=kop)
        case "csv":
            return StreamingHttpResponse(csv_regels(bron.KOP, bron.rijen(overleg)), content_type="text/csv; charset=utf-8", headers=kop)
    raise Http404
