"""Giving advice on an idea: by a personal link without an account, or for an organisation while signed in."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from participatie.deeds import adviezen as deeds
from participatie.forms.adviezen import AdviesForm
from participatie.models import Advies
from wijk.bladeren import blader
from wijk.drempels import laat_toe
from wijk.toegang import mag


@mag("advies_geven")
def advies(request, wijk, code):
    """The personal link of who was asked. Opening it does nothing: programs that look at mail open every link."""
    gevraagd = get_object_or_404(Advies.objects.in_wijk(wijk), code=code)
    return _pagina(request, gevraagd, deeds.geef_advies, reverse("openbaar:advies", args=[wijk.slug, code]))


@mag("adviseren")
def adviezen(request, wijk):
    """What the organisations that this person speaks for were asked, and what they advised."""
    partijen = request.door.partijen_in(wijk)
    rijen = Advies.objects.in_wijk(wijk).aan_partijen(partijen)
    return render(
        request,
        "participatie/adviezen_partij.html",
        {
            "open": rijen.open(timezone.localdate()).order_by("voor", "pk")[:100],
            "beantwoord": blader(request, rijen.beantwoord()),
            "partijen": wijk.partijen.filter(pk__in=partijen),
            "kruimels": [("Mijn pagina", reverse("mijn")), ("Vragen om advies", None)],
        },
    )


@mag("adviseren")
def van_partij(request, wijk, pk):
    """One question to an organisation that this person speaks for."""
    gevraagd = get_object_or_404(Advies.objects.in_wijk(wijk).aan_partijen(request.door.partijen_in(wijk)), pk=pk)
    terug = reverse("openbaar:adviezen", args=[wijk.slug])
    kruimels = [("Mijn pagina", reverse("mijn")), ("Vragen om advies", terug), (f"Idee {gevraagd.idee.nummer}", None)]
    return _pagina(request, gevraagd, deeds.adviseer, request.path, kruimels=kruimels)


def _pagina(request, gevraagd: Advies, deed, hier: str, **erbij):
    """The question with the idea and the conditions, and the form; or why it cannot be answered (any more). What was typed is always kept."""
    idee, wijk = gevraagd.idee, gevraagd.idee.wijk
    form = AdviesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        raad, tekst = form.cleaned_data["raad"], form.cleaned_data["antwoord"]
        if gevraagd.is_beantwoord and (gevraagd.raad, gevraagd.antwoord) == (raad, tekst.strip()):
            return redirect(hier)  # a second click
        if laat_toe(form, request, "advies", gevraagd.code) and form.voer_uit(deed, gevraagd, raad, tekst, door=request.door):
            messages.success(request, "Bedankt. De gemeente heeft uw advies.")
            return redirect(hier)
        gevraagd.refresh_from_db()
    te_lezen = gevraagd.ingetrokken_op is None and idee.status != idee.Status.INGETROKKEN
    return render(
        request,
        "participatie/advies.html",
        {
            "advies": gevraagd,
            "idee": idee,
            "te_lezen": te_lezen,
            "fotos": idee.fotos.all() if idee.is_te_lezen else [],
            "voorwaarden": wijk.randvoorwaarden.in_basisset().geldig().voor_thema(idee.thema).per_thema() if te_lezen else [],
            "form": form,
            **erbij,
        },
        status=form.status,
    )
