"""Forms about ideas."""

import hashlib
import math

from django import forms
from django.core.validators import ProhibitNullCharactersValidator

from participatie.forms.filters import GetallenField, zonder
from participatie.models import Idee, Steun
from wijk.formulier import Formulier, ModelFormulier, SleutelField
from wijk.woorden import dubbelepunt


class GraadField(forms.Field):
    """A latitude or longitude in WGS 84 degrees; a comma is understood as a point. None when left empty."""

    def __init__(self, *, grens: int, **kwargs):
        self.grens = grens
        super().__init__(required=False, widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **kwargs)

    def to_python(self, value):
        tekst = str(value if value is not None else "").strip()
        if not tekst:
            return None
        try:
            graad = float(tekst[:40].replace(",", "."))
        except ValueError:
            graad = math.nan
        if not math.isfinite(graad):
            raise forms.ValidationError(f"“{tekst[:40]}” is geen getal. Vul graden in, bijvoorbeeld 52,345.")
        if abs(graad) > self.grens:
            raise forms.ValidationError(f"“{tekst}” ligt buiten de wereld. Vul een getal in van −{self.grens} tot {self.grens}.")
        return round(graad, 7)


class ThemaField(forms.ModelChoiceField):
    """A theme; one that is not open yet says so, because an idea about it waits."""

    def label_from_instance(self, thema):
        return thema.naam if thema.is_open() else f"{thema.naam} (nog niet open)"


class MeerBestanden(forms.FileInput):
    allow_multiple_selected = True


class FotosField(forms.Field):
    """Any number of files; the deed tells whether they are photos. A telephone offers its camera."""

    widget = MeerBestanden(attrs={"accept": "image/*"})


class IdeeForm(Formulier):
    """What somebody sends: as little as possible is asked for."""

    titel = forms.CharField(label="Uw idee in één zin", max_length=120, help_text="Bijvoorbeeld: Meer licht op het pad langs het water.")
    omschrijving = forms.CharField(label="Vertel er meer over", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 5}))
    soort = forms.ChoiceField(
        label="Wat is het?",
        choices=[("kans", "Een kans: iets wat mooier of leuker kan"), ("knelpunt", "Een knelpunt: iets wat nu niet goed gaat")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies of het een kans of een knelpunt is.",
            "invalid_choice": "“%(value)s” kennen we niet. Kies kans of knelpunt.",
        },
    )
    thema = ThemaField(label="Waar gaat het over?", queryset=None, required=False, empty_label="Ik weet het niet")
    plaats = forms.CharField(
        label="Beschrijf de plek",
        max_length=200,
        required=False,
        help_text="In uw eigen woorden, bijvoorbeeld: bij de speeltuin. Weet u geen plek? Laat het leeg.",
    )
    lat = GraadField(label="Breedte op de kaart", grens=90)
    lon = GraadField(label="Lengte op de kaart", grens=180)
    fotos = FotosField(
        label="Kies foto’s of maak ze nu",
        required=False,
        help_text="Ten hoogste vijf, van ten hoogste 15 MB per foto. Zorg dat niemand herkenbaar is. We bewaren niet waar u de foto maakte.",
    )
    foto_tekst = forms.CharField(
        label="Wat is er op de foto’s te zien?",
        max_length=300,
        required=False,
        help_text="Dit lezen we voor aan wie de foto’s niet kan zien. Bijvoorbeeld: een kapotte lantaarn naast de brug.",
    )
    naam = forms.CharField(
        label="Uw naam",
        max_length=100,
        required=False,
        help_text="Dan weten we wie we spreken.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    naam_openbaar = forms.BooleanField(label="Mijn naam mag op de website bij het idee staan", required=False)
    email = forms.EmailField(
        label="Uw e-mailadres",
        max_length=254,
        required=False,
        help_text="Dan sturen we u het antwoord. Niemand anders ziet uw adres.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    sleutel = SleutelField()

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.wijk = wijk
        self.fields["thema"].queryset = wijk.themas.all()
        self.fields["thema"].error_messages["invalid_choice"] = "Dit thema is er niet in deze wijk. Kies een thema uit de lijst."

    def full_clean(self):
        super().full_clean()
        if self._errors and self.files.getlist("fotos"):
            self.zeg_fotos_opnieuw()

    def add_error(self, field, error):
        super().add_error(field, error)
        if self.files.getlist("fotos"):
            self.zeg_fotos_opnieuw()

    def zeg_fotos_opnieuw(self):
        """A browser does not keep files: when the page is shown again it says to choose them again."""
        self["fotos"].help_text = "Kies uw foto’s opnieuw: de browser bewaart ze niet. Ten hoogste vijf, van ten hoogste 15 MB per foto."

    def clean(self):
        schoon = super().clean()
        if "lat" not in self.errors and "lon" not in self.errors and (schoon.get("lat") is None) != (schoon.get("lon") is None):
            mist = "lon" if schoon.get("lon") is None else "lat"
            self.add_error(mist, "Een plek op de kaart heeft twee getallen. Vul ze allebei in, of laat ze allebei leeg.")
        return schoon

    @property
    def velden(self) -> dict:
        sleutel = self.cleaned_data["sleutel"]
        return {**self.cleaned_data, "sleutel": f"formulier:{sleutel.hex}" if sleutel else None}

    @property
    def afdruk(self) -> str:
        """The same for the same words and photos, whatever the hidden key."""
        zichtbaar = sorted((naam, str(waarde)) for naam, waarde in self.cleaned_data.items() if naam not in ("sleutel", "fotos"))
        zichtbaar += [(foto.name, foto.size) for foto in self.cleaned_data["fotos"]]
        return hashlib.sha256(repr(zichtbaar).encode()).hexdigest()


class FilterForm(forms.Form):
    """What the list and the map are narrowed by; an unknown value narrows nothing and is told."""

    zoek = forms.CharField(
        label="Zoek een woord of nummer",
        max_length=100,
        required=False,
        validators=[ProhibitNullCharactersValidator()],
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Bijvoorbeeld: vijver, of 50"}),
    )
    thema = forms.ModelChoiceField(label="Thema", queryset=None, required=False, empty_label="Alle thema’s")
    soort = forms.ChoiceField(label="Soort", choices=[("", "Allebei"), *Idee.Soort.choices], required=False)
    status = forms.ChoiceField(
        label="Stand", choices=[("", "Alle standen"), *[k for k in Idee.Status.choices if k[0] not in ("onbevestigd", "teruggezet")]], required=False
    )
    wandeling = forms.ModelChoiceField(label="Wandeling", queryset=None, required=False, empty_label="Maakt niet uit")
    sorteer = forms.ChoiceField(label="Volgorde", choices=[(naam, woord) for naam, (woord, _) in Idee.SORTERING.items()], required=False)
    bij = GetallenField(90, 180)  # latitude, longitude
    bbox = GetallenField(180, 90, 180, 90)  # west, south, east, north

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["thema"].queryset = wijk.themas.all()
        self.fields["wandeling"].queryset = wijk.wandelingen.openbaar()
        self.fields["wandeling"].label_from_instance = lambda wandeling: wandeling.titel
        gewoon = "het dichtstbij eerst" if self.data.get("bij") else Idee.SORTERING["nieuw"][0]
        anders = [(naam, woord) for naam, (woord, _) in Idee.SORTERING.items() if woord != gewoon]
        self.fields["sorteer"].widget.choices = [(naam, woord.capitalize()) for naam, woord in [("", gewoon), *anders]]
        for naam in ("zoek", "thema", "soort", "status", "wandeling", "sorteer"):
            self.fields[naam].widget.attrs["class"] = "utrecht-textbox" if naam == "zoek" else "utrecht-select"

    def keuze(self) -> dict:
        """The filters that were understood, besides the words to look for."""
        self.is_valid()
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde and naam not in ("zoek", "sorteer")}

    @property
    def woorden(self) -> str:
        """The words to look for."""
        self.is_valid()
        return self.cleaned_data.get("zoek", "")

    @property
    def volgorde(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("sorteer", "")

    def gekozen(self) -> list[dict]:
        """Every filter that was understood, in words, with the query string without it."""
        alles = ({"zoek": self.woorden} if self.woorden else {}) | self.keuze()
        return [{"tekst": self._in_woorden(naam, waarde), "zonder": zonder(self.data, naam)} for naam, waarde in alles.items()]

    def _in_woorden(self, naam: str, waarde) -> str:
        match naam:
            case "bij":
                return f"Binnen {Idee.BIJ} meter van de plek"
            case "bbox":
                return "Op dit stuk van de kaart"
            case "zoek":
                return f"Met “{waarde}”"
            case "soort" | "status":
                return f"{dubbelepunt(self.fields[naam].label)} {dict(self.fields[naam].choices)[waarde]}"
        return f"{dubbelepunt(self.fields[naam].label)} {waarde.titel if naam == 'wandeling' else waarde}"


class SteunForm(Formulier):
    soort = forms.ChoiceField(choices=Steun.Soort.choices)


class OrdenForm(ModelFormulier):
    """An official sets an idea right."""

    class Meta:
        model = Idee
        fields = ["titel", "omschrijving", "soort", "thema", "plaats", "lat", "lon"]
        widgets = {"omschrijving": forms.Textarea(attrs={"rows": 4}), "lat": forms.TextInput, "lon": forms.TextInput}

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["thema"].queryset = wijk.themas.all()
        self.fields["lat"] = GraadField(label="Breedte op de kaart", grens=90)
        self.fields["lon"] = GraadField(label="Lengte op de kaart", grens=180)

    def clean(self):
        schoon = super().clean()
        if (schoon.get("lat") is None) != (schoon.get("lon") is None):
            self.add_error("lon", "Vul breedte en lengte allebei in, of laat ze allebei leeg.")
        return schoon


class RedenForm(Formulier):
    reden = forms.CharField(label="Waarom", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class VerbergForm(Formulier):
    reden = forms.CharField(
        label="Waarom?",
        max_length=500,
        help_text="Wie het idee stuurde, leest dit. Noem geen namen. Bijvoorbeeld: er staat iets over een buurman in.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
