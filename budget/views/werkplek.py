"""The panel of the keeper of the budget."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from budget import deeds, stand
from budget.forms import UIT, BoekForm, BoekingFilter, DekkingForm, RedenForm, WijzigForm
from budget.models import Boeking, Budget
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag


@mag("werkplek_zien")
def budget(request, wijk):
    budget = Budget.objects.select_related("wijk").filter(wijk=wijk).first()
    if budget is None:
        return render(request, "budget/geen.html", {"wijzig": WijzigForm(initial={"richting": "omhoog"})})
    potten = stand.potten(budget)
    form = BoekingFilter(request.GET, wijk=wijk)
    return render(
        request,
        "budget/werkplek.html",
        {
            "budget": budget,
            "totaal": stand.totaal(potten),
            "delen": stand.balk(potten),
            "projecten": stand.per_project(budget),
            "wacht": budget.boekingen.wacht_op_akkoord().voor_lijst()[:50],
            "boekingen": blader(request, budget.boekingen.gefilterd(**form.keuze()).voor_lijst()),
            "form": form,
        },
    )


@mag("boeken")
def boek(request, wijk):
    """Reserve, commit, pay or release, for a project."""
    budget = get_object_or_404(Budget.objects.select_related("wijk"), wijk=wijk)
    form = BoekForm(request.POST or None, wijk=wijk, initial={"project": request.GET.get("project"), "handeling": request.GET.get("handeling")})
    if request.method == "POST" and form.is_valid():
        schoon = dict(form.cleaned_data)
        handeling = schoon.pop("handeling")
        deed = getattr(deeds, "geef_vrij" if handeling in UIT else handeling)
        extra = {"uit": UIT[handeling]} if handeling in UIT else {}
        boeking = form.voer_uit(deed, budget, **schoon, **extra, door=request.door)
        if boeking is not None:
            if boeking.vraagt_akkoord:
                messages.warning(request, f"{boeking.bedrag} is vastgehouden. De boeking telt als een tweede persoon akkoord geeft.")
            else:
                messages.success(request, f"Geboekt: {boeking.bedrag} voor {boeking.project}.")
            return redirect("werkplek:budget", wijk.slug)
    return render(
        request,
        "budget/boek.html",
        {"form": form, "titel": "Boek voor een project", "potten": stand.potten(budget)},
        status=422 if form.errors else 200,
    )


@mag("boeken")
def wijzig(request, wijk):
    """Open the budget by the decision that granted it, or raise or lower it by a later one."""
    budget = Budget.objects.select_related("wijk").filter(wijk=wijk).first()
    form = WijzigForm(request.POST or None, initial={"richting": "omhoog"})
    if request.method == "POST" and form.is_valid():
        schoon = form.cleaned_data
        if budget is None:
            if schoon["richting"] == "omlaag":
                form.add_error("richting", "Er is nog geen budget. Het kan alleen omhoog.")
                boeking = None
            else:
                boeking = form.voer_uit(
                    deeds.stel_beschikbaar,
                    wijk,
                    schoon["bedrag"],
                    schoon["besluit"],
                    datum=schoon["datum"],
                    sleutel=schoon["sleutel"],
                    door=request.door,
                )
        else:
            vast = {"omlaag": schoon["richting"] == "omlaag", "datum": schoon["datum"], "sleutel": schoon["sleutel"]}
            boeking = form.voer_uit(
                deeds.wijzig_begroting, budget, schoon["bedrag"], schoon["besluit"], schoon["omschrijving"], **vast, door=request.door
            )
        if boeking is not None:
            messages.success(request, "De wijziging wacht op akkoord." if boeking.vraagt_akkoord else "Het budget is bijgewerkt.")
            return redirect("werkplek:budget", wijk.slug)
    return render(request, "budget/boek.html", {"form": form, "titel": "Wijzig het budget"}, status=422 if form.errors else 200)


@mag("boeken")
def boek_tegen(request, wijk, pk):
    boeking = get_object_or_404(Boeking.objects.voor_lijst(), pk=pk, budget__wijk=wijk)
    form = RedenForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.voer_uit(deeds.boek_tegen, boeking, form.cleaned_data["reden"], door=request.door) is not None
    ):
        messages.success(request, f"Boeking {pk} is tegengeboekt.")
        return redirect("werkplek:budget", wijk.slug)
    return render(
        request, "budget/boek.html", {"form": form, "titel": f"Boek boeking {pk} tegen", "boeking": boeking}, status=422 if form.errors else 200
    )


@mag("goedkeuren")
@require_POST
def akkoord(request, wijk, pk):
    boeking = get_object_or_404(Boeking.objects.voor_lijst(), pk=pk, budget__wijk=wijk)
    try:
        if "akkoord" in request.POST:
            deeds.geef_akkoord(boeking, door=request.door)
            messages.success(request, f"Akkoord: {boeking.bedrag} is geboekt.")
        else:
            deeds.wijs_af(boeking, request.POST.get("reden", "").strip()[:300], door=request.door)
            messages.success(request, "De boeking is afgewezen. Het geld is terug.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("werkplek:budget", wijk.slug)


@mag("boeken")
def dekking(request, wijk, slug):
    """Money or work for a project from elsewhere."""
    project = get_object_or_404(wijk.projecten.select_related("wijk"), slug=slug)
    form = DekkingForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.voer_uit(deeds.bewaar_dekking, project, form.velden, door=request.door) is not None:
        messages.success(request, "De dekking is bewaard.")
        return redirect("werkplek:budget", wijk.slug)
    return render(request, "budget/boek.html", {"form": form, "titel": f"Dekking van elders voor {project}"}, status=422 if form.errors else 200)
