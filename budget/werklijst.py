from django.urls import reverse

from budget.kadertekst import achterhaald_in
from budget.models import Boeking, Pot, Saldo
from wijk.werklijst import Taak, eigen_taken, taken


@eigen_taken
def wacht_op_akkoord(wijk, gebruiker):
    """What somebody else entered: nobody decides on a booking of their own."""
    aantal = Boeking.objects.filter(budget__wijk=wijk).te_beslissen_door(gebruiker)[:1000].count()
    pad = reverse("werkplek:budget", args=[wijk.slug]) + "#wacht"
    yield Taak("boekingen wachten op akkoord", aantal, pad, "goedkeuren", dringend=True, een="boeking wacht op akkoord")


@taken
def geld_over(wijk):
    over = Saldo.objects.filter(project__wijk=wijk, project__status__in=("afgerond", "geevalueerd", "gestopt"), bedrag__gt=0)
    aantal = over.filter(pot__in=(Pot.GERESERVEERD, Pot.VERPLICHT)).values("project").distinct()[:1000].count()
    pad = reverse("werkplek:budget", args=[wijk.slug]) + "#let-op"
    yield Taak(
        "projecten zijn klaar of gestopt, maar er staat nog geld voor",
        aantal,
        pad,
        "boeken",
        een="project is klaar of gestopt, maar er staat nog geld voor",
    )


@taken
def kader_noemt_oud_budget(wijk):
    oud = achterhaald_in(wijk)
    pad = reverse("werkplek:kader", args=[wijk.slug])
    if len(oud) == 1:
        pad = reverse("werkplek:kader_wijzig", args=[wijk.slug, "randvoorwaarden", oud[0].voorwaarde.pk])
    yield Taak(
        "randvoorwaarden noemen een bedrag dat het budget niet meer is",
        len(oud),
        pad,
        "kader_wijzigen",
        een="randvoorwaarde noemt een bedrag dat het budget niet meer is",
        uitleg=" ".join(een.zin for een in oud),
    )
