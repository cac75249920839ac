"""The form by which an idea is answered: a verdict and a reason per condition, and one text for everyone."""

import re

from django import forms

from participatie.forms.zinkiezer import Zinkiezer
from participatie.models import Oordeel, Standaardzin, Toetsing
from participatie.models.ordening import HETZELFDE
from wijk.formulier import Formulier
from wijk.woorden import stuks

W = Oordeel.Waarde
WAAROM = {"required": "Schrijf in gewone taal waarom. Iedereen leest dit antwoord."}
# A key that was meant for a verdict is no answer.
WOORD = re.compile(r"[^\W\d_]{2}")
GEEN_ZIN = "Hier staat nog geen zin. Schrijf in gewone taal waarom. Iedereen leest dit antwoord."
NIETS_GELDT = "Overal staat “niet van toepassing”. Dan leest de bewoner dat dit kan. Klopt dat? Zet dan hier een vinkje."
INTUSSEN = "Iemand anders heeft dit idee intussen beantwoord. Hieronder staat dat antwoord naast het uwe. Wat u typte staat er nog."


class ToetsForm(Formulier):
    """One pair of fields a condition that applies: `oordeel_<pk>` and `reden_<pk>`.

    `zinnen`: standard sentences; one that is chosen comes after what was typed. `onaf`: it is kept as a concept and need not be finished.
    `op_advies`: how many were asked for advice and can still give it; who answers before that says so (`zonder_advies`).
    """

    vragen = ("niets_geldt", "zonder_advies")  # asked: its label is the answer, not what is wrong

    def __init__(self, *args, voorwaarden, gezien: int, zinnen=(), onaf: bool = False, op_advies: int = 0, **kwargs):
        self.onaf = onaf
        super().__init__(*args, **kwargs)
        alle = list(voorwaarden)
        kiezer = Zinkiezer(zinnen)
        self.over_werken = [v for v in alle if v.soort == v.Soort.PROCESMATIG]
        self.over_het_idee = [v for v in alle if v not in self.over_werken]
        self.voorwaarden = self.over_het_idee + self.over_werken
        for voorwaarde in self.voorwaarden:
            self.fields[f"oordeel_{voorwaarde.pk}"] = forms.ChoiceField(
                label=voorwaarde.huidige.titel,
                help_text=self._tekst(voorwaarde),
                # How we work seldom says anything of one idea; what is and is not possible always does.
                initial=W.NVT if voorwaarde.soort == voorwaarde.Soort.PROCESMATIG else None,
                choices=W.choices,
                widget=forms.RadioSelect({"class": "wp-keuzes--rij", "data-oordeel": ""}),
                error_messages={"required": "Kies een oordeel."},
            )
            self.fields[f"reden_{voorwaarde.pk}"] = forms.CharField(
                label="Waarom",
                max_length=500,
                required=False,
                widget=forms.TextInput(attrs={"aria-label": f"Waarom, bij {voorwaarde.huidige.titel}", "placeholder": " "}),
            )
            self.fields[f"reden_{voorwaarde.pk}"].soms_nodig = True  # with “kan, als” and “kan niet”
            self.fields[f"zin_{voorwaarde.pk}"] = kiezer.veld(Standaardzin.Plaats.WAAROM, f"reden_{voorwaarde.pk}", voorwaarde.huidige.titel)
            self.fields[f"versie_{voorwaarde.pk}"] = forms.IntegerField(widget=forms.HiddenInput, initial=voorwaarde.huidige.pk, required=False)
        self.fields["niets_geldt"] = forms.BooleanField(label="Geen enkele voorwaarde geldt voor dit idee", required=False)
        if op_advies:
            wacht = f"U wacht nog op {stuks(op_advies, 'advies', 'adviezen')}."
            self.fields["zonder_advies"] = forms.BooleanField(
                label="Ik antwoord zonder op advies te wachten",
                error_messages={"required": f"{wacht} Wilt u daar niet op wachten? Zet dan hier een vinkje."},
            )
        self.fields["reden"] = forms.CharField(
            label="Ons antwoord",
            max_length=2000,
            error_messages=WAAROM,
            widget=forms.Textarea(attrs={"rows": 5}),
            help_text="Dit leest iedereen. Schrijf in gewone taal wat er gebeurt en waarom.",
        )
        self.fields["zin"] = kiezer.veld(Standaardzin.Plaats.ANTWOORD, "reden", "ons antwoord")
        self.fields["waarom_opnieuw"] = forms.CharField(
            label="Waarom kijkt u opnieuw?", max_length=300, required=False, help_text="Dit blijft bij het idee staan, voor de werkplek."
        )
        self.fields["gezien"] = forms.IntegerField(widget=forms.HiddenInput, initial=gezien)
        for naam, veld in self.fields.items():
            veld.required = veld.required and (not onaf or naam == "gezien")
        self.gezien = gezien
        if self.is_bound:
            self.data = kiezer.vul_in(self.data)

    @staticmethod
    def _tekst(voorwaarde) -> str:
        delen = (("Kan", voorwaarde.huidige.wat_kan), ("Kan niet", voorwaarde.huidige.wat_kan_niet))
        return " ".join(f"{kop}: {tekst}" for kop, tekst in delen if tekst)

    def clean(self):
        schoon = super().clean()
        if schoon.get("gezien") != self.gezien:
            self.add_error(None, INTUSSEN)
        if not self.onaf and schoon.get("reden") and not WOORD.search(schoon["reden"]):
            self.add_error("reden", GEEN_ZIN)
        for voorwaarde in [] if self.onaf else self.voorwaarden:
            if schoon.get(f"oordeel_{voorwaarde.pk}") in (W.VOORWAARDE, W.VOLDOET_NIET) and not schoon.get(f"reden_{voorwaarde.pk}"):
                self.add_error(f"reden_{voorwaarde.pk}", f"Zeg waarom bij “{voorwaarde.huidige.titel}”.")
            if schoon.get(f"versie_{voorwaarde.pk}") not in (None, voorwaarde.huidige.pk):
                self.add_error(f"oordeel_{voorwaarde.pk}", "Deze randvoorwaarde is intussen gewijzigd. Lees de nieuwe tekst en beoordeel opnieuw.")
                self.data = self.data.copy()
                self.data[f"versie_{voorwaarde.pk}"] = voorwaarde.huidige.pk
        niets = self.voorwaarden and all(schoon.get(f"oordeel_{v.pk}") == W.NVT for v in self.voorwaarden)
        if niets and not self.onaf and not schoon["niets_geldt"]:
            self.add_error("niets_geldt", NIETS_GELDT)
        return schoon

    @property
    def vraagt_of_niets_geldt(self) -> bool:
        """Whether the page asks it: only once every verdict is “niet van toepassing”, also of a concept."""
        uit_concept = self.initial and self.voorwaarden and all(self[f"oordeel_{v.pk}"].value() == W.NVT for v in self.voorwaarden)
        return bool(self["niets_geldt"].errors or self["niets_geldt"].value() or uit_concept)

    @property
    def is_getypt(self) -> bool:
        """Whether a verdict, a reason or the answer differs from that with which the page opened."""
        return any(naam.startswith(("oordeel_", "reden")) for naam in self.changed_data)

    def naast(self, ander: Toetsing) -> list[dict]:
        """For each condition what another answer says of it, and what stands in this form."""
        hun = {oordeel.versie.randvoorwaarde_id: oordeel for oordeel in ander.oordelen.all()}
        rijen = []
        for v in self.voorwaarden:
            zijn, waarde = hun.get(v.pk), self[f"oordeel_{v.pk}"].value()
            rijen.append(
                {
                    "titel": v.huidige.titel,
                    "hun": zijn.get_waarde_display() if zijn else "geen oordeel",
                    "hun_reden": zijn.reden if zijn else "",
                    "uw": dict(W.choices).get(waarde, "geen oordeel"),
                    "uw_reden": self[f"reden_{v.pk}"].value() or "",
                    "anders": (zijn.waarde if zijn else None) != waarde,
                }
            )
        return rijen

    def oordelen(self) -> list[tuple]:
        """(version, verdict, why) of each condition. In a concept a verdict may be empty; one on a text that was changed since is."""
        return [(v.huidige, self._oordeel(v), self.cleaned_data[f"reden_{v.pk}"]) for v in self.voorwaarden]

    def _oordeel(self, voorwaarde) -> str:
        op_deze_tekst = self.cleaned_data[f"versie_{voorwaarde.pk}"] in (None, voorwaarde.huidige.pk)
        return self.cleaned_data[f"oordeel_{voorwaarde.pk}"] if op_deze_tekst else ""

    def _rijen(self, voorwaarden):
        return [(v, self[f"oordeel_{v.pk}"], self[f"reden_{v.pk}"], self[f"versie_{v.pk}"], self[f"zin_{v.pk}"]) for v in voorwaarden]

    def rijen(self):
        """Each condition that needs a verdict with its fields, for the page."""
        return self._rijen(self.over_het_idee)

    def rijen_over_werken(self):
        """The conditions about how we work, likewise."""
        return self._rijen(self.over_werken)

    @property
    def werken_telt_mee(self) -> bool:
        """Whether a condition about how we work needs to be seen: something was said of it, something is wrong, or there is nothing else."""
        return not self.over_het_idee or any(
            oordeel.value() != W.NVT or oordeel.errors or reden.errors for _, oordeel, reden, *_ in self.rijen_over_werken()
        )


class _AnderAntwoord(Formulier):
    """Another answer than by the conditions. Its fields are part of the form of that answer, so that no button loses what was typed in them."""

    prefix = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="%s", **kwargs)
        for veld in self.fields.values():
            veld.widget.attrs["form"] = "antwoordformulier"

    def add_prefix(self, field_name):
        return f"{self.prefix}_{field_name}"

    @classmethod
    def getypt(cls, verstuurd) -> dict[str, str]:
        """What was typed in its fields, of all that was sent; what they are filled with at first was not."""
        namen = {naam: f"{cls.prefix}_{naam}" for naam in cls.base_fields if naam != "gezien"}
        return {naam: verstuurd[heel] for naam, heel in namen.items() if verstuurd.get(heel, "").strip() not in ("", cls.base_fields[naam].initial)}


class OnderhoudForm(_AnderAntwoord):
    prefix = "onderhoud"
    reden = forms.CharField(
        label="Ons antwoord",
        max_length=2000,
        error_messages=WAAROM,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld: We hebben dit doorgegeven aan de ploeg die het onderhoud doet.",
    )
    gezien = forms.IntegerField(widget=forms.HiddenInput)


class SamenvoegForm(_AnderAntwoord):
    prefix = "samenvoegen"
    met = forms.IntegerField(
        label="Nummer van het andere idee",
        min_value=1,
        error_messages={"required": "Vul het nummer van het andere idee in."},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    reden = forms.CharField(label="Ons antwoord", max_length=2000, initial=HETZELFDE, error_messages=WAAROM, widget=forms.Textarea(attrs={"rows": 3}))
    gezien = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.wijk = wijk

    def clean_met(self):
        nummer = self.cleaned_data["met"]
        ander = self.wijk.ideeen.filter(nummer=nummer).first()
        if ander is None:
            raise forms.ValidationError(f"Er is geen idee met nummer {nummer} in deze wijk.")
        return ander
