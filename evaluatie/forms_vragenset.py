"""The form with the usual questions of a kind of evaluation: eight places, of which an empty one is no question."""

from django import forms

from evaluatie.models import MEESTE_VRAGEN, Kant, Vraag
from evaluatie.vragenset import Set, vingerafdruk
from wijk.formulier import Formulier


class VragensetForm(Formulier):
    gezien = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, stond: Set, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["gezien"] = vingerafdruk(stond)
        for nummer in range(1, MEESTE_VRAGEN + 1):
            tekst, soort, kant = stond[nummer - 1] if nummer <= len(stond) else ("", Vraag.Soort.CIJFER, "")
            self.fields[f"tekst_{nummer}"] = forms.CharField(label=f"Vraag {nummer}", max_length=300, required=False, initial=tekst)
            self.fields[f"soort_{nummer}"] = forms.ChoiceField(
                label=f"Soort antwoord op vraag {nummer}", choices=Vraag.Soort.choices, initial=soort, required=False
            )
            self.fields[f"kant_{nummer}"] = forms.ChoiceField(
                label=f"Voor wie is vraag {nummer}", choices=[("", "alle drie de kanten"), *Kant.choices], initial=kant, required=False
            )

    def vragen(self) -> Set:
        """Those that were filled in, in order."""
        rijen = [tuple(self.cleaned_data[f"{deel}_{nummer}"] for deel in ("tekst", "soort", "kant")) for nummer in range(1, MEESTE_VRAGEN + 1)]
        return [(tekst.strip(), soort or Vraag.Soort.CIJFER, kant) for tekst, soort, kant in rijen if tekst.strip()]

    def zie(self, stond: Set) -> None:
        """After a refusal: this is what the person has seen by now."""
        self.data = self.data.copy()
        self.data["gezien"] = vingerafdruk(stond)
