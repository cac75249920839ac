"""The werkplek: the list of ideas to toets, who has one in hand, and who looks at it now."""

from dataclasses import replace

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from participatie.deeds import toetslijst as deeds
from participatie.deeds.toetsen import toets
from participatie.forms.toetslijst import OverdraagForm
from participatie.models import Bezig
from participatie.toetslijst import Keuze, Toetslijst
from participatie.views.werkplek_tussendoor import Getypt
from wijk.bladeren import gevraagde_pagina
from wijk.fouten import Geweigerd
from wijk.toegang import mag


@mag("werkplek_zien", post="toetsen")
def toetsen(request, wijk):
    """What waits for an answer, what must be answered first on top; a POST takes one idea in hand and shows the same list again."""
    if request.method == "POST":
        nummer = request.POST.get("neem", "")
        idee = get_object_or_404(wijk.ideeen.select_related("wijk"), nummer=nummer if nummer.isdecimal() else 0)
        try:
            deeds.neem(idee, door=request.door)
            messages.success(request, f"Idee {idee.nummer} is van u.")
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
        return redirect(request.get_full_path())
    lijst = Toetslijst(wijk, Keuze.uit(request.GET), request.door, timezone.localdate())
    ideeen = lijst.pagina(gevraagde_pagina(request))
    eerste = lijst.te_beginnen(ideeen) if "toetsen" in request.mag else None
    return render(request, "participatie/toets_lijst.html", {"lijst": lijst, "ideeen": ideeen, "eerste": eerste})


@mag("toetsen")
@require_POST
def bezig(request, wijk, nummer):
    """Say that this official still looks at the idea; answers with who else does."""
    idee = get_object_or_404(wijk.ideeen.select_related("wijk"), nummer=nummer)
    deeds.kijk_naar(idee, door=request.door)
    return render(request, "participatie/deel_bezig.html", {"anderen": Bezig.objects.filter(idee=idee).van_anderen(request.door)})


class Toetswerk:
    """What the page of one idea knows of the work on it: who looks at it now, to whom it can go, the sentences, and which idea comes next.

    Opening the page says to others that this official looks at it.
    """

    def __init__(self, request, idee):
        self.request, self.idee = request, idee
        self.keuze = Keuze.uit(request.GET)
        self.mag = "toetsen" in request.mag and idee.is_te_toetsen
        self.getypt = Getypt(request, idee)
        self.anderen = list(idee.bezig.van_anderen(request.door)) if self.mag else []
        self.zinnen = list(idee.wijk.standaardzinnen.voor_thema(idee.thema)) if self.mag or request.method == "POST" else []
        self.overdragen = OverdraagForm(request.POST if request.POST.get("wat") == "overdragen" else None, idee=idee, door=request.door)
        self.botsing: list[dict] = []
        if self.mag and request.method == "GET":
            deeds.kijk_naar(idee, door=request.door)

    def geef_antwoord(self, form):
        """Do what the form says; an idea that a colleague answered meanwhile is looked at anew."""
        schoon = form.cleaned_data
        wat = self.idee, form.oordelen(), schoon["reden"]
        if self.idee.is_te_toetsen:
            return form.voer_uit(toets, *wat, gezien=schoon["gezien"], door=self.request.door)
        return form.voer_uit(deeds.toets_opnieuw, *wat, schoon["waarom_opnieuw"], gezien=schoon["gezien"], door=self.request.door)

    def vergelijk(self, form, toetsingen: list) -> None:
        """After a refusal: put the colleague's answer beside what was typed, where there is one that this official had not answered to."""
        if toetsingen and (not self.idee.is_te_toetsen or form.data.get("gezien") != str(len(toetsingen))):
            self.botsing = form.naast(toetsingen[0])

    def volgende(self) -> str:
        """The address of the next idea of the list from which this one was opened: when none of its term is left, of any term. Else of that list."""
        deeds.kijk_niet_meer(self.idee, door=self.request.door)
        self.getypt.vergeet()
        wijk = self.idee.wijk
        for keuze in dict.fromkeys([self.keuze, replace(self.keuze, termijn="")]):
            if idee := Toetslijst(wijk, keuze, self.request.door, timezone.localdate()).volgende():
                return f"{reverse('werkplek:toets', args=[wijk.slug, idee.nummer])}{keuze}"
        return f"{reverse('werkplek:toetsen', args=[wijk.slug])}{self.keuze}"
