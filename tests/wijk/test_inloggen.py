"""Signing in with a code by e-mail: a wrong one says what to do."""

import re

from django.core import mail


def test_een_verkeerde_code_zegt_wat_u_kunt_doen(wijk, client):
    client.post("/inloggen/", {"email": "nieuw@voorbeeld.nl"})
    code = re.search(r"^\d{6}$", mail.outbox[0].body, re.M)[0]
    adres = client.post("/inloggen/", {"email": "nieuw@voorbeeld.nl"})["Location"]
    fout = "111111" if code != "111111" else "222222"
    tekst = client.post(adres, {"code": fout}).content.decode()
    assert "Deze code klopt niet. Kijk in de nieuwste mail, of vraag een nieuwe code aan." in tekst
    assert "<title>Fout: " in tekst


def test_een_nieuwe_code_vragen_onthoudt_waar_u_heen_wilde(wijk, client):
    adres = client.post("/inloggen/", {"email": "nieuw@voorbeeld.nl", "next": "/geleerdenwijk/?a=1&b=2"})["Location"]
    assert 'href="/inloggen/?next=/geleerdenwijk/%3Fa%3D1%26b%3D2"' in client.get(adres).content.decode()
