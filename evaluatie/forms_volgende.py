"""Forms about the choice of a next wijk."""

import hashlib

from django import forms
from django.utils.text import slugify

from evaluatie.models import Criterium, Kandidaatcijfer, Kandidaatwijk, Startpunt
from evaluatie.models.volgende import MEESTE
from wijk.forms.kader import SLUGFOUT
from wijk.formulier import Formulier, ModelFormulier
from wijk.models import Wijk
from wijk.woorden import leesbaar


class SamenFormulier(Formulier):
    """A form on several rows at once: refuses once, keeps what was typed, and says what stands there now, when somebody else changed them."""

    gezien = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, nu: dict, **kwargs):
        self._vingerafdruk = hashlib.sha256(repr(sorted(nu.items())).encode()).hexdigest()[:16]
        super().__init__(*args, initial={**nu, "gezien": self._vingerafdruk}, **kwargs)
        self._waarden = nu

    def clean(self):
        super().clean()
        if self.cleaned_data.get("gezien") != self._vingerafdruk:
            self.data = self.data.copy()
            self.data[self.add_prefix("gezien")] = self._vingerafdruk
            for naam, waarde in self._waarden.items():
                if naam in self.cleaned_data and self.cleaned_data[naam] != waarde:
                    self.add_error(naam, f"Nu staat er: {'niets' if waarde in (None, '') else leesbaar(waarde)}.")
            raise forms.ValidationError(
                "Iemand anders heeft dit gewijzigd terwijl u bezig was. Wat u typte staat er nog. Vergelijk het, en bewaar opnieuw als het klopt."
            )
        return self.cleaned_data


class WegingForm(SamenFormulier):
    def __init__(self, *args, gewichten: dict[str, int], **kwargs):
        super().__init__(*args, nu=gewichten, **kwargs)
        for criterium in Criterium:
            self.fields[criterium.value] = forms.IntegerField(
                label=criterium.label, min_value=0, max_value=MEESTE, help_text=f"{criterium.uitleg} 0: telt niet mee. {MEESTE}: telt het zwaarst."
            )

    def gewichten(self) -> dict[str, int]:
        return {criterium.value: self.cleaned_data[criterium.value] for criterium in Criterium}


class ScoreForm(SamenFormulier):
    """Points and their reason, for every criterium; both or neither."""

    def __init__(self, *args, kandidaat: Kandidaatwijk, **kwargs):
        scores = {score.criterium: score for score in kandidaat.scores.all()}
        nu = {}
        for criterium in Criterium:
            score = scores.get(criterium)
            nu |= {f"punten_{criterium}": score.punten if score else None, f"reden_{criterium}": score.reden if score else ""}
        super().__init__(*args, nu=nu, **kwargs)
        for criterium in Criterium:
            self.fields[f"punten_{criterium}"] = forms.IntegerField(
                label=f"{criterium.label}: punten",
                min_value=0,
                max_value=MEESTE,
                required=False,
                help_text=f"{criterium.uitleg} 0: geen reden om hier te beginnen. {MEESTE}: alle reden.",
            )
            self.fields[f"reden_{criterium}"] = forms.CharField(
                label=f"{criterium.label}: waarom", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
            for naam in ("punten", "reden"):  # both or neither
                self.fields[f"{naam}_{criterium}"].soms_nodig = True

    def clean(self):
        schoon = super().clean()
        for criterium in Criterium:
            punten, reden = schoon.get(f"punten_{criterium}"), schoon.get(f"reden_{criterium}")
            if punten is not None and not reden:
                self.add_error(f"reden_{criterium}", "Zeg waarom u deze punten geeft.")
            if punten is None and reden and f"punten_{criterium}" not in self.errors:
                self.add_error(f"punten_{criterium}", "Geef ook punten bij deze reden.")
        return schoon

    def scores(self) -> dict[str, tuple[int | None, str]]:
        return {c.value: (self.cleaned_data[f"punten_{c}"], self.cleaned_data[f"reden_{c}"]) for c in Criterium}


class KandidaatForm(ModelFormulier):
    class Meta:
        model = Kandidaatwijk
        fields = ["naam", "inleiding"]
        widgets = {"inleiding": forms.Textarea(attrs={"rows": 4})}


class KandidaatcijferForm(ModelFormulier):
    class Meta:
        model = Kandidaatcijfer
        fields = ["naam", "waarde", "peildatum", "bron"]


class StartForm(ModelFormulier):
    class Meta:
        model = Wijk
        fields = ["naam", "slug"]

    def __init__(self, *args, kandidaat: Kandidaatwijk | None, **kwargs):
        naam = kandidaat.naam if kandidaat else ""
        super().__init__(*args, initial={"naam": naam, "slug": slugify(naam)[:60]}, **kwargs)
        self.fields["slug"].error_messages["invalid"] = SLUGFOUT
        self.fields["slug"].required = False
        self.fields["slug"].help_text += " Leeg: het portaal maakt het van de naam."

    def clean_slug(self):
        return self.cleaned_data["slug"] or slugify(self.cleaned_data.get("naam", ""))[:60]


class StartpuntForm(SamenFormulier):
    def __init__(self, *args, punt: Startpunt, **kwargs):
        klaar = punt.klaar_op is not None
        super().__init__(*args, nu={"klaar": klaar} if punt.nodig else {"afspraak": punt.afspraak, "klaar": klaar}, **kwargs)
        if not punt.nodig:
            uitleg = "Nodig om dit punt af te vinken. Bijvoorbeeld: we vertellen bij elke wandeling wie er beslist."
            self.fields["afspraak"] = forms.CharField(label="Wat doen we ermee?", max_length=300, required=False, help_text=uitleg)
            self.fields["afspraak"].soms_nodig = True  # when it is done
        self.fields["klaar"] = forms.BooleanField(label="Nagekeken: dit is klaar" if punt.nodig else "Dit is klaar", required=False)

    @property
    def gewijzigd(self) -> bool:
        return any(naam != "gezien" for naam in self.changed_data)
