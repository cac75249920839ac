"""The werkplek: change or take back a registration for who rings, and tell who has no e-mail address what changed."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from participatie.deeds.aanmeldingen import wijzig_aanmelding
from participatie.deeds.wandelingen import meld_af
from participatie.deeds.wandelpost import noteer_verteld
from participatie.forms.wandelingen import AanmeldingWijzigForm
from wijk.fouten import Geweigerd
from wijk.toegang import mag
from wijk.woorden import stuks


@mag("wandelingen_beheren")
def aanmelding(request, wijk, pk, aanmelding):
    """Another number of people or another address; or this person does not come."""
    wandeling = get_object_or_404(wijk.wandelingen.select_related("wijk"), pk=pk)
    iemand = get_object_or_404(wandeling.aanmeldingen.geldig(), pk=aanmelding)
    if request.method == "GET" and not wandeling.kan_aanmelden:
        return redirect("werkplek:aanwezigheid", wijk.slug, pk)
    naam, wachtten = iemand.naam, wandeling.aanmeldingen.wachtend().exclude(pk=iemand.pk).count()
    af = "af" in request.POST
    form = AanmeldingWijzigForm(request.POST if request.method == "POST" and not af else None, instance=iemand)
    gedaan = ""
    if af:
        try:
            meld_af(iemand, voor_ander=True, door=request.door)
            mail = " Daar ging een mail over." if iemand.email else ""
            gedaan = f"{naam} is afgemeld.{mail}"
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
            return redirect("werkplek:aanwezigheid", wijk.slug, pk)
    elif request.method == "POST" and form.is_valid():
        vers = get_object_or_404(wandeling.aanmeldingen, pk=aanmelding)
        if form.voer_uit(wijzig_aanmelding, vers, form.velden, door=request.door):
            gedaan = "De aanmelding is bewaard."
    if gedaan:
        door = wachtten - wandeling.aanmeldingen.wachtend().exclude(pk=iemand.pk).count()
        verder = (
            f" {stuks(door, 'aanmelding', 'aanmeldingen')} van de wachtlijst {'kreeg' if door == 1 else 'kregen'} een plaats." if door > 0 else ""
        )
        messages.success(request, gedaan + verder)
        return redirect("werkplek:aanwezigheid", wijk.slug, pk)
    return render(
        request, "participatie/wandeling_aanmelding.html", {"wandeling": wandeling, "iemand": iemand, "naam": naam, "form": form}, status=form.status
    )


@mag("wandelingen_beheren")
def bellen(request, wijk, pk):
    """Who has no e-mail address and does not know yet what changed; each goes from the list once they were told."""
    wandeling = get_object_or_404(wijk.wandelingen.select_related("wijk"), pk=pk)
    if request.method == "POST":
        wie = request.POST.get("verteld", "")
        iemand = get_object_or_404(wandeling.aanmeldingen.select_related("wandeling__wijk"), pk=int(wie) if wie.isdecimal() and len(wie) < 16 else 0)
        try:
            noteer_verteld(iemand, door=request.door)
            messages.success(request, f"Genoteerd: {iemand.naam} weet het.")
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
        return redirect("werkplek:wandeling_bellen", wijk.slug, pk)
    return render(request, "participatie/wandeling_bellen.html", {"wandeling": wandeling, "mensen": wandeling.aanmeldingen.te_bellen()})
