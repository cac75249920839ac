"""Text of somebody who means harm, or of a keyboard gone mad: nothing runs, nothing is stored by half, and the page stays whole."""

import re

import pytest
from django.core import mail

from participatie.deeds.ideeen import dien_in
from participatie.forms.eigen import EigenIdeeForm
from participatie.models import Idee
from wijk.fouten import Geweigerd

NIEUW = "/geleerdenwijk/ideeen/nieuw/"
PAGINAS = ("", "ideeen/", "ideeen/1/", "tijdlijn/", "ideeen.geojson", "ideeen.csv")
SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(2)">'


def lees(client, pad: str) -> str:
    antwoord = client.get(f"/geleerdenwijk/{pad}")
    return (b"".join(antwoord) if antwoord.streaming else antwoord.content).decode()


@pytest.mark.parametrize(
    "tekst",
    [
        SCRIPT,
        "'\"><svg onload=alert(1)>",
        "{{ settings.SECRET_KEY }}{% debug %}",
        "javascript:alert(1)",
        "'; DROP TABLE participatie_idee; --",
        "</title></textarea><script>alert(1)</script>",
    ],
)
def test_wat_op_een_programma_lijkt_blijft_tekst(wijk, client, tekst):
    antwoord = client.post(NIEUW, {"titel": tekst, "omschrijving": tekst, "plaats": tekst, "naam": tekst, "naam_openbaar": "on", "soort": "kans"})
    assert antwoord.status_code == 302
    assert (idee := Idee.objects.get()).titel == tekst and idee.omschrijving == tekst
    for pad in PAGINAS:
        inhoud = lees(client, pad)
        if not pad.endswith((".geojson", ".csv")):  # those are data, and say so with their content type and nosniff
            kaal = re.sub(r'<script src="[^"]+" type="module"></script>|<script type="module" src="[^"]+"></script>', "", inhoud)
            assert "<script>" not in kaal and "<svg onload" not in kaal and "<img src=x" not in kaal, pad
    antwoord = client.get("/geleerdenwijk/ideeen.geojson")
    assert antwoord["Content-Type"].startswith("application/geo+json") and antwoord["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "tekst",
    [
        "Bankje \u202eretaw teh jib",
        "\u2066\u2067\u2068 Bankje",
        "مقعد بجانب الماء",
        "Een 🪑 bij het 💧 voor 👩‍👩‍👧‍👦",
        "Ban\u200bk\u200dje\ufeff",
        "Z̸̢̛̤a̵͓̓l̶g̷o̴" + "\u0301" * 60,
        "\U0010ffff einde van de tekens",
    ],
    ids=["omgekeerd", "isolaten", "arabisch", "emoji", "zonder breedte", "stapel accenten", "laatste teken"],
)
def test_elk_teken_komt_terug_zoals_het_getypt_is(wijk, client, tekst):
    assert client.post(NIEUW, {"titel": tekst, "soort": "kans", "email": "ans@voorbeeld.nl"}).status_code == 302
    idee = Idee.objects.get()
    assert idee.titel == tekst.strip()
    assert tekst.strip() in lees(client, "ideeen/1/") and mail.outbox[0].body
    assert client.get("/geleerdenwijk/ideeen/", {"zoek": tekst[:100]}).status_code == 200


ONLEESBAAR = {"nul": b"a\x00b", "half teken": b"a\xed\xa0\x80b", "geen UTF-8": b"\xff\xfe\xfa", "te lang gecodeerd": b"\xc0\xafb"}


@pytest.mark.parametrize("soort", ONLEESBAAR)
@pytest.mark.parametrize("veld", ["titel", "omschrijving", "plaats", "naam", "email", "thema", "soort", "lat", "sleutel", "begonnen", "onderwerp"])
def test_onleesbare_tekens_worden_geweigerd_of_vervangen_nooit_half_bewaard(wijk, client, veld, soort):
    lichaam = b"titel=Bankje&soort=kans&"
    lichaam += veld.encode() + b"=" + b"".join(b"%%%02X" % byte for byte in ONLEESBAAR[soort])
    antwoord = client.post(NIEUW, lichaam, content_type="application/x-www-form-urlencoded")
    assert antwoord.status_code in (302, 422)
    for idee in Idee.objects.all():
        tekst = f"{idee.titel}{idee.omschrijving}{idee.plaats}{idee.naam}{idee.email}"
        assert "\x00" not in tekst and tekst.encode()  # a lone surrogate could not be encoded
    assert client.get("/geleerdenwijk/ideeen/").status_code == 200


def test_een_los_half_teken_wordt_geweigerd_ook_zonder_formulier(wijk):
    with pytest.raises(Geweigerd, match="teken"):
        dien_in(wijk, titel="Half \ud800 teken", soort="kans", door=None)
    assert not Idee.objects.exists()


@pytest.mark.parametrize("veld", ["titel", "omschrijving", "plaats", "naam", "email", "foto_tekst"])
def test_een_miljoen_tekens_worden_geweigerd_met_de_melding_bij_het_veld(wijk, client, veld):
    antwoord = client.post(NIEUW, {"titel": "Bankje", "soort": "kans", veld: "x" * 1_000_000})
    assert antwoord.status_code == 422 and veld in antwoord.context["form"].errors and not Idee.objects.exists()


def test_meer_dan_het_portaal_leest_wordt_geweigerd(wijk, client):
    antwoord = client.post(NIEUW, {"titel": "Bankje", "soort": "kans", "omschrijving": "x" * 6_000_000})
    assert antwoord.status_code in (400, 413) and not Idee.objects.exists()
    antwoord = client.post(NIEUW, {"titel": "Bankje", "soort": "kans", **{f"veld{n}": "x" for n in range(2000)}})
    assert antwoord.status_code == 400 and not Idee.objects.exists()


@pytest.mark.parametrize("titel", ["\u200b", "\u202e\u202c", "\u2800", " \u00a0 ", "\ufeff\u200d", "\u0301"])
def test_een_titel_waarvan_niets_te_zien_is_wordt_geweigerd(wijk, client, bewoner, titel):
    antwoord = client.post(NIEUW, {"titel": titel, "soort": "kans"})
    assert antwoord.status_code == 422 and "titel" in antwoord.context["form"].errors and not Idee.objects.exists()
    idee = dien_in(wijk, titel="Bankje", soort="kans", door=bewoner)
    form = EigenIdeeForm(
        {"titel": titel, "soort": "kans", "gezien": EigenIdeeForm(instance=idee, wijk=wijk).initial["gezien"]}, instance=idee, wijk=wijk
    )
    assert not form.is_valid() and "titel" in form.errors


@pytest.mark.parametrize("tekst", ["Ans\r\nBcc: iedereen@voorbeeld.nl", "a\nSubject: x"])
def test_een_regeleinde_komt_niet_in_de_kop_van_een_mail(wijk, client, tekst):
    client.post(NIEUW, {"titel": tekst, "soort": "kans", "email": "ans@voorbeeld.nl"})
    for bericht in mail.outbox:
        assert bericht.to == ["ans@voorbeeld.nl"] and "\n" not in bericht.subject and not bericht.bcc
    assert "\n" not in "".join(Idee.objects.values_list("titel", flat=True))
