"""Forms about what belongs to a project."""

from django import forms

from participatie.models import Mijlpaal, Projectbesluit, Projectdocument, Projectfoto
from wijk.formulier import DatumInvoer, Formulier, ModelFormulier


class BesluitForm(ModelFormulier):
    class Meta:
        model = Projectbesluit
        fields = ["datum", "partij", "functie", "tekst"]
        widgets = {"datum": DatumInvoer, "tekst": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partij"].queryset = wijk.partijen.openbaar()

    def clean(self):
        schoon = super().clean()
        if bool(schoon.get("partij")) == bool(schoon.get("functie")) and "partij" not in self.errors and "functie" not in self.errors:
            self.add_error("functie", f"Kies een partij of vul een functie in{', niet allebei' if schoon.get('partij') else ''}.")
        return schoon

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"partij", "functie"}  # said beside the field


class VerschuifForm(ModelFormulier):
    class Meta:
        model = Mijlpaal
        fields = ["verwacht", "reden_verschoven"]
        widgets = {"verwacht": DatumInvoer}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.required = veld is not self.fields["gezien"]


class _MetBestand(Formulier):
    """A browser cannot keep a file: after an error it says to choose it again."""

    bestandsveld = "bestand"

    def add_error(self, field, error):
        super().add_error(field, error)
        if self.files:
            self[self.bestandsveld].help_text = "Kies het bestand opnieuw: de browser bewaart het niet."


class DocumentForm(_MetBestand):
    titel = Projectdocument._meta.get_field("titel").formfield()
    bestand = forms.FileField(label="PDF", widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}), help_text="Ten hoogste 10 MB.")


class ProjectfotoForm(_MetBestand):
    bestandsveld = "fotos"

    wanneer = forms.ChoiceField(label="Van wanneer is deze foto?", choices=Projectfoto.Wanneer.choices, widget=forms.RadioSelect)
    tekst = Projectfoto._meta.get_field("tekst").formfield()
    fotos = forms.FileField(
        label="Foto",
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        help_text="Ten hoogste 15 MB. Zorg dat niemand herkenbaar is. We bewaren niet waar de foto gemaakt is.",
    )
