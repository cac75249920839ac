"""What it brought, for everyone; and the personal page on which somebody answers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from evaluatie import deeds
from evaluatie.forms import InvulForm
from evaluatie.models import Genodigde
from evaluatie.uitslag import uitslag
from wijk.bladeren import blader
from wijk.toegang import mag


@mag("zien")
def evaluaties(request, wijk):
    return render(
        request,
        "evaluatie/lijst.html",
        {
            "evaluaties": blader(request, wijk.evaluaties.openbaar().select_related("project")),
            "leerpunten": wijk.leerpunten.vastgesteld()[:50],
            "kruimels": [("Wat heeft het opgeleverd?", None)],
        },
    )


@mag("zien")
def evaluatie(request, wijk, pk):
    evaluatie = get_object_or_404(wijk.evaluaties.openbaar().select_related("project__wijk"), pk=pk)
    return render(
        request,
        "evaluatie/een.html",
        {
            "evaluatie": evaluatie,
            "uitslag": uitslag(evaluatie, alleen_openbaar=True),
            "leerpunten": evaluatie.leerpunten.all(),
            "kruimels": [("Wat heeft het opgeleverd?", reverse("openbaar:evaluaties", args=[wijk.slug])), (evaluatie.titel, None)],
        },
    )


@mag("evaluatie_invullen")
def invullen(request, wijk, code):
    """Answer by a personal link, without an account; it may be changed until the evaluation closes."""
    genodigde = get_object_or_404(Genodigde.objects.select_related("evaluatie__wijk"), evaluatie__wijk=wijk, code=code)
    open_ = genodigde.evaluatie.kan_invullen
    form = InvulForm(request.POST or None, genodigde=genodigde) if open_ else None
    if form and request.method == "POST" and form.is_valid() and form.voer_uit(deeds.vul_in, genodigde, form.antwoorden(), door=None):
        messages.success(request, "Bedankt voor uw antwoorden. U kunt ze op deze pagina nog wijzigen tot de evaluatie sluit.")
        return redirect("openbaar:invullen", wijk.slug, code)
    antwoord = render(
        request,
        "evaluatie/invullen.html",
        {"genodigde": genodigde, "evaluatie": genodigde.evaluatie, "form": form},
        status=422 if form and form.errors else 200,
    )
    antwoord["X-Robots-Tag"] = "noindex"
    # The code in this address stays here by the portal's own Referrer-Policy (same-origin). Not `no-referrer`: a browser then sends
    # `Origin: null` with the form, which Django refuses as a request from elsewhere.
    return antwoord
