from django.apps import AppConfig


class ParticipatieConfig(AppConfig):
    name = "participatie"
    verbose_name = "Participatie"

    def ready(self):
        from participatie import cijfers, hulpgegevens, opendata, persoonsgegevens, stappen, volgen, werklijst  # noqa: F401 (they register themselves)
        from participatie.deeds import themas  # noqa: F401 (idem)
