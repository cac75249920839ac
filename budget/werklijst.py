from django.urls import reverse

from budget.kadertekst import achterhaald_in
from budget.models import Boeking, Budget, Pot, Saldo
from budget.tweede import tekort
from wijk.werklijst import Taak, eigen_taken, taken


@eigen_taken
def wacht_op_akkoord(wijk, gebruiker):
    """What somebody else entered: nobody decides on a booking of their own."""
    aantal = Boeking.objects.filter(budget__wijk=wijk).te_beslissen_door(gebruiker)[:1000].count()
    pad = reverse("werkplek:budget", args=[wijk.slug]) + "#wacht"
    yield Taak("boekingen wachten op akkoord", aantal, pad, "goedkeuren", dringend=True, een="boeking wacht op akkoord")


@eigen_taken
def afgewezen(wijk, gebruiker):
    """Bookings of their own that were refused, each with the reason, until booked anew or read."""
    for boeking in Boeking.objects.filter(budget__wijk=wijk).afgewezen_van(gebruiker)[:20]:
        voor = f" voor {boeking.project}" if boeking.project else ""
        pad = reverse("werkplek:boeking", args=[wijk.slug, boeking.pk])
        zin = f"boeking van u is afgewezen: {boeking.bedrag}{voor}"
        yield Taak(zin, 1, pad, "boeken", uitleg=f"Reden: {boeking.akkoord.reden}", een=zin)


@taken
def tweede_persoon(wijk):
    """Without a second person a larger booking waits for nobody: said to who books, and to who leads the wijk."""
    budget = Budget.objects.filter(wijk=wijk).first()
    if budget is None or not (zin := tekort(wijk, budget)):
        return
    for recht in ("boeken", "kader_wijzigen"):
        pad = reverse("werkplek:budget", args=[wijk.slug])
        yield Taak("tweede budgetbeheerders zijn nodig", 1, pad, recht, uitleg=zin, een="tweede budgetbeheerder is nodig")


@taken
def wacht_op_geld(wijk):
    """Decided on, and nothing was set aside for it yet (nor waits to be)."""
    besloten = wijk.projecten.filter(status="besluit", kost_niets=False)
    zonder = besloten.exclude(saldi__bedrag__gt=0).exclude(
        pk__in=Boeking.objects.wacht_op_akkoord().filter(budget__wijk=wijk, project__isnull=False).values("project")
    )
    pad = reverse("werkplek:budget", args=[wijk.slug]) + "#projecten"
    yield Taak(
        "projecten wachten op geld",
        zonder[:1000].count(),
        pad,
        "boeken",
        uitleg="Er is een besluit. Reserveer het geld.",
        een="project wacht op geld",
    )


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
