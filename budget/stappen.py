"""What the steps still lack in money."""

from django.urls import reverse

from budget.models import Pot, Saldo
from wijk.stappen import Gebrek, controle


@controle(1)
def geld(wijk):
    if not Saldo.objects.filter(budget__wijk=wijk, bedrag__gt=0).exists():
        yield Gebrek("Er is nog geen geld beschikbaar gesteld.", reverse("werkplek:budget", args=[wijk.slug]))


def geld_is_er(project):
    """What a project lacks in money before it is carried out."""
    if project.kost_niets:
        return
    if not Saldo.objects.filter(project=project, pot__in=[Pot.GERESERVEERD, Pot.VERPLICHT, Pot.BETAALD], bedrag__gt=0).exists():
        yield Gebrek("geld dat gereserveerd is (of: het project kost niets)", reverse("werkplek:budget", args=[project.wijk.slug]))
