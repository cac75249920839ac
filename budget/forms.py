"""Forms about money."""

import uuid

from django import forms
from django.utils import timezone

from budget.models import Boeking, Dekking, Pot
from wijk.bedrag import BedragFormField
from wijk.formulier import DatumInvoer, Formulier, ModelFormulier

HANDELINGEN = [
    ("reserveer", "Reserveer: het project is gekozen"),
    ("verplicht", "Verplicht: er is besteld of toegezegd"),
    ("betaal", "Betaal: de rekening is betaald"),
    ("geef_vrij", "Geef vrij: wat niet besteld is, gaat terug"),
    ("geef_vrij_verplicht", "Geef vrij: wat besteld was maar niet doorgaat, gaat terug"),
]


class BoekForm(Formulier):
    handeling = forms.ChoiceField(label="Wat boekt u?", choices=HANDELINGEN, widget=forms.RadioSelect)
    project = forms.ModelChoiceField(label="Project", queryset=None, empty_label="Kies een project")
    bedrag = BedragFormField(label="Bedrag", help_text="Bijvoorbeeld 1.250,50.")
    datum = forms.DateField(label="Datum", initial=timezone.localdate, widget=DatumInvoer, help_text="De dag waarop het gebeurde.")
    omschrijving = forms.CharField(label="Omschrijving", max_length=200, help_text="Openbaar. Noem geen namen van personen.")
    sleutel = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = wijk.projecten.all()


class WijzigForm(Formulier):
    richting = forms.ChoiceField(
        label="Wat gebeurt er?", choices=[("omhoog", "Het budget gaat omhoog"), ("omlaag", "Het budget gaat omlaag")], widget=forms.RadioSelect
    )
    bedrag = BedragFormField(label="Bedrag", help_text="Bijvoorbeeld 1.250,50.")
    besluit = forms.CharField(label="Besluit", max_length=200, help_text="Van wie en wanneer, bijvoorbeeld: besluit van de raad van 4 maart 2027.")
    omschrijving = forms.CharField(label="Omschrijving", max_length=200)
    datum = forms.DateField(label="Datum", initial=timezone.localdate, widget=DatumInvoer)
    sleutel = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)


class RedenForm(Formulier):
    reden = forms.CharField(label="Waarom", max_length=200)


class BoekingFilter(forms.Form):
    zoek = forms.CharField(label="Zoek", max_length=100, required=False)
    project = forms.ModelChoiceField(label="Project", queryset=None, required=False, empty_label="Alle projecten")
    soort = forms.ChoiceField(label="Soort", choices=[("", "Alle soorten"), *Boeking.Soort.choices], required=False)
    van = forms.DateField(label="Vanaf", required=False, widget=DatumInvoer)
    tot = forms.DateField(label="Tot en met", required=False, widget=DatumInvoer)

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = wijk.projecten.all()
        for naam, veld in self.fields.items():
            veld.widget.attrs["class"] = "utrecht-select" if naam in ("project", "soort") else "utrecht-textbox"

    def keuze(self) -> dict:
        self.is_valid()
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}


class DekkingForm(ModelFormulier):
    class Meta:
        model = Dekking
        fields = ["bron", "bedrag", "uren", "toelichting", "toegezegd_op"]
        widgets = {"toegezegd_op": DatumInvoer, "uren": forms.TextInput(attrs={"inputmode": "numeric"})}


UIT = {"geef_vrij": Pot.GERESERVEERD, "geef_vrij_verplicht": Pot.VERPLICHT}
