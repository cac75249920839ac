"""What a phone sends that was on a walk without a connection."""

from datetime import UTC, datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from participatie.models import Aanmelding, Idee
from wijk.formulier import Formulier, ModelFormulier, SleutelField


class MomentField(forms.IntegerField):
    """Milliseconds since 1970 (UTC), as a browser tells the time; gives a datetime."""

    EINDE = 4_102_444_800_000  # 2100

    def __init__(self, **kwargs):
        super().__init__(min_value=0, max_value=self.EINDE, **kwargs)

    def clean(self, value):
        waarde = super().clean(value)
        return None if waarde is None else datetime.fromtimestamp(waarde / 1000, UTC)


class VeldIdeeForm(Formulier):
    """One remark. The key comes last in what is sent: of what was cut off on the way it is missing, and then nothing is kept."""

    titel = forms.CharField(max_length=120)
    soort = forms.ChoiceField(choices=Idee.Soort.choices)
    halte = forms.CharField(max_length=120, required=False)
    lat = forms.FloatField(required=False, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lon = forms.FloatField(required=False, validators=[MinValueValidator(-180), MaxValueValidator(180)])
    fotos = forms.FileField(required=False, allow_empty_file=True)  # the deed says what is wrong with a photo
    sleutel = SleutelField(required=True)


class TikForm(Formulier):
    aanmelding = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    aanwezig = forms.TypedChoiceField(choices=[("1", "ja"), ("0", "nee")], coerce=lambda waarde: waarde == "1")
    moment = MomentField()


class VeldErbijForm(ModelFormulier):
    sleutel = SleutelField(required=True)

    class Meta:
        model = Aanmelding
        fields = ["naam", "denkt_mee"]
