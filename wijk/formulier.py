"""The portal's forms: what a person typed, made into values, and what a deed refuses, put beside the field."""

import hashlib
import uuid
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from crispy_forms.helper import FormHelper
from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH

from wijk.fouten import GeenRecht, Geweigerd
from wijk.woorden import GEEN_ADRES, leesbaar

T = TypeVar("T")


# What Django writes for an empty choice says nothing.
STREEPJES = ("", BLANK_CHOICE_DASH[0][1])


class _Veld(forms.BoundField):
    def build_widget_attrs(self, attrs, widget=None):
        """Without `maxlength`: a browser cuts off what is pasted and says nothing; the form says how long it may be, and keeps the text."""
        attrs = super().build_widget_attrs(attrs, widget)
        return {**attrs, "maxlength": False} if "maxlength" in (widget or self.field.widget).attrs else attrs


class _Uitvoeren:
    bound_field_class = _Veld

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            _zeg_wat_leeg_is(veld)
            if isinstance(veld, forms.EmailField):
                veld.error_messages["invalid"] = GEEN_ADRES

    def voer_uit(self, deed: Callable[..., T], *args, **kwargs) -> T | None:
        """Do the deed; on Geweigerd put its sentence beside the field it names (else on top) and give None.

        GeenRecht is not a matter for the form and goes on to the 403 page.
        """
        try:
            return deed(*args, **kwargs)
        except GeenRecht:
            raise
        except Geweigerd as weigering:
            self.add_error(weigering.veld if weigering.veld in self.fields else None, str(weigering))
            return None

    te_vaak = False  # set by wijk/drempels.py

    @property
    def status(self) -> int:
        """Of the page that shows this form (HTTP)."""
        return 429 if self.te_vaak else 422 if self.errors else 200

    @property
    def helper(self) -> FormHelper:
        """The template writes the form element and the buttons (`delen/formulier.html`)."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper


class Formulier(_Uitvoeren, forms.Form):
    required_css_class = ""


class ModelFormulier(_Uitvoeren, forms.ModelForm):
    """Reads a model's fields; never saves itself: the view hands `velden` to a deed.

    A form on an existing row remembers what the row held when the form was opened. When somebody else changed the row meanwhile, it
    refuses once, keeps what was typed, and says beside each field that differs what stands there now.
    """

    gezien = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._nu = _vingerafdruk(self.instance, [n for n in self.fields if n != "gezien"]) if self.instance.pk else ""
        self.initial["gezien"] = self._nu
        for veld in self.fields.values():
            if isinstance(veld.widget, forms.RadioSelect) and veld.required:  # an empty choice is not a choice
                veld.choices = [keuze for keuze in veld.choices if keuze[0] not in ("", None)]

    def clean(self):
        super().clean()
        if self.instance.pk and self.cleaned_data.get("gezien") != self._nu:
            self.data = self.data.copy()
            self.data[self.add_prefix("gezien")] = self._nu
            for naam in self.changed_data:
                if naam != "gezien" and naam in self.initial and self.cleaned_data.get(naam) != self.initial[naam]:
                    self.add_error(naam, f"Nu staat er: {_leesbaar(self.fields[naam], self.initial[naam])}")
            raise forms.ValidationError(
                "Iemand anders heeft dit gewijzigd terwijl u bezig was. Wat u typte staat er nog. Vergelijk het, en bewaar opnieuw als het klopt."
            )
        return self.cleaned_data

    @property
    def velden(self) -> dict:
        """The values of the model's fields."""
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam in self._meta.fields}

    def save(self, commit=True):
        raise TypeError("A form does not save; hand its cleaned_data to a deed.")


class SleutelField(forms.UUIDField):
    """The hidden key of one opened form: a second click carries the same one and adds nothing."""

    def __init__(self, *, required=False, **kwargs):
        boodschap = "Dit formulier is niet goed aangekomen. Open de pagina opnieuw en vul het nog een keer in."
        fouten = {"invalid": boodschap, "required": boodschap}
        super().__init__(required=required, widget=forms.HiddenInput, initial=lambda: uuid.uuid4().hex, error_messages=fouten, **kwargs)


def _zeg_wat_leeg_is(veld: forms.Field) -> None:
    """Words in the place of the dashes of a choice that was not made yet."""
    tekst = "Kies …" if veld.required else "Geen keuze"
    if isinstance(veld, forms.ModelChoiceField):
        if veld.empty_label == STREEPJES[1]:
            veld.empty_label = tekst
    elif isinstance(veld, forms.ChoiceField) and STREEPJES in veld.choices:
        veld.choices = [("", tekst) if keuze == STREEPJES else keuze for keuze in veld.choices]


def _leesbaar(veld: forms.Field, waarde) -> str:
    """A field's value as a person reads it."""
    if waarde in (None, "", []):
        return "niets."
    if isinstance(waarde, dict):
        return "iets anders."
    if isinstance(veld, forms.ModelMultipleChoiceField):
        return ", ".join(str(een) for een in waarde)
    if isinstance(veld, forms.ModelChoiceField):
        return str(veld.queryset.filter(pk=waarde).first() or waarde)
    keuzes = dict(veld.choices) if isinstance(veld, forms.ChoiceField) else {}
    return str(keuzes.get(waarde) or leesbaar(waarde))[:1000]


def _vingerafdruk(ding, velden: list[str]) -> str:
    waarden = forms.model_to_dict(ding, velden)
    return hashlib.sha256(
        repr([(n, [v.pk for v in w] if isinstance(w, list) and w and hasattr(w[0], "pk") else w) for n, w in waarden.items()]).encode()
    ).hexdigest()[:16]


def _is_dag(tekst: str) -> bool:
    try:
        return bool(date.fromisoformat(tekst))
    except ValueError:
        return False


class DatumInvoer(forms.DateInput):
    """The browser's own date field, filled in the form (ISO 8601) that it asks for."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name, value, attrs):
        """What is not a day stays as it was typed: a date field of the browser would show it empty."""
        context = super().get_context(name, value, attrs)
        if (getypt := context["widget"]["value"]) and not _is_dag(getypt):
            context["widget"]["type"] = "text"
        return context


class TijdInvoer(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class MomentInvoer(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
