"""Addresses of the frame: public below `/<wijk>/`, for officials below `/werkplek/<wijk>/`."""

from django.urls import path

from wijk.views.straks import straks, straks_werkplek

openbaar = [
    path("kaders/", straks, name="kaders"),
    path("kaders/<int:pk>/", straks, name="kader"),
    path("stappen/", straks, name="stappen"),
    path("partijen/", straks, name="partijen"),
    path("cijfers/", straks, name="cijfers"),
    path("tijdlijn/", straks, name="tijdlijn"),
]

werkplek = [
    path("kader/", straks_werkplek, name="kader"),
    path("logboek/", straks_werkplek, name="log"),
    path("uren/", straks_werkplek, name="uren"),
]
