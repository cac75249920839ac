from django.apps import AppConfig


class EvaluatieConfig(AppConfig):
    name = "evaluatie"
    verbose_name = "Evaluatie"

    def ready(self):
        from evaluatie import cijfers, opendata, papiercodes, persoonsgegevens, projectdelen, stappen, startpunten, volgen, werklijst  # noqa: F401 (they register themselves)
        from evaluatie.bronnen import meedoen, werk  # noqa: F401 (the figures of a year)
        from evaluatie.deeds import evaluaties  # noqa: F401 (what follows when a project is finished)
