"""The werkplek: what was learnt."""

from django.contrib import messages
from django.shortcuts import redirect, render

from evaluatie import deeds
from evaluatie.forms import LeerpuntForm
from wijk.toegang import mag


@mag("werkplek_zien", post="evalueren")
def leerpunten(request, wijk):
    pk = request.GET.get("wijzig", "")
    leerpunt = wijk.leerpunten.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 18 else None
    form = LeerpuntForm(request.POST or None, instance=leerpunt, wijk=wijk)
    if request.method == "POST" and form.is_valid() and form.voer_uit(deeds.bewaar_leerpunt, wijk, form.velden, leerpunt, door=request.door):
        messages.success(request, "Het leerpunt is bewaard.")
        return redirect("werkplek:leerpunten", wijk.slug)
    return render(
        request,
        "evaluatie/werkplek_leerpunten.html",
        {"form": form, "leerpunten": wijk.leerpunten.select_related("evaluatie")[:200], "leerpunt": leerpunt},
        status=422 if form.errors else 200,
    )
