from django.conf import settings

from wijk.rechten import rechten_van


def portaal(request) -> dict:
    """What every page knows: its wijk, and what the person may do there. Works also where no view set anything (error pages)."""
    wijk = getattr(request, "wijk", None)
    gebruiker = getattr(request, "user", None)
    door = gebruiker if gebruiker is not None and gebruiker.is_authenticated else None
    mag = getattr(request, "mag", None)
    return {
        "wijk": wijk,
        "mag": rechten_van(door, wijk) if mag is None else mag,
        "gemeente": settings.GEMEENTE,
        "DEMO": settings.DEMO,
        "tegel_url": settings.TEGEL_URL,
        "tegel_bron": settings.TEGEL_BRON,
    }
