"""Forms about the uitvoeringsprogramma."""

from django import forms
from django.utils import timezone

from evaluatie.models import Paragraaf, Uitvoeringsprogramma
from wijk.formulier import DatumInvoer, Formulier, ModelFormulier


class ProgrammaForm(ModelFormulier):
    class Meta:
        model = Uitvoeringsprogramma
        fields = ["titel", "advies", "volgende_wijk", "advies_toelichting"]
        widgets = {"advies_toelichting": forms.Textarea(attrs={"rows": 6})}


class ParagraafForm(ModelFormulier):
    """One part. What stands in it is the own text, or else the one that the portal composes."""

    class Meta:
        model = Paragraaf
        fields = ["tekst"]
        widgets = {"tekst": forms.Textarea(attrs={"rows": 14})}

    def __init__(self, *args, voorstel: str, instance: Paragraaf | None, **kwargs):
        eigen = instance.tekst if instance else ""
        super().__init__(*args, instance=instance, initial={"tekst": eigen or voorstel}, **kwargs)


class BesluitForm(Formulier):
    uitkomst = forms.ChoiceField(
        label="Stelt het college het programma vast?",
        choices=[
            ("vastgesteld", "Ja: het programma is vastgesteld, met het advies"),
            ("afgewezen", "Nee: de wijkcoördinator kan het aanpassen en opnieuw aanbieden"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies ja of nee."},
    )
    besluit = forms.CharField(
        label="Wat besloot het college?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Schrijf ook wat het college besloot over een volgende wijk. Is het antwoord nee? Schrijf dan ook waarom. Iedereen kan dit lezen.",
    )
    datum = forms.DateField(label="Datum van het besluit", initial=timezone.localdate, widget=DatumInvoer)


class TerugForm(Formulier):
    reden = forms.CharField(label="Wat moet er anders?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
