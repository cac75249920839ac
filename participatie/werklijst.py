"""What waits for officials in this app. Counting stops at a thousand."""

from django.urls import reverse
from django.utils import timezone

from participatie.models import Idee, Reactie, Vervolgstap, Wijkwandeling
from wijk.werklijst import Taak, taken

TEL_TOT = 1000


def _taak(enkel, meervoud, rijen, pad, recht, **opties) -> Taak:
    aantal = rijen.order_by()[: TEL_TOT + 1].count()
    return Taak(meervoud, min(aantal, TEL_TOT), pad, recht, meer=aantal > TEL_TOT, enkel=enkel, **opties)


@taken
def ideeen(wijk):
    vandaag, rijen = timezone.localdate(), wijk.ideeen
    toetsen, overleg = reverse("werkplek:toetsen", args=[wijk.slug]), reverse("werkplek:overleg", args=[wijk.slug])
    yield _taak(
        "idee is te laat beantwoord", "ideeën zijn te laat beantwoord", rijen.te_laat(vandaag), f"{toetsen}?wat=te_laat", "toetsen", dringend=True
    )
    yield _taak(
        "idee vraagt binnen een week antwoord",
        "ideeën vragen binnen een week antwoord",
        rijen.bijna_te_laat(vandaag),
        f"{toetsen}?wat=bijna",
        "toetsen",
    )
    yield _taak(
        "idee is nog niet in behandeling",
        "ideeën zijn nog niet in behandeling",
        rijen.filter(status=Idee.Status.ONTVANGEN),
        f"{toetsen}?wat=ontvangen",
        "toetsen",
    )
    yield _taak(
        "idee staat nog niet op de website",
        "ideeën staan nog niet op de website",
        rijen.niet_openbaar(),
        f"{toetsen}?wat=niet_openbaar",
        "ideeen_ordenen",
    )
    yield _taak("reactie om te lezen", "reacties om te lezen", Reactie.objects.in_wijk(wijk).wacht(), toetsen, "modereren")
    yield _taak(
        "idee wacht op een besluit in een overleg",
        "ideeën wachten op een besluit in een overleg",
        rijen.klaar_voor_overleg(),
        overleg,
        "overleggen",
    )
    yield _taak(
        "afspraak had al klaar moeten zijn",
        "afspraken hadden al klaar moeten zijn",
        Vervolgstap.objects.te_laat(wijk, vandaag),
        overleg,
        "overleggen",
        dringend=True,
    )


@taken
def wandelingen(wijk):
    pad, rijen, S = reverse("werkplek:wandelingen", args=[wijk.slug]), wijk.wandelingen, Wijkwandeling.Status
    yield _taak(
        "wandeling is nog niet aangekondigd",
        "wandelingen zijn nog niet aangekondigd",
        rijen.filter(status=S.CONCEPT),
        pad,
        "wandelingen_beheren",
    )
    yield _taak(
        "wandeling is geweest: meld hem gelopen",
        "wandelingen zijn geweest: meld ze gelopen",
        rijen.filter(status=S.AANGEKONDIGD, begint__lt=timezone.now()),
        pad,
        "wandelingen_beheren",
        dringend=True,
    )
    yield _taak(
        "wandeling is nog niet helemaal ingevoerd",
        "wandelingen zijn nog niet helemaal ingevoerd",
        rijen.filter(status=S.GELOPEN),
        pad,
        "invoeren",
        dringend=True,
    )


@taken
def projecten(wijk):
    pad = reverse("werkplek:projecten", args=[wijk.slug])
    laat = wijk.projecten.lopend().filter(mijlpalen__klaar_op__isnull=True, mijlpalen__datum__lt=timezone.localdate()).distinct()
    yield _taak("project heeft een mijlpaal die voorbij is", "projecten hebben een mijlpaal die voorbij is", laat, pad, "projecten_beheren")
