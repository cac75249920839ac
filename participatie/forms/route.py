"""The list of stops of a walk, as one form: a row a stop. What a row's buttons do happens to the list that was typed; only saving writes it."""

from django import forms

from participatie.adressen import lees_keuze
from participatie.deeds.route import MEESTE_HALTES
from participatie.forms.ideeen import GraadField
from participatie.models import Halte, Wijkwandeling
from participatie.models.wandeling import MEESTE_TUSSEN
from participatie.route import is_punt, vingerafdruk
from wijk.formulier import Formulier


class PuntenField(forms.CharField):
    """Points of a line as somebody types them: `52,3448 4,6155; 52,3450 4,6160` (latitude first). Gives [[lon, lat], …]."""

    def to_python(self, value):
        punten = []
        for stuk in filter(None, (stuk.strip() for stuk in super().to_python(value).replace("\n", ";").split(";"))):
            try:
                lat, lon = (float(graad.strip(",").replace(",", ".")) for graad in stuk.split())
            except ValueError:
                lat = lon = float("nan")
            if not is_punt([lon, lat]):
                raise forms.ValidationError(
                    f"“{stuk[:40]}” is geen punt. Vul eerst de breedte in, dan een spatie en de lengte: 52,3448 4,6155. Zet een ; tussen twee punten."
                )
            punten.append([round(lon, 7), round(lat, 7)])
        if len(punten) > MEESTE_TUSSEN:
            raise forms.ValidationError(f"Tussen twee haltes passen ten hoogste {MEESTE_TUSSEN} punten. U hebt er {len(punten)}.")
        return punten


def als_tekst(punten: list) -> str:
    return "; ".join(f"{lat} {lon}" for lon, lat in punten)


class HalteForm(Formulier):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    naam = forms.CharField(label="Naam", max_length=120, error_messages={"required": "Geef deze halte een naam, of haal hem weg."})
    bekijk = forms.CharField(label="Wat bekijken we hier?", max_length=300, required=False)
    plaats = forms.CharField(label="Waar is het?", max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    lat = GraadField(label="Breedte op de kaart", grens=90)
    lon = GraadField(label="Lengte op de kaart", grens=180)
    tussen = PuntenField(
        label="Punten tot de volgende halte",
        required=False,
        max_length=6000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Alleen nodig als de lijn een bocht maakt. Per punt de breedte en de lengte: 52,3448 4,6155; 52,3450 4,6160",
    )

    def clean(self):
        schoon = super().clean()
        if not self.errors and (schoon["lat"] is None) != (schoon["lon"] is None):
            self.add_error("lon" if schoon["lon"] is None else "lat", "Vul de breedte en de lengte allebei in, of geen van beide.")
        return schoon


class RouteForm:
    """All rows of a walk. Without `data` those that stand; with it, those that were typed."""

    def __init__(self, wandeling: Wijkwandeling, data=None):
        self.nu = list(wandeling.haltes.all())
        self.vingerafdruk = vingerafdruk(self.nu)
        self.data, self.fouten, self.bericht, self.adressen, self.hier = data, [], "", {}, None
        if data is None:
            self.getypt = [_van(halte) for halte in self.nu]
            self.gezien = self.vingerafdruk
        else:
            aantal = data.get("aantal", "")
            aantal = min(int(aantal), MEESTE_HALTES + 1) if aantal.isascii() and aantal.isdecimal() and len(aantal) < 5 else 0
            self.getypt = [{naam: data.get(f"h{n}-{naam}", "") for naam in HalteForm.base_fields} for n in range(aantal) if f"h{n}-naam" in data]
            self.gezien = data.get("gezien", "")
        self.rijen: list[HalteForm] = []
        self.maak_rijen()

    def maak_rijen(self, *, controleer: bool = False) -> None:
        """A form for each row as it is typed now."""
        gegevens = {f"h{n}-{naam}": waarde for n, rij in enumerate(self.getypt) for naam, waarde in rij.items()}
        if controleer:
            self.rijen = [HalteForm(gegevens, prefix=f"h{n}") for n in range(len(self.getypt))]
        else:
            self.rijen = [HalteForm(initial=rij, prefix=f"h{n}") for n, rij in enumerate(self.getypt)]
        for n, rij in enumerate(self.rijen):
            rij.gevonden = self.adressen.get(n, [])
            if n == self.hier:  # where somebody was, after a button of the list
                rij.fields["naam"].widget.attrs["autofocus"] = True

    def is_valid(self) -> bool:
        self.maak_rijen(controleer=True)
        goed = [rij.is_valid() for rij in self.rijen]  # every row says what is wrong with it
        return all(goed)

    @property
    def haltes(self) -> list[dict]:
        return [rij.cleaned_data for rij in self.rijen]

    @property
    def errors(self) -> bool:
        """Whether something is wrong, as of any form."""
        return bool(self.fouten) or any(rij.is_bound and rij.errors for rij in self.rijen)

    @property
    def leeg(self) -> HalteForm:
        """What the script copies for a new stop."""
        return HalteForm(prefix="h__n__")

    def weiger(self, zin: str) -> None:
        """What the deed refused; who saves again has seen what stands there now."""
        self.fouten.append(zin)
        self.gezien = self.vingerafdruk

    def toon_adressen(self, n: int, gevonden: list) -> None:
        """What the words for the place of one row may mean."""
        self.hier, self.adressen = n, {n: gevonden}
        self.maak_rijen()

    def doe(self, wat: str) -> str:
        """A button of the list: `erbij`, `weg-2`, `op-2`, `neer-2`, `kies-2:52.34,4.61`. Gives a sentence about it; nothing is saved."""
        daad, _, rest = wat.partition("-")
        nummer, _, plek = rest.partition(":")
        n = int(nummer) if nummer.isascii() and nummer.isdecimal() and int(nummer) < len(self.getypt) else None
        zin = self._doe(daad, n, plek)
        self.maak_rijen()
        return zin

    def _doe(self, daad: str, n: int | None, plek: str) -> str:
        rijen = self.getypt
        if daad == "erbij" and len(rijen) < MEESTE_HALTES:
            rijen.append(dict.fromkeys(HalteForm.base_fields, ""))
            self.hier = len(rijen) - 1
            return f"Halte {len(rijen)} staat eronder. Vul in hoe hij heet."
        if n is None:
            return f"Dit kan niet. Een wandeling heeft ten hoogste {MEESTE_HALTES} haltes."
        naam = rijen[n]["naam"] or f"Halte {n + 1}"
        if daad == "weg":
            del rijen[n]
            self.hier = min(n, len(rijen) - 1)
            return f"“{naam}” is weg uit de lijst. Bewaar de route om het vast te leggen."
        naar = n - 1 if daad == "op" else n + 1
        if daad in ("op", "neer") and 0 <= naar < len(rijen):
            rijen[n], rijen[naar] = rijen[naar], rijen[n]
            self.hier = naar
            return f"“{naam}” is nu halte {naar + 1}. Bewaar de route om het vast te leggen."
        if daad == "kies" and (gekozen := lees_keuze(plek)):
            rijen[n]["lat"], rijen[n]["lon"] = gekozen
            self.hier = n
            return f"De plek van “{naam}” is ingevuld."
        return "Dit kan niet. Vernieuw de pagina."


def _van(halte: Halte) -> dict:
    return {**{naam: getattr(halte, naam) for naam in HalteForm.base_fields}, "tussen": als_tekst(halte.tussen)}
