"""The werkplek: what an official presses beside a half typed answer. Its form comes along, so that what was typed is kept.

Of the answer by the conditions that is a concept. What was typed of the two other answers stays in one's own session until the idea has an answer.
"""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from participatie.deeds import ideeen, toetslijst
from participatie.forms.toetsen import OnderhoudForm, SamenvoegForm
from wijk.deeds.kader import schrijf_uren
from wijk.forms.kader import UrenForm, met_knop
from wijk.fouten import Geweigerd
from wijk.woorden import uren

DADEN = {
    "neem": (toetslijst.neem, "Dit idee is van u."),
    "terug": (toetslijst.geef_terug, "Dit idee is van niemand. Een collega kan het nemen."),
    "publiceer": (ideeen.publiceer, "Het idee staat op de website."),
    "verberg": (ideeen.verberg, "Het idee staat niet meer op de website."),
}
KNOPPEN = {*DADEN, "overdragen", "advies", "uren"}
BEWAARD = "Wat u typte, is bewaard als concept."


def knop(verstuurd) -> str:
    """Which button was pressed; those that note hours send how many minutes."""
    return "uren" if "minuten" in verstuurd else verstuurd.get("wat", "")


class Getypt:
    """What this official typed of the two other answers to an idea: what was sent now, or else what was sent before and has no answer yet."""

    def __init__(self, request, idee):
        self.session, self.sleutel = request.session, f"getypt_{idee.pk}"
        self.bij_ander = request.POST.get("reden", "").strip() if request.POST.get("actie") in ("onderhoud", "samenvoegen") else ""
        onthouden = self.session.get(self.sleutel, {})
        gestuurd = {form.prefix: form.getypt(request.POST) for form in (OnderhoudForm, SamenvoegForm)}
        self.velden = {naam: velden for naam, velden in gestuurd.items() if velden} if request.method == "POST" else onthouden

    def begin(self, prefix: str) -> dict[str, str]:
        """With what the form opens that has this prefix."""
        return self.velden.get(prefix, {})

    @property
    def redenen(self) -> list[str]:
        """The texts, and that of the answer by the conditions when another one was sent: to show where there is no form for them any more."""
        return [een for een in (*(velden.get("reden", "") for velden in self.velden.values()), self.bij_ander) if een]

    def onthoud(self) -> None:
        if self.velden:
            self.session[self.sleutel] = self.velden
        else:
            self.vergeet()

    def vergeet(self) -> None:
        self.session.pop(self.sleutel, None)


def _noteer_uren(request, wijk) -> str:
    """Note hours of today; gives what was noted. Geweigerd when the form was not sent as it stands on the page."""
    form = UrenForm(met_knop(request.POST), wijk=wijk)
    if not form.is_valid():
        raise Geweigerd(next(iter(form.errors.values()))[0])
    regel = schrijf_uren(wijk, form.velden, sleutel=form.cleaned_data["sleutel"], door=request.door)
    return f"Genoteerd: {uren(regel.uren)} {regel.get_werk_display()}."


def doe(request, werk, concept, form):
    """Keep what was typed of the answer and do what the button says; gives where to go, or None when it was refused (the forms say why).

    `werk`: a Toetswerk, `concept`: a Conceptwerk, `form`: a valid ToetsForm.
    """
    idee, wat, getypt = werk.idee, knop(request.POST), form.is_getypt
    if wat == "overdragen" and not werk.overdragen.is_valid():
        return None
    if getypt and not concept.bewaar(form):
        return None
    berichten = [BEWAARD] if getypt else []
    try:
        if wat == "overdragen":
            aan = werk.overdragen.cleaned_data["aan"]
            toetslijst.draag_over(idee, aan, door=request.door)
            berichten.insert(0, f"Dit idee is nu van {aan}.")
        elif wat == "uren":
            berichten.insert(0, _noteer_uren(request, idee.wijk))
        elif wat in DADEN:
            daad, bericht = DADEN[wat]
            daad(idee, door=request.door)
            berichten.insert(0, bericht)
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    if berichten:
        messages.success(request, " ".join(berichten))
    naar = "advies_vraag" if wat == "advies" else "toets"
    return redirect(f"{reverse(f'werkplek:{naar}', args=[idee.wijk.slug, idee.nummer])}{werk.keuze}")
