"""The form by which a verdict stays."""

from django import forms

from wijk.formulier import Formulier


class BlijftForm(Formulier):
    reden = forms.CharField(
        label="Waarom blijft het oordeel?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: de regel is strenger, maar dit idee past er nog in. Alleen de werkplek leest dit.",
        error_messages={"required": "Schrijf waarom het oordeel blijft."},
    )
