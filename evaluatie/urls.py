"""Addresses of this app: public below `/<wijk>/`, for officials below `/werkplek/<wijk>/`."""

from django.urls import path

from evaluatie.views import invullen, leerpunten, papier, programma, versies, volgende, vragenset
from evaluatie.views import openbaar as pagina
from evaluatie.views import werkplek_evaluaties as werk_evaluaties

openbaar = [
    path("evaluaties/", pagina.evaluaties, name="evaluaties"),
    path("evaluaties/jaren/", pagina.jaren, name="evaluatie_jaren"),
    path("evaluaties/<int:pk>/", pagina.evaluatie, name="evaluatie"),
    path("evaluaties/<int:pk>/invullen/", invullen.meedoen, name="evaluatie_meedoen"),
    path("evaluaties/invullen/<geheim:code>/", invullen.invullen, name="invullen"),
    path("uitvoeringsprogramma/", versies.nieuwste, name="uitvoeringsprogramma"),
    path("uitvoeringsprogramma/versies/<int:nummer>/", versies.versie, name="programmaversie"),
    path("uitvoeringsprogramma/versies/<int:nummer>/programma.pdf", versies.pdf, name="programma_pdf"),
    path("uitvoeringsprogramma/versies/<int:nummer>/programma.odt", versies.odt, name="programma_odt"),
    path("uitvoeringsprogramma/vergelijk/", versies.vergelijk, name="programma_vergelijk"),
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
    path("uitvoeringsprogramma/", programma.programma, name="uitvoeringsprogramma"),
    path("uitvoeringsprogramma/concept/", programma.concept, name="programma_concept"),
    path("uitvoeringsprogramma/concept.pdf", programma.concept_pdf, name="programma_concept_pdf"),
    path("uitvoeringsprogramma/concept.odt", programma.concept_odt, name="programma_concept_odt"),
    path("uitvoeringsprogramma/delen/<slug:sleutel>/", programma.paragraaf, name="programma_paragraaf"),
    path("uitvoeringsprogramma/volgende-wijk/", volgende.volgende_wijk, name="volgende_wijk"),
    path("uitvoeringsprogramma/volgende-wijk/kandidaten/nieuw/", volgende.kandidaat_nieuw, name="kandidaat_nieuw"),
    path("uitvoeringsprogramma/volgende-wijk/kandidaten/<int:pk>/", volgende.kandidaat, name="kandidaat"),
    path("uitvoeringsprogramma/volgende-wijk/start/", volgende.start_wijk, name="start_wijk"),
    path("startpunten/", volgende.startpunten, name="startpunten"),
]
