"""What waits for officials in this app. Counting stops at a thousand."""

from django.urls import reverse
from django.utils import timezone

from participatie.models import Idee, Reactie, Vervolgstap, Wijkwandeling
from wijk.werklijst import Taak, taken

TEL_TOT = 1000


def _taak(titel, rijen, pad, recht, **opties) -> Taak:
    aantal = rijen.order_by()[: TEL_TOT + 1].count()
    return Taak(titel, min(aantal, TEL_TOT), pad, recht, meer=aantal > TEL_TOT, **opties)


@taken
def ideeen(wijk):
    toetsen, vandaag = reverse("werkplek:toetsen", args=[wijk.slug]), timezone.localdate()
    yield _taak("ideeën zijn te laat beantwoord", wijk.ideeen.te_laat(vandaag), f"{toetsen}?wat=te_laat", "toetsen", dringend=True)
    yield _taak("ideeën vragen binnen een week antwoord", wijk.ideeen.bijna_te_laat(vandaag), f"{toetsen}?wat=bijna", "toetsen")
    yield _taak("ideeën zijn nog niet in behandeling", wijk.ideeen.filter(status=Idee.Status.ONTVANGEN), f"{toetsen}?wat=ontvangen", "toetsen")
    yield _taak("ideeën staan nog niet op de website", wijk.ideeen.niet_openbaar(), f"{toetsen}?wat=niet_openbaar", "ideeen_ordenen")
    yield _taak("reacties om te lezen", Reactie.objects.in_wijk(wijk).wacht(), toetsen, "modereren")
    overleg = reverse("werkplek:overleg", args=[wijk.slug])
    yield _taak("ideeën wachten op een besluit in een overleg", wijk.ideeen.klaar_voor_overleg(), overleg, "overleggen")
    yield _taak("afspraken hadden al klaar moeten zijn", Vervolgstap.objects.te_laat(wijk, vandaag), overleg, "overleggen", dringend=True)


@taken
def wandelingen(wijk):
    pad = reverse("werkplek:wandelingen", args=[wijk.slug])
    yield _taak("wandelingen zijn nog niet aangekondigd", wijk.wandelingen.filter(status=Wijkwandeling.Status.CONCEPT), pad, "wandelingen_beheren")
    voorbij = wijk.wandelingen.filter(status=Wijkwandeling.Status.AANGEKONDIGD, begint__lt=timezone.now())
    yield _taak("wandelingen zijn geweest: meld ze gelopen", voorbij, pad, "wandelingen_beheren", dringend=True)
    yield _taak(
        "wandelingen zijn nog niet helemaal ingevoerd", wijk.wandelingen.filter(status=Wijkwandeling.Status.GELOPEN), pad, "invoeren", dringend=True
    )


@taken
def projecten(wijk):
    pad = reverse("werkplek:projecten", args=[wijk.slug])
    laat = wijk.projecten.lopend().filter(mijlpalen__klaar_op__isnull=True, mijlpalen__datum__lt=timezone.localdate()).distinct()
    yield _taak("projecten hebben een mijlpaal die voorbij is", laat, pad, "projecten_beheren")
