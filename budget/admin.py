from django.contrib import admin

from budget.models import Akkoord, Boeking, Budget, Saldo
from wijk.admin import AlleenLezenAdmin


@admin.register(Boeking)
class BoekingAdmin(AlleenLezenAdmin):
    list_display = ["pk", "datum", "soort", "van", "naar", "bedrag", "project", "omschrijving"]
    list_filter = ["budget", "soort"]
    date_hierarchy = "datum"


@admin.register(Akkoord, Budget, Saldo)
class GeldAdmin(AlleenLezenAdmin):
    pass
