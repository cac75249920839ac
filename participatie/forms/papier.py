"""Forms about paper: how many to make, what was written on one, the postal address, and the code that somebody kept."""

import re

from django import forms
from django.conf import settings

from participatie.codes import lees_code
from participatie.forms.ideeen import FotosField, ThemaField
from participatie.models import Idee, OverlegGenodigde, Papierformulier, Postadres, Stapel
from participatie.papiercodes import Elders, elders
from wijk.formulier import Formulier, ModelFormulier, SleutelField

_ZONDER = {"autocomplete": "off"}
KLOPT_NIET = "Deze code klopt niet. Kijk of elke letter en elk cijfer goed is."


class AantalForm(ModelFormulier):
    class Meta:
        model = Stapel
        fields = ["aantal"]
        labels = {"aantal": "Hoeveel formulieren?"}
        help_texts = {"aantal": "Elk formulier krijgt een eigen code. Ten hoogste 200 in één keer."}
        widgets = {"aantal": forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"})}


def nette_postcode(getypt: str) -> str:
    """`2104ab` becomes `2104 AB`; anything else stays as it was typed."""
    delen = re.fullmatch(r"\s*([1-9]\d{3})\s*([A-Za-z]{2})\s*", getypt, re.ASCII)
    return f"{delen[1]} {delen[2].upper()}" if delen else getypt.strip()


class PostadresForm(ModelFormulier):
    class Meta:
        model = Postadres
        fields = ["straat", "postcode", "woonplaats"]
        widgets = {naam: forms.TextInput(attrs=_ZONDER) for naam in ("straat", "postcode", "woonplaats")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["woonplaats"] = settings.GEMEENTE["naam"]

    def clean_postcode(self):
        return nette_postcode(self.cleaned_data["postcode"])


class GenodigdeAdresForm(PostadresForm):
    """Of who gets a letter about an overleg; left empty it takes the address away."""

    class Meta(PostadresForm.Meta):
        model = OverlegGenodigde

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for naam in self._meta.fields:
            self.fields[naam].soms_nodig = True
        if not self.instance.straat:
            self.initial["woonplaats"] = settings.GEMEENTE["naam"]

    def clean(self):
        schoon = super().clean()
        if not (schoon.get("straat") or schoon.get("postcode") or {"straat", "postcode"} & self.errors.keys()):
            schoon["woonplaats"] = ""
        for naam in self._meta.fields if any(schoon.get(naam) for naam in self._meta.fields) else ():
            if not schoon.get(naam) and naam not in self.errors:
                self.add_error(naam, "Een adres heeft een straat, een postcode en een plaats. Vul ze alle drie in.")
        return schoon


class InvoerForm(Formulier):
    """One paper form, in the order in which it is written."""

    code = forms.CharField(
        label="Code op het formulier",
        max_length=40,
        error_messages={"required": "Typ de code, of kruis aan dat er geen code op staat."},
        widget=forms.TextInput(attrs={**_ZONDER, "autofocus": True, "autocapitalize": "characters", "spellcheck": "false"}),
    )
    geen_code = forms.BooleanField(label="Er staat geen code op dit formulier", required=False)
    titel = forms.CharField(label="Het idee in één zin", max_length=120, widget=forms.TextInput(attrs=_ZONDER))
    omschrijving = forms.CharField(label="Meer erover", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    soort = forms.ChoiceField(
        label="Wat is het?",
        choices=Idee.Soort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of het een kans of een knelpunt is."},
    )
    plaats = forms.CharField(label="Waar is het?", max_length=200, required=False, widget=forms.TextInput(attrs=_ZONDER))
    thema = ThemaField(label="Waar gaat het over?", queryset=None, required=False, empty_label="Niet aangekruist")
    naam = forms.CharField(label="Naam", max_length=100, required=False, widget=forms.TextInput(attrs=_ZONDER))
    email = forms.EmailField(label="E-mail", max_length=254, required=False, widget=forms.EmailInput(attrs=_ZONDER))
    straat = forms.CharField(label="Straat en nummer", max_length=120, required=False, widget=forms.TextInput(attrs=_ZONDER))
    postcode = forms.CharField(label="Postcode", max_length=20, required=False, widget=forms.TextInput(attrs=_ZONDER))
    woonplaats = forms.CharField(label="Plaats", max_length=80, required=False, widget=forms.TextInput(attrs=_ZONDER))
    naam_openbaar = forms.BooleanField(label="De naam mag op de website bij het idee staan", required=False)
    fotos = FotosField(
        label="Foto’s of scans die erbij zitten",
        required=False,
        help_text="Ten hoogste vijf. Scan niet het formulier zelf: daar staat een naam op.",
    )
    foto_tekst = forms.CharField(label="Wat is er op de foto’s te zien?", max_length=300, required=False, widget=forms.TextInput(attrs=_ZONDER))
    sleutel = SleutelField()

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.wijk = wijk
        self.initial["woonplaats"] = settings.GEMEENTE["naam"]
        self.formulier: Papierformulier | None = None
        self.elders: Elders | None = None
        self.fields["thema"].queryset = wijk.themas.all()
        if self.data.get("geen_code"):
            self.fields["code"].required = False
        if self.is_bound:  # what is wrong has the focus then
            del self.fields["code"].widget.attrs["autofocus"]

    def clean_code(self):
        getypt = self.cleaned_data["code"]
        if not getypt:
            return ""
        code = lees_code(getypt)
        if code is None:
            raise forms.ValidationError(f"“{getypt}”: {KLOPT_NIET[:1].lower()}{KLOPT_NIET[1:]}")
        self.formulier = self.wijk.papierformulieren.met_code(code)
        if self.formulier is None and (anders := elders(self.wijk, code)):
            self.elders = anders
            raise forms.ValidationError(f"Dit is {anders.wat}. Dat voert u op een andere pagina in.")
        if self.formulier is None:
            raise forms.ValidationError(f"Een formulier met code “{getypt}” kennen we niet in de {self.wijk.naam}.")
        if self.formulier.idee and self.formulier.idee.sleutel != self._sleutel():
            raise forms.ValidationError(f"Dit formulier is al ingevoerd: het is idee {self.formulier.idee.nummer}.")
        return code

    def _sleutel(self) -> str | None:
        """The key of this opened form, as the idea keeps it: the same one again is a second click."""
        try:
            sleutel = self.fields["sleutel"].clean(self.data.get(self.add_prefix("sleutel")))
        except forms.ValidationError:
            return None
        return f"papier:{sleutel.hex}" if sleutel else None

    def clean(self):
        schoon = super().clean()
        if schoon.get("code") and schoon.get("geen_code"):
            self.add_error("code", "U typte een code. Haal dan het kruisje weg.")
        if schoon.get("straat") or schoon.get("postcode"):
            getypt = {naam: schoon.get(naam, "") for naam in ("straat", "postcode", "woonplaats")}
            adres = PostadresForm({**getypt, "postcode": nette_postcode(getypt["postcode"])})
            for veld, fouten in adres.errors.items():
                leeg = not adres.data.get(veld)
                self.add_error(veld, "Een adres heeft een straat, een postcode en een plaats. Vul ze alle drie in." if leeg else fouten)
            self.adres = adres.cleaned_data if adres.is_valid() else None
        else:
            self.adres = None
        return schoon

    @property
    def velden(self) -> dict:
        """For the idea; the address stands apart, in `postadres`."""
        apart = {"code", "geen_code", "straat", "postcode", "woonplaats", "sleutel"}
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam not in apart} | {"sleutel": self._sleutel()}

    @property
    def postadres(self) -> dict | None:
        return {naam: self.adres[naam] for naam in ("straat", "postcode", "woonplaats")} if self.adres else None


class CodeForm(Formulier):
    """The code that somebody kept on the slip."""

    code = forms.CharField(
        label="Uw code",
        max_length=40,
        help_text="Acht letters en cijfers, bijvoorbeeld 7KHM-2RTW. Een streepje of hoofdletters zijn niet nodig.",
        widget=forms.TextInput(attrs={**_ZONDER, "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": "Typ de code die op uw strookje staat."},
    )

    def clean_code(self):
        code = lees_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(f"“{self.cleaned_data['code']}”: {KLOPT_NIET[:1].lower()}{KLOPT_NIET[1:]}")
        return code
