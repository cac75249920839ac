"""Forms about answers in the making."""

from django import forms

from wijk.formulier import Formulier


class ConceptkeuzeForm(forms.Form):
    """Which of them an official wants to see."""

    wat = forms.ChoiceField(
        label="Laat zien",
        required=False,
        choices=[("", "Alle concepten"), ("lezen", "Wacht op u als tweede lezer"), ("terug", "Aan u teruggestuurd"), ("mijn", "Van mij")],
        widget=forms.Select(attrs={"class": "utrecht-select"}),
    )


class StuurTerugForm(Formulier):
    opmerking = forms.CharField(
        label="Wat moet er anders?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Schrijf wat er anders moet."},
    )
