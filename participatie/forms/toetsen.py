"""The form by which an idea is answered: a verdict and a reason per condition, and one text for everyone."""

from django import forms

from participatie.models import Oordeel
from wijk.formulier import Formulier

W = Oordeel.Waarde


class ToetsForm(Formulier):
    """One pair of fields a condition that applies: `oordeel_<pk>` and `reden_<pk>`."""

    def __init__(self, *args, voorwaarden, gezien: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.voorwaarden = list(voorwaarden)
        for voorwaarde in self.voorwaarden:
            self.fields[f"oordeel_{voorwaarde.pk}"] = forms.ChoiceField(
                label=voorwaarde.huidige.titel,
                help_text=self._tekst(voorwaarde),
                # How we work seldom says anything of one idea; what is and is not possible always does.
                initial=W.NVT if voorwaarde.soort == voorwaarde.Soort.PROCESMATIG else None,
                choices=W.choices,
                widget=forms.RadioSelect(attrs={"class": "wp-keuzes--rij", "data-oordeel": ""}),
                error_messages={"required": f"Kies een oordeel bij “{voorwaarde.huidige.titel}”."},
            )
            self.fields[f"reden_{voorwaarde.pk}"] = forms.CharField(
                label="Waarom",
                max_length=500,
                required=False,
                widget=forms.TextInput(attrs={"aria-label": f"Waarom, bij {voorwaarde.huidige.titel}"}),
            )
            self.fields[f"versie_{voorwaarde.pk}"] = forms.IntegerField(widget=forms.HiddenInput, initial=voorwaarde.huidige.pk, required=False)
        self.fields["reden"] = forms.CharField(
            label="Ons antwoord",
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text="Dit leest iedereen. Schrijf in gewone taal wat er gebeurt en waarom.",
        )
        self.fields["gezien"] = forms.IntegerField(widget=forms.HiddenInput, initial=gezien)

    @staticmethod
    def _tekst(voorwaarde) -> str:
        delen = (("Kan", voorwaarde.huidige.wat_kan), ("Kan niet", voorwaarde.huidige.wat_kan_niet))
        return " ".join(f"{kop}: {tekst}" for kop, tekst in delen if tekst)

    def clean(self):
        schoon = super().clean()
        for voorwaarde in self.voorwaarden:
            if schoon.get(f"oordeel_{voorwaarde.pk}") in (W.VOORWAARDE, W.VOLDOET_NIET) and not schoon.get(f"reden_{voorwaarde.pk}"):
                self.add_error(f"reden_{voorwaarde.pk}", f"Zeg waarom bij “{voorwaarde.huidige.titel}”.")
            if schoon.get(f"versie_{voorwaarde.pk}") not in (None, voorwaarde.huidige.pk):
                self.add_error(
                    f"oordeel_{voorwaarde.pk}", f"“{voorwaarde.huidige.titel}” is intussen gewijzigd. Lees de nieuwe tekst en beoordeel opnieuw."
                )
                self.data = self.data.copy()
                self.data[f"versie_{voorwaarde.pk}"] = voorwaarde.huidige.pk
        return schoon

    def oordelen(self) -> list[tuple]:
        """(version, verdict, why) of each condition."""
        return [(v.huidige, self.cleaned_data[f"oordeel_{v.pk}"], self.cleaned_data[f"reden_{v.pk}"]) for v in self.voorwaarden]

    def rijen(self):
        """Each condition with its fields, for the page."""
        return [(v, self[f"oordeel_{v.pk}"], self[f"reden_{v.pk}"], self[f"versie_{v.pk}"]) for v in self.voorwaarden]


class OnderhoudForm(Formulier):
    reden = forms.CharField(
        label="Ons antwoord",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: We hebben dit doorgegeven aan de ploeg die het onderhoud doet.",
    )
    gezien = forms.IntegerField(widget=forms.HiddenInput)


class SamenvoegForm(Formulier):
    met = forms.IntegerField(label="Nummer van het andere idee", min_value=1, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    reden = forms.CharField(label="Ons antwoord", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    gezien = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.wijk = wijk

    def clean_met(self):
        nummer = self.cleaned_data["met"]
        ander = self.wijk.ideeen.filter(nummer=nummer).first()
        if ander is None:
            raise forms.ValidationError(f"Er is geen idee met nummer {nummer} in deze wijk.")
        return ander


class KlaarzetForm(Formulier):
    """Which of the waiting ideas an official wants to see."""

    wat = forms.ChoiceField(
        label="Laat zien",
        required=False,
        choices=[
            ("", "Alles wat op antwoord wacht"),
            ("te_laat", "Te laat"),
            ("bijna", "Binnen een week"),
            ("ontvangen", "Nog niet in behandeling"),
            ("mijn", "Van mij"),
            ("niet_openbaar", "Nog niet op de website"),
            ("wacht_op_thema", "Wacht tot het thema open is"),
        ],
        widget=forms.Select(attrs={"class": "utrecht-select"}),
    )
    thema = forms.ModelChoiceField(
        label="Thema", queryset=None, required=False, empty_label="Alle thema’s", widget=forms.Select(attrs={"class": "utrecht-select"})
    )

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["thema"].queryset = wijk.themas.all()
