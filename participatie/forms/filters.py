"""What filters of a list are made of. All of it stands in the address, so that it can be shared."""

import math

from django import forms
from django.http import QueryDict


class GetallenField(forms.Field):
    """Numbers with commas between, as an address carries them, each at most its bound; None when left empty."""

    widget = forms.HiddenInput

    def __init__(self, *grenzen: int, **kwargs):
        self.grenzen = grenzen
        super().__init__(required=False, **kwargs)

    def to_python(self, value) -> tuple[float, ...] | None:
        if not value:
            return None
        try:
            getallen = tuple(float(deel) for deel in str(value)[:200].split(","))
            paren = list(zip(getallen, self.grenzen, strict=True))
        except ValueError as fout:
            raise forms.ValidationError("Dit is geen plek.") from fout
        if not all(math.isfinite(getal) and abs(getal) <= grens for getal, grens in paren):
            raise forms.ValidationError("Dit is geen plek.")
        return getallen


def zonder(vraag: QueryDict, naam: str) -> str:
    """The query string without one filter, on the first page."""
    over = vraag.copy()
    for weg in (naam, "pagina"):
        over.pop(weg, None)
    return f"?{over.urlencode()}"
