"""The werkplek: answers that rest on an older text of a condition."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from participatie import oude_tekst as vragen
from participatie.deeds import oude_tekst as deeds
from participatie.forms.oude_tekst import BlijftForm
from participatie.models import Idee
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag

TOCH_OPNIEUW = "U schreef ook waarom het oordeel blijft. Laat het oordeel staan. Of maak dit veld leeg als u toch opnieuw toetst."


def _regel(idee: Idee) -> dict:
    """What the list shows of one idea read with `lijst`."""
    toetsing = idee.huidige_toetsingen[0]
    return {"idee": idee, "toetsing": toetsing, "oordelen": toetsing.verouderd, "kenmerk": vragen.kenmerk(toetsing.verouderd), **_kan(idee)}


def _kan(idee: Idee) -> dict:
    return {"kan_opnieuw": Idee.Status.IN_BEHANDELING in Idee.MAG_WORDEN[Idee.Status(idee.status)]}


@mag("toetsen")
def oude_tekst(request, wijk):
    """Every idea of which the answer rests on an older text, with both texts."""
    pagina = blader(request, vragen.lijst(wijk), per=10)
    return render(request, "participatie/oude_tekst.html", {"pagina": pagina, "regels": [_regel(idee) for idee in pagina]})


@mag("toetsen")
def oude_tekst_idee(request, wijk, nummer):
    """One of them: toets it again, or say why the verdict stays."""
    idee = get_object_or_404(wijk.ideeen.select_related("wijk", "project__wijk"), nummer=nummer)
    opnieuw = request.POST.get("daad") == "opnieuw"
    twijfelt = opnieuw and request.POST.get("reden", "").strip()
    form = BlijftForm(request.POST if request.method == "POST" and (not opnieuw or twijfelt) else None)
    gezien = request.POST.get("gezien", "")[:2000]
    if twijfelt:
        form.add_error("reden", TOCH_OPNIEUW)
    elif opnieuw:
        try:
            deeds.toets_opnieuw(idee, gezien=gezien, door=request.door)
            messages.success(request, f"U toetst idee {nummer} opnieuw. Het eerste antwoord blijft bewaard.")
            return redirect("werkplek:toets", wijk.slug, nummer)
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
            return redirect("werkplek:oude_tekst_idee", wijk.slug, nummer)
    if request.method == "POST" and form.is_valid():
        if form.voer_uit(deeds.herbevestig, idee, form.cleaned_data["reden"], gezien=gezien, door=request.door):
            messages.success(request, f"Het oordeel over idee {nummer} blijft.")
            return redirect("werkplek:oude_tekst", wijk.slug)
        idee.refresh_from_db()
    oordelen = vragen.verouderde_van(idee)
    regel = {"idee": idee, "toetsing": idee.toetsingen.huidig().first(), "oordelen": oordelen, "kenmerk": vragen.kenmerk(oordelen), **_kan(idee)}
    return render(request, "participatie/oude_tekst_idee.html", {"regel": regel, "idee": idee, "form": form}, status=form.status)
