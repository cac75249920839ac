"""Forms about projects."""

from django import forms
from django.utils import timezone

from participatie.models import Idee, Mijlpaal, Nieuwsbericht, Project
from wijk import woorden
from wijk.forms.kader import RandvoorwaardeForm
from wijk.formulier import DatumInvoer, Formulier, ModelFormulier


class ProjectForm(ModelFormulier):
    class Meta:
        model = Project
        fields = ["titel", "omschrijving", "trekker_soort", "trekker", "trekker_naam", "trekker_akkoord", "contact", "kost_niets", "geraamd"]
        widgets = {"omschrijving": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"geraamd": "Bijvoorbeeld 1.250,50."}

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["trekker"].queryset = wijk.partijen.openbaar()

    def clean(self):
        schoon = super().clean()
        if schoon.get("kost_niets") and schoon.get("geraamd"):
            self.add_error("geraamd", "Dit project kost niets, of het heeft een raming: niet allebei.")
        if schoon.get("trekker_soort") == Project.Trekker.BEWONER and schoon.get("trekker_naam") and not schoon.get("trekker_akkoord"):
            self.add_error("trekker_akkoord", "Vraag eerst of de bewoner het goed vindt dat dit op de website staat. Zet daarna het vinkje.")
        if schoon.get("trekker_soort") == Project.Trekker.ORGANISATIE and not schoon.get("trekker"):
            self.add_error("trekker", "Kies welke organisatie het project trekt.")
        return schoon

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"trekker_soort"}  # said beside the field


class WaaromTochField(forms.CharField):
    """Why an idea becomes part of a project now, of which an overleg decided “later”."""

    soms_nodig = True  # with such an idee

    def __init__(self):
        super().__init__(
            label="Besloot een overleg “later”? Waarom dan toch nu?",
            max_length=500,
            required=False,
            help_text="Alleen nodig bij een idee waar “later” bij staat. Iedereen leest dit bij het idee.",
            widget=forms.Textarea(attrs={"rows": 2}),
        )


def _om_te_kiezen(idee: Idee) -> str:
    """An idea with `huidige_toetsingen`: its answer, and what an overleg decided."""
    antwoord = next((toetsing.get_uitkomst_display() for toetsing in idee.huidige_toetsingen), "nog geen antwoord")
    besloten = ". Besloten: later" if idee.status == Idee.Status.LATER else ""
    return f"{idee.nummer}. {idee.titel} (antwoord: {antwoord}{besloten})"


class ProjectStartForm(ProjectForm):
    """A new project, from as many ideas as are ticked."""

    ideeen = forms.MultipleChoiceField(
        label="Uit welke ideeën komt het?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="De meeste steun staat bovenaan. Staat een idee er niet bij? Voeg het later toe met zijn nummer.",
    )
    waarom_toch = WaaromTochField()
    MEESTE = 100  # ideas to choose from

    def __init__(self, *args, wijk, ideeen, **kwargs):
        super().__init__(*args, wijk=wijk, **kwargs)
        self._ideeen = {str(idee.nummer): idee for idee in ideeen}
        self.fields["ideeen"].choices = [(nummer, _om_te_kiezen(idee)) for nummer, idee in self._ideeen.items()]
        self.order_fields(["titel", "ideeen", "waarom_toch"])
        if not any(idee.status == Idee.Status.LATER for idee in ideeen):
            del self.fields["waarom_toch"]
        if not ideeen:
            del self.fields["ideeen"]

    def clean_ideeen(self) -> list[Idee]:
        return [self._ideeen[nummer] for nummer in self.cleaned_data["ideeen"]]


class ProjectUitOverlegForm(ProjectStartForm):
    """A new project as the decision of an overleg on the ideas that are ticked."""

    reden = forms.CharField(label="Waarom", max_length=500, help_text="Openbaar, in gewone taal. Dit komt als besluit bij elk idee te staan.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("waarom_toch", None)  # that they decide now is why
        self.order_fields(["titel", "ideeen", "reden"])
        if "ideeen" in self.fields:
            self.fields["ideeen"].required = True
            self.fields["ideeen"].error_messages["required"] = "Vink ten minste één idee aan."
            self.fields["ideeen"].help_text = "Dit zijn de ideeën op de lijst van het overleg waarover nog niet is besloten."

    def clean(self):
        schoon = super().clean()
        if "ideeen" not in self.fields:
            raise forms.ValidationError("Er staat niets meer op de lijst om over te besluiten.")
        return schoon


class IdeeNummerField(forms.IntegerField):
    """The number of an idea of this wijk; gives the idea."""

    def __init__(self, *, wijk, **kwargs):
        self.wijk = wijk
        super().__init__(min_value=1, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def clean(self, value):
        nummer = super().clean(value)
        idee = self.wijk.ideeen.select_related("wijk").filter(nummer=nummer).first()
        if idee is None:
            raise forms.ValidationError(f"Er is geen idee met nummer {nummer} in deze wijk.")
        return idee


class IdeeErbijForm(Formulier):
    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["idee"] = IdeeNummerField(wijk=wijk, label="Nummer van het idee")
        self.fields["waarom_toch"] = WaaromTochField()


class EigenAfspraakForm(RandvoorwaardeForm):
    """A condition of one project: it holds there alone, so there is no theme to choose."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["themas"], self.fields["volgorde"]


class MijlpaalForm(ModelFormulier):
    al_gebeurd = forms.BooleanField(label="Dit is al gebeurd", required=False)

    class Meta:
        model = Mijlpaal
        fields = ["titel", "datum"]
        widgets = {"datum": DatumInvoer}
        labels = {"datum": "Wanneer"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["al_gebeurd"]

    def clean(self):
        schoon = super().clean()
        datum, gebeurd = schoon.get("datum"), schoon.get("al_gebeurd")
        if datum and gebeurd and datum > timezone.localdate():
            self.add_error("datum", f"{woorden.datum(datum)} moet nog komen. Haal het vinkje bij “Dit is al gebeurd” weg, of kies een eerdere dag.")
        elif datum and not self.instance.pk and not gebeurd and datum < timezone.localdate():
            self.add_error("datum", f"{woorden.datum(datum)} is al voorbij. Kies een latere dag. Of is het al gebeurd? Zet dan het vinkje.")
        return schoon

    @property
    def velden(self) -> dict:
        return super().velden | ({"klaar_op": self.cleaned_data["datum"]} if self.cleaned_data.get("al_gebeurd") else {})


class StopForm(Formulier):
    reden = forms.CharField(
        label="Waarom stopt het project?",
        max_length=1000,
        help_text="Iedereen leest dit, op de website en in de mail. Noem geen namen.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    gebeld = forms.BooleanField(
        label="Ik belde de helpers zonder e-mailadres, of ik schreef hun nummer op om te bellen",
        error_messages={"required": "Bel deze helpers eerst, of schrijf hun nummer op. Zet daarna het vinkje."},
    )

    def __init__(self, *args, project, **kwargs):
        super().__init__(*args, **kwargs)
        if not project.helpers.alleen_te_bellen().exists():
            del self.fields["gebeld"]


class NieuwsForm(ModelFormulier):
    class Meta:
        model = Nieuwsbericht
        fields = ["titel", "tekst"]
        widgets = {"tekst": forms.Textarea(attrs={"rows": 4})}
