"""The filters of the log."""

from django import forms
from django.apps import apps

from wijk.formulier import DatumInvoer, Formulier
from wijk.models import Gebruiker, Wijk
from wijk.rechten import Functie

SOORTEN = (
    ("", "Alles"), ("idee", "Ideeën"), ("advies", "Adviezen"), ("reactie", "Reacties"), ("wandeling", "Wandelingen"), ("aanmelding", "Aanmeldingen"),
    ("overleg", "Overleg"), ("project", "Projecten"), ("budget", "Geld"), ("evaluatie", "Evaluaties"), ("programma", "Uitvoeringsprogramma"),
    ("randvoorwaarde", "Randvoorwaarden"), ("partij", "Partijen"), ("rol", "Rollen"), ("draagvlak", "Draagvlak"), ("uren", "Uren"),
    ("volgen", "Volgen"), ("wijk", "De wijk"),
)  # fmt: skip


class LogForm(Formulier):
    """What is not readable is left out; what does not exist is refused beside its field."""

    soort = forms.ChoiceField(label="Waarover", choices=SOORTEN, required=False)
    wie = forms.ModelChoiceField(label="Wie", queryset=None, required=False, empty_label="Iedereen")
    als = forms.ChoiceField(label="In welke functie", required=False)
    van = forms.DateField(label="Vanaf", required=False, widget=DatumInvoer)
    tot = forms.DateField(label="Tot en met", required=False, widget=DatumInvoer)
    over = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, wijk: Wijk, met_namen: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wie"].queryset = Gebruiker.objects.die_werken_in(wijk)
        self.fields["als"].choices = [("", "Elke functie"), *Functie.choices, ("systeem", "het portaal zelf")]
        if not met_namen:
            del self.fields["wie"]
        for veld in self.fields.values():
            veld.widget.attrs["class"] = "utrecht-select" if isinstance(veld, forms.ChoiceField) else "utrecht-textbox"

    def clean_over(self) -> tuple[str, int] | None:
        """`participatie.idee:12` as (model label, primary key); None for anything else."""
        label, _, pk = self.cleaned_data["over"].partition(":")
        app, _, model = label.partition(".")
        bestaat = app in apps.app_configs and model in apps.all_models[app]
        return (label, int(pk)) if bestaat and pk.isascii() and pk.isdecimal() and len(pk) < 16 else None
