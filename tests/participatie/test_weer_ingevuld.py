"""What an official typed of an answer when the session was over: shown with the words of the page, and filled in there again."""

import pytest

from participatie.models.ordening import HETZELFDE
from wijk.ingevuld import Pagina

TEKST = "Dat “kan”.\r\n<b>Echt</b> & zeker."


@pytest.fixture
def pad(idee) -> str:
    return f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/"


@pytest.fixture
def getypt(pad, voorwaarde, als, ambtenaar, client):
    """Sent as a browser sends the whole page, by a session that was over; signed in again."""
    een, twee = voorwaarde("De wet"), voorwaarde("Het geld")
    velden = {"actie": "toets", "stand": "0", "gezien": "0", f"versie_{een.pk}": een.huidige_id, f"versie_{twee.pk}": twee.huidige_id}
    velden |= {f"oordeel_{twee.pk}": "voorwaarde", f"reden_{een.pk}": "", f"reden_{twee.pk}": "Als het past.", "reden": TEKST}
    velden |= {"onderhoud_reden": "", "samenvoegen_met": "", "samenvoegen_reden": HETZELFDE, "werk": "vragen", "sleutel": "0" * 32}

    def stuur(**anders):
        als(ambtenaar).get(pad)
        client.post("/uitloggen/")
        client.post(pad, velden | anders)
        return als(ambtenaar).get(pad)

    return stuur


def test_wat_getypt_was_staat_er_met_de_woorden_van_de_pagina(getypt):
    antwoord = getypt(wat="neem")
    assert [(kop, wat) for kop, wat, _ in antwoord.context["leesbaar"]] == [
        ("Het geld", "kan, als"),
        ("Waarom, bij Het geld", "Als het past."),
        ("Ons antwoord", TEKST),
    ]
    html = antwoord.content.decode()
    assert (
        "U drukte op: <strong>Neem in behandeling</strong>" in html
        and "Dit leest iedereen." in html
        and "&lt;b&gt;Echt" in html
        and "voldoet" not in html.split("<form")[0]
    )


@pytest.mark.parametrize(
    ("gedrukt", "knop"),
    [({}, "Geef antwoord"), ({"wat": "concept"}, "Bewaar als concept"), ({"actie": ["toets", "onderhoud"]}, "Geef door aan onderhoud")],
)
def test_de_knop_staat_er_zoals_op_de_pagina(gedrukt, knop, getypt):
    assert f"U drukte op: <strong>{knop}</strong>" in getypt(**gedrukt).content.decode()


def test_een_druk_op_een_knop_zonder_tekst_wordt_alleen_gezegd(pad, als, ambtenaar, client, idee):
    als(ambtenaar).get(pad)
    client.post("/uitloggen/")
    velden = {"actie": "toets", "samenvoegen_reden": HETZELFDE, "werk": "vragen", "datum": "2026-11-27", "stand": "0", "gezien": "0"}
    client.post(pad, velden | {"minuten": "15"}, headers={"referer": f"http://testserver{pad}"})
    antwoord = als(ambtenaar).get(pad, follow=True)
    assert antwoord.context["idee"] == idee and "toen u drukte op “Noteer " in antwoord.content.decode()


def test_terug_naar_het_formulier_vult_alles_weer_in_en_doet_niets(getypt, pad, client, idee):
    getypt(wat="neem")
    assert client.post("/inloggen/getypt/invullen/")["Location"] == pad
    antwoord = client.get(pad)
    html = antwoord.content.decode()
    formulier = Pagina(html, pad).formulier(pad, [("reden", "")])
    waarden = {veld.naam: veld.waarde for veld in formulier.velden if veld.soort != "radio"}
    assert waarden["reden"].splitlines() == TEKST.splitlines() and "Als het past." in waarden.values()
    assert [veld.waarde for veld in formulier.velden if veld.soort == "radio" and "checked" in veld.attrs] == ["voorwaarde"]
    assert "Wat u typte is weer ingevuld." in html and "no-store" in antwoord["Cache-Control"]
    idee.refresh_from_db()
    assert idee.behandelaar is None and not idee.toetsingen.exists()
    assert "Dit had u getypt" in client.get(pad).content.decode()  # until it is sent
    client.post(pad, {veld: waarde for veld, waarde in waarden.items() if veld != "csrfmiddlewaretoken"} | {"wat": "concept"})
    assert idee.toetsconcept.reden.splitlines() == TEKST.splitlines() and "Dit had u getypt" not in client.get(pad).content.decode()
