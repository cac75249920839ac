"""The werkplek: answers in the making, and the second reader."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from participatie.deeds import concepten as deeds
from participatie.forms.concepten import ConceptkeuzeForm, StuurTerugForm
from participatie.models import Idee, Toetsconcept
from participatie.views.werkplek_tussendoor import KNOPPEN, knop
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag

TOCH_AKKOORD = "U schreef ook wat er anders moet. Stuur het terug. Of maak dit veld leeg als u toch akkoord bent."


def _stand(request) -> int:
    stand = request.POST.get("stand", "")
    return int(stand) if stand.isascii() and stand.isdecimal() and len(stand) < 9 else 0


class Conceptwerk:
    """What the page that answers one idea does with its concept: opens with it, keeps it, lays it before a second reader."""

    def __init__(self, request, idee: Idee):
        self.request, self.idee = request, idee
        self.concept = Toetsconcept.objects.bij(idee)
        actie, wat = request.POST.get("actie", ""), knop(request.POST)
        self.tussendoor = actie == "toets" and wat in KNOPPEN
        # Where a second reader is wanted, every way to send an answer lays it before one.
        stuurt = "leg_voor" if idee.wijk.tweede_lezer and actie in Toetsconcept.Actie and not self.tussendoor else ""
        self.wat = "concept" if wat == "concept" and actie == "toets" else stuurt

    @property
    def is_van_mij(self) -> bool:
        return self.concept is not None and self.concept.door == self.request.door

    @property
    def onaf(self) -> bool:
        """Whether what was sent need not be finished."""
        return self.wat == "concept" or self.tussendoor

    def begin(self, actie: str) -> dict:
        """With what the form of this kind of answer opens. A verdict on a text that was changed since is not given yet."""
        intussen = self.request.method == "POST" and self.concept is not None and self.concept.stand != _stand(self.request)
        if self.concept is None or self.concept.actie != actie or intussen:  # of one that came meanwhile the page knew nothing
            return {}
        velden = {"reden": self.concept.reden}
        if self.concept.met:
            velden["met"] = self.concept.met.nummer
        for versie, waarde, waarom in self.concept.regels() if actie == "toets" else []:
            voorwaarde = versie.randvoorwaarde
            velden[f"oordeel_{voorwaarde.pk}"] = waarde if voorwaarde.huidige_id == versie.pk else ""
            velden[f"reden_{voorwaarde.pk}"] = waarom
        return velden

    def _voer_uit(self, form, deed, *wat, **extra) -> bool:
        """Whether it was done; if not, the form says why."""
        gezien = {"gezien": form.cleaned_data["gezien"], "stand": _stand(self.request), "door": self.request.door}
        gedaan = form.voer_uit(deed, self.idee, *wat, **extra, **gezien)
        self.concept = gedaan or Toetsconcept.objects.bij(self.idee)
        return gedaan is not None

    def bewaar(self, form) -> bool:
        """Keep what was typed of the answer, finished or not; False when it was refused (the form says why)."""
        return self._voer_uit(form, deeds.bewaar_concept, form.oordelen(), form.cleaned_data["reden"])

    def houd_vast(self, form, werk) -> bool:
        """After a refusal: keep what was typed as if it was kept unfinished (`form`: a ToetsForm for that); gives whether a concept came of it."""
        if not form.is_valid():  # a colleague answered or kept a concept meanwhile
            return False
        werk.getypt.onthoud(self, form)
        return form.is_getypt and self.bewaar(form)

    def doe(self, form, actie: str, werk):
        """Keep, or lay before and go on with the next idea; gives where to go, or None when it was refused (the form says why)."""
        schoon, wijk, nummer = form.cleaned_data, self.idee.wijk, self.idee.nummer
        if self.onaf:
            # Enter in a field of another answer presses this button too.
            leeg = not form.is_getypt and bool(werk.getypt.velden)
            klaar = leeg or self.bewaar(form)
            bericht = "Wat u typte, staat er nog." if leeg else "Uw concept is bewaard. Alleen de werkplek ziet het."
        else:
            oordelen = form.oordelen() if actie == "toets" else []
            klaar = self._voer_uit(form, deeds.leg_voor, actie, schoon["reden"], oordelen=oordelen, met=schoon.get("met"))
            bericht = f"Uw antwoord op idee {nummer} wacht op een tweede lezer."
        if not klaar:
            return None
        messages.success(self.request, bericht)
        return redirect(f"{reverse('werkplek:toets', args=[wijk.slug, nummer])}{werk.keuze}" if self.onaf else werk.volgende())


@mag("toetsen")
def concepten(request, wijk):
    """Every answer in the making; what waits for a second reader stands first."""
    form = ConceptkeuzeForm(request.GET)
    wat = form.cleaned_data.get("wat", "") if form.is_valid() else ""
    rijen = Toetsconcept.objects.in_wijk(wijk).gekozen(wat, request.door)
    return render(request, "participatie/concepten.html", {"form": form, "concepten": blader(request, rijen)})


def _volgende(request, wijk):
    """To the next one that this official can read, or to the list when there is none."""
    een = Toetsconcept.objects.in_wijk(wijk).gekozen("lezen", request.door).first()
    return redirect("werkplek:concept", wijk.slug, een.pk) if een else redirect("werkplek:concepten", wijk.slug)


@mag("toetsen")
def concept(request, wijk, pk):
    """One answer in the making, as everyone would read it: agree, send back, or throw away."""
    een = get_object_or_404(Toetsconcept.objects.in_wijk(wijk), pk=pk)
    daad, stand = request.POST.get("daad", ""), _stand(request)
    twijfelt = daad == "akkoord" and request.POST.get("opmerking", "").strip()
    form = StuurTerugForm(request.POST if daad == "terug" or twijfelt else None)
    if request.method == "POST" and daad not in ("terug", "akkoord", "weg"):
        raise Http404
    try:
        if twijfelt:
            form.add_error("opmerking", TOCH_AKKOORD)
        elif daad == "akkoord":
            toetsing = deeds.stem_in(een, stand=stand, door=request.door)
            messages.success(request, f"Idee {een.idee.nummer} is beantwoord: {toetsing.get_uitkomst_display()}.")
            return _volgende(request, wijk)
        if daad == "weg":
            deeds.gooi_weg(een, stand=stand, door=request.door)
            messages.success(request, "Het concept is weggegooid.")
            return redirect("werkplek:concepten", wijk.slug)
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
        return redirect(request.path) if Toetsconcept.objects.filter(pk=pk).exists() else redirect("werkplek:concepten", wijk.slug)
    if daad == "terug" and form.is_valid():
        if form.voer_uit(deeds.stuur_terug, een, form.cleaned_data["opmerking"], stand=stand, door=request.door):
            messages.success(request, f"Het concept is terug bij {een.door}.")
            return _volgende(request, wijk)
        een = Toetsconcept.objects.in_wijk(wijk).filter(pk=pk).first() or een
    van_mij = een.door == request.door
    return render(
        request,
        "participatie/concept.html",
        {
            "concept": een,
            "tabel": een.tabel(),
            "form": form,
            "van_mij": van_mij,
            "te_lezen": een.voorgelegd_op and een.idee.is_te_toetsen and not van_mij,
            "mag_weg": van_mij or not een.idee.is_te_toetsen,
        },
        status=form.status,
    )
