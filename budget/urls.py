"""Addresses of this app: public below `/<wijk>/`, for officials below `/werkplek/<wijk>/`."""

from django.urls import path

from wijk.views.straks import straks, straks_werkplek

openbaar = [
    path("budget/", straks, name="budget"),
]

werkplek = [
    path("budget/", straks_werkplek, name="budget"),
]
