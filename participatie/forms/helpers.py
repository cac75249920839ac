"""Forms of who helps with a project."""

from django import forms

from participatie.models import Helper
from wijk.formulier import Formulier, SleutelField


class HelperForm(Formulier):
    """What somebody brings, and how an official can reach them. Who followed a personal link gave an address already."""

    brengt = forms.MultipleChoiceField(
        label="Wat wilt u doen?",
        choices=[(soort, Helper._meta.get_field(soort).verbose_name.capitalize()) for soort in Helper.SOORTEN],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies ten minste één ding dat u wilt doen."},
    )
    toelichting = forms.CharField(
        label="Wilt u er iets bij zeggen?",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: ik heb een schep en kan op zaterdag. Alleen de gemeente leest dit.",
    )
    naam = forms.CharField(label="Uw naam", max_length=100, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label="E-mailadres",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        help_text="E-mailadres of telefoonnummer: vul één van de twee in.",
    )
    telefoon = forms.CharField(
        label="Telefoonnummer",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text="Het komt niet op de website.",
    )
    sleutel = SleutelField()

    def __init__(self, *args, adres: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.adres = adres
        if adres:
            del self.fields["email"]
            self.fields["telefoon"].help_text = f"Hoeft niet: we mailen u op {adres}."
        else:
            for naam in ("email", "telefoon"):
                self.fields[naam].soms_nodig = True  # one of the two

    def clean(self):
        schoon = super().clean()
        if not self.adres and "email" not in self.errors and "telefoon" not in self.errors and not (schoon.get("email") or schoon.get("telefoon")):
            self.add_error("email", "Vul een e-mailadres of een telefoonnummer in. Anders kunnen we u niet bereiken.")
        return schoon

    @property
    def velden(self) -> dict:
        vast = {naam: self.cleaned_data[naam] for naam in ("toelichting", "naam", "email", "telefoon") if naam in self.cleaned_data}
        return vast | {soort: soort in self.cleaned_data["brengt"] for soort in Helper.SOORTEN}
