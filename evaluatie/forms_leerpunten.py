"""Forms about what was learnt."""

from django import forms
from django.utils import timezone

from evaluatie.jaar import cijfers_van
from evaluatie.jaarcijfers import per_groep
from evaluatie.models import Antwoord, Leerpunt
from evaluatie.uitslag import antwoordcijfers
from wijk.formulier import DatumInvoer, Formulier, ModelFormulier
from wijk.woorden import datum

# So many of what happened are offered to choose from, the newest first; searching finds older ones.
TE_KIEZEN = 60


class LeerpuntForm(ModelFormulier):
    class Meta:
        model = Leerpunt
        fields = ["soort", "tekst", "evaluatie", "actie", "wie", "voor", "in_programma"]
        widgets = {"tekst": forms.Textarea(attrs={"rows": 4}), "soort": forms.RadioSelect, "voor": DatumInvoer}

    def __init__(self, *args, wijk, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evaluatie"].queryset = wijk.evaluaties.all()
        self.fields["evaluatie"].empty_label = "geen evaluatie"


class GedaanForm(Formulier):
    gedaan = forms.CharField(label="Wat is er gedaan?", max_length=300, help_text="Openbaar. Eén zin. Noem geen namen van personen.")
    op = forms.DateField(label="Wanneer", initial=timezone.localdate, widget=DatumInvoer)


class GrondForm(Formulier):
    """One or more of: a figure (what people answered, or of a year), a public answer, or a public event (`zoek`: words in
    it; `gevonden`: how many figures and events are offered).
    """

    cijfer = forms.ChoiceField(
        label="Een cijfer", required=False, help_text="Ze staan per onderwerp bij elkaar. Kies hier of hieronder ten minste één ding."
    )
    antwoord = forms.ChoiceField(label="Een antwoord in woorden", required=False)
    gebeurtenis = forms.ModelChoiceField(
        None,
        label="Iets wat gebeurde",
        required=False,
        empty_label="geen",
        help_text="De nieuwste staan boven. Zoek hierboven naar iets van langer geleden.",
    )

    def __init__(self, *args, leerpunt: Leerpunt, zoek: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.soms_nodig = True  # at least one of the three
        wijk = leerpunt.wijk
        eigen = leerpunt.evaluatie if leerpunt.evaluatie and leerpunt.evaluatie.jaar else None
        self.jaar = eigen or wijk.evaluaties.te_zien().jaren().select_related("wijk").last()
        self.evaluatie = leerpunt.evaluatie or self.jaar
        cijfers = cijfers_van(self.jaar) if self.jaar else []
        antwoorden = antwoordcijfers(self.evaluatie) if self.evaluatie else {}
        gegeven = [(sleutel, f"{naam}: {waarde}") for sleutel, (naam, waarde) in antwoorden.items()]
        groepen = [("Wat mensen antwoordden", gegeven)]
        groepen += [(groep, [(cijfer.sleutel, f"{cijfer.naam}: {cijfer.tekst}") for cijfer in rijen]) for groep, rijen in per_groep(cijfers)]
        if zoek and not self.is_bound:
            past = lambda groep, keuze: zoek.lower() in f"{groep} {keuze[1]}".lower()  # noqa: E731
            groepen = [(groep, [keuze for keuze in keuzes if past(groep, keuze)]) for groep, keuzes in groepen]
        self.fields["cijfer"].choices = [("", "geen"), *((groep, keuzes) for groep, keuzes in groepen if keuzes)]
        antwoorden = Antwoord.objects.filter(vraag__evaluatie__wijk=wijk, openbaar=True).select_related("vraag")
        if leerpunt.evaluatie_id:
            antwoorden = antwoorden.filter(vraag__evaluatie=leerpunt.evaluatie_id)
        self.antwoorden = {een.anker: een for een in antwoorden.order_by("vraag", "tekst")}
        keuzes = [(anker, f"{een.vraag.tekst} {een.tekst[:80]}") for anker, een in self.antwoorden.items()]
        self.fields["antwoord"].choices = [("", "geen"), *keuzes]
        gebeurd = wijk.gebeurtenissen.openbaar().nieuwste_eerst()
        self.fields["gebeurtenis"].queryset = gebeurd
        te_kiezen = gebeurd.filter(tekst__icontains=zoek[:60]) if zoek else gebeurd
        cijfers_gevonden = sum(len(keuzes) for _, keuzes in groepen)
        keuzes = [(een.pk, f"{datum(een.wanneer)}: {een.tekst[:90]}") for een in te_kiezen[:TE_KIEZEN]]
        self.gevonden = cijfers_gevonden, len(keuzes)
        self.fields["gebeurtenis"].choices = [("", "geen"), *keuzes]

    def grond(self) -> dict:
        """As the deed asks for it."""
        schoon = self.cleaned_data
        van = self.evaluatie if schoon["cijfer"].startswith("vraag-") else self.jaar
        cijfer = (van, schoon["cijfer"]) if schoon["cijfer"] else None
        return {"cijfer": cijfer, "antwoord": self.antwoorden.get(schoon["antwoord"]), "gebeurtenis": schoon["gebeurtenis"]}
