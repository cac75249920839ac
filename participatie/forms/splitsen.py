"""The form by which one remark becomes several ideas."""

from django import forms

from participatie.forms.ideeen import ThemaField
from participatie.models import Idee
from wijk.formulier import Formulier

MEESTE = 10


class SplitsForm(Formulier):
    """Parts 1 to `aantal`, each with title, text, kind and theme. Part 1 keeps the number; of the others, what is left empty is no part."""

    gezien = forms.CharField(max_length=16, widget=forms.HiddenInput)
    aantal = forms.IntegerField(min_value=2, max_value=MEESTE, widget=forms.HiddenInput)

    def __init__(self, data=None, *args, idee: Idee, gezien: str, aantal: int = 3, **kwargs):
        super().__init__(data, *args, initial={"gezien": gezien, "aantal": aantal}, **kwargs)
        self.idee, self.nu, self.nummers = idee, gezien, range(1, aantal + 1)
        for n in self.nummers:
            eerst = n == 1
            over = {"titel": idee.titel, "omschrijving": idee.omschrijving} if eerst else {}
            verplicht = {"required": "Vul een titel in: dit deel houdt het nummer."}
            self.fields[f"titel_{n}"] = forms.CharField(
                label="Titel", max_length=120, required=eerst, initial=over.get("titel"), error_messages=verplicht
            )
            self.fields[f"omschrijving_{n}"] = forms.CharField(
                label="Uitleg", max_length=4000, required=False, initial=over.get("omschrijving"), widget=forms.Textarea(attrs={"rows": 3})
            )
            self.fields[f"soort_{n}"] = forms.ChoiceField(label="Soort", choices=Idee.Soort.choices, initial=idee.soort)
            self.fields[f"thema_{n}"] = ThemaField(
                label="Thema", queryset=idee.wijk.themas.all(), required=False, empty_label="Nog geen", initial=idee.thema_id
            )

    def clean(self):
        schoon = super().clean()
        for n in self.nummers[1:]:
            if schoon.get(f"omschrijving_{n}", "").strip() and not schoon.get(f"titel_{n}") and f"titel_{n}" not in self.errors:
                self.add_error(f"titel_{n}", "Geef dit deel een titel.")
        if not self.errors and not any(schoon[f"titel_{n}"] for n in self.nummers[1:]):
            self.add_error("titel_2", "Vul de titel van een tweede deel in.")
        if schoon.get("gezien") and schoon["gezien"] != self.nu:
            self.data = self.data.copy()
            self.data["gezien"] = self.nu
            self.add_error(None, f"Iemand anders heeft dit idee intussen veranderd. Nu staat er: “{self.idee.titel}”. Kijk of uw delen nog kloppen.")
        return schoon

    def delen(self) -> list[dict]:
        """Each part that has a title; the first is what stays under the number."""
        schoon = self.cleaned_data
        velden = ("titel", "omschrijving", "soort", "thema")
        return [{veld: schoon[f"{veld}_{n}"] for veld in velden} for n in self.nummers if schoon[f"titel_{n}"]]

    def stukken(self) -> list[tuple]:
        """Each part with its fields, for the page."""
        return [(n, [self[f"{veld}_{n}"] for veld in ("titel", "omschrijving", "soort", "thema")]) for n in self.nummers]
