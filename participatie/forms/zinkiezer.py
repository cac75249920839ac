"""Choose a standard sentence in the place of typing it."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from participatie.models import Standaardzin


class Zinkiezer:
    """Makes a choice of sentences for each text of a form, and writes a chosen sentence after what was typed.

    A script (static/js/toets.js) writes it at once, to change it before it is sent; the choice itself is then not sent.
    """

    def __init__(self, zinnen: Iterable[Standaardzin]):
        self.zinnen = list(zinnen)
        self._velden: dict[str, str] = {}

    def veld(self, plaats: str, tekstveld: str, waarbij: str) -> forms.ChoiceField:
        """The choice for the text in field `tekstveld`; empty where the wijk has no sentences for this place."""
        keuzes: list = [("", "Kies een zin")]
        per: dict[str, list] = {}
        for zin in self.zinnen:
            if zin.plaats == plaats:
                per.setdefault(f"Bij “{zin.get_oordeel_display()}”" if zin.oordeel else "", []).append((str(zin.pk), zin.tekst))
        keuzes += per.pop("", [])
        keuzes += per.items()
        self._velden[tekstveld] = tekstveld.replace("reden", "zin", 1)
        attrs = {"data-zin": tekstveld, "aria-label": f"Standaardzin, bij {waarbij}"}
        return forms.ChoiceField(label="Standaardzin", required=False, choices=keuzes, widget=forms.Select(attrs=attrs))

    def vul_in(self, data: QueryDict) -> QueryDict:
        """What was sent, with each chosen sentence at the end of its text; chosen no more, so that sending it again adds nothing."""
        tekst = {str(zin.pk): zin.tekst for zin in self.zinnen}
        data = data.copy()
        for tekstveld, zinveld in self._velden.items():
            if zin := tekst.get(data.get(zinveld)):
                getypt = data.get(tekstveld, "").rstrip()
                data[tekstveld] = getypt if zin in getypt else f"{getypt} {zin}".lstrip()
                data[zinveld] = ""
        return data
