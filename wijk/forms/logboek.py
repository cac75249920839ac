"""The filters of the log."""

from django import forms
from django.apps import apps

from wijk.formulier import DatumInvoer, Formulier
from wijk.models import Gebruiker, Wijk
from wijk.models.gebeurtenis import ALS
from wijk.woorden import datum

SOORTEN = (
    ("", "Alles"), ("idee", "Ideeën"), ("advies", "Adviezen"), ("reactie", "Reacties"), ("wandeling", "Wandelingen"), ("aanmelding", "Aanmeldingen"),
    ("overleg", "Overleg"), ("project", "Projecten"), ("budget", "Geld"), ("evaluatie", "Evaluaties"), ("programma", "Uitvoeringsprogramma"),
    ("randvoorwaarde", "Randvoorwaarden"), ("partij", "Partijen"), ("rol", "Rollen"), ("draagvlak", "Draagvlak"), ("uren", "Uren"),
    ("volgen", "Volgen"), ("wijk", "De wijk"),
)  # fmt: skip

GEEN_DAG = {"invalid": "Deze dag bestaat niet. Vul een dag in, bijvoorbeeld 14-3-2026."}


class LogForm(Formulier):
    """What does not exist, and a day that cannot be, is refused beside its field; an unreadable `over` is left out."""

    soort = forms.ChoiceField(label="Waarover", choices=SOORTEN, required=False)
    wie = forms.ModelChoiceField(label="Wie", queryset=None, required=False, empty_label="Iedereen")
    als = forms.ChoiceField(label="In welke functie", required=False)
    van = forms.DateField(label="Vanaf", required=False, widget=DatumInvoer, error_messages=GEEN_DAG)
    tot = forms.DateField(label="Tot en met", required=False, widget=DatumInvoer, error_messages=GEEN_DAG)
    over = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, wijk: Wijk, met_namen: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wie"].queryset = Gebruiker.objects.die_werken_in(wijk)
        self.fields["als"].choices = [("", "Elke functie"), *ALS.items()]
        if not met_namen:
            del self.fields["wie"]
        for veld in self.fields.values():
            veld.widget.attrs["class"] = "utrecht-select" if isinstance(veld, forms.ChoiceField) else "utrecht-textbox"

    def clean(self):
        super().clean()
        if (van := self.cleaned_data.get("van")) and (tot := self.cleaned_data.get("tot")) and tot < van:
            self.add_error("tot", f"Deze dag ligt voor {datum(van)}. Kies dezelfde dag of een latere.")
        return self.cleaned_data

    def keuze(self) -> dict:
        """The filters that were understood."""
        self.is_valid()
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde} if self.is_bound else {}

    def clean_over(self) -> tuple[str, int] | None:
        """`participatie.idee:12` as (model label, primary key); None for anything else."""
        label, _, pk = self.cleaned_data["over"].partition(":")
        app, _, model = label.partition(".")
        bestaat = app in apps.app_configs and model in apps.all_models[app]
        return (label, int(pk)) if bestaat and pk.isascii() and pk.isdecimal() and len(pk) < 16 else None
