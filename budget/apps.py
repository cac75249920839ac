from django.apps import AppConfig


class BudgetConfig(AppConfig):
    name = "budget"
    verbose_name = "Budget"

    def ready(self):
        from budget import afronden, cijfers, kanttekening, opendata, projectdelen, stappen, stoppen, uitleg, volgen, werklijst  # noqa: F401 (they register themselves)
        from participatie.models import Project
        from participatie.poorten import poort

        poort(Project.Status.UITVOERING)(stappen.geld_is_er)
