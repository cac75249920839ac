"""Forms of who prepares a walk."""

from django import forms

from participatie.models import Bereikplan, Startuitleg
from wijk.formulier import DatumInvoer, ModelFormulier


class UitlegForm(ModelFormulier):
    class Meta:
        model = Startuitleg
        fields = ["doel", "opzet", "kaders", "rollen"]
        widgets = {
            "doel": forms.Textarea(attrs={"rows": 6}),
            "opzet": forms.Textarea(attrs={"rows": 8}),
            "kaders": forms.Textarea(attrs={"rows": 18}),
            "rollen": forms.Textarea(attrs={"rows": 5}),
        }


class BereikplanForm(ModelFormulier):
    class Meta:
        model = Bereikplan
        fields = ["hoe", "via", "voor", "gedaan_op"]
        widgets = {"hoe": forms.Textarea(attrs={"rows": 4}), "voor": DatumInvoer, "gedaan_op": DatumInvoer}
