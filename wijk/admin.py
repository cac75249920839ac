from django.contrib import admin

from wijk.gebeurtenissen import meld
from wijk.models import Bevoegdheid, Gebruiker
from wijk.rechten import mag_doen


class BeheerAdmin(admin.ModelAdmin):
    """What whoever holds the deed `beheren` may add and change; nothing is deleted here."""

    def _mag(self, request) -> bool:
        return request.user.is_superuser or mag_doen(request.user, "beheren", None)

    def has_module_permission(self, request):
        return self._mag(request)

    def has_view_permission(self, request, obj=None):
        return self._mag(request)

    def has_add_permission(self, request, obj=None):
        return self._mag(request)

    def has_change_permission(self, request, obj=None):
        return self._mag(request)

    def has_delete_permission(self, request, obj=None):
        return False


class AlleenLezenAdmin(BeheerAdmin):
    """What may be looked at, but is only changed by deeds in the werkplek."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class BevoegdheidInline(admin.TabularInline):
    model = Bevoegdheid
    extra = 1
    has_view_permission = has_add_permission = has_change_permission = has_delete_permission = lambda self, request, obj=None: mag_doen(
        request.user, "beheren", None
    )


@admin.register(Gebruiker)
class GebruikerAdmin(BeheerAdmin):
    list_display = ["email", "naam", "is_active", "last_login"]
    list_filter = ["is_active", "bevoegdheden__functie"]
    search_fields = ["email", "naam"]
    fields = ["email", "naam", "is_active"]
    inlines = [BevoegdheidInline]
    ordering = ["email"]

    def save_formset(self, request, form, formset, change):
        """Who may do what is the weightiest change there is: each is recorded, in the transaction of the page."""
        super().save_formset(request, form, formset, change)
        gegeven = [*formset.new_objects, *(bevoegdheid for bevoegdheid, _ in formset.changed_objects)]
        for wat, bevoegdheden in (("gegeven", gegeven), ("ingetrokken", formset.deleted_objects)):
            for bevoegdheid in bevoegdheden:
                meld(
                    f"bevoegdheid.{wat}",
                    form.instance,
                    f"De functie {bevoegdheid.get_functie_display()} is {wat}.",
                    wijk=bevoegdheid.wijk,
                    door=request.user,
                    functie=bevoegdheid.functie,
                )
