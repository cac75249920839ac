"""Forms about the one list of ideas of officials."""

from django import forms
from django.core.validators import ProhibitNullCharactersValidator

from participatie.deeds.ordenen import Rij, afdruk, afdruk_van
from participatie.models import Idee
from participatie.models.ordening import HETZELFDE
from wijk.formulier import Formulier
from wijk.models import Gebruiker

_KEUZE = {"class": "utrecht-select"}


def ambtenaren(wijk) -> list[tuple[int, str]]:
    """Who can have an idea in hand, as choices."""
    return [(wie.pk, str(wie)) for wie in Gebruiker.objects.met_recht(wijk, "toetsen")]


class LijstFilter(forms.Form):
    """What the list is narrowed by, all of it in the address; an unknown value narrows nothing and is told."""

    zoek = forms.CharField(
        label="Zoek een woord of nummer",
        max_length=100,
        required=False,
        validators=[ProhibitNullCharactersValidator()],
        widget=forms.TextInput(attrs={"type": "search", "class": "utrecht-textbox"}),
    )
    status = forms.ChoiceField(label="Stand", choices=[("", "Alle standen"), *Idee.Status.choices], required=False, widget=forms.Select(_KEUZE))
    thema = forms.ChoiceField(label="Thema", required=False, widget=forms.Select(_KEUZE))
    herkomst = forms.ChoiceField(
        label="Waar komt het vandaan?", choices=[("", "Overal vandaan"), *Idee.Herkomst.choices], required=False, widget=forms.Select(_KEUZE)
    )
    wandeling = forms.ModelChoiceField(
        label="Wandeling", queryset=None, required=False, empty_label="Met of zonder wandeling", widget=forms.Select(_KEUZE)
    )
    behandelaar = forms.ChoiceField(label="Bij wie ligt het?", required=False, widget=forms.Select(_KEUZE))
    mist = forms.ChoiceField(
        label="Wat mist er?",
        choices=[("", "Maakt niet uit"), ("plek", "Zonder plek"), ("naam", "Zonder naam")],
        required=False,
        widget=forms.Select(_KEUZE),
    )

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.themas = [(str(thema.pk), str(thema)) for thema in wijk.themas.all()]
        self.ambtenaren = ambtenaren(wijk)
        self.fields["thema"].choices = [("", "Alle thema’s"), ("geen", "Nog geen thema"), *self.themas]
        self.fields["wandeling"].queryset = wijk.wandelingen.all()
        self.fields["wandeling"].label_from_instance = lambda wandeling: wandeling.titel
        self.fields["behandelaar"].choices = [("", "Bij wie dan ook"), *self.ambtenaren]

    @classmethod
    def getypt(cls, bron) -> dict[str, str]:
        """What stands in the fields of a filter (of an address, or of a form that was sent), without what is left empty."""
        return {naam: waarde for naam in cls.base_fields if (waarde := bron.get(naam, "").strip())}

    def keuze(self) -> dict:
        """The filters that were understood, besides the words to look for."""
        self.is_valid()
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde and naam != "zoek"}

    @property
    def woorden(self) -> str:
        self.is_valid()
        return self.cleaned_data.get("zoek", "")


class RijForm(Formulier):
    """What the list sets of one idea. It knows whether somebody touched it by the fingerprint of what stood there when the page was opened."""

    thema = forms.ChoiceField(required=False, widget=forms.Select(_KEUZE))
    plaats = forms.CharField(max_length=200, required=False, widget=forms.TextInput(attrs={"class": "utrecht-textbox", "autocomplete": "off"}))
    naam = forms.CharField(max_length=100, required=False, widget=forms.TextInput(attrs={"class": "utrecht-textbox", "autocomplete": "off"}))
    behandelaar = forms.ChoiceField(required=False, widget=forms.Select(_KEUZE))
    gezien = forms.CharField(max_length=16, widget=forms.HiddenInput)

    WAT = {"thema": "Thema", "plaats": "Plek", "naam": "Van wie", "behandelaar": "Bij wie ligt het?"}

    def __init__(self, *args, idee: Idee, themas, ambtenaren, **kwargs):
        eerst = {"thema": idee.thema_id, "plaats": idee.plaats, "naam": idee.naam, "behandelaar": idee.behandelaar_id, "gezien": afdruk_van(idee)}
        super().__init__(*args, prefix=f"r{idee.pk}", initial=eerst, **kwargs)
        self.idee, self._themas, self._ambtenaren = idee, themas, ambtenaren
        self.gekozen = False
        self.fields["thema"].choices = [("", "Nog geen"), *themas]
        weg = [] if idee.behandelaar_id in (None, *dict(ambtenaren)) else [(idee.behandelaar_id, str(idee.behandelaar))]
        self.fields["behandelaar"].choices = [("", "Niemand"), *ambtenaren, *weg]
        for naam, wat in self.WAT.items():
            self.fields[naam].label = f"{wat}, idee {idee.nummer}"
            self.fields[naam].widget.attrs["aria-label"] = self.fields[naam].label

    @property
    def is_aangeraakt(self) -> bool:
        """Whether somebody chose it, or typed something in it that is not saved yet."""
        return self.gekozen or not self.is_valid() or self.rij() is not None

    def zonder_klachten(self) -> "RijForm":
        """The same row with all that was typed, of which nothing is checked yet."""
        getypt = {naam: self.data.get(self.add_prefix(naam), "") for naam in self.fields}
        vers = RijForm(idee=self.idee, themas=self._themas, ambtenaren=self._ambtenaren)
        vers.initial |= getypt
        vers.gekozen = self.gekozen
        return vers

    def rij(self, soort: str = "", **anders) -> Rij | None:
        """What is wanted of this idea; None when nobody touched it. `soort`, `anders`: what is set for all chosen ideas."""
        schoon = self.cleaned_data
        wens = {
            "thema": int(schoon["thema"]) if schoon["thema"] else None,
            "plaats": " ".join(schoon["plaats"].split()),
            "naam": " ".join(schoon["naam"].split()),
            "behandelaar": int(schoon["behandelaar"]) if schoon["behandelaar"] else None,
        } | anders
        zo_gezien = afdruk(**wens) == schoon["gezien"]
        if soort and soort != self.idee.soort:
            return Rij(self.idee.pk, schoon["gezien"], {**wens, "soort": soort})
        return None if zo_gezien else Rij(self.idee.pk, schoon["gezien"], wens)

    def is_bewaard(self, idee: Idee) -> None:
        """What was typed stands in the database now: the next try counts that as seen."""
        self.idee = idee
        self.data = self.data.copy()
        self.data[self.add_prefix("gezien")] = afdruk_van(idee)

    def zeg_wat_er_nu_staat(self) -> None:
        """Somebody else changed it meanwhile: keep what was typed, say what stands there now, and let the next try count that as seen."""
        self.is_bewaard(self.idee)
        nu = {"thema": self.idee.thema, "plaats": self.idee.plaats, "naam": self.idee.naam, "behandelaar": self.idee.behandelaar}
        for naam, waarde in nu.items():
            if self.cleaned_data.get(naam) != str(self.initial[naam] or ""):
                self.add_error(naam, f"Nu staat er: {waarde or 'niets'}.")
        self.add_error(None, "Iemand anders heeft dit idee intussen veranderd. Kijk wat u wilt bewaren.")


class KeuzeForm(Formulier):
    """What is done with the chosen ideas."""

    naar_thema = forms.ChoiceField(label="Zet op thema", required=False, widget=forms.Select(_KEUZE))
    naar_soort = forms.ChoiceField(
        label="Zet op soort", choices=[("", "Kies een soort"), *Idee.Soort.choices], required=False, widget=forms.Select(_KEUZE)
    )
    naar_behandelaar = forms.ChoiceField(label="Geef aan", required=False, widget=forms.Select(_KEUZE))
    met = forms.IntegerField(
        label="Voeg samen met idee nummer", min_value=1, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    )
    reden = forms.CharField(
        label="Ons antwoord bij het samenvoegen",
        max_length=2000,
        required=False,
        initial=HETZELFDE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Iedereen leest dit.",
    )

    def __init__(self, *args, wijk, themas, ambtenaren, **kwargs):
        super().__init__(*args, **kwargs)
        self.wijk = wijk
        for veld in self.fields.values():
            veld.soms_nodig = True  # each with its own button
        self.fields["naar_thema"].choices = [("", "Kies een thema"), ("geen", "Nog geen thema"), *themas]
        self.fields["naar_behandelaar"].choices = [("", "Kies een ambtenaar"), ("niemand", "Niemand"), *ambtenaren]

    def clean_met(self):
        nummer = self.cleaned_data["met"]
        if nummer is None:
            return None
        ander = self.wijk.ideeen.genummerd(nummer)
        if ander is None:
            raise forms.ValidationError(f"Er is geen idee met nummer {nummer} in deze wijk.")
        return ander

    @property
    def anders(self) -> dict:
        """The one field that is set for all chosen ideas, by what was asked for (`actie` of the view)."""
        return {
            "thema": {"thema": self._getal("naar_thema", "geen")},
            "soort": {"soort": self.cleaned_data.get("naar_soort", "")},
            "behandelaar": {"behandelaar": self._getal("naar_behandelaar", "niemand")},
        }

    def _getal(self, naam: str, leeg: str) -> int | None:
        waarde = self.cleaned_data.get(naam)
        return int(waarde) if waarde and waarde != leeg else None
