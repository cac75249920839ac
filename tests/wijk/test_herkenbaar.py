"""Whoever makes a text public is warned of what may tell who somebody is."""

import pytest

from wijk.herkenbaar import wat_herkenbaar_is


@pytest.mark.parametrize(
    "tekst, wat",
    [
        ("Bel mij op 06-1234 5678.", ["een telefoonnummer"]),
        ("Bel 023 548 56 78 of +31 6 12345678", ["een telefoonnummer"]),
        ("Mail ans.bakker@voorbeeld.nl", ["een e-mailadres"]),
        ("Wij wonen op 2104 AB", ["een postcode"]),
        ("Wij wonen in de Kamerlingh Onneslaan 12", ["een huisnummer", "een naam"]),
        ("Piet Jansen regelde alles.", ["een naam"]),
        ("Dank aan Jan van der Meer", ["een naam"]),
        ("Fijn dat mevrouw Smit hielp", ["een naam"]),
    ],
)
def test_wat_iemand_verraadt_wordt_genoemd(tekst, wat):
    assert wat_herkenbaar_is(tekst) == wat


@pytest.mark.parametrize(
    "tekst",
    [
        "Het pad is licht. De buren spreken elkaar. Dat kostte € 12.200 in 2026.",
        "In Heemstede duurde het 3 maanden, van 14-03-2026 tot 15-06-2026.",
        "De Geleerdenwijk is mooier, met 25 bomen.",
        "",
    ],
)
def test_een_gewoon_antwoord_geeft_geen_waarschuwing(tekst):
    assert wat_herkenbaar_is(tekst) == []
