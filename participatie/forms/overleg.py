"""Forms about the overleg: plan it, invite, its agenda, what it decides, and what was agreed."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from participatie.deeds.overleg import past_bij_besluit
from participatie.deeds.overleglijst import ONBEREIKBAAR
from participatie.models import Agendapunt, Idee, Overleg, OverlegGenodigde, Verslagversie, Vervolgstap
from wijk.formulier import DatumInvoer, Formulier, ModelFormulier, MomentInvoer

BIJ_PROJECT = f"Alleen bij “{Vervolgstap.Besluit.PROJECT.label}”: kies een project, of geef de titel van een nieuw project."
BIJ_OPGEPAKT = f"Bij “{Vervolgstap.Besluit.OPGEPAKT.label}” vult u dit in, of kiest u een organisatie."
WIE = Vervolgstap._meta.get_field("wie").help_text


class _Gevraagd:
    """A form with a box to tick (`vraag`: its name) that nobody sees until the deed asks for it."""

    vraag = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.data.get(self.vraag):
            self._toon_vraag()

    def add_error(self, field, error):
        if field == self.vraag:
            self._toon_vraag()
        super().add_error(field, error)

    @property
    def vragen(self) -> tuple[str, ...]:
        return (self.vraag,)

    def _toon_vraag(self) -> None:
        self.fields[self.vraag].widget = forms.CheckboxInput()


class OverlegForm(_Gevraagd, ModelFormulier):
    vraag = "kort_dag"
    was_al = forms.BooleanField(
        label="Dit overleg is al geweest",
        required=False,
        help_text="Voor een overleg dat u achteraf invoert. Er gaan dan geen uitnodigingen uit. U kiest daarna zelf wat besproken is en wie er was.",
    )

    kort_dag = forms.BooleanField(label="Ja, dit klopt", required=False, widget=forms.HiddenInput)

    class Meta:
        model = Overleg
        fields = ["titel", "begint", "plaats"]
        widgets = {"begint": MomentInvoer}

    field_order = ["titel", "begint", "was_al", "plaats", "kort_dag"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["was_al"] = bool(self.instance.pk) and self.instance.is_begonnen

    def clean_begint(self):
        begint = self.cleaned_data["begint"]
        if not self.instance.pk and begint < timezone.now() - timedelta(days=365):
            raise forms.ValidationError("Deze dag is langer dan een jaar geleden. Klopt het jaar?")
        return begint


class AfgelastForm(ModelFormulier):
    class Meta:
        model = Overleg
        fields = ["reden_afgelast"]
        labels = {"reden_afgelast": "Waarom gaat het niet door?"}
        widgets = {"reden_afgelast": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reden_afgelast"].required = True


class VerslagForm(ModelFormulier):
    """The report while it is written. It may be empty, but not when it is placed (`doe=sluit`)."""

    class Meta:
        model = Overleg
        fields = ["aanwezig", "verslag"]
        labels = {"aanwezig": "Hoeveel mensen waren er?"}
        widgets = {"aanwezig": forms.TextInput(attrs={"inputmode": "numeric"}), "verslag": forms.Textarea(attrs={"rows": 12})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["verslag"].soms_nodig = True  # to close

    def clean_verslag(self):
        verslag = self.cleaned_data["verslag"]
        if self.data.get("doe") == "sluit" and not verslag:
            raise forms.ValidationError("Schrijf een kort verslag. Iedereen leest dit.")
        return verslag


class AanvulForm(ModelFormulier):
    """Another text of a report that was placed, and how many came. `al`: how many texts there were when the form was opened."""

    aanwezig = forms.IntegerField(
        label="Hoeveel mensen waren er?",
        required=False,
        min_value=0,
        max_value=32767,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    al = forms.IntegerField(widget=forms.HiddenInput)
    ook_mailen = forms.BooleanField(label="Mail het verslag opnieuw aan iedereen op de lijst", required=False)

    class Meta:
        model = Verslagversie
        fields = ["tekst", "verbergt_eerdere"]
        widgets = {"tekst": forms.Textarea(attrs={"rows": 12})}

    field_order = ["aanwezig", "tekst", "verbergt_eerdere", "ook_mailen"]


class VervolgForm(_Gevraagd, Formulier):
    vraag = "voor_begin"
    besluit = forms.ChoiceField(label="Wat is besloten?", choices=Vervolgstap.Besluit.choices, widget=forms.RadioSelect)
    reden = forms.CharField(label="Waarom", max_length=500, help_text="Openbaar, in gewone taal.")
    project = forms.ModelChoiceField(label="Bestaand project", queryset=None, required=False, empty_label="Geen", help_text=BIJ_PROJECT)
    nieuw_project = forms.CharField(label="Of de titel van een nieuw project", max_length=120, required=False)
    wie = forms.CharField(label="Wie doet het", max_length=120, required=False, help_text=f"{BIJ_OPGEPAKT} {WIE}")
    partij = forms.ModelChoiceField(label="Of welke organisatie doet het", queryset=None, required=False, empty_label="Geen")
    voor = forms.DateField(label="Voor wanneer", required=False, widget=DatumInvoer, help_text="Bij “later”: de dag waarop u er weer over praat.")

    voor_begin = forms.BooleanField(label="Ja, dit is al besloten", required=False, widget=forms.HiddenInput)
    waarom_verbeterd = forms.CharField(
        label="Waarom verbetert u dit?", max_length=300, help_text="Openbaar. Dit staat bij het besluit, met wat er eerst stond."
    )
    gezien = forms.CharField(required=False, widget=forms.HiddenInput)  # the `kenmerk` of the decision that it changes; empty when there is none

    def __init__(self, *args, wijk, idee: Idee, stap: Vervolgstap | None, **kwargs):
        super().__init__(*args, **kwargs)
        if stap is None or not stap.overleg.is_dicht:
            del self.fields["waarom_verbeterd"]
        for naam in ("project", "nieuw_project", "wie", "partij"):  # with one decision or another
            self.fields[naam].soms_nodig = True
        self.fields["project"].queryset = wijk.projecten.lopend()
        self.fields["partij"].queryset = wijk.partijen.openbaar()
        # Shown is what can be decided now. Any decision is read, so that the deed can say what was decided meanwhile.
        mogelijk = Vervolgstap.Besluit.values if stap else idee.mogelijke_besluiten
        self.fields["besluit"].widget.choices = [keuze for keuze in Vervolgstap.Besluit.choices if keuze[0] in mogelijk]
        self.initial["gezien"] = stap.kenmerk if stap else ""
        self.was_in = idee.project if stap else None

    def toon_wat_er_nu_staat(self, stap: Vervolgstap | None) -> None:
        """What was refused can be recorded all the same by who has read what stands there now."""
        self.data = self.data.copy()
        self.data["gezien"] = stap.kenmerk if stap else ""
        if stap:
            self.fields["besluit"].widget.choices = Vervolgstap.Besluit.choices

    def clean(self):
        """With what is empty also what the deed would refuse next: all that is wrong is said at once."""
        schoon = super().clean()
        if self.was_in and schoon.get("project") == self.was_in and schoon.get("besluit") not in ("", None, Vervolgstap.Besluit.PROJECT):
            schoon["project"] = None  # the form filled it in; with another decision the idea leaves it
        if self.errors and schoon.get("besluit") and not self.errors.keys() & {"project", "nieuw_project", "wie", "partij"}:
            wat = schoon["wie"], schoon["partij"], schoon["project"], schoon["nieuw_project"]
            self.voer_uit(past_bij_besluit, schoon["besluit"], *wat)
        return schoon


class GenodigdeForm(ModelFormulier):
    class Meta:
        model = OverlegGenodigde
        fields = ["naam", "email", "telefoon"]
        labels = {"naam": "Naam", "email": "E-mailadres", "telefoon": "Telefoonnummer"}

    def __init__(self, *args, overleg: Overleg, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["naam"].required = True
        self.moet_bereikbaar_zijn = not overleg.is_begonnen
        if overleg.is_begonnen:
            self.fields["email"].help_text = "Met een e-mailadres krijgt deze persoon het verslag per mail."
            return
        for naam in ("email", "telefoon"):
            self.fields[naam].soms_nodig = True
        self.fields["email"].help_text = "Vul een e-mailadres of een telefoonnummer in."

    def clean(self):
        """With a name that is missing also how to reach this person: all that is wrong is said at once."""
        schoon = super().clean()
        if self.moet_bereikbaar_zijn and self.errors and not (schoon.get("email") or schoon.get("telefoon") or "email" in self.errors):
            self.add_error("email", ONBEREIKBAAR)
        return schoon


class NamenForm(Formulier):
    """Names of who was there, one on a line."""

    namen = forms.CharField(
        label="Namen",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Eén naam per regel. Wie er al op staat, komt er niet bij.",
    )

    def clean_namen(self):
        namen = [regel.strip() for regel in self.cleaned_data["namen"].splitlines() if regel.strip()]
        if lang := next((naam for naam in namen if len(naam) > 100), ""):
            raise forms.ValidationError(f"“{lang[:40]}…” is te lang voor een naam. Zet elke naam op een eigen regel.")
        return namen


class BereiktForm(ModelFormulier):
    """What somebody on the list said to an official, and how they were reached."""

    class Meta:
        model = OverlegGenodigde
        fields = ["via", "antwoord", "op_papier"]
        labels = {"via": "Hoe bereikte u deze persoon?", "antwoord": "Wat is het antwoord?"}
        widgets = {"via": forms.RadioSelect, "antwoord": forms.RadioSelect}
        help_texts = {"op_papier": "Dan gaat er geen mail meer naar deze persoon. U print een brief."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.overleg.status == Overleg.Status.AFGELAST:  # that it does not go ahead is all there is to say
            del self.fields["antwoord"], self.fields["op_papier"]
        elif self.instance.overleg.is_begonnen:  # nobody is asked to come any more
            del self.fields["via"], self.fields["antwoord"]
            return
        for naam in {"via", "antwoord"} & set(self.fields):  # how, once there is an answer
            self.fields[naam].soms_nodig = True
        self.fields["via"].choices = [("", "nog niet"), *OverlegGenodigde.Via.choices]
        if "antwoord" not in self.fields:
            return
        self.initial["antwoord"] = "" if self.instance.antwoord_oud else self.instance.antwoord
        self.fields["antwoord"].choices = [("", "nog geen antwoord"), *OverlegGenodigde.Antwoord.choices]


class PartijenForm(Formulier):
    """Partijen whose contacts come on the list."""

    partijen = forms.ModelMultipleChoiceField(
        label="Welke partijen?", queryset=None, widget=forms.CheckboxSelectMultiple, help_text="Hun contactpersonen met een e-mailadres komen erbij."
    )

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partijen"].queryset = wijk.partijen.met_contact()


class NogEensForm(Formulier):
    """The explicit choice to mail somebody again; there is none (`label` empty) when nobody was mailed."""

    ook_opnieuw = forms.BooleanField(required=False)

    def __init__(self, *args, label: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ook_opnieuw"].label = label
        if not label:
            del self.fields["ook_opnieuw"]


class AgendapuntForm(ModelFormulier):
    class Meta:
        model = Agendapunt
        fields = ["titel", "minuten"]
        widgets = {"minuten": forms.TextInput(attrs={"inputmode": "numeric"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.thema_id:
            self.fields["titel"].help_text = "Hoeveel ideeën op de lijst staan, zetten we er zelf achter."


class AfspraakForm(ModelFormulier):
    class Meta:
        model = Vervolgstap
        fields = ["wie", "partij", "voor"]
        widgets = {"voor": DatumInvoer}

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partij"].queryset = wijk.partijen.openbaar()

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"wie", "partij"}  # the deed says it beside the field


class GedaanForm(Formulier):
    gedaan = forms.CharField(label="Wat is er gedaan?", max_length=300, help_text=Vervolgstap._meta.get_field("gedaan").help_text)


class ZoekNaamForm(Formulier):
    naam = forms.CharField(label="Naam, e-mailadres of telefoonnummer", min_length=2, max_length=100, help_text="Een deel is genoeg.")
