from budget import stand
from budget.models import Budget
from participatie.projectdelen import projectdeel


@projectdeel
def geld(project):
    """What was planned for this project, and where its money is now."""
    budget = Budget.objects.filter(wijk=project.wijk).first()
    if budget is None:
        return None
    return ("budget/deel_project.html", {"stand": stand.van_project(budget, project), "dekkingen": project.dekkingen.all()})
