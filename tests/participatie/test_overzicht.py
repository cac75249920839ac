"""Everything that was said, before an overleg: on a page, on paper and in a spreadsheet, and nothing about who said it."""

import csv
import io
from datetime import timedelta

import pikepdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from odfdo import Document
from openpyxl import load_workbook

from participatie import overzicht as bron
from participatie.deeds import overleg as deeds
from participatie.deeds.ideeen import dien_in
from participatie.deeds.toetsen import toets
from participatie.models import Idee, Oordeel, Overleg
from tests.participatie.overlegplek import begin

SOORTEN = ("pdf", "xlsx", "ods", "csv")


@pytest.fixture
def overleg(wijk, ambtenaar):
    velden = {"titel": "Het vervolg", "begint": timezone.now() + timedelta(days=7), "plaats": "de school"}
    return deeds.bewaar_overleg(wijk, velden, door=ambtenaar)


@pytest.fixture
def gezegd(wijk, thema, voorwaarde, ambtenaar):
    """An idea with a verdict, one without a theme, one that looks like a formula, one that is not public and one that was withdrawn."""
    wie = {"naam": "Ans Geheim", "email": "ans@geheim.nl"}
    kan = dien_in(wijk, titel="Meer licht", soort="knelpunt", thema=thema, door=None, **wie)
    toets(kan, [(voorwaarde("Vleermuizen").huidige, "voorwaarde", "Het licht schijnt omlaag.")], "Een deel kan.", door=ambtenaar)
    dien_in(wijk, titel="Een bankje", soort="kans", door=None, **wie)
    dien_in(wijk, titel="=1+1", soort="kans", door=None, **wie)
    weg = [dien_in(wijk, titel=f"Verborgen {n}", soort="kans", door=None, **wie).pk for n in (1, 2)]
    Idee.objects.filter(pk=weg[0]).update(openbaar=False)
    Idee.objects.filter(pk=weg[1]).update(status="ingetrokken")
    return kan


def pad(overleg, soort=""):
    return f"/geleerdenwijk/overleggen/{overleg.pk}/overzicht{f'.{soort}' if soort else '/'}"


def inhoud(client, overleg, soort) -> list[list[str]]:
    antwoord = client.get(pad(overleg, soort))
    assert antwoord.status_code == 200
    rauw = antwoord.getvalue()
    if soort == "csv":
        return list(csv.reader(io.StringIO(rauw.decode("utf-8-sig")), delimiter=";"))
    if soort == "xlsx":
        boek = load_workbook(io.BytesIO(rauw))
        assert all(cel.data_type != "f" for rij in boek.worksheets[0].iter_rows() for cel in rij)
        return [[str(cel or "") for cel in rij] for rij in boek.worksheets[0].iter_rows(values_only=True)]
    tabel = Document(io.BytesIO(rauw)).body.tables[0]
    return [[str(cel.value or "") for cel in rij.iter_cells()] for rij in tabel.iter_rows()]


def test_de_pagina_zegt_per_thema_wat_er_gezegd_en_geantwoord_is(gezegd, overleg, ambtenaar, client):
    gezegd.refresh_from_db()
    Overleg.objects.update(begint=timezone.now())
    deeds.leg_vast(Overleg.objects.get(), gezegd, "later", "Eerst de school.", door=ambtenaar)
    tekst = client.get(pad(overleg)).content.decode()
    for wat in (
        "Verlichting",
        "Zonder thema",
        "Meer licht",
        "Vleermuizen",
        "Het licht schijnt omlaag.",
        "Een deel kan.",
        "Eerst de school.",
        "Een bankje",
    ):
        assert wat in tekst, wat
    assert "Verborgen" not in tekst and "Geheim" not in tekst


@pytest.mark.parametrize("soort", ["xlsx", "ods", "csv"])
def test_het_rekenblad_zegt_hetzelfde_zonder_namen_en_zonder_formules(soort, gezegd, overleg, ambtenaar, partij, client):
    gezegd.refresh_from_db()
    Overleg.objects.update(begint=timezone.now())
    deeds.leg_vast(Overleg.objects.get(), gezegd, "opgepakt", "Zij willen.", wie="Ans Geheim", partij=partij, door=ambtenaar)
    kop, *rijen = inhoud(client, overleg, soort)
    per_titel = {rij[kop.index("titel")]: dict(zip(kop, rij, strict=False)) for rij in rijen}
    assert len(rijen) == 3 and {"Meer licht", "Een bankje"} <= set(per_titel)
    assert {"=1+1", "'=1+1"} & set(per_titel)
    licht = per_titel["Meer licht"]
    assert licht["thema"] == "Verlichting" and "Vleermuizen: " in licht["wat_niet_of_alleen_als"] and licht["organisatie"] == partij.naam
    assert "Geheim" not in str(rijen) and "@" not in str(rijen)


def test_de_pdf_is_voor_iedereen_te_lezen(gezegd, overleg, client):
    antwoord = client.get(pad(overleg, "pdf"))
    assert antwoord["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(antwoord.content)) as pdf:
        assert str(pdf.Root.Lang) == "nl-NL" and pdf.Root.MarkInfo.Marked
        with pdf.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1" and meta["dc:title"] == "Overzicht: Het vervolg"
    assert client.get(pad(overleg, "exe")).status_code == 404


def test_wat_na_het_overleg_gezegd_is_staat_er_niet(gezegd, overleg, client):
    Overleg.objects.update(begint=timezone.now() - timedelta(days=3))
    Idee.objects.filter(titel="Meer licht").update(ontvangen_op=timezone.now() - timedelta(days=4))
    tekst = client.get(pad(overleg)).content.decode()
    assert "Een bankje" not in tekst and "Meer licht" in tekst


def test_waarover_het_overleg_besluit_staat_erbij(gezegd, overleg, client, monkeypatch):
    gegeven = {}
    monkeypatch.setattr(bron, "maak_pdf", lambda sjabloon, gegevens, datum: gegeven.update(gegevens) or b"")
    overleg.agenda.set([gezegd])
    client.get(pad(overleg, "pdf"))
    assert [idee["titel"] for thema in gegeven["themas"] for idee in thema["ideeen"] if idee["op_lijst"]] == ["Meer licht"]
    assert client.get(pad(overleg)).content.decode().count("Hierover besluit dit overleg.") == 1
    client.get(pad(begin(overleg), "pdf"))
    assert gegeven["bij_idee"] == "Hierover is nog niet besloten." and "Over 1 idee is nog niet besloten." in gegeven["besluit"]
    tekst = client.get(pad(overleg)).content.decode()
    assert tekst.count("Hierover is nog niet besloten.") == 1 and "besluit dit overleg" not in tekst


@pytest.mark.parametrize("reden", ["als de fietsen netjes staan.", "Als de fietsen netjes staan.", "de fietsen netjes staan."])
def test_kan_als_zegt_niet_twee_keer_als(reden, voorwaarde):
    assert Oordeel(versie=voorwaarde("Onderhoud").huidige, waarde="voorwaarde", reden=reden).in_woorden.endswith(
        ": kan, als: de fietsen netjes staan."
    )


def test_naast_de_bestanden_staat_dat_er_meer_is_dan_erin_past(gezegd, overleg, client, monkeypatch):
    monkeypatch.setattr(bron, "MEESTE", 3)
    assert "staan de eerste" not in client.get(pad(overleg)).content.decode()
    monkeypatch.setattr(bron, "MEESTE", 2)
    assert "In de PDF, XLSX en ODS staan de eerste 2 ideeën. In de CSV staat alles." in client.get(pad(overleg)).content.decode()
    assert [len(inhoud(client, overleg, soort)) for soort in ("xlsx", "ods", "csv")] == [3, 3, 4]


@pytest.mark.parametrize("soort", ["", *SOORTEN])
def test_meer_ideeen_vragen_niet_meer_van_de_database(soort, gezegd, overleg, wijk, thema, voorwaarde, ambtenaar, client):
    def tel():
        with CaptureQueriesContext(connection) as vragen:
            client.get(pad(overleg, soort)).getvalue()
        return len(vragen)

    tel()
    weinig = tel()
    vleermuis = voorwaarde("Uilen").huidige
    for _ in range(6):
        nieuw = dien_in(wijk, titel="Nog een", soort="kans", thema=thema, door=None)
        toets(nieuw, [(vleermuis, "voorwaarde", "Let op.")], "Kan deels.", door=ambtenaar)
    assert tel() == weinig


def test_wat_elders_besloten_is_staat_er_met_de_reden_en_niets_staat_er_twee_keer(gezegd, overleg, wijk, voorwaarde, ambtenaar, client, als):
    eerder = begin(deeds.bewaar_overleg(wijk, {"titel": "Eerder", "begint": timezone.now() + timedelta(days=1), "plaats": "p"}, door=ambtenaar))
    deeds.leg_vast(eerder, Idee.objects.get(pk=gezegd.pk), "niet_gekozen", "Er is niet genoeg geld.", door=ambtenaar)
    tweede = dien_in(wijk, titel="Een hek", soort="kans", door=None)
    toets(tweede, [(voorwaarde("Geld").huidige, "voorwaarde", "Een deel kan. Voor alles is te weinig.")], "Een deel kan.", door=ambtenaar)
    derde = dien_in(wijk, titel="Een pad", soort="kans", door=None)
    toets(derde, [(voorwaarde("Regels").huidige, "voorwaarde", "Er komt een bocht.")], "Dit kan. Er komt een bocht.", door=ambtenaar)
    tekst = client.get(pad(overleg)).content.decode()
    assert "Er is niet genoeg geld." in tekst and eerder.op_overleg in tekst
    assert tekst.count("Een deel kan. Voor") == 1 and "<p>Een deel kan.</p>" in tekst  # that of the first idea alone
    assert tekst.count("<p>Een deel kan.</p>") == 1
    assert tekst.count("Er komt een bocht.") == 1 and "Regels: kan onder een voorwaarde." in tekst
    rij = next(rij for rij in inhoud(client, overleg, "csv") if rij[3] == "Meer licht")
    assert rij[10:12] == ["we kiezen dit niet", "Er is niet genoeg geld."]
    assert "Er is niet genoeg geld." in als(ambtenaar).get(f"/werkplek/geleerdenwijk/toetsen/{gezegd.nummer}/").content.decode()
