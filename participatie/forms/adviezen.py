"""Forms about advice on an idea."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from participatie.deeds.adviezen import te_mailen_partijen
from participatie.models import Advies
from wijk.dagen import werkdag_tot, werkdag_vanaf
from wijk.formulier import DatumInvoer, Formulier, SleutelField
from wijk.woorden import datum

DAGEN = 14  # what the form proposes


def _zeg_termijn(form, idee) -> None:
    """Let the field `voor` tell by when the idea itself must be answered, while that day is still to come."""
    form.termijn = idee.antwoord_voor if idee.antwoord_voor and idee.antwoord_voor > timezone.localdate() else None
    if form.termijn:
        form.fields["voor"].help_text = f"Ons antwoord op het idee is er uiterlijk op {datum(form.termijn)}. Kies een dag daarvoor."


def _waarschuw_na_termijn(form) -> None:
    """Refuse, once, a day on which the advice would come too late; sent again with the same day it is accepted."""
    voor = form.cleaned_data.get("voor")
    if form.termijn and voor and voor >= form.termijn and form.cleaned_data.get("gewaarschuwd") != voor:
        form.add_error(
            "voor",
            f"Ons antwoord op het idee moet er op {datum(form.termijn)} al zijn. {datum(voor)} is dan te laat. "
            "Kies een eerdere dag. Wilt u toch deze dag? Druk dan nog een keer op de knop.",
        )
        form.data = form.data.copy()
        form.data["gewaarschuwd"] = voor.isoformat()


class Partijkeuze(forms.ModelChoiceField):
    """Says of a partij that cannot be mailed what to do instead."""

    te_mailen: set[int] = set()

    def label_from_instance(self, partij) -> str:
        return partij.naam if partij.pk in self.te_mailen else f"{partij.naam} (geen e-mailadres: bel of vraag het zelf)"


class AdviesvraagForm(Formulier):
    """Whom to ask, what, and until when."""

    partij = Partijkeuze(
        label="Aan welke partij?",
        queryset=None,
        required=False,
        empty_label="Aan een persoon, hieronder",
        help_text="De mail gaat naar wie voor de partij inlogt en naar de contactpersonen.",
    )
    naam = forms.CharField(label="Of aan wie?", max_length=100, required=False, help_text="Bijvoorbeeld een collega van verkeer.")
    email = forms.EmailField(label="E-mailadres van die persoon", required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    vraag = forms.CharField(
        label="Wat wilt u weten?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Wie u het vraagt, leest ook het idee en de randvoorwaarden, maar niet van wie het idee is.",
        error_messages={"required": "Schrijf wat u wilt weten."},
    )
    voor = forms.DateField(label="Antwoord uiterlijk op", widget=DatumInvoer)
    gewaarschuwd = forms.DateField(required=False, widget=forms.HiddenInput)
    sleutel = SleutelField()

    def __init__(self, *args, idee, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partij"].queryset = idee.wijk.partijen.openbaar()
        self.fields["partij"].te_mailen = te_mailen_partijen(idee.wijk)
        _zeg_termijn(self, idee)
        straks = werkdag_vanaf(timezone.localdate() + timedelta(days=DAGEN))
        self.fields["voor"].initial = min(straks, werkdag_tot(self.termijn)) if self.termijn else straks

    def clean(self):
        schoon = super().clean()
        partij, email = schoon.get("partij"), schoon.get("email")
        if partij and (email or schoon.get("naam")):
            self.add_error("partij", "Kies een partij óf vul een persoon in. Allebei kan niet in één vraag.")
        elif not partij and not email and not {"partij", "email"} & set(self.errors):
            self.add_error("partij", "Kies een partij, of vul een e-mailadres in.")
        elif email and not schoon.get("naam"):
            self.add_error("naam", "Vul in wie het is. Dan weten uw collega’s later van wie het advies kwam.")
        _waarschuw_na_termijn(self)
        return schoon

    @property
    def velden(self) -> dict:
        return {naam: self.cleaned_data[naam] for naam in ("partij", "naam", "email", "vraag", "voor")}


class AdviesForm(Formulier):
    """The advice itself."""

    raad = forms.ChoiceField(
        label="Wat adviseert u?",
        choices=[(waarde, tekst.capitalize()) for waarde, tekst in Advies.Raad.choices],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat u adviseert."},
    )
    antwoord = forms.CharField(
        label="Waarom?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Kort is goed. Bij een voorwaarde: welke? Alleen de gemeente leest dit. Noem geen namen van bewoners.",
        error_messages={"required": "Schrijf waarom u dit adviseert."},
    )


class NoteerForm(AdviesForm):
    """Advice that an official heard."""

    wie = forms.CharField(
        label="Van wie is dit advies?",
        max_length=100,
        help_text="Bijvoorbeeld: de school, de directeur, aan de telefoon. Noem geen namen van bewoners.",
        error_messages={"required": "Schrijf van wie dit advies is."},
    )
    sleutel = SleutelField()
    field_order = ["wie", "raad", "antwoord", "sleutel"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["raad"].label = "Wat is het advies?"
        self.fields["raad"].error_messages["required"] = "Kies wat het advies is."
        self.fields["antwoord"].label = "Wat is er gezegd?"
        self.fields["antwoord"].help_text = "Kort is goed. Alleen de gemeente leest dit. Noem geen namen van bewoners."
        self.fields["antwoord"].error_messages["required"] = "Schrijf wat er gezegd is."


class MeerTijdForm(Formulier):
    voor = forms.DateField(label="Nieuwe laatste dag", widget=DatumInvoer)
    gewaarschuwd = forms.DateField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, idee, **kwargs):
        super().__init__(*args, **kwargs)
        _zeg_termijn(self, idee)

    def clean(self):
        schoon = super().clean()
        _waarschuw_na_termijn(self)
        return schoon


class AdvieskeuzeForm(forms.Form):
    """Which questions an official wants to see."""

    wat = forms.ChoiceField(
        label="Laat zien",
        required=False,
        choices=[("", "Alles wat op advies wacht"), ("te_laat", "Te laat"), ("mijn", "Door mij gevraagd"), ("beantwoord", "Beantwoord")],
        widget=forms.Select(attrs={"class": "utrecht-select"}),
    )
