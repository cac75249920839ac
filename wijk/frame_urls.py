"""Addresses of the frame: public below `/<wijk>/`, for officials below `/werkplek/<wijk>/`."""

from django.urls import path

from wijk.views import feeds, gegevens, kader, logboek, volgen
from wijk.views import openbaar as pagina

openbaar = [
    path("kaders/", pagina.kaders, name="kaders"),
    path("kaders/<int:pk>/", pagina.kader, name="kader"),
    path("stappen/", pagina.stappen_pagina, name="stappen"),
    path("partijen/", pagina.partijen, name="partijen"),
    path("cijfers/", pagina.cijfers_pagina, name="cijfers"),
    path("gegevens/", gegevens.gegevens, name="gegevens"),
    path("gegevens/<slug:dataset>.<str:vorm>", gegevens.bestand, name="gegevens_bestand"),
    path("huisregels/", pagina.huisregels, name="huisregels"),
    path("tijdlijn/", pagina.tijdlijn, name="tijdlijn"),
    path("op-de-hoogte/", volgen.begin, name="op_de_hoogte"),
    path("op-de-hoogte/gevraagd/", volgen.gevraagd, name="volgen_gevraagd"),
    path("op-de-hoogte/bevestig/<geheim:bewijs>/", volgen.bevestig, name="volgen_bevestig"),
    path("op-de-hoogte/<geheim:code>/", volgen.volger, name="volger"),
    path("op-de-hoogte/<geheim:code>/stop/", volgen.stop, name="volger_stop"),
    path("nieuws.atom", feeds.nieuws, name="nieuws_atom"),
    path("nieuws/<str:wat>.atom", feeds.nieuws, name="nieuws_over"),
]
werkplek = [
    path("kader/", kader.overzicht, name="kader"),
    path("kader/wijk/", kader.wijk_wijzigen, name="wijk_wijzigen"),
    path("kader/partijen/<int:partij>/contact/", kader.contactpersoon, name="contact_nieuw"),
    path("kader/partijen/<int:partij>/contact/<int:pk>/", kader.contactpersoon, name="contact"),
    path("kader/<slug:soort>/nieuw/", kader.nieuw, name="kader_nieuw"),
    path("kader/<slug:soort>/<int:pk>/", kader.wijzig, name="kader_wijzig"),
    path("kader/<slug:soort>/<int:pk>/weg/", kader.weg, name="kader_weg"),
    path("uren/", kader.uren, name="uren"),
    path("uren/<int:pk>/weg/", kader.uren_weg, name="uren_weg"),
    path("logboek/", logboek.logboek, name="log"),
]
