from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms

from wijk.deeds.gebruikers import maak_account
from wijk.drempels import te_vaak
from wijk.formulier import Formulier
from wijk.woorden import GEEN_ADRES


class CodeVragenForm(RequestLoginCodeForm):
    """Asks for an e-mail address; somebody new gets an account with it, so that one form serves to enter and to sign up."""

    email = forms.EmailField(
        label="Uw e-mailadres",
        max_length=254,
        help_text="We sturen u een code van zes cijfers. U hebt geen wachtwoord nodig.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={"required": "Vul uw e-mailadres in.", "invalid": GEEN_ADRES},
    )

    te_vaak = False

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_email(self):
        if zin := te_vaak(self.request, "inlogcode", self.cleaned_data["email"]):
            self.te_vaak = True
            raise forms.ValidationError(zin)
        email = super().clean_email()
        if self._user is None:
            self._user = maak_account(email)
        return email


class CodeInvullenForm(ConfirmLoginCodeForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = "De code uit de e-mail"
        code.help_text = "Zes cijfers. De code werkt een kwartier."
        code.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class GegevensForm(Formulier):
    naam = forms.CharField(
        label="Uw naam",
        max_length=100,
        required=False,
        help_text="Zo spreken we u aan. Uw naam staat alleen op een openbare pagina als u daar zelf voor kiest.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class VergeetForm(Formulier):
    """What goes beside name and address, and the word that it is meant."""

    ideeen_weg = forms.BooleanField(
        label="Haal ook mijn ideeën weg",
        required=False,
        help_text="Dit kan voor ideeën zonder antwoord. Een idee waarop al een antwoord is, blijft staan, zonder uw naam.",
    )
    fotos_weg = forms.BooleanField(
        label="Haal ook de foto’s bij mijn ideeën weg",
        required=False,
        help_text="Dit kan altijd, ook bij een idee met een antwoord. Vinkt u dit niet aan, dan blijven de foto’s op de website staan.",
    )
    reacties_weg = forms.BooleanField(label="Haal ook mijn reacties weg", required=False)
    zeker = forms.BooleanField(
        label="Ja, vergeet mij. Ik weet dat dit niet terug te draaien is.",
        error_messages={"required": "Zet hier een vinkje als u zeker weet dat u vergeten wilt worden."},
    )
