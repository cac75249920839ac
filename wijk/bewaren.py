"""What every deed does that adds or changes one row: check it, write it, and say what changed."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from wijk.fouten import Geweigerd
from wijk.tekens import bewaarbaar

# Fields that name a person: that they changed is recorded, but not what they say.
PERSOONLIJK = frozenset({"naam_contact", "email", "telefoon", "naam", "persoon"})


def bewaar(ding: models.Model, velden: Mapping[str, Any], *, stil: frozenset[str] = PERSOONLIJK) -> dict[str, list]:
    """Write these fields to a new or existing row; gives what changed as `{field: [from, to]}`, for the log.

    Geweigerd, with the field, when the model or the database does not accept a value. Fields in `stil` are logged without their values.
    """
    for naam, waarde in velden.items():
        if isinstance(waarde, str) and not bewaarbaar(waarde):
            raise Geweigerd("Hierin staat een teken dat we niet kunnen bewaren. Typ de tekst opnieuw.", naam)
    tabel = type(ding)
    gewoon = {n: w for n, w in velden.items() if not tabel._meta.get_field(n).many_to_many}
    veel = {n: w for n, w in velden.items() if n not in gewoon}
    oud = tabel._base_manager.select_for_update().filter(pk=ding.pk).first() if ding.pk else None
    anders = {n: [_kort(getattr(oud, n, None)) if oud else None, _kort(w)] for n, w in gewoon.items() if oud is None or getattr(oud, n) != w}
    for naam, waarde in gewoon.items():
        setattr(ding, naam, waarde)
    try:
        ding.full_clean()
        with transaction.atomic():
            ding.save()
    except ValidationError as fout:
        veld, boodschappen = next(iter(fout.message_dict.items()))
        raise Geweigerd(boodschappen[0], veld if veld != "__all__" else None) from fout
    except IntegrityError as fout:
        raise Geweigerd("Dit is intussen al door iemand anders ingevoerd. Bekijk de pagina opnieuw.") from fout
    for naam, waarden in veel.items():
        was = {_kort(w) for w in getattr(ding, naam).all()} if oud else set()
        getattr(ding, naam).set(waarden)
        nu = {_kort(w) for w in waarden}
        if was != nu:
            anders[naam] = [sorted(was), sorted(nu)]
    return {n: ["…", "…"] if n in stil else w for n, w in anders.items()}


def _kort(waarde: Any) -> Any:
    """A value as it may stand in JSON."""
    if isinstance(waarde, bool | int | float | None.__class__):
        return waarde
    if isinstance(waarde, dict | list):
        return "…"
    return str(waarde)[:300]
