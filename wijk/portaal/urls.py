"""Addresses that join all apps; `hoofd` stands at the root."""

from django.urls import path

from wijk.views.straks import straks, straks_werkplek

hoofd = [
    path("", straks, name="hoofd"),
    path("inloggen/", straks, name="inloggen"),
    path("uitloggen/", straks, name="uitloggen"),
    path("mijn/", straks, name="mijn"),
    path("gezondheid/", straks, name="gezondheid"),
    path(".well-known/security.txt", straks, name="security_txt"),
]

openbaar = [
    path("", straks, name="start"),
]

werkplek = [
    path("", straks_werkplek, name="start"),
]
