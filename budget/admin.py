from django.contrib import admin

from budget.models import Afsluiting, Akkoord, Bewijsstuk, Boeking, Budget, Dekking, Saldo
from wijk.admin import AlleenLezenAdmin


@admin.register(Boeking)
class BoekingAdmin(AlleenLezenAdmin):
    list_display = ["nummer", "datum", "soort", "van", "naar", "bedrag", "project", "omschrijving"]
    list_filter = ["budget", "soort"]
    list_select_related = ["project"]
    date_hierarchy = "datum"


@admin.register(Afsluiting, Akkoord, Budget, Dekking, Saldo)
class GeldAdmin(AlleenLezenAdmin):
    pass


@admin.register(Bewijsstuk)
class BewijsstukAdmin(AlleenLezenAdmin):
    """That there is a document, not what it says: only who keeps the books may read it."""

    fields = ["boeking", "soort", "grootte", "vingerafdruk", "wanneer"]
    list_display = ["pk", "boeking", "soort", "grootte", "wanneer"]
