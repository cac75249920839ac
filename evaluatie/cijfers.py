from django.db.models import Avg, Count

from evaluatie.drempel import MINSTE_GROEP
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
    mensen = Genodigde.objects.filter(evaluatie__in=vastgesteld).gevraagd().aggregate(n=Count("pk"), klaar=Count("ingevuld_op"))
    if mensen["klaar"] >= MINSTE_GROEP:
        yield Cijfer("Mensen die antwoordden", Bedrag.cijfers(mensen["klaar"]), f"van {Bedrag.cijfers(mensen['n'])} die het gevraagd is")
    cijfer = Antwoord.objects.filter(vraag__evaluatie__in=vastgesteld, cijfer__isnull=False).exclude(genodigde__weg=Genodigde.Weg.OPEN)
    gaf = cijfer.aggregate(gemiddeld=Avg("cijfer"), wie=Count("genodigde", distinct=True))
    if gaf["wie"] >= MINSTE_GROEP:
        yield Cijfer("Gemiddeld cijfer", f"{gaf['gemiddeld']:.1f}".replace(".", ","), "van 1 tot 5; 5 is het beste")
