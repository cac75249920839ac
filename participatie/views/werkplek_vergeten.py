"""The werkplek: forget who stands on the list of an overleg without an account, when they ask."""

from django.contrib import messages
from django.shortcuts import redirect, render

from participatie.deeds.overleglijst import vergeet_namen
from participatie.forms.overleg import ZoekNaamForm
from participatie.models import OverlegGenodigde
from participatie.views.werkplek_papier import gekozen_brieven
from wijk.fouten import Geweigerd
from wijk.toegang import mag

HOOGSTENS = 100


@mag("overleggen")
def vergeten(request, wijk):
    """Find a name on the lists of all overleggen, and wipe what is ticked. Sent with POST: a name does not belong in an address."""
    if "wis" in request.POST:
        try:
            aantal = vergeet_namen(wijk, gekozen_brieven(request.POST, "mens", meeste=HOOGSTENS), door=request.door)
            messages.success(request, f"De naam is gewist, {'op één lijst' if aantal == 1 else f'{aantal} keer'}.")
            return redirect("werkplek:overleg_vergeten", wijk.slug)
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
    form = ZoekNaamForm(request.POST or None)
    inhoud = {"form": form}
    if request.method == "POST" and form.is_valid():
        naam = form.cleaned_data["naam"]
        inhoud["mensen"] = OverlegGenodigde.objects.zonder_account(wijk).genoemd(naam)[:HOOGSTENS]
        inhoud["genoemd"] = wijk.overleggen.waarin_genoemd(naam)[:HOOGSTENS]
    return render(request, "participatie/overleg_vergeten.html", inhoud, status=form.status)
