from django.apps import AppConfig


class EvaluatieConfig(AppConfig):
    name = "evaluatie"
    verbose_name = "Evaluatie"

    def ready(self):
        from evaluatie import cijfers, persoonsgegevens, projectdelen, stappen, volgen, werklijst  # noqa: F401 (they register themselves)
        from evaluatie.deeds import evaluaties  # noqa: F401 (what follows when a project is finished)
