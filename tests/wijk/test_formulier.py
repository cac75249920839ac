"""What every form of the portal does."""

from django import forms

from wijk.formulier import Formulier, ModelFormulier
from wijk.models import Partij, Rol
from wijk.woorden import GEEN_ADRES, hoofdletter


class Proef(Formulier):
    moet = forms.TypedChoiceField(choices=[("", "---------"), ("a", "een")])
    mag = forms.ChoiceField(choices=[("", "---------"), ("a", "een")], required=False)
    gezegd = forms.ChoiceField(choices=[("", "Alles"), ("a", "een")], required=False)


class VanPartij(ModelFormulier):
    class Meta:
        model = Partij
        fields = ["soort"]


class VanRol(ModelFormulier):
    class Meta:
        model = Rol
        fields = ["partij"]


def test_een_lege_keuze_is_in_woorden():
    assert [veld.choices[0][1] for veld in Proef().fields.values()] == ["Kies …", "Geen keuze", "Alles"]


def test_ook_die_van_een_model():
    assert VanPartij()["soort"].field.choices[0] == ("", "Kies …") and VanRol()["partij"].field.empty_label == "Geen keuze"


class MetAdres(Formulier):
    email = forms.EmailField()


def test_wat_geen_adres_is_krijgt_overal_dezelfde_zin(wijk, client):
    assert MetAdres({"email": "ans@"}).errors["email"] == [GEEN_ADRES]
    for pad, wat in (
        ("/inloggen/", {}),
        ("/geleerdenwijk/ideeen/nieuw/", {"titel": "Een bankje", "soort": "kans"}),
        ("/geleerdenwijk/op-de-hoogte/", {}),
    ):
        assert client.post(pad, {"email": "ans@", **wat}).context["form"].errors["email"] == [GEEN_ADRES], pad


def test_een_hoofdletter_heeft_geen_klemtoonteken():
    assert [hoofdletter(tekst) for tekst in ("één keer", "meteen, bij een NS-pas", "")] == ["Eén keer", "Meteen, bij een NS-pas", ""]
