"""What it brought, for everyone, while people answer and after."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from evaluatie.jaar import cijfers_van, lopend_jaar, periode
from evaluatie.jaarcijfers import bereken, naast_elkaar, per_groep
from evaluatie.uitslag import door_de_jaren, respons, uitslag
from wijk.bladeren import blader
from wijk.toegang import mag


@mag("zien")
def evaluaties(request, wijk):
    return render(
        request,
        "evaluatie/lijst.html",
        {
            "evaluaties": blader(request, wijk.evaluaties.openbaar().select_related("project")),
            "jaren": wijk.evaluaties.te_zien().jaren().exists(),
            "lopend": wijk.evaluaties.loopt().select_related("project")[:20],
            "leerpunten": wijk.leerpunten.vastgesteld().voor_lijst()[:50],
            "kruimels": [("Wat heeft het opgeleverd?", None)],
        },
    )


@mag("zien")
def evaluatie(request, wijk, pk):
    """How it stands while people answer, and what it brought once it is concluded."""
    evaluatie = get_object_or_404(wijk.evaluaties.te_zien().select_related("wijk", "project__wijk"), pk=pk)
    klaar = evaluatie.status == evaluatie.Status.VASTGESTELD
    return render(
        request,
        "evaluatie/een.html",
        {
            "evaluatie": evaluatie,
            "respons": respons(evaluatie, precies=False),
            "uitslag": uitslag(evaluatie, alleen_openbaar=True),
            "opbrengsten": evaluatie.opbrengsten.all() if klaar else [],
            "groepen": per_groep(cijfers_van(evaluatie)),
            "periode": periode(wijk, evaluatie.jaar) if evaluatie.jaar else None,
            "leerpunten": evaluatie.leerpunten.voor_lijst() if klaar else [],
            "kruimels": [("Wat heeft het opgeleverd?", reverse("openbaar:evaluaties", args=[wijk.slug])), (evaluatie.titel, None)],
        },
    )


@mag("zien")
def jaren(request, wijk):
    """The figures of every year that has an evaluation, side by side; after those the ones so far of the year that runs."""
    evaluaties = list(wijk.evaluaties.te_zien().jaren().select_related("wijk"))
    cijfers = [(evaluatie.jaar, cijfers_van(evaluatie)) for evaluatie in evaluaties]
    loopt = lopend_jaar(wijk) if evaluaties else None
    if loopt:
        cijfers.append((loopt[0], bereken(wijk, loopt[1])))
    return render(
        request,
        "evaluatie/jaren.html",
        {
            "evaluaties": [(evaluatie, periode(wijk, evaluatie.jaar)) for evaluatie in evaluaties],
            "vragen": door_de_jaren(evaluaties),
            "loopt": loopt,
            "koppen": [f"Jaar {jaar}{', tot nu toe' if loopt and jaar == loopt[0] else ''}" for jaar, _ in cijfers],
            "groepen": naast_elkaar(cijfers),
            "kruimels": [("Wat heeft het opgeleverd?", reverse("openbaar:evaluaties", args=[wijk.slug])), ("De jaren naast elkaar", None)],
        },
    )
