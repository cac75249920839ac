from django import forms
from django.contrib import admin
from django.forms.models import BaseInlineFormSet

from wijk.beheer import mag_beheren
from wijk.gebeurtenissen import meld
from wijk.models import Bevoegdheid, Gebruiker, Partij, Wijk
from wijk.rechten import Functie


class BeheerAdmin(admin.ModelAdmin):
    """What whoever holds the deed `beheren` may add and change; nothing is deleted here."""

    def has_module_permission(self, request):
        return mag_beheren(request.user)

    def has_view_permission(self, request, obj=None):
        return mag_beheren(request.user)

    def has_add_permission(self, request, obj=None):
        return mag_beheren(request.user)

    def has_change_permission(self, request, obj=None):
        return mag_beheren(request.user)

    def has_delete_permission(self, request, obj=None):
        return False


class AlleenLezenAdmin(BeheerAdmin):
    """What may be looked at, but is only changed by deeds in the werkplek."""

    list_select_related = True

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class BevoegdheidFormset(BaseInlineFormSet):
    def clean(self):
        """Said beside the row: a partij of another wijk, and the same function twice (of which taking back one would leave the other).

        Whoever administers the same account at this moment waits, so that what they give is seen here.
        """
        super().clean()
        list(Gebruiker.objects.select_for_update().filter(pk=self.instance.pk).values("pk"))
        hier = [form.instance.pk for form in self.initial_forms]
        al = set(Bevoegdheid.objects.filter(gebruiker=self.instance.pk).exclude(pk__in=hier).values_list("wijk", "functie", "partij"))
        for form in self.forms:
            velden = getattr(form, "cleaned_data", None) or {}
            if not velden.get("functie") or velden.get("DELETE"):
                continue
            wijk, partij = velden.get("wijk"), velden.get("partij")
            if partij and wijk and partij.wijk_id != wijk.pk:
                form.add_error("partij", f"Deze partij hoort bij de {partij.wijk}. Kies een partij van de {wijk}.")
            wat = (wijk and wijk.pk, velden["functie"], partij and partij.pk)
            if wat in al:
                form.add_error("functie", "Deze functie staat er al. Laat deze regel leeg.")
            al.add(wat)
        self._blijft_gecoordineerd()

    def _blijft_gecoordineerd(self):
        """A wijk that runs, and had a wijkcoördinator who can sign in, keeps one."""
        coordinatie = Bevoegdheid.objects.filter(functie=Functie.WIJKCOORDINATOR, gebruiker__is_active=True)
        nu = coordinatie.filter(gebruiker=self.instance.pk, wijk__status=Wijk.Status.LOPEND)
        straks = [form.cleaned_data for form in self.forms if getattr(form, "cleaned_data", None) and not form.cleaned_data.get("DELETE")]
        houdt = {velden["wijk"].pk for velden in straks if velden.get("functie") == Functie.WIJKCOORDINATOR and velden.get("wijk")}
        weg = nu.exclude(wijk__in=houdt if self.instance.is_active else ())
        # Locked, so that two who each take away one do not take away both.
        for wijk in Wijk.objects.select_for_update().filter(pk__in=list(weg.values_list("wijk", flat=True))).order_by("pk"):
            if not coordinatie.filter(wijk=wijk).exclude(gebruiker=self.instance.pk).exists():
                raise forms.ValidationError(f"De {wijk.naam} loopt en heeft dan geen wijkcoördinator meer. Geef eerst iemand anders die functie.")


class PartijField(forms.ModelChoiceField):
    def label_from_instance(self, partij):
        return f"{partij} ({partij.wijk})"


class BevoegdheidInline(admin.TabularInline):
    model = Bevoegdheid
    formset = BevoegdheidFormset
    extra = 1
    has_view_permission = has_add_permission = has_change_permission = has_delete_permission = lambda self, request, obj=None: mag_beheren(
        request.user
    )

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("gebruiker")  # the heading of each row names them

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "partij":
            kwargs |= {"form_class": PartijField, "queryset": Partij.objects.select_related("wijk").order_by("wijk__naam", "naam")}
        veld = super().formfield_for_foreignkey(db_field, request, **kwargs)
        veld.choices = list(veld.choices)  # asked for once, not again in each row
        return veld


@admin.register(Gebruiker)
class GebruikerAdmin(BeheerAdmin):
    list_display = ["email", "naam", "doet", "is_active", "last_login"]
    list_filter = ["is_active", "bevoegdheden__functie", "bevoegdheden__wijk"]
    search_fields = ["email", "naam"]
    fields = ["email", "naam", "is_active"]
    inlines = [BevoegdheidInline]
    ordering = ["email"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("bevoegdheden__wijk")

    def changelist_view(self, request, extra_context=None):
        uitleg = "Een functie staat bij de persoon zelf: kies die, en vul onderaan een rij in. Staat de persoon er niet? Voeg die dan eerst toe."
        return super().changelist_view(request, {"subtitle": uitleg, **(extra_context or {})})

    @admin.display(description="functies")
    def doet(self, gebruiker):
        return ", ".join(f"{een.get_functie_display()} ({een.wijk or 'alle wijken'})" for een in gebruiker.bevoegdheden.all()) or "–"

    def save_model(self, request, obj, form, change):
        """A new account has no password, as every account."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

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
