from budget import stand
from budget.models import Budget
from participatie.projectdelen import projectdeel, projectzin


@projectdeel
def geld(project):
    """What was planned for this project, and where its money is now."""
    budget = Budget.objects.filter(wijk=project.wijk).first()
    if budget is None:
        return None
    return ("budget/deel_project.html", {"stand": stand.van_project(budget, project), "dekkingen": project.dekkingen.all()})


@projectzin
def geld_in_een_zin(project):
    """What an idea became, in euros."""
    if project.kost_niets:
        return "Het project kost niets uit het wijkbudget."
    budget = Budget.objects.filter(wijk=project.wijk).first()
    if budget is None:
        return ""
    nu = stand.van_project(budget, project)
    if not nu.totaal:
        return "Aan het project is nog geen geld toegekend."
    return f"Aan het project is {nu.totaal.kort()} toegekend. Daarvan is {nu.betaald.kort()} betaald."
