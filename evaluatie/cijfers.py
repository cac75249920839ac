from django.db.models import Avg, Count

from evaluatie.models import Antwoord, Genodigde
from wijk.bedrag import Bedrag
from wijk.cijfers import Cijfer, cijfers


@cijfers("Evaluaties")
def evaluaties(wijk):
    vastgesteld = wijk.evaluaties.openbaar()
    aantal = vastgesteld.count()
    if not aantal:
        return
    yield Cijfer("Evaluaties vastgesteld", Bedrag.cijfers(aantal))
    mensen = Genodigde.objects.filter(evaluatie__in=vastgesteld).aggregate(n=Count("pk"), klaar=Count("ingevuld_op"))
    yield Cijfer("Mensen die antwoordden", Bedrag.cijfers(mensen["klaar"]), f"van {Bedrag.cijfers(mensen['n'])} die het gevraagd is")
    gemiddelde = Antwoord.objects.filter(vraag__evaluatie__in=vastgesteld).aggregate(n=Avg("cijfer"))["n"]
    if gemiddelde is not None:
        yield Cijfer("Gemiddeld cijfer", f"{gemiddelde:.1f}".replace(".", ","), "van 1 (heel ontevreden) tot 5 (heel tevreden)")
