"""The site of `/beheer/`. Apart from `wijk/admin.py`: making the site imports this file, and what is registered meanwhile would be lost."""

from django.contrib import admin

from wijk.rechten import mag_doen


class BeheerSite(admin.AdminSite):
    """`/beheer/`: for whoever holds the deed `beheren`."""

    site_header = "Beheer van het wijkportaal"
    site_title = "Beheer"
    index_title = "Wat wilt u beheren?"
    site_url = "/"

    def has_permission(self, request):
        gebruiker = request.user
        return gebruiker.is_active and gebruiker.is_authenticated and (gebruiker.is_superuser or mag_doen(gebruiker, "beheren", None))
