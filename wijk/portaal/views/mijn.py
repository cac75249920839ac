"""One's own page: what is mine, what the portal knows of me, and being forgotten."""

from itertools import islice

from django.contrib import messages
from django.contrib.auth import logout
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from participatie.models import Advies, Helper, Meevraag, OverlegGenodigde, Project, Reactie, Steun, Vervolgstap
from wijk import volgen
from wijk.accountgegevens import account_van
from wijk.begin import begint_bij, wacht_op_beheer
from wijk.bladeren import blader
from wijk.deeds.gebruikers import wijzig_gegevens
from wijk.deeds.vergeten import vergeet, waarom_niet
from wijk.models import Gevolgd
from wijk.persoonsgegevens import Wens, alles_van, delen
from wijk.portaal.forms import GegevensForm, VergeetForm
from wijk.toegang import mag

# What one's own page and the page of all data show of a list; the file has everything.
NIEUWSTE, HOOGSTENS = 20, 200


@mag("eigen_gegevens")
def mijn(request):
    """What somebody has in the portal: ideas, support, reactions, walks, details, functions."""
    form = GegevensForm(request.POST or None, initial={"naam": request.user.naam})
    if request.method == "POST" and form.is_valid() and form.voer_uit(wijzig_gegevens, request.user, form.cleaned_data["naam"], door=request.door):
        messages.success(request, "Uw gegevens zijn bewaard.")
        return redirect("mijn")
    functies = request.user.bevoegdheden.select_related("wijk", "partij").order_by("wijk__naam", "functie")
    bevoegdheden = list(Advies.objects.tel_bij(functies, timezone.localdate()))
    return render(
        request,
        "portaal/mijn.html",
        {
            "form": form,
            "bevoegdheden": bevoegdheden,
            "wachtend": wacht_op_beheer(request.user) if "beheren" in request.mag else [],
            "begint_bij": begint_bij(request.user) if "beheren" in request.mag else None,
            "projecten": Project.objects.met_rol_voor([b.partij_id for b in bevoegdheden if b.partij_id])[:NIEUWSTE],
            "afspraken": Vervolgstap.objects.van_partijen([b.partij_id for b in bevoegdheden if b.partij_id]).open()[:NIEUWSTE],
            "overleggen": OverlegGenodigde.objects.van_persoon(request.user).op_hun_dag()[:NIEUWSTE],
            "ideeen": blader(request, request.user.ideeen.select_related("wijk").order_by("-pk")),
            "gevolgd": volgen.met_namen(Gevolgd.objects.van_adres(request.user.email).bevestigd()[:100]),
            "steun": Steun.objects.van(request.user)[:NIEUWSTE],
            "reacties": Reactie.objects.van(request.user)[:NIEUWSTE],
            "hulp": Helper.objects.van_persoon(request.user).order_by("-pk")[:NIEUWSTE],
            "meevragen": Meevraag.objects.van_persoon(request.user).open()[:NIEUWSTE],
            "aanmeldingen": request.user.aanmeldingen.select_related("wandeling__wijk").order_by("-pk")[:NIEUWSTE],
        },
        status=form.status,
    )


@mag("eigen_gegevens")
def gegevens(request):
    """Everything that the portal knows of this person, to read."""
    groepen = [("Uw account", [account_van(request.user)], False)]
    for deel in delen():
        rijen = list(islice(deel.gegevens_van(request.user), HOOGSTENS + 1))
        groepen.append((deel.naam, rijen[:HOOGSTENS], len(rijen) > HOOGSTENS))
    kruimels = [("Mijn pagina", reverse("mijn")), ("Wat we van u weten", None)]
    return render(request, "portaal/mijn_gegevens.html", {"groepen": groepen, "hoogstens": HOOGSTENS, "kruimels": kruimels})


@mag("eigen_gegevens")
def gegevens_json(request):
    """The same, all of it, for a machine to read (article 20 of the GDPR)."""
    inhoud = {"gemaakt op": timezone.now(), "Uw account": account_van(request.user), **alles_van(request.user)}
    antwoord = JsonResponse(inhoud, json_dumps_params={"ensure_ascii": False, "indent": 1})
    antwoord["Content-Disposition"] = 'attachment; filename="mijn-gegevens.json"'
    antwoord["Cache-Control"] = "no-store"
    return antwoord


@mag("eigen_gegevens")
def vergeten(request):
    """Says what goes and what stays, and asks whether it is meant."""
    form = VergeetForm(request.POST or None)
    reden = waarom_niet(request.user)
    if request.method == "POST" and form.is_valid():
        wens = Wens(**{naam: form.cleaned_data[naam] for naam in ("ideeen_weg", "fotos_weg", "reacties_weg")})
        if form.voer_uit(vergeet, request.user, wens, door=request.door) is not None:
            logout(request)
            messages.success(request, "Uw gegevens zijn gewist en u bent uitgelogd. Dank u voor uw hulp aan de wijk.")
            return redirect("hoofd")
    kruimels = [("Mijn pagina", reverse("mijn")), ("Vergeet mij", None)]
    return render(request, "portaal/vergeten.html", {"form": form, "reden": reden, "kruimels": kruimels}, status=form.status)
