"""How people reach the municipality about a wijk: they call, mail or walk in. For what is printed; pages have `delen/bereikbaar.html`."""

from django.conf import settings
from django.utils.text import get_text_list

from wijk.models import Wijk
from wijk.woorden import met_punt


def bereikbaar(wijk: Wijk, *, altijd: bool = False) -> str:
    """`Bel …, mail naar … of kom langs: …`, of what was set; empty when nothing was. `altijd`: then the municipality is named without its number."""
    gemeente, mail = f"de gemeente {settings.GEMEENTE['naam']}", settings.GEMEENTE["contact"]
    wegen = []
    if wijk.telefoon or altijd:
        wegen.append(f"bel {wijk.telefoon or gemeente}")
    if mail:
        wegen.append(f"mail naar {mail}")
    if wijk.bezoekadres:
        wegen.append(f"kom langs: {wijk.bezoekadres}")
    elif altijd:
        wegen.append(f"kom langs bij {gemeente}" if wijk.telefoon else "kom langs")
    zin = get_text_list(wegen, "of")
    return met_punt(zin[:1].upper() + zin[1:])
