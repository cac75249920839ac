"""Addresses of this app: public below `/<wijk>/`, for officials below `/werkplek/<wijk>/`."""

from django.urls import path

from evaluatie.views import openbaar as pagina
from evaluatie.views import programma, versies
from evaluatie.views import werkplek as werk

openbaar = [
    path("evaluaties/", pagina.evaluaties, name="evaluaties"),
    path("evaluaties/<int:pk>/", pagina.evaluatie, name="evaluatie"),
    path("evaluaties/invullen/<str:code>/", pagina.invullen, name="invullen"),
    path("uitvoeringsprogramma/", versies.nieuwste, name="uitvoeringsprogramma"),
    path("uitvoeringsprogramma/versies/<int:nummer>/", versies.versie, name="programmaversie"),
    path("uitvoeringsprogramma/versies/<int:nummer>/programma.pdf", versies.pdf, name="programma_pdf"),
    path("uitvoeringsprogramma/versies/<int:nummer>/programma.odt", versies.odt, name="programma_odt"),
    path("uitvoeringsprogramma/vergelijk/", versies.vergelijk, name="programma_vergelijk"),
]
werkplek = [
    path("evaluaties/", werk.evaluaties, name="evaluaties"),
    path("evaluaties/nieuw/", werk.nieuw, name="evaluatie_nieuw"),
    path("evaluaties/<int:pk>/", werk.evaluatie, name="evaluatie"),
    path("evaluaties/<int:pk>/daad/", werk.evaluatie_daad, name="evaluatie_daad"),
    path("evaluaties/<int:pk>/brieven/", werk.brieven, name="evaluatie_brieven"),
    path("leerpunten/", werk.leerpunten, name="leerpunten"),
    path("uitvoeringsprogramma/", programma.programma, name="uitvoeringsprogramma"),
    path("uitvoeringsprogramma/concept/", programma.concept, name="programma_concept"),
    path("uitvoeringsprogramma/concept.pdf", programma.concept_pdf, name="programma_concept_pdf"),
    path("uitvoeringsprogramma/concept.odt", programma.concept_odt, name="programma_concept_odt"),
    path("uitvoeringsprogramma/delen/<slug:sleutel>/", programma.paragraaf, name="programma_paragraaf"),
]
