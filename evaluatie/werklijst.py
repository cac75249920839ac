from django.urls import reverse
from django.utils import timezone

from evaluatie.models import Evaluatie
from wijk.werklijst import Taak, taken


@taken
def evaluaties(wijk):
    pad = reverse("werkplek:evaluaties", args=[wijk.slug])
    yield Taak("projecten zijn klaar maar nog niet geëvalueerd", wijk.projecten.te_evalueren().count(), pad, "evalueren")
    voorbij = wijk.evaluaties.filter(status=Evaluatie.Status.OPEN, open_tot__lt=timezone.localdate()).count()
    yield Taak("evaluaties kunnen gesloten worden", voorbij, pad, "evalueren", dringend=True)
    yield Taak("evaluaties zijn gesloten maar niet vastgesteld", wijk.evaluaties.filter(status=Evaluatie.Status.GESLOTEN).count(), pad, "evalueren")
