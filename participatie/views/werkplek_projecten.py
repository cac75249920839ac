"""The werkplek: the projects that come of ideas."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from participatie import stopbericht
from participatie.deeds import overleg as overlegdeeds
from participatie.deeds import projecten as deeds
from participatie.deeds import projectstukken as stukken
from participatie.forms.projecten import (
    EigenAfspraakForm,
    IdeeErbijForm,
    MijlpaalForm,
    NieuwsForm,
    ProjectForm,
    ProjectStartForm,
    ProjectUitOverlegForm,
    StopForm,
)
from participatie.forms.projectstukken import BesluitForm, VerschuifForm
from participatie.models import Idee, Project
from participatie.nastatus import wat_volgt
from participatie.poorten import ontbreekt
from participatie.projectdelen import in_links
from participatie.stoppen import gevolgen
from wijk.bladeren import blader
from wijk.forms.kader import RolForm, UrenForm
from wijk.fouten import Geweigerd
from wijk.toegang import mag
from wijk.woorden import datum


@mag("werkplek_zien")
def projecten(request, wijk):
    return render(
        request, "participatie/project_werkplek_lijst.html", {"projecten": blader(request, wijk.projecten.voor_lijst().met_ongelezen_hulp())}
    )


@mag("projecten_beheren")
def nieuw(request, wijk):
    """Start a project from as many ideas as are ticked: those that are named (`?idee=4&idee=9`) stand first. `?overleg=`: as its decision."""
    if pk := request.GET.get("overleg", ""):
        return _uit_overleg(request, wijk, int(pk) if pk.isdecimal() and len(pk) < 16 else 0)
    genoemd = [int(nummer) for nummer in request.GET.getlist("idee")[:50] if nummer.isdecimal() and len(nummer) < 9]
    te_kiezen = list(wijk.ideeen.klaar_voor_overleg().om_te_kiezen(genoemd)[: ProjectStartForm.MEESTE])
    aangevinkt = sorted((idee for idee in te_kiezen if idee.nummer in genoemd), key=lambda idee: genoemd.index(idee.nummer))
    initieel = {"ideeen": [str(idee.nummer) for idee in aangevinkt]}
    if aangevinkt:
        initieel |= {"titel": aangevinkt[0].titel, "geraamd": sum(idee.geschatte_kosten or 0 for idee in aangevinkt) or None}
    form = ProjectStartForm(request.POST or None, wijk=wijk, ideeen=te_kiezen, initial=initieel)
    if request.method == "POST" and form.is_valid():
        project = form.voer_uit(
            deeds.begin_project,
            wijk,
            form.velden,
            form.cleaned_data.get("ideeen", []),
            waarom_toch=form.cleaned_data.get("waarom_toch", ""),
            door=request.door,
        )
        if project is not None:
            return _begonnen(request, project)
    return render(request, "participatie/project_form.html", {"form": form, "titel": "Begin een project"}, status=form.status)


def _uit_overleg(request, wijk, pk: int):
    """Start a project from ideas on the list of an overleg: what it decides on each of them."""
    overleg = get_object_or_404(wijk.overleggen.select_related("wijk"), pk=pk)
    te_kiezen = list(overleg.te_besluiten()[: ProjectStartForm.MEESTE])
    form = ProjectUitOverlegForm(request.POST or None, wijk=wijk, ideeen=te_kiezen)
    if request.method == "POST" and form.is_valid():
        gekozen, reden = form.cleaned_data["ideeen"], form.cleaned_data["reden"]
        project = form.voer_uit(overlegdeeds.begin_project_uit_overleg, overleg, form.velden, gekozen, reden, door=request.door)
        if project is not None:
            return _begonnen(request, project)
    te_vroeg = overleg.begint_pas if overleg.is_de_dag else f"Dit overleg is pas op {datum(overleg.dag)}."
    if request.method == "GET" and (overleg.is_te_vroeg or not te_kiezen):
        messages.error(request, te_vroeg if overleg.is_te_vroeg else "Er staat niets op de lijst om over te besluiten.")
        return redirect("werkplek:overleg_een", wijk.slug, pk)
    inhoud = {"form": form, "titel": "Begin een project uit meer ideeën", "overleg": overleg}
    return render(request, "participatie/project_form.html", inhoud, status=form.status)


def _begonnen(request, project):
    messages.success(request, "Het project is begonnen. Leg nu rollen, afspraken en tijdpad vast.")
    return redirect("werkplek:project", project.wijk.slug, project.slug)


FORMS = {
    "gegevens": lambda data, project, wijk: ProjectForm(data, instance=Project.objects.get(pk=project.pk), wijk=wijk, prefix="gegevens"),
    "idee": lambda data, project, wijk: IdeeErbijForm(data, wijk=wijk, prefix="idee"),
    "rol": lambda data, project, wijk: RolForm(data, wijk=wijk, prefix="rol"),
    "voorwaarde": lambda data, project, wijk: EigenAfspraakForm(data, wijk=wijk, prefix="voorwaarde"),
    "mijlpaal": lambda data, project, wijk: MijlpaalForm(data, prefix="mijlpaal"),
    "besluit": lambda data, project, wijk: BesluitForm(data, wijk=wijk, prefix="besluit"),
    "uren": lambda data, project, wijk: UrenForm(data, wijk=wijk, prefix="uren"),
    "nieuws": lambda data, project, wijk: NieuwsForm(data, prefix="nieuws"),
    "stop": lambda data, project, wijk: StopForm(data, project=project, prefix="stop"),
}
KLAAR = {
    "gegevens": "De gegevens van het project zijn bewaard.",
    "idee": "Het idee zit nu in dit project.",
    "rol": "De rol is vastgelegd.",
    "voorwaarde": "De eigen afspraak is bewaard.",
    "mijlpaal": "De mijlpaal staat op het tijdpad.",
    "besluit": "Het besluit is vastgelegd.",
    "uren": "Uw uren zijn bewaard.",
    "nieuws": "Het nieuws staat op de website.",
    "stop": "Het project is gestopt.",
}
VOLGENDE = {
    Project.Status.VOORBEREIDING: Project.Status.BESLUIT,
    Project.Status.BESLUIT: Project.Status.UITVOERING,
    Project.Status.UITVOERING: Project.Status.AFGEROND,
}


def _voer_uit(actie, form, project, door):
    match actie:
        case "gegevens":
            return form.voer_uit(deeds.wijzig_project, project, form.velden, door=door)
        case "idee":
            return form.voer_uit(deeds.voeg_idee_toe, project, form.cleaned_data["idee"], form.cleaned_data["waarom_toch"], door=door)
        case "rol":
            return form.voer_uit(deeds.geef_rol, project, form.velden, door=door)
        case "voorwaarde":
            return form.voer_uit(deeds.voeg_voorwaarde_toe, project, form.velden, door=door)
        case "mijlpaal":
            return form.voer_uit(deeds.zet_mijlpaal, project, form.velden, door=door)
        case "besluit":
            return form.voer_uit(stukken.leg_besluit_vast, project, form.velden, door=door)
        case "uren":
            return form.voer_uit(stukken.schrijf_projecturen, project, form.velden, door=door)
        case "nieuws":
            return form.voer_uit(deeds.plaats_nieuws, project, form.velden, door=door)
        case "stop":
            return form.voer_uit(deeds.naar_status, project, Project.Status.GESTOPT, **form.cleaned_data, door=door)


@mag("werkplek_zien", post="projecten_beheren")
def project(request, wijk, slug):
    """One project with all that belongs to it; each part has its own small form."""
    project = get_object_or_404(wijk.projecten.select_related("wijk", "trekker"), slug=slug)
    actie = request.POST.get("actie", "")
    forms = {naam: maak(request.POST if naam == actie else None, project, wijk) for naam, maak in FORMS.items()}
    form = forms.get(actie)
    if form is not None and form.is_valid() and _voer_uit(actie, form, project, request.door) is not None:
        messages.success(request, KLAAR[actie])
        return redirect("werkplek:project", wijk.slug, slug)
    volgende = VOLGENDE.get(Project.Status(project.status))
    return render(
        request,
        "participatie/project_werkplek.html",
        {
            "project": project,
            "forms": forms,
            "actie": actie if form is not None else request.GET.get("vul", ""),
            "links": in_links(project),
            "volgende": volgende,
            "mist": (mist := ontbreekt(project, volgende) if volgende else []),
            "wat_volgt": wat_volgt(project, volgende) if volgende and not mist and "projecten_beheren" in request.mag else [],
            "ideeen": project.ideeen.order_by("nummer")[:50],
            "rollen": project.rollen.select_related("partij"),
            "voorwaarden": project.randvoorwaarden.met_tekst(),
            "mijlpalen": project.mijlpalen.op_volgorde(),
            "besluiten": project.besluiten.select_related("partij"),
            "geen_nodig": project.geen_voorwaarden_gezegd(),
            "uren": project.uren.select_related("regel__door")[:20],
            "uren_totaal": project.uren.totaal(),
            "tellingen": project.helpers.tellingen(),
            "mag_plannen": project.loopt and "projecten_beheren" in request.mag,
            "gevolgen": gevolgen(project) if project.loopt else [],
            "stop_lezers": stopbericht.lezers(project) if project.loopt else [],
            "stop_bellen": stopbericht.te_bellen(project) if project.loopt else [],
            "ongelezen": project.helpers.ongelezen().count(),
        },
        status=422 if form is not None and form.errors else 200,
    )


@mag("projecten_beheren")
def mijlpaal(request, wijk, slug, pk):
    """Change one point of the time path, or take it away."""
    project = get_object_or_404(wijk.projecten.select_related("wijk"), slug=slug)
    mijlpaal = get_object_or_404(project.mijlpalen.select_related("project__wijk"), pk=pk)
    verschuift = request.POST.get("actie") == "verschuif"
    form = MijlpaalForm(request.POST if request.method == "POST" and not verschuift else None, instance=mijlpaal)
    # Two forms on one row: each has an instance of its own.
    eigen = get_object_or_404(project.mijlpalen.select_related("project__wijk"), pk=pk)
    verschuif = VerschuifForm(request.POST if verschuift else None, instance=eigen, auto_id="verschuif_%s")
    gedaan = ""
    if verschuift and verschuif.is_valid():
        vers = get_object_or_404(project.mijlpalen.select_related("project__wijk"), pk=pk)
        if verschuif.voer_uit(deeds.verschuif_mijlpaal, vers, *verschuif.velden.values(), door=request.door):
            gedaan = "De verwachte dag is bewaard."
    elif request.method == "POST" and form.is_valid() and form.voer_uit(deeds.zet_mijlpaal, project, form.velden, mijlpaal, door=request.door):
        gedaan = "De mijlpaal is bewaard."
    if gedaan:
        messages.success(request, gedaan)
        return redirect("werkplek:project", wijk.slug, slug)
    gegevens = {"project": project, "mijlpaal": mijlpaal, "form": form, "verschuif": verschuif, "actie": "verschuif" if verschuift else ""}
    return render(request, "participatie/mijlpaal.html", gegevens, status=422 if form.errors or verschuif.errors else 200)


@mag("projecten_beheren")
@require_POST
def project_daad(request, wijk, slug):
    """A deed on a project that asks for nothing but a click."""
    project = get_object_or_404(wijk.projecten.select_related("wijk"), slug=slug)
    daad, _, pk = request.POST.get("daad", "").partition(":")
    try:
        # The status is in the button: a second click asks for the same again, not for the one after it.
        if daad == "verder" and pk in VOLGENDE.values():
            deeds.naar_status(project, pk, door=request.door)
            messages.success(request, f"Het project is nu: {project.get_status_display()}.")
        elif daad == "geen_voorwaarden":
            deeds.geen_eigen_voorwaarden(project, door=request.door)
            messages.success(request, "Vastgelegd: er zijn geen extra afspraken nodig.")
        elif daad == "mijlpaal_klaar" and pk.isdecimal():
            deeds.mijlpaal_klaar(get_object_or_404(project.mijlpalen.select_related("project__wijk"), pk=int(pk)), door=request.door)
            messages.success(request, "De mijlpaal is klaar.")
        elif daad == "mijlpaal_weg" and pk.isdecimal():
            deeds.verwijder_mijlpaal(get_object_or_404(project.mijlpalen.select_related("project__wijk"), pk=int(pk)), door=request.door)
            messages.success(request, "De mijlpaal is weg.")
        elif daad == "rol_weg" and pk.isdecimal():
            deeds.neem_rol_weg(project, get_object_or_404(project.rollen, pk=int(pk)), door=request.door)
            messages.success(request, "De rol is weg.")
        elif daad == "idee_weg" and pk.isdecimal():
            deeds.haal_idee_weg(
                project, get_object_or_404(project.ideeen.select_related("wijk").filter(status=Idee.Status.PROJECT), pk=int(pk)), door=request.door
            )
            messages.success(request, "Het idee zit niet meer in dit project.")
        else:
            raise Geweigerd("Deze knop kennen we niet. Vernieuw de pagina.")
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
    return redirect("werkplek:project", wijk.slug, slug)
