from django import forms
from django.utils.functional import cached_property

from wijk import volgen
from wijk.formulier import Formulier
from wijk.models import Gevolgd, Ritme, Volger, Wijk
from wijk.woorden import hoofdletter


class VolgForm(Formulier):
    wat = forms.ChoiceField(label="Waarover wilt u nieuws?", widget=forms.RadioSelect, error_messages={"required": "Kies waarover u nieuws wilt."})
    ritme = forms.ChoiceField(
        label="Hoe vaak wilt u mail?",
        choices=[(waarde, hoofdletter(naam)) for waarde, naam in Ritme.choices],
        widget=forms.RadioSelect,
        initial=Ritme.DIRECT,
        error_messages={"required": "Kies hoe vaak u mail wilt krijgen."},
    )
    email = forms.EmailField(
        label="Uw e-mailadres",
        max_length=254,
        help_text="We sturen u eerst een mail met een link. Pas als u die opent en op de knop drukt, begint het.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"required": "Vul uw e-mailadres in."},
    )

    def __init__(self, *args, wijk: Wijk, wat: str, door, **kwargs):
        super().__init__(*args, **kwargs)
        self.wijk = wijk
        gevraagd = volgen.zoek(wijk, wat)
        al_het_nieuws = volgen.van_ding(wijk)
        if gevraagd in (None, al_het_nieuws):
            keuzes = [al_het_nieuws, *volgen.algemeen(wijk), *map(volgen.van_ding, wijk.themas.select_related("wijk"))]
        else:
            keuzes = [gevraagd, *volgen.themas_van(wijk, gevraagd), al_het_nieuws]
        self.fields["wat"].choices = [(een.wat, een.titel) for een in keuzes]
        self.initial.setdefault("wat", (gevraagd or al_het_nieuws).wat)
        if door is not None:
            del self.fields["email"]

    @property
    def onderwerp(self) -> volgen.Onderwerp:
        return volgen.zoek(self.wijk, self.cleaned_data["wat"])


class BeheerForm(Formulier):
    """A button beside one thing that is followed."""

    gevolgd = forms.ModelChoiceField(queryset=None)
    daad = forms.ChoiceField(choices=[("stop", "stop"), *Ritme.choices])
    terug = forms.CharField(required=False, max_length=300)

    def __init__(self, *args, volger: Volger, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gevolgd"].queryset = volger.gevolgd.select_related("volger__wijk")

    @cached_property
    def gekozen(self) -> Gevolgd:
        return self.cleaned_data["gevolgd"]
