from django.apps import AppConfig


class PortaalConfig(AppConfig):
    """Pages that join all apps. Nobody but wijk/urls.py imports it."""

    name = "wijk.portaal"
    label = "portaal"
    verbose_name = "Portaal"
