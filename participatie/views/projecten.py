"""Projects, for everyone."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from participatie import projectdelen
from participatie.tijdas import Tijdas
from wijk.bladeren import blader
from wijk.models import Gebeurtenis
from wijk.toegang import mag

PER_PAGINA = 40
# What the page of a project says itself: who has which role, what was agreed on. And that it was decided on, beside the decision.
STAAT_ER_AL = ("project.rol", "project.geen_voorwaarden", "project.voorwaarde", "project.besluit")


@mag("zien")
def projecten(request, wijk):
    """What runs in the wijk: every project by its state, each on the same time axis."""
    pagina = blader(request, wijk.projecten.voor_lijst().met_periode(), per=PER_PAGINA)
    return render(
        request,
        "participatie/project_lijst.html",
        {"projecten": pagina, "tijdas": Tijdas(pagina.rijen, timezone.localdate()), "kruimels": [("Projecten", None)]},
    )


@mag("zien")
def project(request, wijk, slug):
    project = get_object_or_404(wijk.projecten.select_related("wijk", "trekker"), slug=slug)
    return render(
        request,
        "participatie/project_een.html",
        {
            "project": project,
            "ideeen": project.ideeen.openbaar().order_by("nummer")[:50],
            "rollen": project.rollen.select_related("partij"),
            "voorwaarden": project.randvoorwaarden.met_tekst(),
            "mijlpalen": project.mijlpalen.op_volgorde(),
            "besluit": project.besluiten.select_related("partij").first(),
            "geen_nodig": project.geen_voorwaarden_gezegd(),
            "tellingen": project.helpers.tellingen(),
            "uren": project.uren.totaal(),
            "documenten": project.documenten.select_related("project__wijk"),
            "fotos": project.fotos.select_related("project__wijk"),
            "delen": projectdelen.van_project(project),
            "nieuws": project.nieuws.all()[:10],
            "gebeurtenissen": list(Gebeurtenis.objects.over(project).openbaar().exclude(soort__in=STAAT_ER_AL).nieuwste_eerst()[:100]),
            "kruimels": [("Projecten", reverse("openbaar:projecten", args=[wijk.slug])), (project.titel, None)],
        },
    )
