from django.urls import reverse
from django.utils import timezone

from evaluatie.models import Evaluatie, Uitvoeringsprogramma
from wijk.werklijst import Taak, taken


@taken
def evaluaties(wijk):
    pad = reverse("werkplek:evaluaties", args=[wijk.slug])
    yield Taak(
        "projecten zijn klaar maar nog niet geëvalueerd",
        wijk.projecten.te_evalueren().count(),
        pad,
        "evalueren",
        enkel="project is klaar maar nog niet geëvalueerd",
    )
    voorbij = wijk.evaluaties.filter(status=Evaluatie.Status.OPEN, open_tot__lt=timezone.localdate()).count()
    yield Taak("evaluaties kunnen gesloten worden", voorbij, pad, "evalueren", dringend=True, enkel="evaluatie kan gesloten worden")
    yield Taak(
        "evaluaties zijn gesloten maar niet vastgesteld",
        wijk.evaluaties.filter(status=Evaluatie.Status.GESLOTEN).count(),
        pad,
        "evalueren",
        enkel="evaluatie is gesloten maar niet vastgesteld",
    )


@taken
def programma(wijk):
    """A wijk has one programme; the college decides on it once it is offered."""
    aangeboden = Uitvoeringsprogramma.objects.filter(wijk=wijk, status=Uitvoeringsprogramma.Status.AANGEBODEN).count()
    yield Taak(
        "uitvoeringsprogramma’s wachten op een besluit van het college",
        aangeboden,
        reverse("werkplek:uitvoeringsprogramma", args=[wijk.slug]),
        "besluit_vastleggen",
        dringend=True,
        enkel="uitvoeringsprogramma wacht op een besluit van het college",
    )
