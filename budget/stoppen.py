"""A project that stops gives back what was chosen for it; what was ordered or paid stays."""

from budget.deeds.boeken import geef_reservering_vrij
from budget.models import Budget, Pot, Saldo
from participatie.models import Project
from participatie.stoppen import bij_stoppen


def wat_er_met_het_geld_gebeurt(project: Project) -> list[str]:
    saldi = dict(Saldo.objects.filter(project=project, bedrag__gt=0).values_list("pot", "bedrag"))
    wacht = Budget.objects.filter(wijk=project.wijk_id, boekingen__in=project.boekingen.wacht_op_akkoord()).exists()
    zinnen = {
        Pot.GERESERVEERD: "{} was gekozen en nog niet besteld. Dat is dan weer te verdelen.",
        Pot.VERPLICHT: "{} is al besteld. Dat blijft staan: betaal het, of zeg de bestelling af en geef het vrij.",
        Pot.BETAALD: "{} is al betaald. Dat blijft staan.",
    }
    uit = [zin.format(saldi[pot]) for pot, zin in zinnen.items() if pot in saldi]
    return [*uit, "Er wacht nog een boeking op akkoord. Vraag de budgetbeheerder om erover te beslissen."] if wacht else uit


bij_stoppen(geef_reservering_vrij, wat_er_met_het_geld_gebeurt)
