"""What of this app can be followed, and what hangs together with what."""

from django.urls import reverse

from participatie.models import Idee
from wijk.models import Wijk
from wijk.volgen import Soort, band, samengevat, volgbaar

volgbaar(
    Soort(
        woord="idee",
        label="participatie.idee",
        sleutel="nummer",
        rijen=lambda wijk: wijk.ideeen.openbaar().select_related("wijk"),
        naam=lambda idee: f"idee {idee.nummer}",
        titel=lambda idee: f"Idee {idee.nummer}" if idee.status == Idee.Status.INGETROKKEN else f"Idee {idee.nummer}: {idee.titel}",
        pad=lambda idee: idee.get_absolute_url(),
    )
)
volgbaar(
    Soort(
        woord="project",
        label="participatie.project",
        sleutel="slug",
        rijen=lambda wijk: wijk.projecten.select_related("wijk"),
        naam=lambda project: f"het project {project.titel}",
        titel=lambda project: f"Project {project.titel}",
        pad=lambda project: project.get_absolute_url(),
    )
)
volgbaar(
    Soort(
        woord="wandeling",
        label="participatie.wijkwandeling",
        sleutel="pk",
        rijen=lambda wijk: wijk.wandelingen.openbaar().select_related("wijk"),
        naam=lambda wandeling: f"de wandeling {wandeling.titel}",
        titel=lambda wandeling: f"Wandeling {wandeling.titel}",
        pad=lambda wandeling: wandeling.get_absolute_url(),
    )
)

# Every walk of the wijk; it hangs on the row of the wijk, under a name of its own.
volgbaar(
    Soort(
        woord="wandelingen",
        label="participatie.wandelingen",
        sleutel="slug",
        rijen=lambda wijk: Wijk.objects.filter(pk=wijk.pk),
        naam=lambda wijk: f"de wandelingen in de {wijk.naam}",
        titel=lambda wijk: "Wandelingen: nodig mij voor elke wandeling uit",
        pad=lambda wijk: reverse("openbaar:wandelingen", args=[wijk.slug]),
        algemeen=True,
    )
)

band("participatie.wijkwandeling", "participatie.wandelingen", "wijk")
band("participatie.idee", "participatie.idee", "samengevoegd")  # who follows an idea that was merged hears of the one it went into
band("participatie.idee", "participatie.idee", "gesplitst_uit")  # and of what was split off it
band("participatie.idee", "participatie.project", "project")
band("participatie.idee", "participatie.wijkwandeling", "wandeling")
band("participatie.idee", "wijk.thema", "thema")
samengevat("idee.naar_voren", door="wijk.thema")
band("participatie.project", "participatie.idee", "ideeen")
band("participatie.project", "wijk.thema", "ideeen__thema")
