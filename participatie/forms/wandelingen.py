"""Forms about walks."""

import re
from datetime import timedelta
from urllib.parse import urlencode

from django import forms
from django.utils import timezone

from participatie.forms.ideeen import ThemaField
from participatie.models import Aanmelding, Idee, Uitnodiging, Wijkwandeling
from wijk.formulier import DatumInvoer, Formulier, ModelFormulier, MomentInvoer, SleutelField
from wijk.models import Leeftijd


class WandelingForm(ModelFormulier):
    was_al = forms.BooleanField(
        label="Deze wandeling is al geweest",
        required=False,
        help_text="Voor een wandeling die u achteraf invoert. Niemand kan zich dan nog aanmelden, en er gaan geen uitnodigingen uit.",
    )
    haltes = forms.CharField(
        label="Haltes",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Eén halte op een regel, in de volgorde van de route. Daarna zet u ze op de kaart.",
    )

    class Meta:
        model = Wijkwandeling
        fields = ["titel", "begint", "eindigt", "vertrekpunt", "toegankelijk", "plaatsen", "partijen", "toelichting"]
        widgets = {
            "begint": MomentInvoer,
            "eindigt": MomentInvoer,
            "partijen": forms.CheckboxSelectMultiple,
            "plaatsen": forms.TextInput(attrs={"inputmode": "numeric"}),
            "toelichting": forms.Textarea(attrs={"rows": 5}),
        }

    field_order = ["titel", "begint", "eindigt", "was_al", "vertrekpunt", "toegankelijk", "plaatsen", "partijen", "toelichting", "haltes"]

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partijen"].queryset = wijk.partijen.openbaar()
        if self.instance.pk:  # from here on they stand on the page of the route, each with its place
            del self.fields["haltes"]
        if self.instance.status != Wijkwandeling.Status.CONCEPT:
            del self.fields["was_al"]

    def clean_haltes(self):
        namen = [regel.strip() for regel in self.cleaned_data["haltes"].splitlines() if regel.strip()]
        if te_lang := [naam for naam in namen if len(naam) > 120]:
            raise forms.ValidationError(f"“{te_lang[0][:40]}…” is te lang: een halte heeft ten hoogste 120 letters.")
        return namen

    def clean(self):
        schoon = super().clean()
        if schoon.get("begint") and schoon.get("eindigt") and schoon["eindigt"] <= schoon["begint"]:
            self.add_error("eindigt", "De wandeling eindigt voor hij begint.")
        if schoon.get("begint") and not self.instance.pk and schoon["begint"] < timezone.now() - timedelta(days=365):
            self.add_error("begint", "Deze dag is langer dan een jaar geleden. Klopt het jaar?")
        return schoon

    @property
    def velden(self) -> dict:
        return {naam: self.cleaned_data[naam] for naam in self._meta.fields}


class UitnodigingForm(ModelFormulier):
    class Meta:
        model = Uitnodiging
        fields = ["partij", "kanaal", "tekst", "datum", "bereikt", "gekomen", "klopt_niet_meer"]
        widgets = {
            "tekst": forms.Textarea(attrs={"rows": 5}),
            "datum": DatumInvoer,
            "bereikt": forms.TextInput(attrs={"inputmode": "numeric"}),
            "gekomen": forms.TextInput(attrs={"inputmode": "numeric"}),
        }

    def __init__(self, *args, wandeling, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partij"].queryset = wandeling.wijk.partijen.openbaar()
        if not self.instance.pk:
            self.instance.wandeling = wandeling
        if not self.instance.klopt_niet_meer:
            del self.fields["klopt_niet_meer"]

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() - {"wandeling"}


class AanmeldForm(ModelFormulier):
    voor_ander = False
    sleutel = SleutelField()
    aantal = forms.IntegerField(
        label="Met hoeveel personen komt u?",
        min_value=1,
        max_value=10,
        initial=1,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "invalid": "Dit is geen getal. Vul in met hoeveel personen u komt, bijvoorbeeld 2.",
            "min_value": "Vul minstens 1 in: uzelf.",
            "max_value": "Vul ten hoogste 10 in. Komt u met meer mensen? Meld u dan samen met een tweede persoon aan.",
        },
    )

    class Meta:
        model = Aanmelding
        fields = ["naam", "aantal", "email", "telefoon", "leeftijdsgroep", "denkt_mee", "opmerking"]
        widgets = {
            "naam": forms.TextInput(attrs={"autocomplete": "name"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
            "telefoon": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }
        labels = {"opmerking": "Moeten we ergens rekening mee houden?"}
        help_texts = {
            "naam": "Alleen de organisatie ziet uw naam.",
            "email": "Dan sturen we u een bevestiging en een herinnering. Hebt u geen e-mail? Laat dit leeg.",
            "telefoon": "Alleen als u geen e-mail hebt.",
            "leeftijdsgroep": "Zo zien we of we jong en oud bereiken. U hoeft dit niet te zeggen.",
            "denkt_mee": "Na de wandeling nodigen we u uit voor een overleg over het vervolg. Geef daarvoor uw e-mailadres of telefoonnummer.",
            "opmerking": "Bijvoorbeeld: ik kom met een rollator.",
        }

    field_order = ["naam", "aantal"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leeftijdsgroep"].choices = [("", "Zeg ik liever niet"), *Leeftijd.choices]

    def clean(self):
        schoon = super().clean()
        bereikbaar = schoon.get("email") or schoon.get("telefoon") or {"email", "telefoon"} & self.errors.keys()
        if schoon.get("denkt_mee") and not bereikbaar and not self.voor_ander:
            self.add_error("email", "Vul uw e-mailadres of telefoonnummer in: dan nodigen we u uit. Of haal het vinkje bij meedenken weg.")
        return schoon


class WandelingAfgelastForm(Formulier):
    reden = forms.CharField(
        label="Waarom gaat de wandeling niet door?",
        max_length=300,
        help_text="Iedereen leest dit op de website en in het nieuws.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AanmeldVoorAnderForm(AanmeldForm):
    """The same, filled in by an official for who called, came by or handed in a strip."""

    voor_ander = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        labels = {"naam": "Naam", "aantal": "Met hoeveel personen?", "denkt_mee": "Denkt mee over het vervolg", "opmerking": "Rekening houden met"}
        for naam, label in labels.items():
            self.fields[naam].label = label
        for naam in ("naam", "email", "telefoon"):
            self.fields[naam].widget.attrs["autocomplete"] = "off"
        self.fields["naam"].help_text = "Deze naam staat niet op de website."
        self.fields["email"].help_text = "Leeg als deze persoon geen e-mail heeft. Anders sturen we een bevestiging."
        self.fields["telefoon"].help_text = "Om te bellen als de wandeling verandert."
        self.fields["denkt_mee"].help_text = self.fields["leeftijdsgroep"].help_text = self.fields["opmerking"].help_text = ""
        self.fields["leeftijdsgroep"].choices = [("", "Niet gezegd"), *Leeftijd.choices]


class AanmeldingWijzigForm(ModelFormulier):
    """What somebody says who rings about their registration."""

    aantal = AanmeldForm.base_fields["aantal"]

    class Meta:
        model = Aanmelding
        fields = ["naam", "aantal", "email", "telefoon"]
        labels = {"naam": "Naam"}
        help_texts = {"email": "Bij een nieuw adres sturen we daarheen de bevestiging.", "telefoon": "Om te bellen als de wandeling verandert."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["aantal"].label = "Met hoeveel personen?"
        for naam in ("naam", "email", "telefoon"):
            self.fields[naam].widget.attrs["autocomplete"] = "off"


class ErbijForm(ModelFormulier):
    class Meta:
        model = Aanmelding
        fields = ["naam", "denkt_mee", "email"]
        labels = {"naam": "Naam", "denkt_mee": "Denkt mee over het vervolg", "email": "E-mailadres"}


class RegelForm(Formulier):
    """One remark on one line, said on a walk; or without one, see LosseRegelForm."""

    titel = forms.CharField(
        label="Wat is er gezegd?",
        max_length=120,
        help_text="Wat u hieronder kiest, blijft staan voor de volgende opmerking.",  # a script names what is chosen now
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    soort = forms.ChoiceField(label="Soort", choices=Idee.Soort.choices, initial=Idee.Soort.KANS)
    thema = ThemaField(label="Thema", queryset=None, required=False, empty_label="Nog geen")
    halte = forms.ModelChoiceField(label="Halte", queryset=None, required=False, empty_label="Geen")
    plaats = forms.CharField(label="Waar", max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    naam = forms.CharField(label="Wie zei het", max_length=100, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    sleutel = SleutelField()

    # What stays for the next remark.
    BLIJFT = ("soort", "thema", "halte")

    def __init__(self, *args, wandeling=None, wijk=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.wandeling, self.wijk = wandeling, wijk or wandeling.wijk
        if self.is_bound:  # what is wrong has the focus then
            del self.fields["titel"].widget.attrs["autofocus"]
        self.fields["thema"].queryset = self.wijk.themas.all()
        if wandeling is not None:
            self.fields["halte"].queryset = wandeling.haltes.all()
        self.fields["titel"].widget.attrs["data-blijft"] = " ".join(self.BLIJFT)

    @property
    def velden(self) -> dict:
        sleutel = self.cleaned_data["sleutel"]
        return {**self.cleaned_data, **self.vast, "sleutel": f"invoer:{sleutel.hex}" if sleutel else None}

    @property
    def vast(self) -> dict:
        """Where all remarks of this page come from."""
        return {"wandeling": self.wandeling, "herkomst": Idee.Herkomst.WANDELING}

    def volgende(self, pad: str) -> str:
        """The address of the page for the next remark."""
        return f"{pad}?{urlencode({naam: self[naam].value() or '' for naam in self.BLIJFT})}"


class LosseRegelForm(RegelForm):
    """One remark that was not said on a walk: on paper without a form, or in an overleg."""

    halte = None
    herkomst = forms.ChoiceField(
        label="Waar komt het vandaan?", choices=[(h.value, h.label) for h in (Idee.Herkomst.PAPIER, Idee.Herkomst.OVERLEG)], initial="papier"
    )
    overleg = forms.ModelChoiceField(label="Welk overleg?", queryset=None, required=False, empty_label="Geen")

    BLIJFT = ("soort", "thema", "herkomst", "overleg")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["overleg"].queryset = self.wijk.overleggen.all()

    def clean(self):
        schoon = super().clean()
        if schoon.get("overleg") and schoon.get("herkomst") == Idee.Herkomst.PAPIER:
            self.add_error("overleg", "Dit kwam op papier. Kies geen overleg, of kies “gezegd tijdens een overleg”.")
        return schoon

    @property
    def vast(self) -> dict:
        return {}


class LijstForm(Formulier):
    """Remarks from elsewhere, a line each; a mark of a list before it is no part of it."""

    regels = forms.CharField(
        label="Plak een lijst",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Eén opmerking op een regel. Een streepje, punt of nummer ervoor valt weg.",
    )
    lijst_soort = forms.ChoiceField(label="Soort van alle regels", choices=Idee.Soort.choices, initial=Idee.Soort.KANS, required=False)
    lijst_thema = ThemaField(label="Thema van alle regels", queryset=None, required=False, empty_label="Nog geen")
    lijst_halte = forms.ModelChoiceField(label="Halte van alle regels", queryset=None, required=False, empty_label="Geen")

    OPSOMMING = re.compile(r"^(?:[-*•–·]|\d{1,3}[.)])(?:\s+|$)")

    def __init__(self, *args, wandeling, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lijst_thema"].queryset = wandeling.wijk.themas.all()
        self.fields["lijst_halte"].queryset = wandeling.haltes.all()
        for naam in RegelForm.BLIJFT:
            self.fields[f"lijst_{naam}"].soms_nodig = True  # what stands there counts

    def clean_regels(self) -> list[str]:
        regels = [self.OPSOMMING.sub("", regel.strip()) for regel in self.cleaned_data["regels"].splitlines()]
        return [regel for regel in regels if regel]

    @property
    def voor_alle(self) -> dict:
        """What counts for each line, by the name that it has in RegelForm."""
        schoon = {naam: self.cleaned_data[f"lijst_{naam}"] for naam in RegelForm.BLIJFT}
        return {**schoon, "soort": schoon["soort"] or Idee.Soort.KANS}

    @property
    def zin(self) -> str:
        alle = self.voor_alle
        return f"Soort: {Idee.Soort(alle['soort']).label}. Thema: {alle['thema'] or 'nog geen'}. Halte: {alle['halte'] or 'geen'}."

    def houd_over(self, fouten: list[tuple[str, str]]) -> None:
        """Keep these lines alone, each with why it was refused, under the number that it has then."""
        self.data = self.data.copy()
        self.data["regels"] = "\n".join(regel for regel, _ in fouten)
        for nummer, (_, zin) in enumerate(fouten, start=1):
            self.add_error("regels", f"Regel {nummer}: {zin}")


class BestandForm(Formulier):
    bestand = forms.FileField(
        label="Bestand (CSV, XLSX of ODS)",
        help_text="Op de eerste regel de kolommen titel, omschrijving, thema, soort, lat, lon, plaats en naam; alleen titel moet. Ten hoogste 5 MB.",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.ods"}),
    )

    def clean_bestand(self):
        bestand = self.cleaned_data["bestand"]
        if bestand.size > 5 * 1024 * 1024:
            raise forms.ValidationError("Dit bestand is groter dan 5 MB. Verdeel het over meer bestanden.")
        return bestand
