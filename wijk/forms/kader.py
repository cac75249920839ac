"""Forms of the frame."""

import json
import re
from decimal import Decimal

from django import forms

from wijk import begin, geo, woorden
from wijk.formulier import DatumInvoer, ModelFormulier, SleutelField
from wijk.models import (
    Capaciteit,
    Contactpersoon,
    Draagvlak,
    DraagvlakConclusie,
    Kerncijfer,
    Partij,
    Randvoorwaarde,
    RandvoorwaardeVersie,
    Rol,
    Thema,
    Urenregel,
    Wijk,
)
from wijk.models.kader import hele_kwartieren

SLUGFOUT = "Gebruik alleen letters, cijfers en streepjes, zonder spaties. Bijvoorbeeld: test-wijk."


class KaderForm(ModelFormulier):
    """A form on a row of a wijk: choices of other rows are those of the same wijk."""

    def __init__(self, *args, wijk: Wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.wijk = wijk
        if hasattr(self.instance, "wijk_id") and not self.instance.pk:
            self.instance.wijk = wijk
        for naam, alle in (("thema", wijk.themas), ("themas", wijk.themas), ("partij", wijk.partijen), ("partijen", wijk.partijen)):
            if naam in self.fields:
                self.fields[naam].queryset = alle.all()

    def _get_validation_exclusions(self):
        # The wijk is set above and not on the form; the uniqueness within it must still be checked.
        return super()._get_validation_exclusions() - {"wijk"}


class WijkForm(KaderForm):
    grens = forms.CharField(
        label="Grens (GeoJSON)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text="Plak hier de grens van de wijk als GeoJSON, in graden (WGS 84). U vindt die bij het CBS of bij de gemeente.",
    )

    waarom_start = forms.CharField(label="Waarom wordt de start van het proces anders?", max_length=300, required=False)
    field_order = ["naam", "slug", "inleiding", "telefoon", "bezoekadres", "startdatum", "waarom_start"]

    class Meta:
        model = Wijk
        fields = [
            "naam",
            "slug",
            "inleiding",
            "telefoon",
            "bezoekadres",
            "startdatum",
            "status",
            "direct_publiceren",
            "adres_bevestigen",
            "tweede_lezer",
            "reacties_vooraf",
            "huisregels",
            "antwoord_binnen_dagen",
            "grens",
            "grens_bron",
            "grens_bij_benadering",
        ]
        widgets = {
            "telefoon": forms.TextInput(attrs={"inputmode": "tel"}),
            "startdatum": DatumInvoer,
            "antwoord_binnen_dagen": forms.NumberInput(attrs={"inputmode": "numeric"}),
            "huisregels": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.grens and not self.is_bound:
            self.initial["grens"] = json.dumps(self.instance.grens)
        if self.instance.status == Wijk.Status.VOORBEREIDING:
            self.fields["slug"].help_text += " Dit kan tot de wijk openbaar is. Daarna ligt het vast."
            self.fields["slug"].error_messages["invalid"] = SLUGFOUT
        else:
            del self.fields["slug"]
            if begin.is_gezien(self.instance):
                keuzes = self.fields["status"].choices
                self.fields["status"].choices = [keuze for keuze in keuzes if keuze[0] != Wijk.Status.VOORBEREIDING]
                self.fields["status"].help_text = "De wijk is openbaar en blijft dat. Ook een wijk die is afgerond, blijft te lezen."
        if gevolg := begin.verschuift(self.instance):
            self.fields["waarom_start"].help_text = f"Alleen als u de start wijzigt. {gevolg}"
            self.fields["waarom_start"].soms_nodig = True
        else:
            del self.fields["waarom_start"]

    def clean_grens(self):
        tekst = self.cleaned_data["grens"].strip()
        if not tekst:
            return None
        try:
            return geo.als_geojson(geo.veelhoek(geo.lees(tekst)))
        except geo.GeoFout as fout:
            raise forms.ValidationError(str(fout)) from fout


class ThemaForm(KaderForm):
    class Meta:
        model = Thema
        fields = ["naam", "uitleg", "domein", "breed", "open_vanaf", "volgorde"]
        widgets = {"open_vanaf": DatumInvoer}

    def clean_open_vanaf(self):
        dag = self.cleaned_data["open_vanaf"]
        if dag and dag.year < 2000:
            raise forms.ValidationError(f"{woorden.datum(dag)} is wel erg lang geleden. Klopt het jaar?")
        return dag


class PartijForm(KaderForm):
    website = forms.URLField(label="Website", required=False, assume_scheme="https")

    class Meta:
        model = Partij
        fields = [
            "naam",
            "soort",
            "onmisbaar",
            "uitnodigen",
            "website",
            "reactie",
            "benaderd_op",
            "benaderd_hoe",
            "reactie_toelichting",
            "actief",
            "volgorde",
        ]
        widgets = {"benaderd_op": DatumInvoer, "reactie_toelichting": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["benaderd_op"].soms_nodig = True
        self.fields["benaderd_op"].help_text = "Nodig zodra er een reactie is."

    def clean(self):
        super().clean()
        if (
            self.cleaned_data.get("reactie") != Partij.Reactie.NIET_BENADERD
            and not self.cleaned_data.get("benaderd_op")
            and "benaderd_op" not in self.errors
        ):
            self.add_error("benaderd_op", "Vul in wanneer deze partij is benaderd.")
        return self.cleaned_data


class ContactpersoonForm(KaderForm):
    class Meta:
        model = Contactpersoon
        fields = ["naam", "email", "telefoon"]
        widgets = {"telefoon": forms.TextInput(attrs={"inputmode": "tel"})}


class RolForm(KaderForm):
    class Meta:
        model = Rol
        fields = ["partij", "persoon", "soort", "toelichting"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for naam in ("partij", "persoon"):
            self.fields[naam].soms_nodig = True  # one of the two

    def clean(self):
        schoon = super().clean()
        partij, persoon = schoon.get("partij"), schoon.get("persoon")
        if not {"partij", "persoon"} & self.errors.keys() and bool(partij) == bool(persoon):
            self.add_error("persoon", f"Kies een partij of vul een persoon of functie in{', niet allebei' if partij else ''}.")
        return schoon


class DraagvlakForm(KaderForm):
    class Meta:
        model = Draagvlak
        fields = ["partij", "thema", "mate", "gevraagd_op", "gevraagd_hoe", "toelichting"]
        widgets = {"gevraagd_op": DatumInvoer, "toelichting": forms.Textarea(attrs={"rows": 3})}


class ConclusieForm(KaderForm):
    class Meta:
        model = DraagvlakConclusie
        fields = ["uitkomst", "themas", "toelichting", "datum"]
        widgets = {
            "uitkomst": forms.RadioSelect,
            "themas": forms.CheckboxSelectMultiple,
            "datum": DatumInvoer,
            "toelichting": forms.Textarea(attrs={"rows": 4}),
        }


class UrenField(forms.DecimalField):
    """Hours as people write them: `2,25`, `2.25` or `2:15`."""

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "localize": True, "widget": forms.TextInput})

    def to_python(self, value):
        if value and (klok := re.fullmatch(r"\s*([0-9]{1,4}):([0-5][0-9])\s*", str(value))):
            value = str(Decimal(klok[1]) + Decimal(klok[2]) / 60)[:8].replace(".", ",")
        elif isinstance(value, str):
            value = value.replace(".", ",")
        uren = super().to_python(value)
        if uren is not None and uren.is_finite():
            hele_kwartieren(uren)  # before its figures are counted: of 1:10 the quarters say what is wrong
        return uren


class CapaciteitForm(KaderForm):
    class Meta:
        model = Capaciteit
        fields = ["werk", "van", "tot", "uren"]
        field_classes = {"uren": UrenField}
        widgets = {"van": DatumInvoer, "tot": DatumInvoer}


class UrenForm(KaderForm):
    """Hours spent; `omschrijving` and the kind of work may be filled in by the page on which it stands."""

    sleutel = SleutelField()

    class Meta:
        model = Urenregel
        fields = ["werk", "datum", "uren", "omschrijving"]
        field_classes = {"uren": UrenField}
        widgets = {"datum": DatumInvoer, "werk": forms.RadioSelect}
        help_texts = {"uren": "Op een kwartier: 1,5 of 1:30."}

    def clean(self):
        schoon = super().clean()
        if self.data.get("minuten") and self.data.get("uren"):
            self.add_error("uren", "U vulde uren in en drukte op een knop met een andere tijd. Druk op “Noteer deze uren”, of maak dit veld leeg.")
        return schoon


def met_knop(verstuurd):
    """What was sent for an UrenForm, with the hours of the button that was pressed (`minuten`) as if they were typed; not over what was typed."""
    minuten = verstuurd.get("minuten", "")
    if verstuurd.get("uren", "").strip():
        return verstuurd
    if minuten.isascii() and minuten.isdecimal() and len(minuten) < 4:
        verstuurd = verstuurd.copy()
        verstuurd["uren"] = f"{int(minuten) // 60}:{int(minuten) % 60:02}"
        del verstuurd["minuten"]
    return verstuurd


class KerncijferForm(KaderForm):
    class Meta:
        model = Kerncijfer
        fields = ["naam", "waarde", "groep", "leeftijdsgroep", "bron", "peildatum", "volgorde"]


class RandvoorwaardeForm(KaderForm):
    titel = RandvoorwaardeVersie._meta.get_field("titel").formfield()
    wat_kan = RandvoorwaardeVersie._meta.get_field("wat_kan").formfield(widget=forms.Textarea(attrs={"rows": 3}))
    wat_kan_niet = RandvoorwaardeVersie._meta.get_field("wat_kan_niet").formfield(widget=forms.Textarea(attrs={"rows": 3}))
    toelichting = RandvoorwaardeVersie._meta.get_field("toelichting").formfield(widget=forms.Textarea(attrs={"rows": 4}))
    reden_wijziging = RandvoorwaardeVersie._meta.get_field("reden_wijziging").formfield(
        help_text="Alleen bij een andere tekst. Bewoners lezen dit bij de vorige tekst."
    )
    field_order = ["titel", "wat_kan", "wat_kan_niet", "toelichting", "reden_wijziging", "soort", "grond", "themas", "volgorde"]

    class Meta:
        model = Randvoorwaarde
        fields = ["soort", "grond", "themas", "volgorde"]
        widgets = {"themas": forms.CheckboxSelectMultiple}
        help_texts = {"themas": "Kies niets als de voorwaarde voor alle thema’s geldt."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for naam in ("titel", "wat_kan", "wat_kan_niet", "toelichting"):
                self.initial[naam] = getattr(self.instance.huidige, naam)
            self.initial["gezien"] = self._nu = f"{self._nu}-{self.instance.huidige.nummer}"
            self.fields["reden_wijziging"].soms_nodig = True  # with another text
        else:
            del self.fields["reden_wijziging"]

    @property
    def velden(self) -> dict:
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "gezien"}
