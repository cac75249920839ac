import uuid

from django import template
from django.utils import timezone

from wijk.models import Capaciteit
from wijk.woorden import uren as in_uren

register = template.Library()
# What the buttons of the small form note.
KNOPPEN = (15, 30, 60, 120)


@register.inclusion_tag("wijk/deel_noteer_uren.html", takes_context=True)
def noteer_uren(context, werk: str = "vragen", waarover="", formulier: str = "") -> dict:
    """A small form to note hours spent today on what the page is about, by one press of a button. Nothing for who does not write hours.

    `formulier`: id of a form on the page that its fields and buttons are part of, so that what was typed there is sent along.
    """
    return {
        "mag": context["mag"],
        "wijk": context["wijk"],
        "csrf_token": context.get("csrf_token"),
        "terug": context["request"].get_full_path(),
        "werk": werk,
        "formulier": formulier,
        "waarover": str(waarover)[:200],
        "soorten": Capaciteit.Werk.choices,
        "knoppen": [(minuten, in_uren(minuten / 60) if minuten >= 60 else f"{minuten} minuten") for minuten in KNOPPEN],
        "vandaag": timezone.localdate().isoformat(),
        "sleutel": uuid.uuid4().hex,
    }


@register.filter
def uren(aantal) -> str:
    """`2,25 uur`"""
    return in_uren(aantal or 0)
