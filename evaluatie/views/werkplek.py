"""The werkplek: ask what it brought, and note what was learnt."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from evaluatie import deeds
from evaluatie.forms import EvaluatieForm, LeerpuntForm, SamenvattingForm, UitnodigForm, VraagForm
from evaluatie.models import Kant
from evaluatie.uitslag import uitslag
from wijk.bladeren import blader
from wijk.fouten import Geweigerd
from wijk.toegang import mag


@mag("werkplek_zien")
def evaluaties(request, wijk):
    return render(
        request,
        "evaluatie/werkplek_lijst.html",
        {"evaluaties": blader(request, wijk.evaluaties.met_aantallen().select_related("project")), "te_doen": wijk.projecten.te_evalueren()},
    )


@mag("evalueren")
def nieuw(request, wijk):
    project = request.GET.get("project")
    form = EvaluatieForm(request.POST or None, wijk=wijk, initial={"project": project})
    if request.method == "POST" and form.is_valid():
        evaluatie = form.voer_uit(deeds.maak_evaluatie, wijk, form.velden, door=request.door)
        if evaluatie is not None:
            messages.success(request, "De evaluatie staat klaar, met de gebruikelijke vragen. Nodig nu mensen uit.")
            return redirect("werkplek:evaluatie", wijk.slug, evaluatie.pk)
    return render(
        request,
        "evaluatie/werkplek_form.html",
        {"form": form, "titel": "Bereid een evaluatie voor", "knop": "Bereid voor"},
        status=422 if form.errors else 200,
    )


@mag("werkplek_zien", post="evalueren")
def evaluatie(request, wijk, pk):
    """One evaluation: questions, who was asked, answers, conclusion."""
    evaluatie = get_object_or_404(wijk.evaluaties.select_related("wijk", "project__wijk"), pk=pk)
    actie = request.POST.get("actie", "")
    data = lambda naam: request.POST if naam == actie else None  # noqa: E731
    forms = {
        "vraag": VraagForm(data("vraag"), auto_id="vraag_%s"),
        "uitnodigen": UitnodigForm(data("uitnodigen"), auto_id="uitnodigen_%s"),
        "vaststellen": SamenvattingForm(
            data("vaststellen"), beantwoord=evaluatie.is_beantwoord(), initial={"samenvatting": evaluatie.samenvatting}, auto_id="vast_%s"
        ),
    }
    form = forms.get(actie)
    if form is not None and form.is_valid():
        schoon = form.cleaned_data
        if actie == "vraag":
            klaar = form.voer_uit(deeds.bewaar_vraag, evaluatie, form.velden, door=request.door)
        elif actie == "uitnodigen":
            klaar = form.voer_uit(deeds.nodig_uit, evaluatie, schoon["kant"], schoon["adressen"], schoon["brieven"] or 0, door=request.door)
        else:
            klaar = form.voer_uit(deeds.stel_vast, evaluatie, **schoon, door=request.door)
        if klaar is not None:
            messages.success(request, "Bewaard.")
            return redirect("werkplek:evaluatie", wijk.slug, pk)
    per_kant = evaluatie.per_kant()
    return render(
        request,
        "evaluatie/werkplek_een.html",
        {
            "evaluatie": evaluatie,
            "forms": forms,
            "actie": actie if form is not None else "",
            "vragen": evaluatie.vragen.all(),
            "per_kant": [(kant.label, *per_kant.get(kant, (0, 0))) for kant in Kant],
            "uitslag": uitslag(evaluatie, alleen_openbaar=False) if evaluatie.status in ("gesloten", "vastgesteld") else [],
            "brieven": evaluatie.genodigden.filter(email="").exists(),
        },
        status=422 if form is not None and form.errors else 200,
    )


@mag("evalueren")
@require_POST
def evaluatie_daad(request, wijk, pk):
    evaluatie = get_object_or_404(wijk.evaluaties.select_related("wijk"), pk=pk)
    daad, nummer = request.POST.get("daad", ""), request.POST.get("pk", "")
    try:
        if daad == "open":
            deeds.open_evaluatie(evaluatie, door=request.door)
            messages.success(request, "De evaluatie is open. De uitnodigingen gaan per e-mail weg; print de brieven.")
        elif daad == "sluit":
            deeds.sluit(evaluatie, door=request.door)
            messages.success(request, "De evaluatie is gesloten.")
        elif daad == "openbaar":
            deeds.maak_openbaar(evaluatie, {int(n) for n in request.POST.getlist("antwoord") if n.isdecimal()}, door=request.door)
            messages.success(request, "Uw keuze is bewaard.")
        elif daad == "vraag_weg" and nummer.isdecimal():
            deeds.verwijder_vraag(get_object_or_404(evaluatie.vragen.select_related("evaluatie__wijk"), pk=int(nummer)), door=request.door)
            messages.success(request, "De vraag is weg.")
        else:
            raise Geweigerd("Deze knop kennen we niet. Vernieuw de pagina.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("werkplek:evaluatie", wijk.slug, pk)


@mag("evalueren")
def brieven(request, wijk, pk):
    """The personal addresses to print, for who has no e-mail."""
    evaluatie = get_object_or_404(wijk.evaluaties.select_related("wijk"), pk=pk)
    genodigden = evaluatie.genodigden.filter(email="", ingevuld_op__isnull=True).select_related("evaluatie__wijk")
    rijen = [(genodigde, request.build_absolute_uri(genodigde.get_absolute_url())) for genodigde in genodigden]
    return render(request, "evaluatie/werkplek_brieven.html", {"evaluatie": evaluatie, "rijen": rijen})


@mag("werkplek_zien", post="evalueren")
def leerpunten(request, wijk):
    pk = request.GET.get("wijzig", "")
    leerpunt = wijk.leerpunten.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) < 18 else None
    form = LeerpuntForm(request.POST or None, instance=leerpunt, wijk=wijk)
    if request.method == "POST" and form.is_valid() and form.voer_uit(deeds.bewaar_leerpunt, wijk, form.velden, leerpunt, door=request.door):
        messages.success(request, "Het leerpunt is bewaard.")
        return redirect("werkplek:leerpunten", wijk.slug)
    return render(
        request,
        "evaluatie/werkplek_leerpunten.html",
        {"form": form, "leerpunten": wijk.leerpunten.select_related("evaluatie")[:200], "leerpunt": leerpunt},
        status=422 if form.errors else 200,
    )
