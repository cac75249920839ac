"""Forms about looking back."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from evaluatie.jaar import nog_niet_begonnen, volgend_jaar
from evaluatie.models import Evaluatie, Kant, Leerpunt, Opbrengst, Vraag
from participatie.forms.papier import CodeForm
from participatie.models import Project
from wijk.formulier import DatumInvoer, Formulier, ModelFormulier
from wijk.woorden import datum


class EvaluatieForm(ModelFormulier):
    class Meta:
        model = Evaluatie
        fields = ["project", "titel", "inleiding", "open_tot"]
        widgets = {"open_tot": DatumInvoer, "inleiding": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = wijk.projecten.filter(status=Project.Status.AFGEROND, evaluaties=None)
        self.jaar, straks = volgend_jaar(wijk), nog_niet_begonnen(wijk)
        self.fields["project"].label = "Waarover"
        self.fields["project"].soms_nodig, self.fields["project"].help_text = True, ""
        if straks:
            self.fields["project"].empty_label = "kies een project"
            self.fields["project"].help_text = f"Jaar {straks[0]} begint op {datum(straks[1])}. Vanaf die dag kunt u dat jaar evalueren."
        else:
            self.fields["project"].empty_label = f"Het hele proces, jaar {self.jaar}" if self.jaar else "Het hele proces"
        self.kan_niets = straks is not None and not self.fields["project"].queryset.exists()
        self.fields["open_tot"].required = True  # it cannot be opened without


class VraagForm(ModelFormulier):
    class Meta:
        model = Vraag
        fields = ["tekst", "soort", "kant"]
        help_texts = {"soort": "Wilt u een cijfer? Stel de vraag dan zo dat iemand nee of ja kan zeggen, of vraag hoe tevreden iemand is."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kant"].choices = [("", "alle drie de kanten"), *Kant.choices]


class UitnodigForm(Formulier):
    kant = forms.ChoiceField(label="Welke kant", choices=Kant.choices, widget=forms.RadioSelect)
    adressen = forms.CharField(
        label="E-mailadressen",
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Eén adres op een regel, of met een komma of puntkomma ertussen.",
    )
    brieven = forms.IntegerField(
        label="Formulieren op papier",
        required=False,
        min_value=0,
        max_value=200,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="Voor wie geen e-mail heeft: hoeveel formulieren?",
    )

    def clean_adressen(self):
        adressen, fout = [], []
        for nummer, regel in enumerate(self.cleaned_data["adressen"].splitlines(), start=1):
            for adres in filter(None, map(str.strip, re.split("[;,]", regel))):
                try:
                    validate_email(adres)
                    adressen.append(adres)
                except ValidationError:
                    fout.append(f"Regel {nummer}: “{adres[:60]}” is geen e-mailadres.")
        if fout:
            raise ValidationError(fout)
        return adressen

    def clean(self):
        schoon = super().clean()
        if not self.errors and not schoon.get("adressen") and not schoon.get("brieven"):
            self.add_error("adressen", "Vul e-mailadressen in, of een aantal formulieren.")
        return schoon


class FormulierCodeForm(CodeForm):
    """The code of a form that an official has in hand."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code van het formulier"
        self.fields["code"].error_messages["required"] = "Typ de code die boven aan het formulier staat."


class InvulForm(Formulier):
    """The questions that somebody is asked: `vraag_<pk>`. `eerder`: what was kept for later, by question;
    `overnemen`: an official copies what somebody wrote on paper.

    None needs an answer, which the page says once. A figure that was chosen by mistake can be taken back, also without script.
    """

    def __init__(self, *args, vragen: list[Vraag], eerder: dict | None = None, overnemen: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.vragen, eerder = vragen, eerder or {}
        for vraag in vragen:
            naam, begin = f"vraag_{vraag.pk}", eerder.get(str(vraag.pk))
            if vraag.soort == Vraag.Soort.CIJFER:
                keuzes = [(cijfer, f"{cijfer} = {woord}" if woord else str(cijfer)) for cijfer, woord in vraag.schaal] + [("", "geen antwoord")]
                self.fields[naam] = forms.TypedChoiceField(
                    label=vraag.tekst, choices=keuzes, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect, initial=begin
                )
            else:
                self.fields[naam] = forms.CharField(
                    label=vraag.tekst,
                    max_length=2000,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 5}),
                    initial=begin,
                    help_text="" if overnemen else f"{vraag.van_welke_kant} Noem geen namen van anderen.".strip(),
                )
            self.fields[naam].soms_nodig = True

    def antwoorden(self) -> dict:
        return {vraag: self.cleaned_data[f"vraag_{vraag.pk}"] for vraag in self.vragen}


class SamenvattingForm(Formulier):
    samenvatting = forms.CharField(
        label="Wat heeft het opgeleverd?",
        max_length=4000,
        error_messages={"required": "Schrijf in gewone taal wat het heeft opgeleverd."},
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Openbaar, in gewone taal.",
    )
    waarom_eerder = forms.CharField(
        label="Waarom sluit u het jaar eerder af?",
        max_length=500,
        error_messages={"required": "Zeg waarom u het jaar eerder afsluit."},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Openbaar. De cijfers gaan tot en met gisteren. Vandaag begint het volgende jaar: daarin telt alles wat vandaag en later gebeurt.",
    )
    niets_geleerd = forms.CharField(
        label="Viel er niets te leren? Zeg dan waarom.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Alleen als er geen leerpunten zijn. Openbaar.",
    )
    zonder_antwoorden = forms.BooleanField(label="Niemand heeft geantwoord. Ik stel de evaluatie toch vast, zonder antwoorden.", required=False)
    ongelezen = forms.BooleanField(
        label="Niet alle antwoorden in woorden zijn gelezen. Ik stel de evaluatie toch vast. Wat niet gelezen is, komt niet op de website.",
        required=False,
    )
    zonder_grond = forms.BooleanField(label="Bij een leerpunt staat niet waarop het berust. Ik maak het toch zo openbaar.", required=False)

    def __init__(self, *args, beantwoord: bool, gelezen: bool, geleerd: bool, gegrond: bool, loopt_nog: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if gegrond:
            del self.fields["zonder_grond"]
        if beantwoord:
            del self.fields["zonder_antwoorden"]
        if gelezen:
            del self.fields["ongelezen"]
        if geleerd:
            del self.fields["niets_geleerd"]
        else:
            self.fields["niets_geleerd"].soms_nodig = True  # as long as there is no leerpunt
        if not loopt_nog:
            del self.fields["waarom_eerder"]


class OpenForm(Formulier):
    """`te_vroeg`: the year that it is about has more than two months to go."""

    eerder = forms.BooleanField(label="We sluiten dit jaar eerder af. Ik open de evaluatie nu al.", required=False)

    def __init__(self, *args, te_vroeg: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not te_vroeg:
            del self.fields["eerder"]


class VerlengForm(Formulier):
    open_tot = forms.DateField(label="Antwoorden kan tot en met", widget=DatumInvoer)


class OpbrengstForm(ModelFormulier):
    class Meta:
        model = Opbrengst
        fields = ["bracht", "knelpunten"]
        widgets = {naam: forms.Textarea(attrs={"rows": 4}) for naam in fields}


class NieuwLeerpuntForm(ModelFormulier):
    """What was learnt in one evaluation."""

    class Meta:
        model = Leerpunt
        fields = ["soort", "tekst"]
        widgets = {"tekst": forms.Textarea(attrs={"rows": 3}), "soort": forms.RadioSelect}
