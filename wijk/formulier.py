"""The portal's forms: what a person typed, made into values, and what a deed refuses, put beside the field."""

from collections.abc import Callable
from typing import TypeVar

from crispy_forms.helper import FormHelper
from django import forms

from wijk.fouten import GeenRecht, Geweigerd

T = TypeVar("T")


class _Uitvoeren:
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
    """Reads a model's fields; never saves itself: the view hands `cleaned_data` to a deed."""

    def save(self, commit=True):
        raise TypeError("A form does not save; hand its cleaned_data to a deed.")


class DatumInvoer(forms.DateInput):
    """The browser's own date field, filled in the form (ISO 8601) that it asks for."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TijdInvoer(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")
