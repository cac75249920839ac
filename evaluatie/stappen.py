"""What the last step of the note still lacks."""

from django.urls import reverse
from django.utils import timezone

from evaluatie.jaar import periode
from evaluatie.models import Evaluatie
from wijk.stappen import Gebrek, controle
from wijk.woorden import datum


@controle(6)
def terugkijken(wijk):
    pad = reverse("werkplek:evaluaties", args=[wijk.slug])
    for project in wijk.projecten.te_evalueren()[:20]:
        yield Gebrek(f"Het project “{project}” is nog niet geëvalueerd.", pad, "evalueren")
    if not wijk.evaluaties.filter(project__isnull=True, status=Evaluatie.Status.VASTGESTELD).exists():
        over, vandaag = periode(wijk, 1), timezone.localdate()
        wanneer = "" if over is None else " Het jaar is voorbij." if over.tot <= vandaag else f" Dat doen we na een jaar, vanaf {datum(over.tot)}."
        yield Gebrek(f"Het hele proces is nog niet geëvalueerd.{wanneer}", pad, "evalueren")
