"""All addresses of the portal. Each app hands in what it has; a wijk's slug comes last, so that it never hides a fixed address."""

from django.contrib import admin
from django.urls import include, path

from budget import urls as budget
from evaluatie import urls as evaluatie
from participatie import urls as participatie
from wijk import frame_urls as frame
from wijk.portaal import urls as portaal

apps = (portaal, frame, participatie, budget, evaluatie)

urlpatterns = [
    *portaal.hoofd,
    path("beheer/", admin.site.urls),
    path("werkplek/<slug:wijk>/", include(([adres for app in apps for adres in app.werkplek], "werkplek"))),
    path("<slug:wijk>/", include(([adres for app in apps for adres in app.openbaar], "openbaar"))),
]
