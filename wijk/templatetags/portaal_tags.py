import re
from datetime import datetime
from html import unescape

from django import template
from django.forms import BaseForm
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html, strip_tags

from wijk.bedrag import Bedrag
from wijk.rechten import wie_mag
from wijk.woorden import datum, dubbelepunt, leesbaar, met_punt

register = template.Library()


register.filter(datum)
register.filter(met_punt)
register.filter(dubbelepunt)
register.filter(wie_mag)


@register.filter
def tijdstip(moment: datetime | None) -> str:
    """`14 maart 2026, 10.00 uur`, in Dutch time."""
    return formats.date_format(timezone.localtime(moment), r"j F Y, H.i \u\u\r") if moment else ""


@register.filter
def bedrag(cents: int | None) -> str:
    """`€ 1.250,50`; nothing for None."""
    return "" if cents is None else str(Bedrag(cents))


@register.filter
def kort_bedrag(cents: int | None) -> str:
    """`€ 50.000`: without cents when there are none."""
    return "" if cents is None else Bedrag(cents).kort()


@register.filter
def gegeven(waarde) -> str:
    """A value of any kind as a person reads it; nothing is said to be nothing."""
    if isinstance(waarde, list):
        return "\n".join(map(leesbaar, waarde)) or "niets"
    return "niets" if waarde in (None, "") else leesbaar(waarde)


@register.filter
def getal(n: int | None) -> str:
    """`1.795`"""
    return "" if n is None else Bedrag.cijfers(int(n))


@register.simple_tag
def logadres(ding, wijk) -> str:
    """The log of the officials, of this one thing alone."""
    return f"{reverse('werkplek:log', args=[wijk.slug])}?over={ding._meta.label_lower}:{ding.pk}"


@register.simple_tag(takes_context=True)
def vraag_met(context, **anders) -> str:
    """The query string of this request with some keys changed (None drops one): `{% vraag_met pagina=3 %}`."""
    vraag = context["request"].GET.copy()
    for sleutel, waarde in anders.items():
        if waarde in (None, ""):
            vraag.pop(sleutel, None)
        else:
            vraag[sleutel] = waarde
    return f"?{vraag.urlencode()}" if vraag else "?"


@register.filter
def stapel(delen: list[dict]) -> list[dict]:
    """The parts of a bar with where each begins (0-100), so that they stand behind one another."""
    uit, begin = [], 0
    for deel in delen:
        uit.append({**deel, "begin": begin})
        begin += deel["aandeel"]
    return uit


KOP = re.compile(r'<h2[^>]*\bid="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)


@register.simple_block_tag
def op_deze_pagina(content: str, smal: bool = False) -> str:
    """`{% op_deze_pagina %}…{% endop_deze_pagina %}`: what stands between, after links to its second headings that have an id.

    A heading that is left out has no link; with fewer than three there are no links. `smal`: only on a narrow screen, where a wide one has the
    parts beside each other.
    """
    koppen = [(doel, " ".join(unescape(strip_tags(kop)).split())) for doel, kop in KOP.findall(content)]
    links = render_to_string("delen/op_deze_pagina.html", {"koppen": koppen, "smal": smal}) if len(koppen) > 2 else ""
    return format_html("{}{}", links, content)


@register.simple_tag(takes_context=True)
def fout_vooraf(context) -> str:
    """`Fout: ` before the title of a page whose form was sent and refused, so that it is the first thing that is read out."""
    verzoek = context.get("request")
    if verzoek is None or verzoek.method != "POST":
        return ""
    waarden = context.flatten().values()
    forms = [w for waarde in waarden for w in (waarde.values() if isinstance(waarde, dict) else [waarde]) if isinstance(w, BaseForm)]
    return "Fout: " if any(form.is_bound and form.errors for form in forms) else ""
