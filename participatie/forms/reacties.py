"""Forms about reactions."""

from django import forms

from participatie.models import Melding, Reactie
from wijk.formulier import ModelFormulier, SleutelField


class ReactieForm(ModelFormulier):
    sleutel = SleutelField(required=True)

    class Meta:
        model = Reactie
        fields = ["tekst"]
        widgets = {"tekst": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        vooraf, meteen = "Een ambtenaar leest uw reactie voordat die op de website komt.", "Uw reactie staat meteen op de website."
        self.fields["tekst"].help_text = f"{vooraf if wijk.reacties_vooraf else meteen} Blijf vriendelijk en noem geen namen."


class MeldForm(ModelFormulier):
    sleutel = SleutelField()

    class Meta:
        model = Melding
        fields = ["reden"]
        widgets = {"reden": forms.Textarea(attrs={"rows": 3})}
        labels = {"reden": "Wat is er mis met deze reactie?"}
        help_texts = {"reden": "Bijvoorbeeld: hier staat een naam in. Alleen de ambtenaren van de wijk lezen dit."}
