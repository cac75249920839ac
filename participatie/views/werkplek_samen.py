"""The werkplek: make one of ideas that say the same, and several of one that says more."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from participatie.deeds.ordenen import niet_hetzelfde, toch_misschien_hetzelfde
from participatie.deeds.splitsen import afdruk_van, splits
from participatie.deeds.toetsen import voeg_samen
from participatie.dubbelen import Paar
from participatie.dubbelen import paren as zoek_paren
from participatie.forms.splitsen import MEESTE, SplitsForm
from participatie.models import Idee, NietHetzelfde, Ordening, Toetsing
from wijk.fouten import Geweigerd
from wijk.toegang import mag

MEESTE_LETTERS = Toetsing._meta.get_field("reden").max_length


def meld_samengevoegd(request, idee: Idee, tekst: str) -> None:
    """Say that it was merged: one press of a key can have done it."""
    meld_geordend(request, idee, Ordening.Soort.SAMENVOEGEN, tekst)


def meld_geordend(request, idee: Idee, soort: str, tekst: str) -> None:
    """Say what was done last with the idea, with the button that takes it back."""
    ordening = idee.ordeningsregels.filter(ordening__soort=soort).latest("pk").ordening_id
    messages.success(request, tekst, extra_tags=reverse("werkplek:lijst_ongedaan", args=[idee.wijk.slug, ordening]))


@mag("werkplek_zien", post="ideeen_ordenen")
def dubbel(request, wijk):
    """Pairs of ideas that look alike, side by side: the same, or not."""
    voor = request.GET.get("voor", "")
    vanaf = int(voor) if voor.isascii() and voor.isdigit() and len(voor) < 9 else None
    gevraagd, fout = _paar(request, wijk), ""
    if request.method == "POST":
        if gevraagd is None:
            messages.error(request, "Deze knop kennen we niet. Vernieuw de pagina.")
            return redirect(request.get_full_path())
        if not (fout := _oordeel(request, gevraagd)):
            return redirect(request.get_full_path())
    paren, verder = zoek_paren(wijk, vanaf)
    if fout:
        gevraagd.fout = fout
        zelfde = {gevraagd.een.pk, gevraagd.ander.pk}
        paren = [gevraagd, *(paar for paar in paren if {paar.een.pk, paar.ander.pk} != zelfde)]
    niet = NietHetzelfde.objects.in_wijk(wijk)[:20]
    context = {"paren": paren, "verder": verder, "vanaf": vanaf, "niet": niet, "meeste_letters": MEESTE_LETTERS}
    return render(request, "participatie/dubbel.html", context, status=422 if fout else 200)


@mag("ideeen_ordenen")
@require_POST
def toch(request, wijk, pk):
    """Take back that two ideas are not the same."""
    oordeel = get_object_or_404(NietHetzelfde.objects.in_wijk(wijk), pk=pk)
    try:
        toch_misschien_hetzelfde(oordeel, door=request.door)
        messages.success(request, f"Idee {oordeel.een.nummer} en idee {oordeel.ander.nummer} stellen we weer samen voor.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("werkplek:dubbel", wijk.slug)


def _paar(request, wijk) -> Paar | None:
    """The two ideas that a button is about."""
    deel = next((request.POST[knop] for knop in ("een", "ander", "niet") if knop in request.POST), "")
    een, ander = (wijk.ideeen.voor_lijst().genummerd_als(nummer) for nummer in deel.partition("-")[::2])
    if een is None or ander is None or een == ander:
        return None
    return Paar(een, ander, request.POST.get(f"reden-{deel}", "")[:MEESTE_LETTERS])


def _oordeel(request, paar: Paar) -> str:
    """Do what was asked for a pair; gives why not."""
    try:
        if "niet" in request.POST:
            niet_hetzelfde(paar.een, paar.ander, door=request.door)
            messages.success(request, f"Idee {paar.een.nummer} en idee {paar.ander.nummer} stellen we niet meer samen voor.")
        else:
            weg, doel = (paar.een, paar.ander) if "een" in request.POST else (paar.ander, paar.een)
            voeg_samen(weg, doel, paar.reden, door=request.door)
            meld_samengevoegd(request, weg, f"Idee {weg.nummer} hoort nu bij idee {doel.nummer}.")
    except Geweigerd as weigering:
        return str(weigering)
    return ""


@mag("ideeen_ordenen")
def splitsen(request, wijk, nummer):
    """One remark with several things in it becomes several ideas."""
    idee = get_object_or_404(wijk.ideeen.select_related("wijk", "thema"), nummer=nummer)
    aantal = request.POST.get("aantal", "")
    aantal = min(int(aantal), MEESTE) if aantal.isascii() and aantal.isdigit() and 0 < len(aantal) < 3 else 3
    meer = "meer" in request.POST
    form = SplitsForm(request.POST or None, idee=idee, gezien=afdruk_van(idee), aantal=max(2, aantal))
    if meer:  # nothing is checked yet; all that was typed stays, with room for one more
        getypt = {naam: request.POST[naam] for naam in form.fields if naam in request.POST and naam != "aantal"}
        form = SplitsForm(idee=idee, gezien=afdruk_van(idee), aantal=min(aantal + 1, MEESTE))
        form.initial |= getypt
    elif request.method == "POST" and form.is_valid():
        eerste, *delen = form.delen()
        nieuw = form.voer_uit(splits, idee, eerste, delen, gezien=form.cleaned_data["gezien"], door=request.door)
        if nieuw is not None:
            wat = f"{'idee' if len(nieuw) == 1 else 'de ideeën'} {', '.join(str(deel.nummer) for deel in nieuw)}"
            meld_geordend(request, idee, Ordening.Soort.SPLITSEN, f"Idee {nummer} is gesplitst. Erbij: {wat}.")
            return redirect("werkplek:toets", wijk.slug, nummer)
    return render(request, "participatie/splitsen.html", {"idee": idee, "form": form}, status=422 if form.errors else 200)
