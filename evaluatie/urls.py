"""Addresses of this app: public below `/<wijk>/`, for officials below `/werkplek/<wijk>/`."""

from django.urls import path

from evaluatie.views import invullen, leerpunten, papier, vragenset
from evaluatie.views import openbaar as pagina
from evaluatie.views import werkplek as werk
from evaluatie.views import werkplek_evaluaties as werk_evaluaties

openbaar = [
    path("evaluaties/", pagina.evaluaties, name="evaluaties"),
    path("evaluaties/jaren/", pagina.jaren, name="evaluatie_jaren"),
    path("evaluaties/<int:pk>/", pagina.evaluatie, name="evaluatie"),
    path("evaluaties/<int:pk>/invullen/", invullen.meedoen, name="evaluatie_meedoen"),
    path("evaluaties/invullen/<str:code>/", invullen.invullen, name="invullen"),
    path("uitvoeringsprogramma/", pagina.programma, name="uitvoeringsprogramma"),
]
werkplek = [
    path("evaluaties/", werk_evaluaties.evaluaties, name="evaluaties"),
    path("evaluaties/nieuw/", werk_evaluaties.nieuw, name="evaluatie_nieuw"),
    path("evaluaties/<int:pk>/", werk_evaluaties.evaluatie, name="evaluatie"),
    path("evaluaties/<int:pk>/daad/", werk_evaluaties.evaluatie_daad, name="evaluatie_daad"),
    path("evaluaties/<int:pk>/formulieren/", papier.formulieren, name="evaluatie_formulieren"),
    path("evaluaties/papier/", papier.invoer, name="evaluatie_papier"),
    path("evaluaties/vragen/<slug:over>/", vragenset.vragen, name="evaluatie_vragen"),
    path("leerpunten/", leerpunten.leerpunten, name="leerpunten"),
    path("leerpunten/<int:pk>/", leerpunten.leerpunt, name="leerpunt"),
    path("leerpunten/<int:pk>/grond-weg/", leerpunten.grond_weg, name="leerpunt_grond_weg"),
    path("uitvoeringsprogramma/", werk.programma, name="uitvoeringsprogramma"),
]
