"""A file of remarks is the same list whatever spreadsheet made it, and shows what will happen before it does."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from odfdo import Document, Table
from openpyxl import Workbook

from participatie.importeren import importeer
from participatie.models import Idee, Inleesbestand
from participatie.tabellen import BestandFout, lees_tabel
from tests.participatie.pabulib import met_echte_plannen, titels
from wijk.rechten import SYSTEEM

KOP = ["titel", "omschrijving", "thema", "soort", "lat", "lon", "plaats", "naam"]
RIJEN = [
    KOP,
    ["Meer licht; op het pad", "Het is er “donker”.\nEcht.", "", "knelpunt", 52.35, 4.618, "bij nr. 5", "Ans"],
    ["Een bankje ☀", "", "", "", None, None, "", ""],
    [None] * 8,
    [2026, "", "", "kans", None, None, "", ""],
    ["Onbekend thema", "", "Ruimtevaart", "", None, None, "", ""],
]

pytestmark = pytest.mark.usefixtures("begonnen")


def als_csv(rijen) -> bytes:
    def cel(waarde) -> str:
        return '"{}"'.format(str("" if waarde is None else waarde).replace('"', '""'))

    return "\n".join(";".join(map(cel, rij)) for rij in rijen).encode()


def als_xlsx(rijen) -> bytes:
    boek, uit = Workbook(), io.BytesIO()
    for rij in rijen:
        boek.active.append(rij)
    boek.save(uit)
    return uit.getvalue()


def als_ods(rijen) -> bytes:
    document, tabel, uit = Document("spreadsheet"), Table("Blad"), io.BytesIO()
    tabel.set_values(rijen)
    document.body.clear()
    document.body.append(tabel)
    document.save(uit)
    return uit.getvalue()


SOORTEN = {"csv": als_csv, "xlsx": als_xlsx, "ods": als_ods}


def lijst(wandeling) -> list[tuple]:
    return list(wandeling.ideeen.order_by("nummer").values_list("titel", "omschrijving", "soort", "lat", "lon", "plaats", "naam"))


@pytest.mark.parametrize("soort", SOORTEN)
def test_elk_rekenprogramma_geeft_dezelfde_lijst(wandeling, soort):
    verslag = importeer(wandeling, SOORTEN[soort](RIJEN), door=SYSTEEM)
    assert [rij[0] for rij in lijst(wandeling)] == ["Meer licht; op het pad", "Een bankje ☀", "2026"]
    assert lijst(wandeling)[0][3:5] == (52.35, 4.618)
    assert verslag.fouten[0][1] == "Het thema “Ruimtevaart” is er niet in deze wijk."
    # A quoted line break makes a line of a CSV count as two, as editors count.
    assert verslag.fouten[0][0] == (7 if soort == "csv" else 6)
    assert importeer(wandeling, SOORTEN[soort](RIJEN), door=SYSTEEM).stonden_er_al == 3


@met_echte_plannen
def test_echte_plannen_geven_in_elk_bestand_dezelfde_lijst(wandeling):
    plannen = [["titel"], *([titel[:120]] for titel in titels("amsterdam_252.pb"))]
    uit = {}
    for soort, maak in SOORTEN.items():
        importeer(wandeling, maak(plannen), door=SYSTEEM)
        uit[soort] = [rij[0] for rij in lijst(wandeling)]
    assert uit["csv"] == uit["xlsx"] == uit["ods"] and len(uit["csv"]) == len(plannen) - 1


def _zip(**delen: bytes) -> bytes:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as bestand:
        for naam, inhoud in delen.items():
            bestand.writestr(naam.replace("__", "/").replace("_xml", ".xml"), inhoud)
    return uit.getvalue()


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "leeg"),
        (b"\x00\x01\x02", "geen CSV, XLSX of ODS"),
        (b"PK\x03\x04rommel", "niet te lezen"),
        (_zip(**{"foto.png": b"x"}), "geen CSV, XLSX of ODS"),
        (_zip(xl__workbook_xml=b"<a/>"), "niet te lezen"),
        (_zip(content_xml=b"<kapot"), "niet te lezen"),
        (_zip(xl__workbook_xml=b"0" * 30_000_000), "groter dan 25 MB"),
        (als_csv([["titel"], *[["x"]] * 10_001]), "meer dan 10.000 regels"),
        (als_xlsx([[None]]), "niets in het eerste blad"),
    ],
)
def test_wat_geen_lijst_is_wordt_geweigerd_met_wat_te_doen(inhoud, zin):
    with pytest.raises(BestandFout, match=zin):
        lees_tabel(inhoud)


def test_een_cel_heel_ver_weg_kost_geen_geheugen(wandeling):
    boek, uit = Workbook(), io.BytesIO()
    boek.active["A1"], boek.active["A2"], boek.active["XFD1048576"] = "titel", "Een bankje", "ver weg"
    boek.save(uit)
    assert [rij[0] for _, rij in lees_tabel(uit.getvalue())[0]] == ["titel", "Een bankje"]


def test_eerst_zien_wat_er_gebeurt_en_dan_pas_bewaren(wandeling, als, ambtenaar):
    client, invoer = als(ambtenaar), f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/invoer/"
    voorbeeld = client.post(invoer, {"wat": "bestand", "bestand": SimpleUploadedFile("lijst.xlsx", als_xlsx(RIJEN))})
    tekst = voorbeeld.content.decode()
    assert "Er is nog niets bewaard" in tekst and "Meer licht; op het pad" in tekst and "Voeg 3 ideeën toe" in tekst
    assert "Regel 6: Het thema “Ruimtevaart” is er niet" in tekst and "worden 3 ideeën toegevoegd" in tekst
    assert not Idee.objects.exists()
    ja = f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/inlezen/{Inleesbestand.objects.get().pk}/"
    assert "3 ideeën toegevoegd, 0 stonden er al, 1 regel niet gelezen." in client.post(ja, follow=True).content.decode()
    assert not Inleesbestand.objects.exists()  # it held names
    assert "al ingelezen" in client.post(ja, follow=True).content.decode()
    assert Idee.objects.count() == 3


def test_een_ander_kan_mijn_bestand_niet_inlezen_en_na_een_dag_is_het_weg(wandeling, als, ambtenaar, persoon):
    als(persoon("ambtenaar"))
    vreemd = Inleesbestand.objects.create(wandeling=wandeling, gebruiker=persoon("ambtenaar"), inhoud=als_csv(RIJEN))
    client = als(ambtenaar)
    client.post(f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/inlezen/{vreemd.pk}/")
    assert not Idee.objects.exists()
    Inleesbestand.objects.update(klaargezet_op=timezone.now() - timedelta(days=2))
    bestand = SimpleUploadedFile("lijst.ods", als_ods(RIJEN))
    client.post(f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/invoer/", {"wat": "bestand", "bestand": bestand})
    assert not Inleesbestand.objects.filter(pk=vreemd.pk).exists() and Inleesbestand.objects.count() == 1
