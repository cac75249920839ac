"""Public pages of the frame."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from wijk import cijfers, stappen, volgen
from wijk.bladeren import blader
from wijk.kanttekeningen import met_kanttekening
from wijk.toegang import mag


@mag("zien")
def kaders(request, wijk):
    """What is possible and what is not, and which themes are open."""
    vandaag = timezone.localdate()
    return render(
        request,
        "wijk/kaders.html",
        {
            "voorwaarden": met_kanttekening(wijk, wijk.randvoorwaarden.in_basisset().geldig().met_tekst()),
            "beslissers": wijk.rollen.in_proces().die_beslissen().select_related("partij"),
            "conclusie": wijk.draagvlakconclusies.prefetch_related("themas").first(),
            "themas_open": wijk.themas.open_op(vandaag),
            "themas_later": wijk.themas.nog_dicht(vandaag),
            "kruimels": [("Wat kan wel en wat kan niet", None)],
        },
    )


@mag("zien")
def kader(request, wijk, pk):
    """One condition with every text that it had since everyone can see it."""
    [voorwaarde] = met_kanttekening(wijk, [get_object_or_404(wijk.randvoorwaarden.met_tekst(), pk=pk)])
    return render(
        request,
        "wijk/kader.html",
        {
            "voorwaarde": voorwaarde,
            "versies": voorwaarde.openbare_versies(),
            "kruimels": [("Wat kan wel en wat kan niet", "../"), (voorwaarde.huidige.titel, None)],
        },
    )


@mag("zien")
def stappen_pagina(request, wijk):
    stand = stappen.stand(wijk)
    stap = {"stappen": stand, "huidige_stap": stappen.huidige(stand), "al_klaar": stappen.al_klaar(stand)}
    return render(request, "wijk/stappen.html", {**stap, "kruimels": [("Waar staan we?", None)]})


@mag("zien")
def partijen(request, wijk):
    return render(
        request,
        "wijk/partijen.html",
        {
            "partijen": wijk.partijen.openbaar().met_rollen(),
            "losse_rollen": wijk.rollen.in_proces().van_personen(),
            "kruimels": [("Wie doet er mee?", None)],
        },
    )


@mag("zien")
def cijfers_pagina(request, wijk):
    return render(
        request,
        "wijk/cijfers.html",
        {"kerncijfers": wijk.kerncijfers.all(), "groepen": cijfers.van_wijk(wijk), "kruimels": [("Cijfers", None)]},
    )


@mag("zien")
def tijdlijn(request, wijk):
    gebeurtenissen = blader(request, volgen.nieuws(wijk), per=30)
    volgen.met_open_paden(wijk, gebeurtenissen)
    return render(request, "wijk/tijdlijn.html", {"gebeurtenissen": gebeurtenissen, "kruimels": [("Nieuws", None)]})


@mag("zien")
def huisregels(request, wijk):
    """What a reaction must be like, in the wijk's own words."""
    return render(request, "wijk/huisregels.html", {"kruimels": [("Huisregels", None)]})
