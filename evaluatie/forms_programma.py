"""Forms about the uitvoeringsprogramma."""

from collections.abc import Callable

from django import forms
from django.utils import timezone

from evaluatie.models import Paragraaf, Programmaversie, Uitvoeringsprogramma
from evaluatie.programma.natellen import Afwijking
from wijk.formulier import DatumInvoer, Formulier, ModelFormulier


class ProgrammaForm(ModelFormulier):
    class Meta:
        model = Uitvoeringsprogramma
        fields = ["titel", "advies", "volgende_wijk", "advies_toelichting"]
        widgets = {"advies_toelichting": forms.Textarea(attrs={"rows": 6})}


class ParagraafForm(ModelFormulier):
    """One part. What stands in it is the own text, or else the one that the portal composes.

    Numbers that differ from the portal's (`reken_na`) are asked about once, and may be kept.
    """

    zo_laten = forms.BooleanField(label="Mijn getallen kloppen. Bewaar ze zo.", required=False)

    class Meta:
        model = Paragraaf
        fields = ["tekst"]
        widgets = {"tekst": forms.Textarea(attrs={"rows": 14})}
        help_texts = {
            "tekst": "Het portaal vergelijkt bedragen, en hoeveel ideeën en projecten er zijn, met de eigen cijfers. Lees andere getallen zelf na."
        }

    def __init__(self, *args, voorstel: str, reken_na: Callable[[str], list[Afwijking]], instance: Paragraaf | None, **kwargs):
        eigen = instance.tekst if instance else ""
        super().__init__(*args, instance=instance, initial={"tekst": eigen or voorstel}, **kwargs)
        self._reken_na = reken_na
        if not self.is_bound:  # asked only when there is something to keep
            del self.fields["zo_laten"]

    def clean(self):
        anders = self._reken_na(self.cleaned_data.get("tekst", ""))
        if not anders:
            del self.fields["zo_laten"]
        elif not self.cleaned_data.get("zo_laten"):
            self.add_error("tekst", [*(een.vraag for een in anders), "Klopt uw getal? Zet dan het vinkje onder het veld en bewaar opnieuw."])
        return super().clean()


class AanbiedForm(Formulier):
    """Only filled in for a programme that contradicts itself."""

    toelichting = forms.CharField(
        label="Waarom biedt u het toch aan?",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Dit komt voor in het programma, met de punten hierboven. Het college en iedereen kunnen het lezen.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["toelichting"].soms_nodig = True


class BesluitForm(Formulier):
    uitkomst = forms.ChoiceField(
        label="Stelt het college het programma vast?",
        choices=[
            ("vastgesteld", "Ja: het programma is vastgesteld"),
            ("afgewezen", "Nee: de wijkcoördinator kan het aanpassen en opnieuw aanbieden"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )
    over_advies = forms.ChoiceField(
        label="Neemt het college het advies over een volgende wijk over?",
        choices=Programmaversie.OverAdvies.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    kandidaat = forms.ModelChoiceField(
        None,
        label="Met welke andere wijk start het college?",
        required=False,
        empty_label="een wijk die hier niet bij staat",
        help_text="Alleen nodig als u dat hierboven kiest.",
    )
    start_met = forms.CharField(
        label="Staat de wijk er niet bij? Welke is het?",
        max_length=100,
        required=False,
        help_text="Alleen bij een wijk die geen kandidaat was.",
    )
    advies_reden = forms.CharField(
        label="Waarom neemt het college het advies niet over?",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Alleen nodig als het college het advies niet overneemt.",
    )
    besluit = forms.CharField(
        label="Wat besloot het college?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Stelt het college het programma niet vast? Schrijf dan waarom. Iedereen kan dit lezen.",
    )
    datum = forms.DateField(label="Datum van het besluit", initial=timezone.localdate, widget=DatumInvoer)

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["over_advies"].soms_nodig = True  # when the programme is adopted
        self.fields["kandidaat"].queryset = wijk.kandidaten.filter(wijkstart=None)
        for naam in ("kandidaat", "start_met", "advies_reden"):
            self.fields[naam].soms_nodig = True  # with another answer than yes

    def clean(self):
        schoon = super().clean()
        if schoon.get("uitkomst") == "vastgesteld" and not schoon.get("over_advies") and "over_advies" not in self.errors:
            self.add_error("over_advies", "Kies: ja, nee of een andere wijk.")
        if (kandidaat := schoon.get("kandidaat")) and schoon.get("start_met"):
            self.add_error("start_met", f"U koos hierboven {kandidaat}. Kies daar “een wijk die hier niet bij staat”, of maak dit veld leeg.")
        return schoon

    def besluit_velden(self) -> dict:
        """What the deed is told: the advice is decided on only when the programme is adopted."""
        velden = {naam: waarde for naam, waarde in self.cleaned_data.items() if naam not in ("uitkomst", "kandidaat")}
        if kandidaat := self.cleaned_data["kandidaat"]:
            velden["start_met"] = kandidaat.naam
        return velden if self.cleaned_data["uitkomst"] == "vastgesteld" else {naam: velden[naam] for naam in ("besluit", "datum")}


class TerugForm(Formulier):
    reden = forms.CharField(label="Wat moet er anders?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
