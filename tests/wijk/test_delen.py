"""Parts that many pages share."""

from django.template import Context, Template

from wijk.woorden import dubbelepunt

KOPPEN = """{% load portaal_tags %}{% op_deze_pagina %}{% for id, kop in koppen %}<h2 id="{{ id }}">{{ kop }}</h2>{% endfor %}<h2>Zonder id</h2>
{% endop_deze_pagina %}"""


def maak(koppen) -> str:
    return Template(KOPPEN).render(Context({"koppen": koppen}))


def test_een_lange_pagina_begint_met_links_naar_haar_koppen():
    html = maak([("geld", "Het geld"), ("wie", "Wie & wat"), ("kop", "<b>Van</b> een bewoner")])
    assert "Op deze pagina" in html and html.index('href="#geld"') < html.index('<h2 id="geld">')
    assert '<a href="#wie">Wie &amp; wat</a>' in html and '<a href="#kop">&lt;b&gt;Van&lt;/b&gt; een bewoner</a>' in html
    assert html.count("<a ") == 3


def test_een_korte_pagina_heeft_ze_niet_nodig():
    html = maak([("geld", "Het geld"), ("wie", "Wie & wat")])
    assert "Op deze pagina" not in html and '<h2 id="wie">Wie &amp; wat</h2>' in html


def test_een_vraag_krijgt_geen_dubbele_punt():
    assert [dubbelepunt(tekst) for tekst in ("Naam", "Waar is het?", "")] == ["Naam:", "Waar is het?", ""]
