"""The werkplek: who helps with a project, and asking along who raised or supports its ideas."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from participatie.deeds import helpers as deeds
from participatie.models import Helper
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag


@mag("persoonsgegevens_zien", post="projecten_beheren")
def helpers(request, wijk, slug):
    """Offers of help, to read; and a button that mails everyone who was not asked yet."""
    project = get_object_or_404(wijk.projecten.select_related("wijk", "trekker"), slug=slug)
    if request.method == "POST":
        try:
            _doe(request, project)
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
        return redirect("werkplek:helpers", wijk.slug, slug)
    actief = project.helpers.exclude(status__in=(Helper.Status.AFGEMELD, Helper.Status.GESTOPT))
    return render(
        request,
        "participatie/project_helpers.html",
        {
            "project": project,
            "helpers": blader(request, actief.order_by("-status", "pk"), per=50),
            "tellingen": project.helpers.tellingen(),
            "afgemeld": project.helpers.filter(status=Helper.Status.AFGEMELD).count(),
            "niet_gelezen": project.helpers.filter(status=Helper.Status.GESTOPT).count(),
            "te_vragen": len(deeds.te_vragen(project)) if project.loopt else 0,
            "gevraagd": project.meevragen.count(),
            "gezegd": {"ja": project.meevragen.filter(antwoord="ja").count(), "nee": project.meevragen.filter(antwoord="nee").count()},
        },
    )


def _doe(request, project) -> None:
    daad, pk = request.POST.get("daad", ""), request.POST.get("pk", "")
    if daad == "vraag_mee":
        aantal = deeds.vraag_mee(project, door=request.door)
        messages.success(request, f"De vraag is verstuurd naar {aantal} {'adres' if aantal == 1 else 'adressen'}.")
    elif daad in ("telt", "telt_niet") and pk.isdecimal() and len(pk) < 16:
        helper = get_object_or_404(project.helpers.select_related("project__wijk"), pk=int(pk))
        deeds.lees_hulp(helper, daad == "telt", door=request.door)
        messages.success(request, "Deze hulp telt mee op de website." if daad == "telt" else "Deze hulp telt niet mee op de website.")
    else:
        raise Http404
