"""Amounts as people in the Netherlands write them."""

import pytest

from wijk.bedrag import Bedrag, BedragFout


@pytest.mark.parametrize(
    ("tekst", "cents"),
    [
        ("€ 1.250,50", 125050),
        ("1250,5", 125050),
        ("1.250", 125000),
        ("1 250,50", 125050),
        ("€50.000,-", 5_000_000),
        ("0", 0),
        ("0,01", 1),
        ("1.234.567,89", 123456789),
    ],
)
def test_wat_duidelijk_is_wordt_begrepen(tekst, cents):
    assert Bedrag(tekst) == cents


@pytest.mark.parametrize(
    ("tekst", "woord"),
    [
        ("1250.50", "1250,50"),
        ("1250.5", "1250,5"),
        ("-5", "plus of min"),
        ("abc", "geen bedrag"),
        ("1e3", "geen bedrag"),
        ("9" * 20, "te groot"),
        ("1,234,567", "geen bedrag"),
        ("", "geen bedrag"),
        ("12.34.567", "geen bedrag"),
        ("١٢", "geen bedrag"),
    ],
)
def test_wat_onduidelijk_is_wordt_teruggevraagd(tekst, woord):
    with pytest.raises(BedragFout, match=woord):
        Bedrag(tekst)


def test_een_bedrag_staat_er_in_nederlandse_schrijfwijze():
    assert (str(Bedrag(125050)), str(Bedrag(-5)), Bedrag(5_000_000).kort(), Bedrag(125050).invoer()) == (
        "€\xa01.250,50",
        "−€\xa00,05",
        "€\xa050.000",
        "1.250,50",
    )
