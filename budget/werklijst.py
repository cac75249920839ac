from django.urls import reverse

from budget.models import Boeking
from wijk.werklijst import Taak, taken


@taken
def wacht_op_akkoord(wijk):
    aantal = Boeking.objects.filter(budget__wijk=wijk).wacht_op_akkoord()[:1000].count()
    pad = reverse("werkplek:budget", args=[wijk.slug]) + "#wacht"
    yield Taak("boekingen wachten op akkoord", aantal, pad, "goedkeuren", dringend=True, enkel="boeking wacht op akkoord")
