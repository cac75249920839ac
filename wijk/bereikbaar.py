"""How people reach the municipality about a wijk: they call, mail or walk in. For what is printed; pages have `delen/bereikbaar.html`."""

from django.conf import settings
from django.utils.text import get_text_list

from wijk.models import Wijk
from wijk.woorden import met_punt


def bereikbaar(wijk: Wijk, *, altijd: bool = False) -> str:
    """`Bel …, mail naar … of kom langs: …`, of what was set; empty when nothing was. `altijd`: then one can write to the municipality."""
    mail, wegen = settings.GEMEENTE["contact"], []
    if wijk.telefoon:
        wegen.append(f"bel {wijk.telefoon}")
    if mail:
        wegen.append(f"mail naar {mail}")
    if wijk.bezoekadres:
        wegen.append(f"kom langs: {wijk.bezoekadres}")
    if altijd and not wegen:
        wegen.append(f"schrijf een brief aan de gemeente {settings.GEMEENTE['naam']}")
    zin = get_text_list(wegen, "of")
    return met_punt(zin[:1].upper() + zin[1:])
