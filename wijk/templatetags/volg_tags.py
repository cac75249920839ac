from django import template
from django.urls import reverse
from django.utils.html import format_html

from wijk import volgen
from wijk.models import Gevolgd

register = template.Library()


@register.inclusion_tag("delen/op_de_hoogte.html", takes_context=True)
def op_de_hoogte(context, ding, formulier="", voorbij=False) -> dict:
    """The block by which somebody follows what a page is about. One query for who is signed in, none for who is not.

    `formulier`: the form of the page that its buttons send along, so that what was typed there is kept.
    `voorbij`: little news is to be expected, so that only who follows it gets the block, to stop.
    """
    gebruiker, onderwerp = context["request"].user, volgen.van_ding(ding)
    gevolgd = None
    if gebruiker.is_authenticated:
        gevolgd = Gevolgd.objects.van_adres(gebruiker.email).bevestigd().over([onderwerp.sleutel]).first()
    terug = context["request"].get_full_path()
    return {**context.flatten(), "onderwerp": onderwerp, "gevolgd": gevolgd, "formulier": formulier, "terug": terug, "voorbij": voorbij}


@register.simple_tag
def nieuwslijst(wijk, ding) -> str:
    """For the head of a page: where a feed reader finds the news of what the page is about."""
    onderwerp = volgen.van_ding(ding)
    pad = reverse("openbaar:nieuws_over", args=[wijk.slug, onderwerp.wat])
    return format_html('<link rel="alternate" type="application/atom+xml" title="Nieuws over {}" href="{}">', onderwerp.naam, pad)
