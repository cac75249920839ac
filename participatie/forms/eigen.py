"""Forms of who sent an idea: the code from the mail, the code on paper, and the idea itself."""

from django import forms

from participatie.forms.ideeen import FotosField, IdeeForm, OrdenForm, ThemaField
from wijk.formulier import Formulier


class CodeForm(Formulier):
    code = forms.CharField(
        label="De code uit de mail",
        max_length=20,
        help_text="Zes cijfers. Kijk ook bij de ongewenste e-mail.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self):
        cijfers = "".join(teken for teken in self.cleaned_data["code"] if teken in "0123456789")
        if len(cijfers) != 6:
            raise forms.ValidationError(f"“{self.cleaned_data['code']}” is geen code van zes cijfers.")
        return cijfers


class AdresForm(Formulier):
    email = forms.EmailField(
        label="Uw e-mailadres",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )


class VolgcodeForm(Formulier):
    nummer = forms.IntegerField(
        label="Het nummer van uw idee",
        min_value=1,
        max_value=10**8,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": "Dit is geen nummer. Vul alleen cijfers in, bijvoorbeeld 27."},
    )
    code = forms.CharField(
        label="Uw code",
        max_length=20,
        help_text="Acht letters en cijfers, of alleen letters. De code stond op de pagina toen u het stuurde. Bij papier: de code op uw strookje.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class FotosForm(Formulier):
    """Photos with an idea that was sent already."""

    fotos = FotosField(
        label=IdeeForm.base_fields["fotos"].label,
        help_text=IdeeForm.base_fields["fotos"].help_text,
        error_messages={"required": "Kies eerst een of meer foto’s."},
    )
    foto_tekst = forms.CharField(
        label=IdeeForm.base_fields["foto_tekst"].label,
        max_length=IdeeForm.base_fields["foto_tekst"].max_length,
        required=False,
        help_text=IdeeForm.base_fields["foto_tekst"].help_text,
    )


class EigenIdeeForm(OrdenForm):
    """The parts of the form with which it was sent, on the idea that stands."""

    class Meta(OrdenForm.Meta):
        fields = ["titel", "omschrijving", "soort", "thema", "plaats", "lat", "lon", "naam", "naam_openbaar"]

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, wijk=wijk, **kwargs)
        for naam, veld in IdeeForm.base_fields.items():
            if naam in self.fields and naam != "thema":
                eigen = self.fields[naam]
                eigen.label, eigen.help_text = veld.label, veld.help_text
                eigen.widget.attrs |= {k: w for k, w in veld.widget.attrs.items() if k in ("rows", "autocomplete")}
        vraag = IdeeForm.base_fields["thema"]
        self.fields["thema"] = ThemaField(label=vraag.label, queryset=wijk.themas.all(), required=False, empty_label=vraag.empty_label)
        self.fields["soort"] = forms.ChoiceField(label="Wat is het?", choices=IdeeForm.base_fields["soort"].choices, widget=forms.RadioSelect)
