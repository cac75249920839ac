"""Forms about money."""

from datetime import date, timedelta

from django import forms
from django.db.models import F
from django.utils import timezone

from budget.models import Boeking, Budget, Dekking, Pot
from budget.models.budget import periode_naam
from budget.stand import potten, van_project
from wijk.bedrag import Bedrag, BedragFormField
from wijk.formulier import DatumInvoer, Formulier, ModelFormulier, SleutelField
from wijk.fouten import Geweigerd
from wijk.models import Gebruiker
from wijk.stukken import herken
from wijk.woorden import datum as in_woorden

HANDELINGEN = [
    ("reserveer", "Reserveer: het project is gekozen"),
    ("verplicht", "Verplicht: er is besteld of toegezegd"),
    ("betaal", "Betaal: de rekening is betaald"),
    ("geef_vrij", "Geef vrij: wat niet besteld is, gaat terug"),
    ("geef_vrij_verplicht", "Geef vrij: wat besteld was maar niet doorgaat, gaat terug"),
]
UIT = {"geef_vrij": Pot.GERESERVEERD, "geef_vrij_verplicht": Pot.VERPLICHT}


class BewijsField(forms.FileField):
    """A PDF or a picture, told from its content."""

    widget = forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.webp"})

    def clean(self, data, initial=None):
        bestand = super().clean(data, initial)
        if bestand:
            try:
                herken(bestand)
            except Geweigerd as weigering:
                raise forms.ValidationError(str(weigering)) from weigering
            bestand.seek(0)
        return bestand


class _Boeken(Formulier):
    """What every booking is asked for. A file cannot be kept by the browser: after an error it says to choose it again."""

    bedrag = BedragFormField(label="Bedrag", help_text="Bijvoorbeeld 1.250,50.")
    datum = forms.DateField(label="Datum", initial=timezone.localdate, widget=DatumInvoer, help_text="De dag waarop het gebeurde.")
    omschrijving = forms.CharField(label="Omschrijving", max_length=200, help_text="Openbaar. Noem geen namen van personen.")
    bewijs = BewijsField(
        label="Bewijsstuk", required=False, help_text="Een PDF of foto van ten hoogste 10 MB. Alleen wie de boeken bijhoudt kan het lezen."
    )
    sleutel = SleutelField()

    def full_clean(self):
        super().full_clean()
        self._zeg_bestand_opnieuw()

    def add_error(self, field, error):
        super().add_error(field, error)
        self._zeg_bestand_opnieuw()

    def _zeg_bestand_opnieuw(self):
        if self._errors and self.files.get("bewijs") and "bewijs" not in self._errors:
            self["bewijs"].help_text = "Kies uw bestand opnieuw: de browser bewaart het niet."


# From which pot to which each goes.
WEGEN = {
    "reserveer": (Pot.VRIJ, Pot.GERESERVEERD),
    "verplicht": (Pot.GERESERVEERD, Pot.VERPLICHT),
    "betaal": (Pot.VERPLICHT, Pot.BETAALD),
    "geef_vrij": (Pot.GERESERVEERD, Pot.VRIJ),
    "geef_vrij_verplicht": (Pot.VERPLICHT, Pot.VRIJ),
}


def _is_al_geboekt(schoon: dict) -> bool:
    """Whether this is a second click on the same form, which books nothing."""
    return bool(schoon.get("sleutel")) and Boeking.objects.filter(sleutel=schoon["sleutel"]).exists()


class _Nogmaals(_Boeken):
    """Asks once, with a box that appears then alone, whether a booking is meant that looks like one that stands or waits."""

    nogmaals = forms.BooleanField(label="Ja, ik boek dit er nog bij", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nogmaals"].soms_nodig = True
        if not self.is_bound:
            del self.fields["nogmaals"]

    def clean(self):
        schoon = super().clean()
        zin, zeker = self._er_is_al(schoon), schoon.pop("nogmaals", False)
        if not zin:
            del self.fields["nogmaals"]
        elif not zeker:
            self.add_error("nogmaals", zin)
        return schoon

    def _er_is_al(self, schoon: dict) -> str:
        if not {"handeling", "project", "bedrag", "datum"} <= schoon.keys():
            return ""
        if _is_al_geboekt(schoon):
            return ""
        eerder = schoon["project"].wijk.budget.boekingen.filter(project=schoon["project"]).langs(*WEGEN[schoon["handeling"]])
        if zelfde := eerder.filter(bedrag=schoon["bedrag"], datum=schoon["datum"]).niet_tegengeboekt().first():
            wat = f"boeking {zelfde.pk} van {in_woorden(zelfde.datum)}, {zelfde.bedrag}"
            return f"Dezelfde boeking staat er al: {wat}. Klopt het dat u haar nog eens doet? Vink dit dan aan."
        if wacht := eerder.wacht_op_akkoord().first():
            return f"Er wacht al een boeking van {wacht.bedrag} voor dit project (boeking {wacht.pk}). Komt deze er nog bij? Vink dit dan aan."
        return ""


class BoekForm(_Nogmaals):
    handeling = forms.ChoiceField(label="Wat boekt u?", choices=HANDELINGEN, widget=forms.RadioSelect)
    project = forms.ModelChoiceField(label="Project", queryset=None, empty_label="Kies een project")
    boven_raming = forms.BooleanField(label="Dit is meer dan geraamd. Ik boek het toch.", required=False)
    field_order = ["handeling", "project", "bedrag", "boven_raming", "datum", "omschrijving", "bewijs"]

    def __init__(self, *args, budget: Budget, **kwargs):
        super().__init__(*args, **kwargs)
        self.budget = budget
        self.fields["project"].queryset = budget.wijk.projecten.all()
        self.fields["boven_raming"].soms_nodig = True
        if not self.is_bound:
            del self.fields["boven_raming"]

    def clean(self):
        """More than was estimated takes a tick, which is asked for then alone."""
        schoon = super().clean()
        erboven, zeker = self._boven_raming(schoon), schoon.pop("boven_raming", False)
        if not erboven:
            del self.fields["boven_raming"]
        elif not zeker:
            geraamd = schoon["project"].geraamd
            self.add_error("boven_raming", f"Geraamd is {geraamd}. Met deze boeking is dat {erboven} meer. Klopt het bedrag? Vink dit dan aan.")
        return schoon

    def _boven_raming(self, schoon: dict) -> Bedrag | None:
        project, bedrag = schoon.get("project"), schoon.get("bedrag")
        if schoon.get("handeling") != "reserveer" or not bedrag or project is None or project.geraamd is None or _is_al_geboekt(schoon):
            return None
        if bedrag > potten(self.budget)[Pot.VRIJ]:
            return None  # refused anyhow
        nu = van_project(self.budget, project)
        return Bedrag(max(0, nu.totaal + nu.wacht_erbij + bedrag - project.geraamd))


class ProjectMetGeldField(forms.ModelChoiceField):
    """A project with money that may be moved (`gekozen`), and how much."""

    def label_from_instance(self, project):
        return f"{project}: {project.gekozen}"


class VerplaatsForm(_Boeken):
    van = ProjectMetGeldField(label="Van project", queryset=None, empty_label="Kies een project", help_text="Met wat er nog niet besteld is.")
    naar = forms.ModelChoiceField(label="Naar project", queryset=None, empty_label="Kies een project")
    field_order = ["van", "naar", "bedrag", "datum", "omschrijving", "bewijs"]

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        met_geld = {"saldi__pot": Pot.GERESERVEERD, "saldi__bedrag__gt": 0}
        self.fields["van"].queryset = wijk.projecten.filter(**met_geld).annotate(gekozen=F("saldi__bedrag"))
        self.fields["naar"].queryset = wijk.projecten.all()


class WijzigForm(_Boeken):
    richting = forms.ChoiceField(
        label="Wat gebeurt er?", choices=[("omhoog", "Het budget gaat omhoog"), ("omlaag", "Het budget gaat omlaag")], widget=forms.RadioSelect
    )
    besluit = forms.CharField(label="Besluit", max_length=200, help_text="Van wie en wanneer, bijvoorbeeld: besluit van de raad van 4 maart 2027.")
    field_order = ["richting", "bedrag", "besluit", "datum", "omschrijving", "bewijs"]


class ToekenForm(_Boeken):
    """The first budget of a wijk."""

    besluit = forms.CharField(label="Besluit", max_length=200, help_text="Van wie en wanneer, bijvoorbeeld: besluit van de raad van 4 maart 2027.")
    field_order = ["bedrag", "besluit", "datum", "omschrijving", "bewijs"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bedrag"].label = "Hoeveel geld is er?"
        self.fields["datum"].label, self.fields["datum"].help_text = "Vanaf welke dag?", "De dag van het besluit, of de dag waarop het geld er kwam."
        self.fields["omschrijving"].required = False
        self.fields["omschrijving"].help_text = "Waarvoor het geld is. Openbaar. Noem geen namen van personen."


class BewijsForm(Formulier):
    bestand = BewijsField(label="Bewijsstuk", help_text="Een PDF of foto van ten hoogste 10 MB. Het kan later niet meer weg of anders.")


class TegenForm(Formulier):
    reden = forms.CharField(label="Wat was er fout?", max_length=200, help_text="Openbaar. Noem geen namen van personen.")
    datum = forms.DateField(
        label="Datum", initial=timezone.localdate, widget=DatumInvoer, help_text="Vandaag, of de dag van de fout als die periode nog open is."
    )
    sleutel = SleutelField()


class IntrekForm(Formulier):
    reden = forms.CharField(label="Waarom trekt u de boeking in?", max_length=300)


class BeslisForm(Formulier):
    """What a second person says of a booking."""

    oordeel = forms.ChoiceField(
        label="Wat vindt u?",
        choices=[("akkoord", "Akkoord: de boeking telt"), ("afgewezen", "Niet akkoord: het geld gaat terug")],
        widget=forms.RadioSelect,
    )
    reden = forms.CharField(label="Waarom gaat u niet akkoord?", max_length=300, required=False, help_text="Alleen nodig als u niet akkoord gaat.")

    def clean(self):
        schoon = super().clean()
        if schoon.get("oordeel") == "afgewezen" and not schoon.get("reden"):
            self.add_error("reden", "Zeg waarom u de boeking afwijst.")
        return schoon


class PeriodeForm(Formulier):
    """A month or a year that is over and not closed yet, since the first booking."""

    periode = forms.ChoiceField(label="Tot en met welke periode sluit u?")
    zeker = forms.BooleanField(label="Ik weet dat dit niet terug kan", error_messages={"required": "Vink aan dat u weet dat sluiten niet terug kan."})

    def __init__(self, *args, budget: Budget, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["periode"].choices = [
            ("", "Kies een maand of een jaar"),
            *[(f"{van}_{tot}", periode_naam(van, tot)) for van, tot in te_sluiten(budget)],
        ]

    def grenzen(self) -> tuple[date, date]:
        van, tot = self.cleaned_data["periode"].split("_")
        return date.fromisoformat(van), date.fromisoformat(tot)


def te_sluiten(budget: Budget) -> list[tuple[date, date]]:
    """Months and years that are over, newest first: from the first booking, or from what was closed last."""
    eerste = budget.boekingen.order_by("datum").values_list("datum", flat=True).first()
    if eerste is None:
        return []
    dicht = budget.afsluitingen.order_by("-tot").values_list("tot", flat=True).first()
    perioden, begin = [], max(eerste.replace(day=1), dicht + timedelta(days=1)) if dicht else eerste.replace(day=1)
    while (eind := (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)) < timezone.localdate():
        perioden.append((begin, eind))
        if begin.month == 12:
            perioden.append((begin.replace(month=1), eind))
        begin = eind + timedelta(days=1)
    return perioden[::-1]


class GrensForm(ModelFormulier):
    class Meta:
        model = Budget
        fields = ["akkoord_boven"]


class DagForm(forms.Form):
    dag = forms.DateField(label="Stand op", required=False, widget=DatumInvoer(attrs={"class": "utrecht-textbox"}))

    def clean_dag(self):
        dag = self.cleaned_data["dag"]
        if dag and dag > timezone.localdate():
            raise forms.ValidationError(f"{in_woorden(dag)} moet nog komen. Vul een dag in tot en met vandaag.")
        return dag


class BoekingFilter(forms.Form):
    zoek = forms.CharField(label="Zoek", max_length=100, required=False)
    project = forms.ModelChoiceField(label="Project", queryset=None, required=False, empty_label="Alle projecten")
    soort = forms.ChoiceField(label="Soort", choices=[("", "Alle soorten"), *Boeking.Soort.choices], required=False)
    pot = forms.ChoiceField(label="Pot", choices=[("", "Alle potten"), *[keuze for keuze in Pot.choices if keuze[0] != "wacht"]], required=False)
    stand = forms.ChoiceField(label="Stand", choices=[("", "Alle standen"), *Boeking.Status.choices], required=False)
    wie = forms.ModelChoiceField(label="Door", queryset=None, required=False, empty_label="Iedereen")
    van = forms.DateField(label="Vanaf", required=False, widget=DatumInvoer)
    tot = forms.DateField(label="Tot en met", required=False, widget=DatumInvoer)

    def __init__(self, *args, wijk, met_namen: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = wijk.projecten.all()
        if met_namen:
            self.fields["wie"].queryset = Gebruiker.objects.met_functie(wijk, "budgetbeheerder")
        else:
            del self.fields["wie"]
        for veld in self.fields.values():
            veld.widget.attrs["class"] = "utrecht-select" if isinstance(veld, forms.ChoiceField) else "utrecht-textbox"

    def clean(self):
        schoon = super().clean()
        if schoon.get("van") and schoon.get("tot") and schoon["tot"] < schoon["van"]:
            self.add_error("tot", "Deze dag ligt voor “Vanaf”.")
        return schoon

    def keuze(self) -> dict:
        """The filters that were understood."""
        self.is_valid()
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}


class DekkingForm(ModelFormulier):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bron"].choices = [("", "Kies van wie het komt"), *Dekking.Bron.choices]

    class Meta:
        model = Dekking
        fields = ["bron", "bedrag", "uren", "toelichting", "toegezegd_op"]
        widgets = {"toegezegd_op": DatumInvoer, "uren": forms.TextInput(attrs={"inputmode": "numeric"})}
        help_texts = {
            "bedrag": "Bijvoorbeeld 1.250,50. Leeg als het om werk gaat.",
            "uren": "Als bewoners of anderen zelf werk doen.",
            "toelichting": "Openbaar. Noem geen namen van personen.",
        }
