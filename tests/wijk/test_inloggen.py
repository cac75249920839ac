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
