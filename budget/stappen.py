"""What the steps still lack in money."""

from django.urls import reverse

from budget.models import Boeking, Pot, Saldo
from budget.stand import PROJECTPOTTEN
from wijk.stappen import Gebrek, controle


@controle(1)
def geld(wijk):
    if not Saldo.objects.filter(budget__wijk=wijk, bedrag__gt=0).exists():
        pad = reverse("werkplek:budget", args=[wijk.slug])
        if Boeking.objects.filter(budget__wijk=wijk).toekenning().wacht_op_akkoord().exists():
            yield Gebrek("Het budget wacht op akkoord van een tweede persoon.", pad, "goedkeuren")
        else:
            yield Gebrek("Er is nog geen geld beschikbaar gesteld.", pad, "boeken")


def geld_is_er(project):
    """What a project lacks in money before it is carried out."""
    if project.kost_niets:
        return
    if Saldo.objects.filter(project=project, pot__in=PROJECTPOTTEN, bedrag__gt=0).exists():
        return
    if project.boekingen.wacht_op_akkoord().filter(naar=Pot.GERESERVEERD).exists():
        pad = reverse("werkplek:budget", args=[project.wijk.slug]) + "#wacht"
        yield Gebrek("akkoord van een tweede persoon op het geld dat gereserveerd is", pad, "goedkeuren")
    else:
        yield Gebrek("geld dat gereserveerd is (of: het project kost niets)", reverse("werkplek:budget", args=[project.wijk.slug]), "boeken")
