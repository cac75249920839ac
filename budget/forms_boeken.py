"""Forms that book: what every booking is asked, and what is asked only when a booking looks like a mistake."""

from django import forms
from django.db import transaction
from django.db.models import F, Q, Sum
from django.utils import timezone

from budget import wachtkamer
from budget.models import Boeking, Budget, Pot
from budget.stand import van_project
from participatie.models import Project
from wijk.bedrag import Bedrag, BedragFormField
from wijk.formulier import DatumInvoer, Formulier, SleutelField
from wijk.fouten import Geweigerd
from wijk.stukken import herken, nette_naam
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
    """What every booking is asked for. A document that came along is kept while the form comes back (`wachtkamer`)."""

    bedrag = BedragFormField(label="Bedrag", help_text="Bijvoorbeeld 1.250,50.")
    datum = forms.DateField(label="Datum", initial=timezone.localdate, widget=DatumInvoer, help_text="De dag waarop het gebeurde.")
    omschrijving = forms.CharField(label="Omschrijving", max_length=200, help_text="Openbaar. Noem geen namen van personen.")
    bewijs = BewijsField(
        label="Bewijsstuk", required=False, help_text="Een PDF of foto van ten hoogste 10 MB. Alleen wie de boeken bijhoudt kan het lezen."
    )
    briefje = forms.CharField(required=False, widget=forms.HiddenInput)
    sleutel = SleutelField()

    def clean(self):
        schoon = super().clean()
        briefje = schoon.pop("briefje", "")
        self.bewaard = "" if schoon.get("bewijs") or "bewijs" in self._errors else briefje
        if self.bewaard:
            schoon["bewijs"] = wachtkamer.haal(briefje)
            if schoon["bewijs"] is None and not _is_al_geboekt(schoon):
                self.add_error("bewijs", "Uw bestand is niet bewaard. Kies het opnieuw.")
        return schoon

    def full_clean(self):
        super().full_clean()
        self._bewaar_bestand()

    def voer_uit(self, deed, *args, **kwargs):
        geboekt = super().voer_uit(deed, *args, **kwargs)
        if geboekt is None:
            self._bewaar_bestand()
        elif self.bewaard:
            wachtkamer.gooi_weg(self.bewaard)
        return geboekt

    def _bewaar_bestand(self):
        """When the form comes back: let it say which document came with it."""
        if not self.is_bound or not self._errors:
            return
        bestand = self.cleaned_data.get("bewijs")
        if bestand is None:
            self.bewaard = ""
        elif not self.bewaard:
            self.bewaard = wachtkamer.bewaar(bestand)
        if bestand is not None:
            naam = nette_naam(bestand.name)
            self["bewijs"].help_text = f"“{naam}” is bewaard. Kies alleen een bestand als het een ander moet zijn."
        self.data = self.data.copy()
        self.data[self.add_prefix("briefje")] = self.bewaard


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


class _MetVragen(_Boeken):
    """Asks whether a booking is meant that looks like one that stands or waits, or that gives a project more than was estimated.

    Each with a box that appears only then, and only when the deed would do it: what is wrong is said first.
    """

    nogmaals = forms.BooleanField(label="Ja, ik boek dit er nog bij", required=False)
    boven_raming = forms.BooleanField(label="Dit is meer dan geraamd. Ik boek het toch.", required=False)

    def __init__(self, *args, budget: Budget, **kwargs):
        super().__init__(*args, **kwargs)
        self.budget = budget
        for naam in ("nogmaals", "boven_raming"):
            self.fields[naam].soms_nodig = True
            if not self.is_bound:
                del self.fields[naam]

    def clean(self):
        schoon = super().clean()
        beaamd = {naam for naam in ("nogmaals", "boven_raming") if schoon.pop(naam, False)}
        vragen = {} if self._errors or _is_al_geboekt(schoon) else {"nogmaals": self._er_is_al(schoon), "boven_raming": self._boven_raming(schoon)}
        for naam in ("nogmaals", "boven_raming"):
            if not vragen.get(naam):
                del self.fields[naam]
        self.vragen = {naam: zin for naam, zin in vragen.items() if zin and naam not in beaamd}
        return schoon

    def voer_uit(self, deed, *args, **kwargs):
        """The deed; while there is a question it is only tried, and undone."""
        if not self.vragen:
            return super().voer_uit(deed, *args, **kwargs)
        with transaction.atomic():
            kan = Formulier.voer_uit(self, deed, *args, **kwargs | {"bewijs": None})
            transaction.set_rollback(True)
        for naam, zin in self.vragen.items():
            if kan is None:
                del self.fields[naam]
            else:
                self.add_error(naam, zin)
        self._bewaar_bestand()
        return None

    @property
    def kop_van_fouten(self) -> str:
        """Above what stands on top of the page: a question is no mistake."""
        return "Klopt dit?" if self.vragen and self.errors.keys() <= self.vragen.keys() else ""

    def _er_is_al(self, schoon: dict) -> str:
        eerder = self._eerder(schoon)
        if zelfde := eerder.filter(bedrag=schoon["bedrag"], datum=schoon["datum"]).niet_tegengeboekt().first():
            wat = f"boeking {zelfde.nummer} van {in_woorden(zelfde.datum)}, {zelfde.bedrag}"
            return f"Dezelfde boeking staat er al: {wat}. Klopt het dat u haar nog eens doet? Vink dit dan aan."
        if wacht := eerder.wacht_op_akkoord().first():
            return f"Er wacht al een boeking van {wacht.bedrag} voor dit project (boeking {wacht.nummer}). Komt deze er nog bij? Vink dit dan aan."
        return ""

    def _boven_raming(self, schoon: dict) -> str:
        project = self._krijgt(schoon)
        if project is None or project.geraamd is None:
            return ""
        wacht = self.budget.boekingen.filter(project=project, van=Pot.VRIJ).wacht_op_akkoord().aggregate(som=Sum("bedrag"))["som"] or 0
        erboven = Bedrag(van_project(self.budget, project).totaal + int(wacht) + schoon["bedrag"] - project.geraamd)
        if erboven <= 0:
            return ""
        return f"Voor {project} is {project.geraamd} geraamd. Met deze boeking is dat {erboven} meer. Klopt het bedrag? Vink dit dan aan."

    def _eerder(self, schoon: dict):
        """The bookings that this one may be a second of."""
        raise NotImplementedError

    def _krijgt(self, schoon: dict) -> Project | None:
        """The project that gets money by this booking."""
        raise NotImplementedError


class BoekForm(_MetVragen):
    handeling = forms.ChoiceField(label="Wat boekt u?", choices=HANDELINGEN, widget=forms.RadioSelect)
    project = forms.ModelChoiceField(label="Project", queryset=None, empty_label="Kies een project")
    field_order = ["handeling", "project", "bedrag", "boven_raming", "datum", "omschrijving", "bewijs"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # One that costs nothing is booked for only while it still holds money.
        self.fields["project"].queryset = self.budget.wijk.projecten.filter(Q(kost_niets=False) | Q(saldi__bedrag__gt=0)).distinct()

    def _eerder(self, schoon):
        return self.budget.boekingen.filter(project=schoon["project"]).langs(*WEGEN[schoon["handeling"]])

    def _krijgt(self, schoon):
        return schoon["project"] if schoon["handeling"] == "reserveer" else None


class ProjectMetGeldField(forms.ModelChoiceField):
    """A project with money that may be moved (`gekozen`), and how much."""

    def label_from_instance(self, project):
        return f"{project}: {project.gekozen}"


class VerplaatsForm(_MetVragen):
    van = ProjectMetGeldField(label="Van project", queryset=None, empty_label="Kies een project", help_text="Met wat er nog niet besteld is.")
    naar = forms.ModelChoiceField(label="Naar project", queryset=None, empty_label="Kies een project")
    field_order = ["van", "naar", "bedrag", "boven_raming", "datum", "omschrijving", "bewijs"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        met_geld = {"saldi__pot": Pot.GERESERVEERD, "saldi__bedrag__gt": 0}
        self.fields["van"].queryset = self.budget.wijk.projecten.filter(**met_geld).annotate(gekozen=F("saldi__bedrag"))
        self.fields["naar"].queryset = self.budget.wijk.projecten.filter(kost_niets=False)
        bronnen = [str(een.pk) for een in self.fields["van"].queryset]
        gekozen = [self.initial["van"]] if self.initial.get("van") in bronnen else bronnen
        if len(gekozen) == 1 and not self.is_bound:  # where it comes from it does not go to
            self.fields["naar"].queryset = self.fields["naar"].queryset.exclude(pk=gekozen[0])

    def _eerder(self, schoon):
        return self.budget.boekingen.filter(project=schoon["naar"], volgt_op__project=schoon["van"]).langs(*WEGEN["reserveer"])

    def _krijgt(self, schoon):
        return schoon["naar"]


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
