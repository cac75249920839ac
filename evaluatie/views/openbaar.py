"""What it brought, for everyone, while people answer and after."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from evaluatie.uitslag import respons, uitslag
from wijk.bladeren import blader
from wijk.toegang import mag


@mag("zien")
def evaluaties(request, wijk):
    return render(
        request,
        "evaluatie/lijst.html",
        {
            "evaluaties": blader(request, wijk.evaluaties.openbaar().select_related("project")),
            "lopend": wijk.evaluaties.loopt().select_related("project")[:20],
            "leerpunten": wijk.leerpunten.vastgesteld()[:50],
            "kruimels": [("Wat heeft het opgeleverd?", None)],
        },
    )


@mag("zien")
def evaluatie(request, wijk, pk):
    """How it stands while people answer, and what it brought once it is concluded."""
    evaluatie = get_object_or_404(wijk.evaluaties.te_zien().select_related("wijk", "project__wijk"), pk=pk)
    return render(
        request,
        "evaluatie/een.html",
        {
            "evaluatie": evaluatie,
            "respons": respons(evaluatie, precies=False),
            "uitslag": uitslag(evaluatie, alleen_openbaar=True),
            "leerpunten": evaluatie.leerpunten.all() if evaluatie.status == evaluatie.Status.VASTGESTELD else [],
            "kruimels": [("Wat heeft het opgeleverd?", reverse("openbaar:evaluaties", args=[wijk.slug])), (evaluatie.titel, None)],
        },
    )
