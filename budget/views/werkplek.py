"""The panel of the keeper of the budget: where the money is, what asks attention, and every booking."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from budget import deeds, stand
from budget.forms import BeslisForm, BoekingFilter, DekkingForm, GrensForm, IntrekForm, PeriodeForm, TegenForm, te_sluiten
from budget.forms_boeken import UIT, BewijsForm, BoekForm, ToekenForm, VerplaatsForm, WijzigForm
from budget.gevolg import gevolgen
from budget.kadertekst import achterhaald
from budget.models import Boeking, Budget
from budget.tweede import tekort
from wijk.bedrag import Bedrag
from wijk.beheer import mag_beheren
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag


def _budget(wijk) -> Budget:
    return get_object_or_404(Budget.objects.select_related("wijk"), wijk=wijk)


def _formulier(request, form, titel: str, **context):
    return render(request, "budget/formulier.html", {"form": form, "titel": titel, **context}, status=422 if form.errors else 200)


@mag("werkplek_zien")
def budget(request, wijk):
    budget = Budget.objects.select_related("wijk").filter(wijk=wijk).first()
    if budget is None:
        return render(request, "budget/geen.html", {"tekort": tekort(wijk, None), "mag_beheren": mag_beheren(request.user)})
    wachtend = list(budget.boekingen.wachtenden())
    potten, projecten = stand.potten(budget), stand.per_project(budget, wachtend)
    form = BoekingFilter(request.GET, wijk=wijk, met_namen="boeken_exporteren" in request.mag)
    vandaag = timezone.localdate()
    return render(
        request,
        "budget/werkplek.html",
        {
            "budget": budget,
            "toegekend": budget.boekingen.toekenning().exists(),
            "tekort": tekort(wijk, budget),
            "mag_beheren": mag_beheren(request.user),
            "totaal": stand.totaal(potten),
            "delen": stand.balk(potten),
            "komt_misschien": stand.wacht_van_buiten(wachtend),
            "projecten": projecten,
            "achterhaald": achterhaald(budget),
            "let_op": [(rij.project, zin) for rij in projecten for zin in rij.let_op(vandaag)],
            "vooruitblik": stand.vooruitblik(potten, projecten, wachtend),
            "wacht": budget.boekingen.om_over_te_beslissen(wachtend),
            "gesloten": budget.afsluitingen.first(),
            "boekingen": blader(request, budget.boekingen.gefilterd(**form.keuze()).voor_lijst()),
            "form": form,
            "gefilterd": len(form.keuze()) + len(form.errors),
        },
    )


@mag("werkplek_zien", post="boeken")
def boeking(request, wijk, pk):
    """One booking: everything about it, its documents, and what can be done with it. A POST says that one read that it was refused."""
    boeking = get_object_or_404(Boeking.objects.voor_stuk(), pk=pk, budget__wijk=wijk)
    if request.method == "POST":
        try:
            deeds.lees_afwijzing(boeking, door=request.door)
            messages.success(request, f"Gelezen: boeking {boeking.nummer} staat niet meer op uw werklijst.")
        except Geweigerd as weigering:
            messages.error(request, str(weigering))
        return redirect("werkplek:start", wijk.slug)
    return render(
        request,
        "budget/boeking.html",
        {
            "boeking": boeking,
            "bewijsstukken": boeking.bewijsstukken.all(),
            "te_lezen": "boeken" in request.mag and Boeking.objects.filter(pk=pk).afgewezen_van(request.door).exists(),
            "correcties": boeking.correcties.select_related("akkoord"),
            "kruimels": [("Budget", "../../"), (f"Boeking {boeking.nummer}", None)],
        },
    )


@mag("boeken")
def boek(request, wijk):
    """Reserve, commit, pay or release, for a project."""
    budget = _budget(wijk)
    begin = {naam: request.GET.get(naam) for naam in ("project", "handeling")}
    form = BoekForm(request.POST or None, request.FILES or None, budget=budget, initial=begin)
    if request.method == "POST" and form.is_valid():
        schoon = dict(form.cleaned_data)
        handeling = schoon.pop("handeling")
        deed = getattr(deeds, "geef_vrij" if handeling in UIT else handeling)
        extra = {"uit": UIT[handeling]} if handeling in UIT else {}
        boeking = form.voer_uit(deed, budget, **schoon, **extra, door=request.door)
        if boeking is not None:
            return _geboekt(request, boeking)
    project = wijk.projecten.filter(pk=begin["project"]).first() if (begin["project"] or "").isdecimal() else None
    return _formulier(
        request,
        form,
        f"Boek voor {project}" if project else "Boek voor een project",
        potten=stand.potten(budget),
        van_project=stand.van_project(budget, project) if project else None,
    )


def _geboekt(request, boeking: Boeking):
    if boeking.vraagt_akkoord:
        messages.warning(request, f"{boeking.bedrag} is vastgehouden. De boeking telt als een tweede persoon akkoord geeft.")
    elif boeking.volgt_op:
        messages.success(request, f"Verplaatst: {boeking.bedrag} van {boeking.volgt_op.project} naar {boeking.project}.")
    else:
        voor = f" voor {boeking.project}" if boeking.project else ""
        messages.success(request, f"Geboekt: {boeking.bedrag}{voor}, van “{boeking.get_van_display()}” naar “{boeking.get_naar_display()}”.")
    return redirect("werkplek:budget", request.wijk.slug)


@mag("boeken")
def verplaats(request, wijk):
    """Move reserved money from one project to another."""
    budget = _budget(wijk)
    form = VerplaatsForm(request.POST or None, request.FILES or None, budget=budget, initial={"van": request.GET.get("van")})
    if request.method == "POST" and form.is_valid():
        boeking = form.voer_uit(deeds.verplaats, budget, **form.cleaned_data, door=request.door)
        if boeking is not None:
            return _geboekt(request, boeking)
    return _formulier(
        request, form, "Verplaats geld naar een ander project", uitleg="Alleen geld dat gekozen is en nog niet besteld, kan verplaatst worden."
    )


@mag("boeken")
def wijzig(request, wijk):
    """Open the budget by the decision that granted it, or raise or lower it by a later one."""
    budget = Budget.objects.select_related("wijk").filter(wijk=wijk).first()
    if budget is None or not budget.boekingen.toekenning().exists():
        return _stel_beschikbaar(request, wijk, budget or Budget())
    form = WijzigForm(request.POST or None, request.FILES or None, initial={"richting": "omhoog"})
    if request.method == "POST" and form.is_valid():
        schoon = dict(form.cleaned_data)
        omlaag, bedrag, besluit, omschrijving = schoon.pop("richting") == "omlaag", *map(schoon.pop, ("bedrag", "besluit", "omschrijving"))
        boeking = form.voer_uit(deeds.wijzig_begroting, budget, bedrag, besluit, omschrijving, omlaag=omlaag, **schoon, door=request.door)
        if boeking is not None:
            gedaan = f"Het budget gaat {boeking.bedrag} {'omlaag' if omlaag else 'omhoog'}."
            messages.success(request, "De wijziging wacht op akkoord van een tweede persoon." if boeking.vraagt_akkoord else gedaan)
            return redirect("werkplek:budget", wijk.slug)
    potten = stand.potten(budget)
    return _formulier(request, form, "Wijzig het budget", uitleg=f"Het budget is nu {stand.totaal(potten)}.", potten=potten)


def _stel_beschikbaar(request, wijk, budget: Budget):
    """The first budget, in words of its own."""
    form = ToekenForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        boeking = form.voer_uit(deeds.stel_beschikbaar, wijk, **form.cleaned_data, door=request.door)
        if boeking is not None:
            wacht = f"{boeking.bedrag} wacht op akkoord van een tweede persoon. Daarna is het te verdelen."
            klaar = f"De {wijk.naam} heeft {boeking.bedrag} om te verdelen."
            messages.success(request, wacht if boeking.vraagt_akkoord else klaar)
            return redirect("werkplek:budget", wijk.slug)
    return _formulier(
        request,
        form,
        "Stel het budget beschikbaar",
        uitleg=f"Dit is het eerste geld van deze wijk. Boven {Bedrag(budget.akkoord_boven)} moet een tweede persoon akkoord geven, "
        "zoals bij elke boeking.",
        knop="Stel het budget beschikbaar",
    )


@mag("boeken")
def boek_tegen(request, wijk, pk):
    boeking = get_object_or_404(Boeking.objects.voor_stuk(), pk=pk, budget__wijk=wijk)
    form = TegenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tegen = form.voer_uit(deeds.boek_tegen, boeking, **form.cleaned_data, door=request.door)
        if tegen is not None:
            if tegen.vraagt_akkoord:
                messages.warning(
                    request, f"De tegenboeking van boeking {boeking.nummer} wacht als boeking {tegen.nummer} op akkoord van een tweede persoon."
                )
            else:
                messages.success(request, f"Boeking {boeking.nummer} is tegengeboekt met boeking {tegen.nummer}.")
            return redirect("werkplek:budget", wijk.slug)
    return _formulier(request, form, f"Boek boeking {boeking.nummer} tegen", boeking=boeking)


@mag("goedkeuren")
def akkoord(request, wijk, pk):
    """A second person looks at a booking that waits, and decides."""
    boeking = get_object_or_404(Boeking.objects.voor_stuk(), pk=pk, budget__wijk=wijk)
    if boeking.status != Boeking.Status.WACHT_OP_AKKOORD or boeking.door_id == request.door.pk:
        zelf = boeking.status == Boeking.Status.WACHT_OP_AKKOORD
        messages.error(
            request,
            "U hebt deze boeking zelf ingevoerd. Iemand anders moet ernaar kijken." if zelf else f"Deze boeking is al {boeking.status_tekst}.",
        )
        return redirect("werkplek:boeking", wijk.slug, pk)
    form = BeslisForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["oordeel"] == "akkoord":
            klaar = form.voer_uit(deeds.geef_akkoord, boeking, door=request.door)
        else:
            klaar = form.voer_uit(deeds.wijs_af, boeking, form.cleaned_data["reden"], door=request.door)
        if klaar is not None:
            messages.success(
                request, f"Akkoord: {boeking.bedrag} is geboekt." if klaar.oordeel == "akkoord" else "De boeking is afgewezen. Het geld is terug."
            )
            return redirect("werkplek:budget", wijk.slug)
    return _formulier(
        request,
        form,
        f"Beslis over boeking {boeking.nummer}",
        boeking=boeking,
        gevolgen=gevolgen(boeking),
        bewijsstukken=boeking.bewijsstukken.all(),
        knop="Leg vast",
    )


@mag("boeken")
def trek_in(request, wijk, pk):
    """Take back a booking of one's own that waits."""
    boeking = get_object_or_404(Boeking.objects.voor_stuk(), pk=pk, budget__wijk=wijk)
    form = IntrekForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and form.voer_uit(deeds.trek_in, boeking, form.cleaned_data["reden"], door=request.door):
        messages.success(request, f"Boeking {boeking.nummer} is ingetrokken. Het geld is terug waar het was.")
        return redirect("werkplek:budget", wijk.slug)
    return _formulier(request, form, f"Trek boeking {boeking.nummer} in", boeking=boeking, knop="Trek in")


@mag("boeken")
def bewijs_erbij(request, wijk, pk):
    """Put a document behind a booking."""
    boeking = get_object_or_404(Boeking.objects.voor_stuk(), pk=pk, budget__wijk=wijk)
    form = BewijsForm(request.POST or None, request.FILES or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.voer_uit(deeds.voeg_bewijs_toe, boeking, form.cleaned_data["bestand"], door=request.door)
    ):
        messages.success(request, "Het bewijsstuk is toegevoegd.")
        return redirect("werkplek:boeking", wijk.slug, pk)
    return _formulier(request, form, f"Voeg een bewijsstuk toe bij boeking {boeking.nummer}", boeking=boeking, knop="Voeg toe")


@mag("bewijsstukken_zien")
def bewijsstuk(request, wijk, pk, stuk):
    """The document itself, as a download: a browser never shows it as a page of the portal."""
    boeking = get_object_or_404(Boeking, pk=pk, budget__wijk=wijk)
    gevonden = get_object_or_404(boeking.bewijsstukken, pk=stuk)
    try:
        inhoud = gevonden.bestand.open("rb")
    except FileNotFoundError as fout:
        raise Http404("Dit bestand staat niet meer op de schijf.") from fout
    antwoord = FileResponse(inhoud, as_attachment=True, filename=gevonden.naam, content_type=gevonden.soort)
    antwoord["Cache-Control"] = "private, no-store"
    return antwoord


@mag("boeken")
def dekking(request, wijk, slug, pk=None):
    """Money or work for a project from elsewhere: add, change or take away."""
    project = get_object_or_404(wijk.projecten.select_related("wijk"), slug=slug)
    bestaand = get_object_or_404(project.dekkingen, pk=pk) if pk else None
    if request.method == "POST" and bestaand and request.POST.get("weg") == "vraag":
        gevolg = f"Dan telt bij {project} niet meer mee: {bestaand}."
        return render(request, "wijk/werkplek_weg.html", {"gevolg": gevolg, "terug": request.path})
    if request.method == "POST" and bestaand and request.POST.get("weg") == "ja":
        deeds.verwijder_dekking(bestaand, door=request.door)
        messages.success(request, "De dekking is weg.")
        return redirect("werkplek:budget", wijk.slug)
    form = DekkingForm(request.POST or None, instance=bestaand)
    if (
        request.method == "POST"
        and form.is_valid()
        and form.voer_uit(deeds.bewaar_dekking, project, form.velden, bestaand, door=request.door) is not None
    ):
        messages.success(request, "De dekking is bewaard.")
        return redirect("werkplek:budget", wijk.slug)
    return _formulier(
        request, form, f"Dekking van elders voor {project}", knop="Bewaar", weg=bestaand, andere=project.dekkingen.all() if not pk else []
    )


@mag("werkplek_zien", post="perioden_sluiten")
def perioden(request, wijk):
    """Which months and years are closed; close another."""
    budget = _budget(wijk)
    form = PeriodeForm(request.POST or None, budget=budget) if "perioden_sluiten" in request.mag and te_sluiten(budget) else None
    if form and request.method == "POST" and form.is_valid():
        afsluiting = form.voer_uit(deeds.sluit_periode, budget, *form.grenzen(), door=request.door)
        if afsluiting is not None:
            messages.success(request, f"De boeken van {afsluiting} zijn gesloten.")
            return redirect("werkplek:perioden", wijk.slug)
    return render(
        request,
        "budget/perioden.html",
        {"form": form, "afsluitingen": budget.afsluitingen.select_related("door"), "kruimels": [("Budget", "../"), ("Perioden", None)]},
        status=422 if form and form.errors else 200,
    )


@mag("kader_wijzigen")
def grens(request, wijk):
    """The amount above which a second person is needed."""
    budget = _budget(wijk)
    form = GrensForm(request.POST or None, instance=_budget(wijk))
    if (
        request.method == "POST"
        and form.is_valid()
        and form.voer_uit(deeds.stel_grens_in, budget, form.cleaned_data["akkoord_boven"], door=request.door)
    ):
        messages.success(request, "De grens is bewaard.")
        return redirect("werkplek:budget", wijk.slug)
    return _formulier(request, form, "Wanneer is een tweede persoon nodig?", knop="Bewaar")
