"""Addresses of this app: public below `/<wijk>/`, for officials below `/werkplek/<wijk>/`."""

from django.urls import path

from wijk.views.straks import straks, straks_werkplek

openbaar = [
    path("wandelingen/", straks, name="wandelingen"),
    path("wandelingen/<int:pk>/", straks, name="wandeling"),
    path("wandelingen/<int:pk>/aanmelden/", straks, name="aanmelden"),
    path("wandelingen/<int:pk>/agenda.ics", straks, name="wandeling_agenda"),
    path("aangemeld/<str:code>/", straks, name="aangemeld"),
    path("ideeen/", straks, name="ideeen"),
    path("ideeen/nieuw/", straks, name="idee_nieuw"),
    path("ideeen/<int:nummer>/", straks, name="idee"),
    path("ideeen/<int:nummer>/verzonden/", straks, name="idee_verzonden"),
    path("ideeen/<int:nummer>/steun/", straks, name="steun"),
    path("ideeen/<int:nummer>/reageer/", straks, name="reageer"),
    path("ideeen.geojson", straks, name="ideeen_geojson"),
    path("ideeen.csv", straks, name="ideeen_csv"),
    path("overleggen/", straks, name="overleggen"),
    path("overleggen/<int:pk>/", straks, name="overleg"),
    path("projecten/", straks, name="projecten"),
    path("projecten/<slug:slug>/", straks, name="project"),
]

werkplek = [
    path("wandelingen/", straks_werkplek, name="wandelingen"),
    path("wandelingen/nieuw/", straks_werkplek, name="wandeling_nieuw"),
    path("wandelingen/<int:pk>/", straks_werkplek, name="wandeling"),
    path("wandelingen/<int:pk>/wijzigen/", straks_werkplek, name="wandeling_wijzigen"),
    path("wandelingen/<int:pk>/aanwezigheid/", straks_werkplek, name="aanwezigheid"),
    path("wandelingen/<int:pk>/invoer/", straks_werkplek, name="invoer"),
    path("toetsen/", straks_werkplek, name="toetsen"),
    path("toetsen/<int:nummer>/", straks_werkplek, name="toets"),
    path("overleg/", straks_werkplek, name="overleg"),
    path("overleg/<int:pk>/", straks_werkplek, name="overleg_een"),
    path("projecten/", straks_werkplek, name="projecten"),
    path("projecten/<slug:slug>/", straks_werkplek, name="project"),
]
