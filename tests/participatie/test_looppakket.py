"""The walking kit: one PDF that everyone can read, for officials alone, whatever people typed."""

import io
import xml.etree.ElementTree as ET

import pikepdf
import pytest

from participatie.deeds.wandelingen import bewaar_wandeling, meld_aan
from participatie.looppakket import looppakket, routekaart
from wijk.rechten import SYSTEEM


@pytest.fixture
def gepland(wijk, wandeling, voorwaarde):
    voorwaarde()
    velden = {"titel": 'Rondje #import "x" \\ <script> “é”', "begint": wandeling.begint, "vertrekpunt": "plein"}
    bewaar_wandeling(wijk, velden, ["De school", "#pagebreak() *vet* $x$"], wandeling, door=SYSTEEM)
    wandeling.haltes.filter(volgorde=1).update(lat=52.346, lon=4.612, tussen=[[4.616, 52.35], [4.622, 52.353]])
    meld_aan(wandeling, {"naam": "Ans de Vries", "aantal": 2}, door=None)
    return wandeling


def test_het_looppakket_is_een_toegankelijke_pdf(gepland, als, ambtenaar):
    als_ambtenaar = als(ambtenaar)
    pad = f"/werkplek/geleerdenwijk/wandelingen/{gepland.pk}/looppakket.pdf"
    assert pad in als_ambtenaar.get(f"/werkplek/geleerdenwijk/wandelingen/{gepland.pk}/").content.decode()
    antwoord = als_ambtenaar.get(pad)
    assert antwoord["Content-Type"] == "application/pdf" and "no-store" in antwoord["Cache-Control"]
    with pikepdf.open(io.BytesIO(antwoord.content)) as document:
        metadata = document.open_metadata()
        assert metadata.pdfa_status == "2A" and metadata["pdfuaid:part"] == "1"
        # Cover, what to tell, the conditions, two stops, who comes, and cards for five places on two sheets: what was typed started no page of its own.
        assert len(document.pages) == 8


def test_wie_geen_namen_mag_zien_krijgt_het_niet(gepland, als, bestuur, budgetbeheerder):
    for iemand in (bestuur, budgetbeheerder):
        assert als(iemand).get(f"/werkplek/geleerdenwijk/wandelingen/{gepland.pk}/looppakket.pdf").status_code == 403


def test_de_kaart_tekent_route_en_haltes_zonder_tegels(gepland):
    svg = routekaart(gepland, list(gepland.haltes.all()))
    beeld = ET.fromstring(svg)  # noqa: S314 (our own text)
    ns = "{http://www.w3.org/2000/svg}"
    assert len(beeld.findall(f"{ns}path")) == 2 and [t.text for t in beeld.findall(f"{ns}text")] == ["start", "eind", "1", "De school"]


@pytest.mark.parametrize("wat", ["zonder grens", "zonder route", "zonder iets"])
def test_ook_wat_nog_niet_af_is_komt_op_papier(gepland, wat):
    if wat != "zonder route":
        gepland.wijk.grens = None
        gepland.wijk.__dict__.pop("veelhoek", None)
    if wat != "zonder grens":
        gepland.haltes.update(lat=None, lon=None, tussen=[])
    if wat == "zonder iets":
        gepland.haltes.all().delete()
    assert looppakket(gepland).startswith(b"%PDF")
