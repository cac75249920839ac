"""Files of a project: photos, documents and its time path for a calendar; and the page on which officials keep them."""

from datetime import timedelta

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from icalendar import Calendar, Event

from participatie.deeds import projectstukken as deeds
from participatie.forms.projectstukken import DocumentForm, ProjectfotoForm
from participatie.models import Project, Projectdocument, Projectfoto
from wijk.fouten import Geweigerd
from wijk.toegang import mag


def _bestand(bestand):
    try:
        return bestand.open("rb")
    except FileNotFoundError as fout:
        raise Http404("Dit bestand staat niet meer op de schijf.") from fout


@mag("zien")
@csp_update({"style-src": [UNSAFE_INLINE]})  # a browser that shows a picture by itself styles the page that it makes for it
def foto(request, wijk, slug, pk, klein=False):
    gevonden = get_object_or_404(Projectfoto, project__wijk=wijk, project__slug=slug, pk=pk)
    antwoord = FileResponse(_bestand(gevonden.bestand_klein if klein else gevonden.bestand_groot), content_type="image/webp")
    antwoord["Cache-Control"] = "private, max-age=31536000, immutable"
    antwoord["X-Content-Type-Options"] = "nosniff"
    return antwoord


@mag("zien")
def document(request, wijk, slug, pk):
    """The PDF, as a download: a browser never shows it as a page of the portal."""
    gevonden = get_object_or_404(Projectdocument, project__wijk=wijk, project__slug=slug, pk=pk)
    antwoord = FileResponse(_bestand(gevonden.bestand), as_attachment=True, filename=gevonden.naam, content_type="application/pdf")
    antwoord["X-Content-Type-Options"] = "nosniff"
    antwoord["Cache-Control"] = "private, no-cache"
    return antwoord


@mag("zien")
def agenda(request, wijk, slug):
    """The milestones as a calendar file (RFC 5545). A calendar that has them already knows each by its UID, and takes the higher SEQUENCE."""
    project = get_object_or_404(wijk.projecten.select_related("wijk"), slug=slug)
    kalender = Calendar()
    kalender.add("prodid", "-//wijkportaal//NL")
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    kalender.add("x-wr-calname", project.titel)
    for mijlpaal in project.mijlpalen.op_volgorde():
        punt = Event()
        punt.add("uid", f"mijlpaal-{mijlpaal.pk}@{wijk.slug}.wijkportaal")
        punt.add("summary", f"{project.titel}: {mijlpaal.titel}{' (klaar)' if mijlpaal.klaar_op else ''}")
        punt.add("description", _uitleg(mijlpaal))
        punt.add("dtstamp", mijlpaal.gewijzigd_op)
        punt.add("last-modified", mijlpaal.gewijzigd_op)
        punt.add("sequence", mijlpaal.versie)
        punt.add("dtstart", mijlpaal.dag)
        punt.add("dtend", mijlpaal.dag + timedelta(days=1))
        punt.add("transp", "TRANSPARENT")
        punt.add("url", request.build_absolute_uri(project.get_absolute_url()))
        vervallen = project.status == Project.Status.GESTOPT and not mijlpaal.klaar_op
        punt.add("status", "CANCELLED" if vervallen else "CONFIRMED")
        kalender.add_component(punt)
    koppen = {"Content-Disposition": f'attachment; filename="{project.slug}.ics"'}
    return HttpResponse(kalender.to_ical(), content_type="text/calendar; charset=utf-8", headers=koppen)


def _uitleg(mijlpaal) -> str:
    gepland = f"Gepland op {mijlpaal.datum:%d-%m-%Y}."
    if mijlpaal.klaar_op:
        return f"{gepland} Klaar op {mijlpaal.klaar_op:%d-%m-%Y}."
    return f"{gepland} {mijlpaal.reden_verschoven}" if mijlpaal.verwacht else gepland


@mag("werkplek_zien", post="projecten_beheren")
def bestanden(request, wijk, slug):
    """Documents and photos of a project: add and take away."""
    project = get_object_or_404(wijk.projecten.select_related("wijk"), slug=slug)
    actie = request.POST.get("actie", "")
    documentform = DocumentForm(*_invoer(request, actie, "document"), auto_id="document_%s")
    fotoform = ProjectfotoForm(*_invoer(request, actie, "foto"), auto_id="foto_%s")
    gedaan = ""
    if actie == "document" and documentform.is_valid():
        schoon = documentform.cleaned_data
        if documentform.voer_uit(deeds.voeg_document_toe, project, schoon["titel"], schoon["bestand"], door=request.door):
            gedaan = "Het document staat op de website."
    elif actie == "foto" and fotoform.is_valid():
        schoon = fotoform.cleaned_data
        if fotoform.voer_uit(deeds.voeg_foto_toe, project, schoon["wanneer"], schoon["tekst"], schoon["fotos"], door=request.door):
            gedaan = "De foto staat op de website."
    elif actie in ("document_weg", "foto_weg"):
        gedaan = _haal_weg(request, project, actie)
    if gedaan:
        messages.success(request, gedaan)
        return redirect("werkplek:project_bestanden", wijk.slug, slug)
    return render(
        request,
        "participatie/project_bestanden.html",
        {
            "project": project,
            "documentform": documentform,
            "fotoform": fotoform,
            "actie": actie,
            "documenten": project.documenten.select_related("project__wijk"),
            "fotos": project.fotos.select_related("project__wijk"),
            "meeste": Projectfoto.MEESTE,
        },
        status=422 if documentform.errors or fotoform.errors else 200,
    )


def _invoer(request, actie: str, naam: str) -> tuple:
    return (request.POST, request.FILES) if actie == naam else (None, None)


def _haal_weg(request, project: Project, actie: str) -> str:
    pk = request.POST.get("pk", "")
    if not pk.isdecimal() or len(pk) > 15:
        raise Http404
    rijen, deed = (project.documenten, deeds.verwijder_document) if actie == "document_weg" else (project.fotos, deeds.verwijder_foto)
    try:
        deed(get_object_or_404(rijen.select_related("project__wijk"), pk=int(pk)), door=request.door)
    except Geweigerd as weigering:
        messages.error(request, str(weigering))
        return ""
    return "Het document is weg." if actie == "document_weg" else "De foto is weg."
