"""Forms about money; those that book are in `forms_boeken.py`."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone

from budget.models import Boeking, Budget, Dekking, Pot
from budget.models.budget import periode_naam
from wijk.formulier import DatumInvoer, Formulier, ModelFormulier, SleutelField
from wijk.models import Gebruiker
from wijk.woorden import datum as in_woorden


class TegenForm(Formulier):
    reden = forms.CharField(label="Wat was er fout?", max_length=200, help_text="Openbaar. Noem geen namen van personen.")
    datum = forms.DateField(
        label="Datum", initial=timezone.localdate, widget=DatumInvoer, help_text="Vandaag, of de dag van de fout als die periode nog open is."
    )
    sleutel = SleutelField()


class IntrekForm(Formulier):
    reden = forms.CharField(label="Waarom trekt u de boeking in?", max_length=300)


class BeslisForm(Formulier):
    """What a second person says of a booking."""

    oordeel = forms.ChoiceField(
        label="Wat vindt u?",
        choices=[("akkoord", "Akkoord: de boeking telt"), ("afgewezen", "Niet akkoord: het geld gaat terug")],
        widget=forms.RadioSelect,
    )
    reden = forms.CharField(label="Waarom gaat u niet akkoord?", max_length=300, required=False, help_text="Alleen nodig als u niet akkoord gaat.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reden"].soms_nodig = True

    def clean(self):
        schoon = super().clean()
        if schoon.get("oordeel") == "afgewezen" and not schoon.get("reden"):
            self.add_error("reden", "Zeg waarom u de boeking afwijst.")
        return schoon


class PeriodeForm(Formulier):
    """A month or a year that is over and not closed yet, since the first booking."""

    periode = forms.ChoiceField(label="Tot en met welke periode sluit u?")
    zeker = forms.BooleanField(label="Ik weet dat dit niet terug kan", error_messages={"required": "Vink aan dat u weet dat sluiten niet terug kan."})

    def __init__(self, *args, budget: Budget, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["periode"].choices = [
            ("", "Kies een maand of een jaar"),
            *[(f"{van}_{tot}", periode_naam(van, tot)) for van, tot in te_sluiten(budget)],
        ]

    def grenzen(self) -> tuple[date, date]:
        van, tot = self.cleaned_data["periode"].split("_")
        return date.fromisoformat(van), date.fromisoformat(tot)


def te_sluiten(budget: Budget) -> list[tuple[date, date]]:
    """Months and years that are over, newest first: from the first booking, or from what was closed last."""
    eerste = budget.boekingen.order_by("datum").values_list("datum", flat=True).first()
    if eerste is None:
        return []
    dicht = budget.afsluitingen.order_by("-tot").values_list("tot", flat=True).first()
    perioden, begin = [], max(eerste.replace(day=1), dicht + timedelta(days=1)) if dicht else eerste.replace(day=1)
    while (eind := (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)) < timezone.localdate():
        perioden.append((begin, eind))
        if begin.month == 12:
            perioden.append((begin.replace(month=1), eind))
        begin = eind + timedelta(days=1)
    return perioden[::-1]


class GrensForm(ModelFormulier):
    class Meta:
        model = Budget
        fields = ["akkoord_boven"]


class DagForm(forms.Form):
    dag = forms.DateField(label="Stand op", required=False, widget=DatumInvoer(attrs={"class": "utrecht-textbox"}))

    def clean_dag(self):
        dag = self.cleaned_data["dag"]
        if dag and dag > timezone.localdate():
            raise forms.ValidationError(f"{in_woorden(dag)} moet nog komen. Vul een dag in tot en met vandaag.")
        return dag


class BoekingFilter(forms.Form):
    zoek = forms.CharField(label="Zoek", max_length=100, required=False)
    project = forms.ModelChoiceField(label="Project", queryset=None, required=False, empty_label="Alle projecten")
    soort = forms.ChoiceField(label="Soort", choices=[("", "Alle soorten"), *Boeking.Soort.choices], required=False)
    pot = forms.ChoiceField(label="Pot", choices=[("", "Alle potten"), *[keuze for keuze in Pot.choices if keuze[0] != "wacht"]], required=False)
    stand = forms.ChoiceField(label="Stand", choices=[("", "Alle standen"), *Boeking.Status.choices], required=False)
    wie = forms.ModelChoiceField(label="Door", queryset=None, required=False, empty_label="Iedereen")
    van = forms.DateField(label="Vanaf", required=False, widget=DatumInvoer)
    tot = forms.DateField(label="Tot en met", required=False, widget=DatumInvoer)

    def __init__(self, *args, wijk, met_namen: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = wijk.projecten.all()
        if met_namen:
            self.fields["wie"].queryset = Gebruiker.objects.met_functie(wijk, "budgetbeheerder")
        else:
            del self.fields["wie"]
        for veld in self.fields.values():
            veld.widget.attrs["class"] = "utrecht-select" if isinstance(veld, forms.ChoiceField) else "utrecht-textbox"

    def clean(self):
        schoon = super().clean()
        if schoon.get("van") and schoon.get("tot") and schoon["tot"] < schoon["van"]:
            self.add_error("tot", "Deze dag ligt voor “Vanaf”.")
        return schoon

    def keuze(self) -> dict:
        """The filters that were understood."""
        self.is_valid()
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}


class DekkingForm(ModelFormulier):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bron"].choices = [("", "Kies van wie het komt"), *Dekking.Bron.choices]

    class Meta:
        model = Dekking
        fields = ["bron", "bedrag", "uren", "toelichting", "toegezegd_op"]
        widgets = {"toegezegd_op": DatumInvoer, "uren": forms.TextInput(attrs={"inputmode": "numeric"})}
        help_texts = {
            "bedrag": "Bijvoorbeeld 1.250,50. Leeg als het om werk gaat.",
            "uren": "Als bewoners of anderen zelf werk doen.",
            "toelichting": "Openbaar. Noem geen namen van personen.",
        }
