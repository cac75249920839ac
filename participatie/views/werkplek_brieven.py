"""The werkplek: answers as letters, for who has no e-mail."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from participatie.brieven import brieven_pdf as maak_brieven
from participatie.brieven import themabrieven_pdf as maak_themabrieven
from participatie.brieven import verborgenbrief_pdf
from participatie.deeds import brieven as deeds
from participatie.deeds.papier import ruim_postadressen_op
from participatie.models import Brief, Postadres, Themabrief
from participatie.views.werkplek_papier import PER_KEER, gekozen_brieven, pdf_antwoord
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag


def _zeg_geprint(request, aantal: int, gekozen: list[int]) -> None:
    if aantal:
        wat = "brief is geprint. Doe hem" if aantal == 1 else "brieven zijn geprint. Doe ze"
        messages.success(request, f"{aantal} {wat} op de post. Ging er iets mis? Kies hieronder bij “Al geprint”: toch niet geprint.")
    elif gekozen:
        messages.error(request, "Deze brieven waren al als geprint gemeld.")
    else:
        messages.error(request, "Vink aan welke brieven geprint zijn.")


@mag("brieven_printen")
def brieven(request, wijk):
    """Letters that wait, to open as one document and check off; and those printed, to print again."""
    if request.method == "POST":
        aantal = deeds.meld_geprint(wijk, gekozen_brieven(request.POST), door=request.door)
        _zeg_geprint(request, aantal, gekozen_brieven(request.POST))
        return redirect("werkplek:brieven", wijk.slug)
    wachten = list(Brief.objects.in_wijk(wijk).wacht().met_namen()[: PER_KEER + 1])
    return render(
        request,
        "participatie/brieven.html",
        {
            "wachten": wachten[:PER_KEER],
            "meer": len(wachten) > PER_KEER,
            "per_keer": PER_KEER,
            "themabrieven": list(Themabrief.objects.wacht(wijk)[:PER_KEER]),
            "geprint": blader(request, Brief.objects.in_wijk(wijk).geprint().met_namen()),
            "themabrieven_geprint": list(Themabrief.objects.als_geprint(wijk)[:PER_KEER]),
            "overbodig": Postadres.objects.in_wijk(wijk).overbodig().count(),
        },
    )


def _kies_eerst(request, wijk):
    messages.error(request, "Vink aan welke brieven u wilt openen.")
    return redirect("werkplek:brieven", wijk.slug)


@mag("persoonsgegevens_zien")
def brieven_pdf(request, wijk):
    """The chosen letters as one document, printed before or not."""
    gekozen = list(Brief.objects.in_wijk(wijk).om_te_schrijven(gekozen_brieven(request.GET)))
    if not gekozen:
        return _kies_eerst(request, wijk)
    return pdf_antwoord(maak_brieven(wijk, gekozen), f"brieven-{wijk.slug}")


@mag("persoonsgegevens_zien")
@require_POST
def opruimen(request, wijk):
    """Take away, with one click, the addresses that are not needed any more."""
    aantal = ruim_postadressen_op(wijk, door=request.door)
    messages.success(request, f"{aantal} {'postadres is' if aantal == 1 else 'postadressen zijn'} weggehaald.")
    return redirect("werkplek:brieven", wijk.slug)


@mag("persoonsgegevens_zien")
def themabrieven_pdf(request, wijk):
    """The chosen letters that a theme is open, as one document, printed before or not."""
    gekozen = list(Themabrief.objects.per_brief(wijk).filter(pk__in=gekozen_brieven(request.GET)))
    if not gekozen:
        return _kies_eerst(request, wijk)
    return pdf_antwoord(maak_themabrieven(wijk, gekozen), f"themabrieven-{wijk.slug}")


@mag("persoonsgegevens_zien")
def verborgen_pdf(request, wijk, nummer):
    """The letter that an idea was taken off the website, to who gave a postal address and no e-mail."""
    idee = get_object_or_404(wijk.ideeen.filter(email="", postadres__isnull=False).select_related("wijk", "postadres"), nummer=nummer)
    if not (verborgen := idee.van_website_gehaald()):
        raise Http404
    return pdf_antwoord(verborgenbrief_pdf(idee, verborgen.gegevens.get("reden", "")), f"brief-idee-{nummer}")


@mag("brieven_printen")
@require_POST
def themabrieven(request, wijk):
    """Check off letters that a theme is open."""
    aantal = deeds.meld_themabrieven_geprint(wijk, gekozen_brieven(request.POST), door=request.door)
    _zeg_geprint(request, aantal, gekozen_brieven(request.POST))
    return redirect("werkplek:brieven", wijk.slug)


@mag("brieven_printen")
@require_POST
def terug(request, wijk):
    """Say of one letter that it was not printed after all."""
    deed, bron = (deeds.meld_themabrief_niet_geprint, "themabrief") if "themabrief" in request.POST else (deeds.meld_niet_geprint, "brief")
    try:
        idee = deed(wijk, next(iter(gekozen_brieven(request.POST, bron)), 0), door=request.door)
    except Geweigerd as fout:
        messages.error(request, str(fout))
    else:
        messages.success(request, f"De brief over idee {idee.nummer} wacht weer om geprint te worden.")
    return redirect("werkplek:brieven", wijk.slug)
