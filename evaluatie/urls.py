"""Addresses of this app: public below `/<wijk>/`, for officials below `/werkplek/<wijk>/`."""

from django.urls import path

from evaluatie.views import openbaar as pagina
from evaluatie.views import werkplek as werk

openbaar = [
    path("evaluaties/", pagina.evaluaties, name="evaluaties"),
    path("evaluaties/<int:pk>/", pagina.evaluatie, name="evaluatie"),
    path("evaluaties/invullen/<str:code>/", pagina.invullen, name="invullen"),
    path("uitvoeringsprogramma/", pagina.programma, name="uitvoeringsprogramma"),
]
werkplek = [
    path("evaluaties/", werk.evaluaties, name="evaluaties"),
    path("evaluaties/nieuw/", werk.nieuw, name="evaluatie_nieuw"),
    path("evaluaties/<int:pk>/", werk.evaluatie, name="evaluatie"),
    path("evaluaties/<int:pk>/daad/", werk.evaluatie_daad, name="evaluatie_daad"),
    path("evaluaties/<int:pk>/brieven/", werk.brieven, name="evaluatie_brieven"),
    path("leerpunten/", werk.leerpunten, name="leerpunten"),
    path("uitvoeringsprogramma/", werk.programma, name="uitvoeringsprogramma"),
]
