from django.db import models

from wijk.fouten import Geweigerd


def overgang(ding: models.Model, naar: str, **velden) -> None:
    """Move a thing from the status it was read in to `naar`, with other fields set beside it.

    Its model's table MAG_WORDEN says which status may follow which. Geweigerd when that forbids it, or when somebody else
    changed the status since `ding` was read: of two people at once, one wins. What changed waits on `ding` (`overgegaan`) for the `meld` of
    the same deed, which records it.
    """
    van, naar = ding.Status(ding.status), ding.Status(naar)
    wat = f"“{str(ding)[:1].upper()}{str(ding)[1:]}”"
    if naar == van:  # a second click
        raise Geweigerd(f"Dit was al gedaan: {wat} is “{naar.label}”.")
    if naar not in ding.MAG_WORDEN[van]:
        raise Geweigerd(f"{wat} is “{van.label}” en kan daarom niet “{naar.label}” worden.")
    if not type(ding)._base_manager.filter(pk=ding.pk, status=van).update(status=naar, **velden):
        raise Geweigerd(f"Iemand anders heeft {wat} intussen veranderd. Bekijk de pagina opnieuw.")
    ding.overgegaan = {"status": [getattr(ding, "overgegaan", {}).get("status", [van.value])[0], naar.value]}
    ding.status = naar
    for veld, waarde in velden.items():
        setattr(ding, veld, waarde)
