"""A project that is finished keeps the money that is still open; who finishes it reads beforehand how much that is."""

from budget.models import Budget, Pot, Saldo
from participatie.models import Project
from participatie.nastatus import vooraf

ZINNEN = {
    Pot.GERESERVEERD: "{} is gekozen en nog niet besteld. Dat blijft voor dit project staan tot de budgetbeheerder het vrijgeeft.",
    Pot.VERPLICHT: "{} is besteld en nog niet betaald. Dat blijft staan: betaal het, of zeg de bestelling af en geef het vrij.",
}


@vooraf(Project.Status.AFGEROND)
def geld_dat_openstaat(project: Project) -> tuple[str, dict]:
    saldi = dict(Saldo.objects.filter(project=project, bedrag__gt=0).values_list("pot", "bedrag"))
    zinnen = [zin.format(saldi[pot]) for pot, zin in ZINNEN.items() if pot in saldi]
    if Budget.objects.filter(wijk=project.wijk_id, boekingen__in=project.boekingen.wacht_op_akkoord()).exists():
        zinnen.append("Er wacht nog een boeking op akkoord. Die kan daarna nog besloten worden.")
    return "budget/deel_vooraf.html", {"zinnen": zinnen}
