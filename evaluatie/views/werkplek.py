"""The werkplek: write the programme."""

from django.contrib import messages
from django.shortcuts import redirect, render

from evaluatie import deeds
from evaluatie.deeds.programma import ontbreekt
from evaluatie.forms import BesluitForm, ProgrammaForm
from evaluatie.models import Evaluatie, Uitvoeringsprogramma
from wijk.fouten import Geweigerd
from wijk.rechten import vereis
from wijk.toegang import mag


@mag("werkplek_zien")
def programma(request, wijk):
    """Write the programme, offer it, and record what the college decided."""
    programma = Uitvoeringsprogramma.objects.filter(wijk=wijk).select_related("wijk").first()
    actie = request.POST.get("actie", "")
    form = ProgrammaForm(
        request.POST if actie == "schrijf" else None,
        instance=programma,
        initial=None if programma else {"titel": f"Uitvoeringsprogramma Samenwerken aan de wijk, {wijk.naam}"},
    )
    besluit = BesluitForm(request.POST if actie == "besluit" else None, auto_id="besluit_%s")
    if actie == "schrijf":
        vereis(request.door, "programma_aanbieden", wijk)
        if form.is_valid() and form.voer_uit(deeds.schrijf_programma, wijk, form.velden, door=request.door):
            messages.success(request, "Het concept is bewaard.")
            return redirect("werkplek:uitvoeringsprogramma", wijk.slug)
    elif actie == "besluit" and programma:
        vereis(request.door, "besluit_vastleggen", wijk)
        if besluit.is_valid() and besluit.voer_uit(
            deeds.stel_programma_vast, programma, besluit.cleaned_data["besluit"], besluit.cleaned_data["datum"], door=request.door
        ):
            messages.success(request, "Het besluit van het college staat vast.")
            return redirect("werkplek:uitvoeringsprogramma", wijk.slug)
    elif actie in ("aanbieden", "terug") and programma:
        try:
            (deeds.bied_aan if actie == "aanbieden" else deeds.haal_terug)(programma, door=request.door)
            messages.success(
                request, "Het programma is aangeboden aan het college." if actie == "aanbieden" else "Het programma is weer een concept."
            )
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
        return redirect("werkplek:uitvoeringsprogramma", wijk.slug)
    return render(
        request,
        "evaluatie/werkplek_programma.html",
        {
            "programma": programma,
            "form": form,
            "besluit": besluit,
            "mist": ontbreekt(programma) if programma else [],
            "concept": programma is None or programma.status == Evaluatie.Status.CONCEPT,
        },
        status=422 if form.errors or besluit.errors else 200,
    )
