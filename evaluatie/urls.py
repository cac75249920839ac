"""Addresses of this app: public below `/<wijk>/`, for officials below `/werkplek/<wijk>/`."""

from django.urls import path

from wijk.views.straks import straks, straks_werkplek

openbaar = [
    path("evaluaties/", straks, name="evaluaties"),
    path("evaluaties/<int:pk>/", straks, name="evaluatie"),
    path("evaluaties/invullen/<str:code>/", straks, name="invullen"),
    path("uitvoeringsprogramma/", straks, name="uitvoeringsprogramma"),
]

werkplek = [
    path("evaluaties/", straks_werkplek, name="evaluaties"),
    path("evaluaties/<int:pk>/", straks_werkplek, name="evaluatie"),
    path("leerpunten/", straks_werkplek, name="leerpunten"),
    path("uitvoeringsprogramma/", straks_werkplek, name="uitvoeringsprogramma"),
]
