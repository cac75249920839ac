"""The site of `/beheer/`. Apart from wijk/admin.py: the site must stand before that registers anything on it."""

from functools import update_wrapper

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from wijk.begin import begint_bij, wacht_op_beheer
from wijk.getypt import met_getypt, vraag_inloggen
from wijk.models import Gebruiker
from wijk.rechten import mag_doen


def mag_beheren(gebruiker: Gebruiker) -> bool:
    """Whoever holds the deed `beheren`, or was made the first administrator on the command line."""
    return gebruiker.is_active and (gebruiker.is_superuser or mag_doen(gebruiker, "beheren", None))


class BeheerSite(admin.AdminSite):
    """`/beheer/`: for whoever holds the deed `beheren`."""

    site_header = "Beheer van het wijkportaal"
    site_title = "Beheer"
    index_title = "Wat wilt u beheren?"
    site_url = "/"

    def get_urls(self):
        """Without the pages that change a password: nobody signs in with one."""
        return [adres for adres in super().get_urls() if getattr(adres, "name", "") not in ("password_change", "password_change_done")]

    def index(self, request, extra_context=None):
        """With the wijken that wait for somebody to get a function, and where a next one is started."""
        return super().index(request, {"wachtend": wacht_op_beheer(request.user), "begint_bij": begint_bij(request.user), **(extra_context or {})})

    def has_permission(self, request):
        return request.user.is_authenticated and mag_beheren(request.user)

    def admin_view(self, view, cacheable=False):
        """As everywhere: what was typed by who was not signed in any more is kept."""
        binnen = super().admin_view(view, cacheable)
        if view == self.logout:
            return binnen

        def bewaakt(request, *args, **kwargs):
            if request.method == "POST" and not request.user.is_authenticated:
                return vraag_inloggen(request)
            if self.has_permission(request):
                return met_getypt(request, lambda: binnen(request, *args, **kwargs))
            return binnen(request, *args, **kwargs)

        return update_wrapper(bewaakt, binnen)

    def login(self, request, extra_context=None):
        """As everywhere: a code by e-mail, with its limits and second step; no door of its own with a password."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        naar = request.GET.get(REDIRECT_FIELD_NAME, "")
        if not url_has_allowed_host_and_scheme(naar, allowed_hosts={request.get_host()}):
            naar = reverse("admin:index")
        return redirect(naar) if request.user.is_authenticated else redirect_to_login(naar)
