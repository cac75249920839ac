"""The werkplek: what an official presses beside a half typed answer. Its form comes along, so that what was typed is kept.

Of the answer by the conditions that is a concept. What was typed of the two other answers stays in one's own session until the idea has an answer;
why one looks anew at an idea that has one, until that is done.
"""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from participatie.deeds import ideeen, toetslijst
from participatie.deeds.fotos import haal_foto_weg
from participatie.deeds.toetsen import meld_klaar
from participatie.forms.toetsen import OnderhoudForm, SamenvoegForm
from participatie.models import Toetsconcept
from wijk.deeds.kader import schrijf_uren
from wijk.forms.kader import UrenForm, met_knop
from wijk.fouten import Geweigerd
from wijk.woorden import uren

DADEN = {
    "neem": (toetslijst.neem, "Dit idee is van u."),
    "terug": (toetslijst.geef_terug, "Dit idee is van niemand. Een collega kan het nemen."),
    "publiceer": (ideeen.publiceer, "Het idee staat op de website."),
    "klaar": (meld_klaar, "Het idee is klaar gemeld."),
}
# Buttons that open another page about the same idea, and come back.
ELDERS = {"advies": "advies_vraag", "postadres": "postadres", "orden": "idee_orden", "splitsen": "splitsen", "verberg": "idee_verberg"}
KNOPPEN = {*DADEN, *ELDERS, "overdragen", "uren", "foto", "bekijk", "lijst"}
BEWAARD = "Wat u typte, is bewaard als concept."


def knop(verstuurd) -> str:
    """Which button was pressed; those that note hours send how many minutes, those that take a photo away or open what is there which one."""
    eigen = {"minuten": "uren", "foto": "foto", "bekijk": "bekijk"}
    return next((wat for naam, wat in eigen.items() if naam in verstuurd), verstuurd.get("wat", ""))


class Getypt:
    """What this official typed of the two other answers to an idea: what was sent now, or else what was sent before and has no answer yet."""

    def __init__(self, request, idee):
        self.session, self.sleutel = request.session, f"getypt_{idee.pk}"
        self.bij_ander = request.POST.get("reden", "").strip() if request.POST.get("actie") in ("onderhoud", "samenvoegen") else ""
        onthouden = self.session.get(self.sleutel, {})
        gestuurd = {form.prefix: form.getypt(request.POST) for form in (OnderhoudForm, SamenvoegForm)}
        if request.POST.get("actie") == "heropen" and (reden := request.POST.get("reden", "").strip()):
            gestuurd["heropen"] = {"reden": reden}
        self.velden = {naam: velden for naam, velden in gestuurd.items() if velden} if request.method == "POST" else onthouden

    def begin(self, actie: str) -> dict[str, str]:
        """With what the form of this kind of answer opens."""
        return self.velden.get(actie, {})

    @property
    def redenen(self) -> list[str]:
        """The texts, and that of the answer by the conditions when another one was sent: to show where there is no form for them any more."""
        return [een for een in (*(velden.get("reden", "") for actie, velden in self.velden.items() if actie != "heropen"), self.bij_ander) if een]

    def onthoud(self, concept, form) -> None:
        """Keep it for the next page. What the concept (a Conceptwerk) says already was not typed, and a colleague may change it; unless that of
        the answer by the conditions (`form`) now takes its place.
        """
        blijft = not (concept.onaf and form.is_getypt)
        uit_concept = {actie: {naam: str(waarde) for naam, waarde in concept.begin(actie).items()} for actie in self.velden if blijft}
        self.onthoud_velden({actie: velden for actie, velden in self.velden.items() if velden != uit_concept.get(actie)})

    def onthoud_velden(self, velden: dict) -> None:
        if velden:
            self.session[self.sleutel] = velden
        else:
            self.vergeet()

    def vergeet(self) -> None:
        self.session.pop(self.sleutel, None)


def _haal_foto_weg(idee, nummer: str, *, door) -> str:
    foto = idee.fotos.filter(nummer=int(nummer) if nummer.isascii() and nummer.isdecimal() and len(nummer) < 4 else 0).first()
    if foto is None:
        raise Geweigerd("Deze foto is al weg.")
    haal_foto_weg(foto, door=door)
    return f"Foto {nummer} is weg."


def _noteer_uren(request, wijk) -> str:
    """Note hours of today; gives what was noted. Geweigerd when the form was not sent as it stands on the page."""
    form = UrenForm(met_knop(request.POST), wijk=wijk)
    if not form.is_valid():
        raise Geweigerd(next(iter(form.errors.values()))[0])
    regel = schrijf_uren(wijk, form.velden, sleutel=form.cleaned_data["sleutel"], door=request.door)
    return f"Genoteerd: {uren(regel.uren)} {regel.get_werk_display()}."


def _druk(request, werk, wat: str) -> str:
    """Do what a button says beside the answer; gives what was done, or Geweigerd."""
    idee = werk.idee
    if wat == "overdragen":
        aan = werk.overdragen.cleaned_data["aan"]
        toetslijst.draag_over(idee, aan, door=request.door)
        return f"Dit idee is nu van {aan}."
    if wat == "foto":
        return _haal_foto_weg(idee, request.POST["foto"], door=request.door)
    if wat == "uren":
        return _noteer_uren(request, idee.wijk)
    if wat in DADEN:
        daad, bericht = DADEN[wat]
        daad(idee, door=request.door)
        return bericht
    return ""


def _waarheen(request, werk, wat: str) -> str:
    idee, wijk = werk.idee, werk.idee.wijk
    if wat == "lijst":
        return f"{reverse('werkplek:toetsen', args=[wijk.slug])}{werk.keuze}"
    welk = request.POST.get("bekijk", "")
    if welk == "concept" and (concept := Toetsconcept.objects.bij(idee)):
        return reverse("werkplek:concept", args=[wijk.slug, concept.pk])
    if welk.isascii() and welk.isdecimal() and (advies := idee.adviezen.filter(pk=int(welk[:9])).first()):
        return reverse("werkplek:advies", args=[wijk.slug, advies.pk])
    naar = ELDERS.get(wat, "toets")
    return f"{reverse(f'werkplek:{naar}', args=[wijk.slug, idee.nummer])}{werk.keuze}"


def _doe(request, werk, bewaard: bool):
    wat = knop(request.POST)
    berichten = [BEWAARD] if bewaard else []
    try:
        berichten.insert(0, _druk(request, werk, wat))
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    if bericht := " ".join(filter(None, berichten)):
        messages.success(request, bericht)
    return redirect(_waarheen(request, werk, wat))


def doe(request, werk, concept, form):
    """Keep what was typed of the answer and do what the button says; gives where to go, or None when it was refused (the forms say why).

    `werk`: a Toetswerk, `concept`: a Conceptwerk, `form`: a valid ToetsForm.
    """
    getypt = form.is_getypt
    if getypt and not concept.bewaar(form):
        return None
    if knop(request.POST) == "overdragen" and not werk.overdragen.is_valid():
        return None
    return _doe(request, werk, getypt)


def doe_bij_beantwoord(request, werk):
    """The same beside the reason to look anew at an idea that has its answer."""
    werk.getypt.onthoud_velden(werk.getypt.velden)
    return _doe(request, werk, False)
