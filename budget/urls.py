"""Addresses of this app: public below `/<wijk>/`, for officials below `/werkplek/<wijk>/`."""

from django.urls import path

from budget.views import openbaar as pagina
from budget.views import werkplek as paneel

openbaar = [
    path("budget/", pagina.budget, name="budget"),
    path("budget.csv", pagina.budget_csv, name="budget_csv"),
    path("budget.json", pagina.budget_json, name="budget_json"),
]
werkplek = [
    path("budget/", paneel.budget, name="budget"),
    path("budget/boek/", paneel.boek, name="boek"),
    path("budget/wijzig/", paneel.wijzig, name="budget_wijzig"),
    path("budget/boekingen/<int:pk>/tegen/", paneel.boek_tegen, name="boek_tegen"),
    path("budget/boekingen/<int:pk>/akkoord/", paneel.akkoord, name="akkoord"),
    path("budget/dekking/<slug:slug>/", paneel.dekking, name="dekking"),
]
