from django.conf import settings
from django.urls import reverse

from wijk.models import Wijk
from wijk.rechten import mag_doen, rechten_van

# The rooms of the werkplek: name, address, and the deed that opens it.
MENU = (
    ("Werklijst", "start", "werkplek_zien"),
    ("Toetsen", "toetsen", "werkplek_zien"),
    ("Ideeën", "lijst", "werkplek_zien"),
    ("Reacties", "reacties", "modereren"),
    ("Papier en brieven", "papier", "invoeren"),
    ("Wandelingen", "wandelingen", "werkplek_zien"),
    ("Overleg", "overleg", "werkplek_zien"),
    ("Projecten", "projecten", "werkplek_zien"),
    ("Budget", "budget", "werkplek_zien"),
    ("Uren", "uren", "werkplek_zien"),
    ("Evaluaties", "evaluaties", "werkplek_zien"),
    ("Leerpunten", "leerpunten", "werkplek_zien"),
    ("Programma", "uitvoeringsprogramma", "werkplek_zien"),
    ("Kader", "kader", "werkplek_zien"),
    ("Logboek", "log", "werkplek_zien"),
)


def werkplekmenu(wijk, mag, pad: str) -> list[dict]:
    """The menu of the werkplek, with the room that this page stands in marked."""
    regels = [{"naam": naam, "pad": reverse(f"werkplek:{adres}", args=[wijk.slug])} for naam, adres, deed in MENU if deed in mag]
    begin = regels[0]["pad"] if regels else ""
    for regel in regels:
        regel["hier"] = pad == begin if regel["pad"] == begin else pad.startswith(regel["pad"])
    return regels


def werkplekken(door) -> list[Wijk]:
    """The wijken in whose werkplek this person works."""
    return [een for een in Wijk.objects.zichtbaar_voor(door) if mag_doen(door, "werkplek_zien", een)]


def portaal(request) -> dict:
    """What every page knows: its wijk, and what the person may do there. Works also where no view set anything (error pages)."""
    wijk = getattr(request, "wijk", None)
    gebruiker = getattr(request, "user", None)
    door = gebruiker if gebruiker is not None and gebruiker.is_authenticated else None
    mag = getattr(request, "mag", None)
    in_werkplek = wijk is not None and mag and request.path.startswith("/werkplek/")
    return {
        "werkplekmenu": werkplekmenu(wijk, mag, request.path) if in_werkplek else [],
        "wijk": wijk,
        "werkplekken": lambda: werkplekken(door) if in_werkplek else [],
        "andere_wijken": lambda: wijk is not None and Wijk.objects.openbaar().exclude(pk=wijk.pk).exists(),
        "mag": rechten_van(door, wijk) if mag is None else mag,
        "gemeente": settings.GEMEENTE,
        "DEMO": settings.DEMO,
        "tegel_url": settings.TEGEL_URL,
        "tegel_bron": settings.TEGEL_BRON,
    }
