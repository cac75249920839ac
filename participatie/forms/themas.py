"""The form by which a theme opens."""

from django import forms
from django.utils import timezone

from wijk.formulier import DatumInvoer, ModelFormulier
from wijk.models import Thema


class OpenThemaForm(ModelFormulier):
    """Now or from a day on, with a reason that residents read. Gives the day as `vanaf`."""

    wanneer = forms.ChoiceField(
        label="Wanneer gaat het thema open?", choices=[("nu", "Nu"), ("dag", "Vanaf een dag die ik kies")], widget=forms.RadioSelect
    )

    class Meta:
        model = Thema
        fields = ["open_vanaf", "reden_open"]
        widgets = {"open_vanaf": DatumInvoer, "reden_open": forms.Textarea(attrs={"rows": 3})}
        labels = {"open_vanaf": "Vanaf welke dag?", "reden_open": "Waarom gaat het thema open?"}
        help_texts = {
            "open_vanaf": "Alleen als u een dag kiest.",
            "reden_open": "Bijvoorbeeld: veel bewoners vragen hierom. Bewoners lezen dit op de website.",
        }

    field_order = ["wanneer", "open_vanaf", "reden_open"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["open_vanaf"].soms_nodig = True  # with a day of one's choice
        self.fields["reden_open"].required = True
        self.fields["reden_open"].error_messages["required"] = "Zeg waarom het thema opengaat. Bewoners lezen dit."
        self.fields["wanneer"].error_messages["required"] = "Kies of het thema nu opengaat, of vanaf een dag."
        if self.instance.open_vanaf:
            self.initial["wanneer"] = "dag"

    def clean(self):
        super().clean()
        if self.cleaned_data.get("wanneer") == "dag" and "open_vanaf" in self.cleaned_data and not self.cleaned_data["open_vanaf"]:
            self.add_error("open_vanaf", "Vul de dag in waarop het thema opengaat.")
        return self.cleaned_data

    @property
    def vanaf(self):
        return timezone.localdate() if self.cleaned_data["wanneer"] == "nu" else self.cleaned_data["open_vanaf"]
