import logging
from importlib import import_module

from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin
from django.utils.module_loading import module_has_submodule

BEHEERD = {"wijk", "participatie", "budget", "evaluatie", "allauth.mfa"}


class WijkConfig(AppConfig):
    name = "wijk"
    default = True
    verbose_name = "Wijk en kader"

    def ready(self):
        from wijk import accountgegevens, checks, opendatakader, stapcontroles  # noqa: F401 (they register themselves)
        from wijk.geheimen import Logregel

        # Not a filter in LOGGING: that would take gunicorn's loggers the files which its command line gave them.
        logging.setLogRecordFactory(Logregel)


class BeheerConfig(admin.SimpleAdminConfig):
    default = False
    default_site = "wijk.beheer.BeheerSite"

    def ready(self):
        """Find the admin modules of the portal's own apps, and that by which a lost second step is taken away; nobody needs the others there."""
        super().ready()
        apps.get_app_config("mfa").verbose_name = "Tweede stap bij het inloggen"
        for app in apps.get_app_configs():
            if app.name in BEHEERD and module_has_submodule(app.module, "admin"):
                import_module(f"{app.name}.admin")
