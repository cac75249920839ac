"""Forms of the list of ideas to toets: to whom an idea goes, and the standard sentences."""

from django import forms

from participatie.models import Oordeel, Standaardzin
from wijk.formulier import Formulier, ModelFormulier
from wijk.models import Gebruiker


class OverdraagForm(Formulier):
    """To which colleague an idea goes: who may toets in this wijk, does not have it yet, and is not who hands it over (`door`)."""

    aan = forms.ModelChoiceField(
        label="Collega",
        queryset=None,
        empty_label="Kies een collega",
        widget=forms.Select(attrs={"form": "antwoordformulier"}),  # it stands beside that form, on the page of one idea
        error_messages={"required": "Kies aan wie u het idee overdraagt.", "invalid_choice": "Deze collega mag in deze wijk niet toetsen."},
    )

    def __init__(self, *args, idee, door, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["aan"].queryset = Gebruiker.objects.met_recht(idee.wijk, "toetsen").exclude(pk=idee.behandelaar_id).exclude(pk=door.pk)


class ZinForm(ModelFormulier):
    class Meta:
        model = Standaardzin
        fields = ["plaats", "tekst", "oordeel", "thema", "volgorde"]
        widgets = {
            "plaats": forms.RadioSelect,
            "tekst": forms.Textarea(attrs={"rows": 3}),
            "volgorde": forms.TextInput(attrs={"inputmode": "numeric"}),
        }

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["thema"].queryset = wijk.themas.all()
        self.fields["thema"].empty_label = "Elk thema"
        self.fields["oordeel"].choices = [("", "Elk oordeel"), *((w, n[:1].upper() + n[1:]) for w, n in Oordeel.Waarde.choices)]
