"""What of this app can be followed, and what hangs together with what."""

from participatie.models import Idee
from wijk.volgen import Soort, band, volgbaar

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

band("participatie.idee", "participatie.idee", "samengevoegd")  # who follows an idea that was merged hears of the one it went into
band("participatie.idee", "participatie.idee", "gesplitst_uit")  # and of what was split off it
band("participatie.idee", "participatie.project", "project")
band("participatie.idee", "participatie.wijkwandeling", "wandeling")
band("participatie.idee", "wijk.thema", "thema")
band("participatie.project", "participatie.idee", "ideeen")
band("participatie.project", "wijk.thema", "ideeen__thema")
