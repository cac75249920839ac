"""The werkplek: themes that are not open yet, the ideas that wait for them, and opening one."""

from datetime import date

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from participatie.deeds.themas import wie_het_hoort
from participatie.forms.themas import OpenThemaForm
from wijk.deeds.themas import open_thema
from wijk.toegang import mag
from wijk.woorden import datum, stuks


@mag("werkplek_zien")
def themas(request, wijk):
    """Each theme that is not open, with the need that shows: how many ideas wait, and the support for them."""
    wacht = wijk.ideeen.per_gesloten_thema()
    dicht = list(wijk.themas.nog_dicht(timezone.localdate()))
    for thema in dicht:
        thema.wachten, thema.steun = wacht.get(thema.pk, (0, 0))
    dicht.sort(key=lambda thema: (thema.open_vanaf or date.max, -thema.wachten))  # those with a day, then where the need is greatest
    return render(request, "participatie/themas.html", {"themas": dicht})


@mag("kader_wijzigen")
def openen(request, wijk, pk):
    """Open a theme now, or plan its day."""
    thema = get_object_or_404(wijk.themas.select_related("wijk"), pk=pk)
    form = OpenThemaForm(request.POST or None, instance=thema)
    terug = reverse("werkplek:themas", args=[wijk.slug])
    if request.method == "GET" and thema.is_open():
        messages.info(request, f"Het thema {thema.naam} is al open.")
        return redirect(terug)
    if request.method == "POST" and form.is_valid():
        wachtten, hoort = wijk.ideeen.wacht_op([thema]).count(), _wie_het_hoort(*wie_het_hoort(wijk, thema))
        gedaan = form.voer_uit(open_thema, thema, form.vanaf, form.cleaned_data["reden_open"], door=request.door)
        if gedaan is not None:
            messages.success(request, _klaar(gedaan, wachtten, hoort))
            return redirect(terug)
    inhoud = {
        "form": form,
        "thema": thema,
        "wachten": wijk.ideeen.wacht_op([thema]).count(),
        "hoort": _wie_het_hoort(*wie_het_hoort(wijk, thema)),
        "voor": wijk.antwoord_voor(timezone.localdate()),
        "terug": terug,
    }
    return render(request, "participatie/thema_openen.html", inhoud, status=form.status)


def _wie_het_hoort(mails: int, brieven: int, niemand: int) -> list[str]:
    """Who of those who raised what waits hears that the theme opens, and how."""
    zinnen = [
        (mails, f"{stuks(mails, 'mens krijgt', 'mensen krijgen')} een e-mail."),
        (brieven, f"Voor {stuks(brieven, 'mens', 'mensen')} zonder e-mailadres ligt er dan een brief klaar bij Papier en brieven."),
        (niemand, f"Bij {stuks(niemand, 'idee', 'ideeën')} weten we geen adres: wie dat stuurde, hoort niets van ons en leest het op de website."),
    ]
    return [zin for aantal, zin in zinnen if aantal]


def _klaar(thema, wachtten: int, hoort: list[str]) -> str:
    if not thema.is_open():
        return f"Het thema {thema.naam} gaat open op {datum(thema.open_vanaf)}."
    verder = f" {stuks(wachtten, 'idee wacht', 'ideeën wachten')} nu op antwoord." if wachtten else ""
    return " ".join([f"Het thema {thema.naam} is open.{verder}", *hoort])
