"""The werkplek: read reactions, and decide on those that were reported."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from participatie.deeds import reacties as deeds
from participatie.models import Reactie
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag

MEESTE_LETTERS = Reactie._meta.get_field("reden").max_length


@mag("modereren")
def reacties(request, wijk):
    """What nobody read yet and what was reported, reported ones first; or, with `lees=gelezen`, what was decided before and can be decided anew."""
    gelezen = request.GET.get("lees") == "gelezen"
    rijen = Reactie.objects.in_wijk(wijk)
    rijen = rijen.al_gelezen() if gelezen else rijen.te_lezen().voor_lijst()
    return render(request, "participatie/reacties.html", {"reacties": blader(request, rijen), "gelezen": gelezen, "meeste_letters": MEESTE_LETTERS})


@mag("modereren")
@require_POST
def modereer(request, wijk, pk):
    reactie = get_object_or_404(Reactie.objects.in_wijk(wijk), pk=pk)
    gezien, reden = (request.POST.get(f"{naam}-{pk}", "") for naam in ("gezien", "reden"))
    gezien = int(gezien) if gezien.isascii() and gezien.isdecimal() and len(gezien) < 18 else None
    try:
        deeds.modereer(reactie, "plaats" in request.POST, reden[:MEESTE_LETTERS], gezien=gezien, door=request.door)
        waar = "staat op de website" if reactie.status == Reactie.Status.ZICHTBAAR else "staat niet op de website"
        messages.success(request, f"De reactie bij idee {reactie.idee.nummer} {waar}.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("werkplek:reacties", wijk.slug)
