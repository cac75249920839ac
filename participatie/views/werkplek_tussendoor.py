"""The werkplek: what an official presses beside a half typed answer. Its form comes along, so that what was typed is kept as a concept."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse

from participatie.deeds import ideeen, toetslijst
from wijk.fouten import Geweigerd

DADEN = {
    "neem": (toetslijst.neem, "Dit idee is van u."),
    "terug": (toetslijst.geef_terug, "Dit idee is van niemand. Een collega kan het nemen."),
    "publiceer": (ideeen.publiceer, "Het idee staat op de website."),
    "verberg": (ideeen.verberg, "Het idee staat niet meer op de website."),
}
KNOPPEN = {*DADEN, "overdragen", "advies"}
BEWAARD = "Wat u typte, is bewaard als concept."


def doe(request, werk, concept, form):
    """Keep what was typed of the answer and do what the button says; gives where to go, or None when it was refused (the forms say why).

    `werk`: a Toetswerk, `concept`: a Conceptwerk, `form`: a valid ToetsForm.
    """
    idee, wat, getypt = werk.idee, request.POST["wat"], form.is_getypt
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
