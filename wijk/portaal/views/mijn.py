from django.contrib import messages
from django.shortcuts import redirect, render

from wijk import volgen
from wijk.bladeren import blader
from wijk.deeds.gebruikers import wijzig_gegevens
from wijk.models import Gevolgd
from wijk.portaal.forms import GegevensForm
from wijk.toegang import mag


@mag("eigen_gegevens")
def mijn(request):
    """What somebody has in the portal: details, ideas, walks, functions."""
    form = GegevensForm(request.POST or None, initial={"naam": request.user.naam})
    if request.method == "POST" and form.is_valid() and form.voer_uit(wijzig_gegevens, request.user, form.cleaned_data["naam"], door=request.door):
        messages.success(request, "Uw gegevens zijn bewaard.")
        return redirect("mijn")
    return render(
        request,
        "portaal/mijn.html",
        {
            "form": form,
            "bevoegdheden": request.user.bevoegdheden.select_related("wijk", "partij").order_by("wijk__naam", "functie"),
            "ideeen": blader(request, request.user.ideeen.select_related("wijk").order_by("-pk")),
            "aanmeldingen": request.user.aanmeldingen.select_related("wandeling__wijk").order_by("-pk")[:20],
            "gevolgd": volgen.met_namen(Gevolgd.objects.van_adres(request.user.email).bevestigd()[:100]),
        },
        status=422 if form.errors else 200,
    )
