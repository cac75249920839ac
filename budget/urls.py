"""Addresses of this app: public below `/<wijk>/`, for officials below `/werkplek/<wijk>/`."""

from django.urls import path

from budget.views import openbaar as pagina
from budget.views import verantwoorden as verslag
from budget.views import werkplek as paneel

openbaar = [
    path("budget/", pagina.budget, name="budget"),
    path("budget/verantwoording/", verslag.jaren, name="verantwoording"),
    path("budget/verantwoording/<int:jaar>/", verslag.jaar, name="jaarverslag"),
    path("budget/verantwoording/<int:jaar>/verslag.pdf", verslag.jaar_pdf, name="jaarverslag_pdf"),
    path("budget/projecten/<slug:slug>/", verslag.project, name="projectgeld"),
    path("budget/projecten/<slug:slug>/verslag.pdf", verslag.project_pdf, name="projectgeld_pdf"),
    path("budget.csv", pagina.budget_csv, name="budget_csv"),
    path("budget.json", pagina.budget_json, name="budget_json"),
]
werkplek = [
    path("budget/", paneel.budget, name="budget"),
    path("budget/boek/", paneel.boek, name="boek"),
    path("budget/verplaats/", paneel.verplaats, name="verplaats"),
    path("budget/wijzig/", paneel.wijzig, name="budget_wijzig"),
    path("budget/grens/", paneel.grens, name="budget_grens"),
    path("budget/perioden/", paneel.perioden, name="perioden"),
    path("budget/stand/", verslag.stand_op, name="stand_op"),
    path("budget/journaal.csv", verslag.journaal_csv, name="journaal_csv"),
    path("budget/journaal.xlsx", verslag.journaal_xlsx, name="journaal_xlsx"),
    path("budget/boekingen/<int:pk>/", paneel.boeking, name="boeking"),
    path("budget/boekingen/<int:pk>/tegen/", paneel.boek_tegen, name="boek_tegen"),
    path("budget/boekingen/<int:pk>/akkoord/", paneel.akkoord, name="akkoord"),
    path("budget/boekingen/<int:pk>/intrekken/", paneel.trek_in, name="trek_in"),
    path("budget/boekingen/<int:pk>/bewijs/", paneel.bewijs_erbij, name="bewijs_erbij"),
    path("budget/boekingen/<int:pk>/bewijs/<int:stuk>/", paneel.bewijsstuk, name="bewijsstuk"),
    path("budget/dekking/<slug:slug>/", paneel.dekking, name="dekking"),
    path("budget/dekking/<slug:slug>/<int:pk>/", paneel.dekking, name="dekking_wijzig"),
]
