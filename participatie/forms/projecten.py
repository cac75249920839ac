"""Forms about projects and the overleg."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from participatie.models import Idee, Mijlpaal, Nieuwsbericht, Overleg, Project, Vervolgstap
from wijk.formulier import DatumInvoer, Formulier, ModelFormulier, MomentInvoer


class ProjectForm(ModelFormulier):
    class Meta:
        model = Project
        fields = ["titel", "omschrijving", "trekker_soort", "trekker", "trekker_naam", "trekker_akkoord", "contact", "kost_niets", "geraamd"]
        widgets = {"omschrijving": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"geraamd": "Bijvoorbeeld 1.250,50."}

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["trekker"].queryset = wijk.partijen.openbaar()

    def clean(self):
        schoon = super().clean()
        if schoon.get("kost_niets") and schoon.get("geraamd"):
            self.add_error("geraamd", "Dit project kost niets, of het heeft een raming: niet allebei.")
        if schoon.get("trekker_soort") == Project.Trekker.BEWONER and schoon.get("trekker_naam") and not schoon.get("trekker_akkoord"):
            self.add_error("trekker_akkoord", "Vraag eerst of de bewoner het goed vindt dat dit op de website staat. Zet daarna het vinkje.")
        if schoon.get("trekker_soort") == Project.Trekker.ORGANISATIE and not schoon.get("trekker"):
            self.add_error("trekker", "Kies welke organisatie het project trekt.")
        return schoon

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"trekker_soort"}  # said beside the field


class ProjectStartForm(ProjectForm):
    """A new project, from as many ideas as are ticked."""

    ideeen = forms.MultipleChoiceField(
        label="Uit welke ideeën komt het?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Staat een idee er niet bij? Voeg het later toe met zijn nummer.",
    )
    MEESTE = 100  # ideas to choose from

    def __init__(self, *args, wijk, ideeen, **kwargs):
        super().__init__(*args, wijk=wijk, **kwargs)
        self._ideeen = {str(idee.nummer): idee for idee in ideeen}
        self.fields["ideeen"].choices = [(nummer, f"{idee.nummer}. {idee.titel}") for nummer, idee in self._ideeen.items()]
        self.order_fields(["titel", "ideeen"])
        if not ideeen:
            del self.fields["ideeen"]

    def clean_ideeen(self) -> list[Idee]:
        return [self._ideeen[nummer] for nummer in self.cleaned_data["ideeen"]]


class IdeeNummerField(forms.IntegerField):
    """The number of an idea of this wijk; gives the idea."""

    def __init__(self, *, wijk, **kwargs):
        self.wijk = wijk
        super().__init__(min_value=1, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def clean(self, value):
        nummer = super().clean(value)
        idee = self.wijk.ideeen.select_related("wijk").filter(nummer=nummer).first()
        if idee is None:
            raise forms.ValidationError(f"Er is geen idee met nummer {nummer} in deze wijk.")
        return idee


class IdeeErbijForm(Formulier):
    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["idee"] = IdeeNummerField(wijk=wijk, label="Nummer van het idee")


class MijlpaalForm(ModelFormulier):
    class Meta:
        model = Mijlpaal
        fields = ["titel", "datum"]
        widgets = {"datum": DatumInvoer}
        labels = {"datum": "Wanneer"}

    def clean_datum(self):
        datum = self.cleaned_data["datum"]
        if not self.instance.pk and datum < timezone.localdate():
            raise forms.ValidationError(f"{datum:%d-%m-%Y} is al voorbij. Kies een dag die nog moet komen.")
        return datum


class NieuwsForm(ModelFormulier):
    class Meta:
        model = Nieuwsbericht
        fields = ["titel", "tekst"]
        widgets = {"tekst": forms.Textarea(attrs={"rows": 4})}


class OverlegForm(ModelFormulier):
    class Meta:
        model = Overleg
        fields = ["titel", "begint", "plaats"]
        widgets = {"begint": MomentInvoer}

    def clean_begint(self):
        begint = self.cleaned_data["begint"]
        if not self.instance.pk and begint < timezone.now() - timedelta(days=365):
            raise forms.ValidationError("Deze dag is langer dan een jaar geleden. Klopt het jaar?")
        return begint


class SluitForm(Formulier):
    aanwezig = forms.IntegerField(
        label="Hoeveel mensen waren er?", min_value=0, max_value=5000, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    verslag = forms.CharField(
        label="Verslag", max_length=8000, widget=forms.Textarea(attrs={"rows": 6}), help_text="Openbaar. Noem geen namen van bewoners."
    )


class VervolgForm(Formulier):
    besluit = forms.ChoiceField(label="Wat is besloten?", choices=Vervolgstap.Besluit.choices, widget=forms.RadioSelect)
    reden = forms.CharField(label="Waarom", max_length=500, help_text="Openbaar, in gewone taal.")
    project = forms.ModelChoiceField(label="Bestaand project", queryset=None, required=False, empty_label="Geen")
    nieuw_project = forms.CharField(label="Of de titel van een nieuw project", max_length=120, required=False)
    wie = forms.CharField(label="Wie doet het", max_length=120, required=False)
    voor = forms.DateField(label="Voor wanneer", required=False, widget=DatumInvoer)

    def __init__(self, *args, wijk, idee: Idee, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = wijk.projecten.lopend()
        # Shown is what can be decided now. Any decision is read, so that the deed can say what was decided meanwhile.
        mogelijk = Idee.MAG_WORDEN[Idee.Status(idee.status)]
        self.fields["besluit"].widget.choices = [keuze for keuze in Vervolgstap.Besluit.choices if keuze[0] in mogelijk]
