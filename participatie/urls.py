"""Addresses of this app: public below `/<wijk>/`, for officials below `/werkplek/<wijk>/`."""

from django.urls import path

from participatie.views import adressen, ideeen, projecten, punten, wandelingen, werkplek_toetsen
from participatie.views import werkplek_projecten as werk
from participatie.views import werkplek_wandelingen as loop

openbaar = [
    path("wandelingen/", wandelingen.wandelingen, name="wandelingen"),
    path("wandelingen/<int:pk>/", wandelingen.wandeling, name="wandeling"),
    path("wandelingen/<int:pk>/aanmelden/", wandelingen.aanmelden, name="aanmelden"),
    path("wandelingen/<int:pk>/agenda.ics", wandelingen.agenda, name="wandeling_agenda"),
    path("aangemeld/<str:code>/", wandelingen.aangemeld, name="aangemeld"),
    path("ideeen/", ideeen.ideeen, name="ideeen"),
    path("ideeen/nieuw/", ideeen.idee_nieuw, name="idee_nieuw"),
    path("ideeen/adressen/", adressen.adressen, name="adressen"),
    path("ideeen/<int:nummer>/", ideeen.idee, name="idee"),
    path("ideeen/<int:nummer>/verzonden/", ideeen.idee_verzonden, name="idee_verzonden"),
    path("ideeen/<int:nummer>/fotos/<int:foto>.webp", ideeen.foto, name="foto"),
    path("ideeen/<int:nummer>/fotos/<int:foto>-klein.webp", ideeen.foto, {"klein": True}, name="foto_klein"),
    path("ideeen/<int:nummer>/steun/", ideeen.steun, name="steun"),
    path("ideeen/<int:nummer>/reageer/", ideeen.reageer, name="reageer"),
    path("ideeen/<int:nummer>/intrekken/", ideeen.intrekken, name="idee_intrekken"),
    path("ideeen.geojson", punten.ideeen_geojson, name="ideeen_geojson"),
    path("ideeen.csv", ideeen.ideeen_csv, name="ideeen_csv"),
    path("overleggen/", projecten.overleggen, name="overleggen"),
    path("overleggen/<int:pk>/", projecten.overleg, name="overleg"),
    path("projecten/", projecten.projecten, name="projecten"),
    path("projecten/<slug:slug>/", projecten.project, name="project"),
]
werkplek = [
    path("toetsen/", werkplek_toetsen.toetsen, name="toetsen"),
    path("toetsen/<int:nummer>/", werkplek_toetsen.toets, name="toets"),
    path("toetsen/<int:nummer>/daad/", werkplek_toetsen.daad, name="idee_daad"),
    path("toetsen/<int:nummer>/orden/", werkplek_toetsen.orden, name="idee_orden"),
    path("reacties/<int:pk>/", werkplek_toetsen.modereer, name="modereer"),
    path("wandelingen/", loop.wandelingen, name="wandelingen"),
    path("wandelingen/nieuw/", loop.nieuw, name="wandeling_nieuw"),
    path("wandelingen/<int:pk>/", loop.wandeling, name="wandeling"),
    path("wandelingen/<int:pk>/wijzigen/", loop.wijzigen, name="wandeling_wijzigen"),
    path("wandelingen/<int:pk>/stap/", loop.stap, name="wandeling_stap"),
    path("wandelingen/<int:pk>/uitnodigen/", loop.uitnodiging, name="uitnodiging_nieuw"),
    path("wandelingen/<int:pk>/uitnodigen/<int:uitnodiging>/", loop.uitnodiging, name="uitnodiging"),
    path("wandelingen/<int:pk>/aanwezigheid/", loop.aanwezigheid, name="aanwezigheid"),
    path("wandelingen/<int:pk>/invoer/", loop.invoer, name="invoer"),
    path("overleg/", werk.overleggen, name="overleg"),
    path("overleg/nieuw/", werk.overleg_nieuw, name="overleg_nieuw"),
    path("overleg/<int:pk>/", werk.overleg, name="overleg_een"),
    path("overleg/<int:pk>/wijzigen/", werk.overleg_wijzigen, name="overleg_wijzigen"),
    path("overleg/<int:pk>/daad/", werk.overleg_daad, name="overleg_daad"),
    path("overleg/<int:pk>/ideeen/<int:nummer>/", werk.vervolg, name="vervolg"),
    path("projecten/", werk.projecten, name="projecten"),
    path("projecten/nieuw/", werk.nieuw, name="project_nieuw"),
    path("projecten/<slug:slug>/", werk.project, name="project"),
    path("projecten/<slug:slug>/mijlpalen/<int:pk>/", werk.mijlpaal, name="mijlpaal"),
    path("projecten/<slug:slug>/daad/", werk.project_daad, name="project_daad"),
]
