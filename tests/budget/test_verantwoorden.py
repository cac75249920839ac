"""Account for the money: the balance of a day as it was then, the journal, the reports, and who sees what."""

import csv
import io
from datetime import date, datetime

import openpyxl
import pikepdf
import pytest
import time_machine
from django.utils import timezone

from budget import deeds, stand, verantwoording
from budget.models import Boeking, Budget
from budget.mutaties import POTTEN, mutaties
from tests.budget.hulp import maak_project
from wijk.bedrag import Bedrag
from wijk.rechten import SYSTEEM


def op_dag(jaar, maand, dag, uur=12):
    return time_machine.travel(timezone.make_aware(datetime(jaar, maand, dag, uur)), tick=False)


@pytest.fixture
def twee_jaren(wijk, budgetbeheerder, tweede):
    """Bookings over a new year: some entered late, one that waited from December into January, one countered."""
    with op_dag(2025, 11, 3):
        deeds.stel_beschikbaar(wijk, Bedrag("50.000"), "Startnotitie", door=SYSTEEM)
        budget, speel, pad = wijk.budget, maak_project(wijk), maak_project(wijk, "pad")
    with op_dag(2025, 12, 10):
        deeds.reserveer(budget, speel, Bedrag("2.000"), door=budgetbeheerder)
    with op_dag(2025, 12, 30):
        wacht = deeds.reserveer(budget, pad, Bedrag("5.000"), door=budgetbeheerder)
    with op_dag(2026, 1, 8):
        deeds.geef_akkoord(wacht, door=tweede)
        deeds.verplicht(budget, speel, Bedrag("1.500"), datum=date(2025, 12, 20), door=budgetbeheerder)  # entered late
    with op_dag(2026, 2, 1, 23):
        deeds.betaal(budget, speel, Bedrag("1.250,50"), door=budgetbeheerder)
    with op_dag(2026, 3, 1):
        fout = deeds.reserveer(budget, pad, Bedrag("10"), "=2+3", door=budgetbeheerder)
        deeds.boek_tegen(fout, "verkeerd", door=budgetbeheerder)
        deeds.bewaar_dekking(pad, {"bron": "fonds", "bedrag": Bedrag("750"), "toelichting": "Oranjefonds"}, door=budgetbeheerder)
    return budget


def saldi(potten) -> tuple[str, ...]:
    return tuple(str(potten[pot]) for pot in POTTEN)


def test_een_stand_van_toen_is_die_van_toen(twee_jaren):
    hoort = {
        date(2025, 11, 2): (0, 0, 0, 0, 0),
        date(2025, 11, 3): (5_000_000, 0, 0, 0, 0),
        date(2025, 12, 31): (4_300_000, 500_000, 200_000, 0, 0),  # five thousand waits; the order of 20 December is not known yet
        date(2026, 1, 31): (4_300_000, 0, 550_000, 150_000, 0),
        date(2026, 2, 1): (4_300_000, 0, 550_000, 24_950, 125_050),  # booked at 23.00 Dutch time: still that day
        date(2026, 3, 1): (4_300_000, 0, 550_000, 24_950, 125_050),
    }
    for dag, cents in hoort.items():
        assert saldi(stand.in_potten(stand.op(twee_jaren, dag))) == tuple(str(Bedrag(n)) for n in cents), dag
    nu = stand.in_potten(stand.op_boekdatum(twee_jaren, date(2025, 12, 31)))
    assert saldi(nu) == tuple(str(Bedrag(n)) for n in (4_300_000, 0, 550_000, 150_000, 0))


def test_elke_stand_van_toen_is_wat_het_journaal_op_die_dag_zegt(twee_jaren):
    laatste = {}
    for regel in mutaties(twee_jaren):
        laatste[timezone.localdate(regel.moment)] = regel.saldi
    assert len(laatste) == 6
    for dag, bedragen in laatste.items():
        assert tuple(stand.in_potten(stand.op(twee_jaren, dag))[pot] for pot in POTTEN) == bedragen


def test_de_pagina_van_een_dag_toont_beide_standen(twee_jaren, bestuur, als):
    tekst = als(bestuur).get("/werkplek/geleerdenwijk/budget/stand/?dag=2025-12-31").content.decode()
    assert "Stand op 31 december 2025" in tekst and "€\xa02.000,00" in tekst and "€\xa05.500,00" in tekst
    assert als(bestuur).get("/werkplek/geleerdenwijk/budget/stand/?dag=gisteren").status_code == 200
    tekst = als(bestuur).get("/werkplek/geleerdenwijk/budget/stand/?dag=2999-12-31").content.decode()
    assert "31 december 2999 moet nog komen." in tekst and "Stand op 31 december" not in tekst


def test_wat_er_geboekt_is_telt_omhoog_omlaag_en_een_verplaatsing_apart(budget, wijk, client, budgetbeheerder, als):
    een, twee = maak_project(wijk), maak_project(wijk, "pad")
    deeds.wijzig_begroting(budget, Bedrag("1.000"), "Besluit", "Meer", door=SYSTEEM)
    deeds.wijzig_begroting(budget, Bedrag("5.000"), "Besluit", "Minder", omlaag=True, door=SYSTEEM)
    deeds.reserveer(budget, een, Bedrag("700"), door=SYSTEEM)
    deeds.verplaats(budget, een, twee, Bedrag("300"), door=SYSTEEM)
    verslag = verantwoording.van_jaar(budget, timezone.localdate().year)
    assert set(verslag.soorten) == {
        ("Begrotingswijziging omhoog", 1, Bedrag("1.000"), 0), ("Begrotingswijziging omlaag", 1, Bedrag("5.000"), 0),
        ("Gereserveerd", 1, Bedrag("700"), 0), ("Verplaatst tussen projecten", 1, Bedrag("300"), 0),
    }  # fmt: skip
    als(budgetbeheerder)
    for pad in ("/geleerdenwijk/budget.csv", "/werkplek/geleerdenwijk/budget/journaal.csv"):
        tekst = b"".join(client.get(pad)).decode()
        assert "verplaatst naar Pad" in tekst and "verplaatst van Speelplek" in tekst and "begrotingswijziging omlaag" in tekst


def test_het_journaal_telt_op_en_is_in_beide_vormen_gelijk(twee_jaren, budgetbeheerder, als):
    client = als(budgetbeheerder)
    tekst = b"".join(client.get("/werkplek/geleerdenwijk/budget/journaal.csv")).decode("utf-8-sig")
    rijen = list(csv.reader(io.StringIO(tekst), delimiter=";"))
    blad = openpyxl.load_workbook(io.BytesIO(b"".join(client.get("/werkplek/geleerdenwijk/budget/journaal.xlsx"))))["Journaal"]
    cellen = [[cel.value for cel in rij] for rij in blad.iter_rows()]
    assert len(rijen) == len(cellen) == 1 + Boeking.objects.count() + 1  # a line for each booking, and one for the approval
    kop = rijen[0]
    assert cellen[0] == kop
    for uit_csv, uit_xlsx in zip(rijen[1:], cellen[1:], strict=True):
        een, ander = dict(zip(kop, uit_csv, strict=True)), dict(zip(kop, uit_xlsx, strict=True))
        for naam in ("bedrag", *[n for n in kop if n.startswith("saldo")]):
            assert Bedrag(een[naam]) == round(ander[naam] * 100)
        assert sum(Bedrag(een[n]) for n in kop if n.startswith("saldo")) == Bedrag("50.000")
    laatste = dict(zip(kop, rijen[-1], strict=True))
    assert [Bedrag(laatste[n]) for n in kop if n.startswith("saldo")] == [stand.potten(twee_jaren)[pot] for pot in POTTEN]
    formule = next(rij for rij in blad.iter_rows() if rij[8].value == "=2+3")
    assert formule[8].data_type == "s" and "'=2+3" in tekst
    assert "Budgetbeheerder" in tekst


def test_het_verslag_van_een_jaar_sluit_aan_op_het_vorige(twee_jaren):
    een, twee = (verantwoording.van_jaar(twee_jaren, jaar) for jaar in (2025, 2026))
    assert verantwoording.jaren(twee_jaren) == [2026, 2025]
    assert [pot.eind for pot in een.potten] == [pot.begin for pot in twee.potten]
    nu = stand.potten(twee_jaren)
    assert [pot.eind for pot in twee.potten] == [nu[pot] for pot in verantwoording.POTTEN if pot != "wacht"]  # nothing waits
    speel = next(rij for rij in een.projecten if rij.project.slug == "speelplek")
    assert (speel.toegekend, speel.betaald, speel.gekozen, speel.besteld) == (Bedrag("2.000"), 0, Bedrag("500"), Bedrag("1.500"))
    speel = next(rij for rij in twee.projecten if rij.project.slug == "speelplek")
    assert (speel.toegekend, speel.betaald, speel.gekozen, speel.besteld) == (0, Bedrag("1.250,50"), Bedrag("500"), Bedrag("249,50"))


def test_wat_wacht_is_in_elk_verslag_van_de_pot_af(twee_jaren, budgetbeheerder, client):
    speel, pad = (twee_jaren.wijk.projecten.get(slug=slug) for slug in ("speelplek", "pad"))
    with op_dag(2026, 4, 1):
        deeds.reserveer(twee_jaren, speel, Bedrag("4.000"), door=budgetbeheerder)
        groot = twee_jaren.boekingen.get(project=pad, bedrag=Bedrag("5.000"))
        deeds.boek_tegen(groot, "toch niet", door=budgetbeheerder)
        deeds.verplaats(twee_jaren, speel, pad, Bedrag("100"), door=budgetbeheerder)
        deeds.wijzig_begroting(twee_jaren, Bedrag("3.000"), "Besluit", "Meer", door=budgetbeheerder)
        verslag = verantwoording.van_jaar(twee_jaren, 2026)
        nu = stand.potten(twee_jaren)
        assert nu["vrij"] == Bedrag("39.000") and nu["wacht"] == verslag.wacht == Bedrag("9.000")
        assert [pot.eind for pot in verslag.potten] == [nu[pot] for pot in verantwoording.POTTEN]
        assert stand.in_potten(stand.op_boekdatum(twee_jaren, date(2026, 4, 1))) == nu
        tekst = client.get("/geleerdenwijk/budget/verantwoording/2026/").content.decode()
        assert f"Nu is er nog {nu['vrij']} te verdelen." in tekst and f"{nu['wacht']} wacht nog op akkoord" in tekst
        assert "misschien €\xa03.000,00 omhoog" in tekst
        assert f"is nog {nu['vrij'].kort()} te verdelen" in client.get("/geleerdenwijk/budget/").content.decode()


@pytest.mark.parametrize("pad", ["verantwoording/2026/", "projecten/speelplek/", "projecten/pad/"])
def test_de_pdf_zegt_wat_de_pagina_zegt_en_is_voor_iedereen_te_lezen(twee_jaren, client, pad):
    pagina = client.get(f"/geleerdenwijk/budget/{pad}")
    pdf = client.get(f"/geleerdenwijk/budget/{pad}verslag.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(pdf.content)) as document:
        metadata = document.open_metadata()
        assert metadata.pdfa_status == "2A" and metadata["pdfuaid:part"] == "1"
        assert str(document.Root.Lang).startswith("nl") and document.Root.MarkInfo.Marked
        assert metadata["dc:title"] == pagina.context["verslag"].titel
    html = pagina.content.decode()
    for tabel in verantwoording.tabellen(pagina.context["verslag"]):
        assert tabel["kop"] in html
    for naam in ("Budgetbeheerder", "voorbeeld.nl"):
        assert naam not in html


def test_gesloten_jaar_zegt_dat_het_niet_meer_verandert(twee_jaren, tweede, client):
    assert "nog niet gesloten" in client.get("/geleerdenwijk/budget/verantwoording/2025/").content.decode()
    deeds.sluit_periode(twee_jaren, date(2025, 1, 1), date(2025, 12, 31), door=tweede)
    assert "zijn gesloten" in client.get("/geleerdenwijk/budget/verantwoording/2025/").content.decode()
    assert client.get("/geleerdenwijk/budget/verantwoording/1999/").status_code == 404


def test_de_vooruitblik_telt_wat_wacht_en_wat_projecten_vragen(budget, project, budgetbeheerder):
    project.geraamd = Bedrag("10.000")
    project.save()
    deeds.reserveer(budget, project, Bedrag("4.000"), door=budgetbeheerder)  # waits
    budget.refresh_from_db()
    wachtend = list(budget.boekingen.wachtenden())
    blik = stand.vooruitblik(stand.potten(budget), stand.per_project(budget, wachtend), wachtend)
    assert (blik.vrij, blik.komt_terug, blik.gevraagd, blik.straks) == (Bedrag("46.000"), 0, Bedrag("6.000"), Bedrag("40.000"))


def test_een_bestelling_die_op_akkoord_wacht_vraagt_niet_opnieuw_om_haar_geld(budget, project, budgetbeheerder, als):
    project.geraamd = Bedrag("4.000")
    project.save()
    deeds.reserveer(budget, project, Bedrag("4.000"), door=SYSTEEM)
    deeds.verplicht(budget, project, Bedrag("3.000"), door=budgetbeheerder)  # waits
    wachtend = list(budget.boekingen.wachtenden())
    rij = stand.per_project(budget, wachtend)[0]
    assert (rij.wacht_binnen, rij.vraagt, rij.wacht) == (Bedrag("3.000"), 0, Bedrag("3.000"))
    assert stand.van_project(budget, project) == rij
    assert stand.vooruitblik(stand.potten(budget), [rij], wachtend).straks == Bedrag("46.000")


def test_het_paneel_wijst_aan_wat_stilstaat_en_wat_te_veel_is(budget, project, budgetbeheerder, als):
    project.geraamd, project.status = Bedrag("100"), "uitvoering"
    project.save()
    deeds.reserveer(budget, project, Bedrag("150"), datum=date(2026, 1, 5), door=SYSTEEM)
    with op_dag(2026, 8, 1):
        tekst = als(budgetbeheerder).get("/werkplek/geleerdenwijk/budget/").content.decode()
    assert "€\xa050,00 meer toegekend dan geraamd" in tekst and "Staat stil: er staat nog €\xa0150,00" in tekst


def test_zoeken_en_filteren_in_boekingen(twee_jaren, budgetbeheerder, tweede, als):
    client = als(budgetbeheerder)

    def gevonden(vraag: str) -> set[int]:
        return {boeking.pk for boeking in client.get(f"/werkplek/geleerdenwijk/budget/?{vraag}").context["boekingen"]}

    alle = list(Boeking.objects.order_by("pk"))
    assert gevonden("pot=betaald") == {alle[4].pk}
    assert gevonden(f"wie={tweede.pk}") == {alle[2].pk}
    assert gevonden("van=2025-12-01&tot=2025-12-31") == {b.pk for b in alle[1:4]}
    assert gevonden("zoek=Startnotitie") == {alle[0].pk}
    assert gevonden(f"zoek=%23{alle[2].nummer}") == {alle[2].pk}
    assert gevonden("soort=correctie") == {alle[6].pk}
    assert gevonden("stand=wacht_op_akkoord") == set()
    assert gevonden("van=gisteren&pot=zak&project=abc") == {b.pk for b in alle}


def test_wie_geen_namen_mag_zien_ziet_er_geen(twee_jaren, bestuur, als):
    client = als(bestuur)
    for pad in ("", *[f"boekingen/{b.pk}/" for b in Boeking.objects.all()], "perioden/"):
        tekst = client.get(f"/werkplek/geleerdenwijk/budget/{pad}").content.decode()
        assert "Budgetbeheerder" not in tekst and "Ingevoerd of beslist" not in tekst
    assert client.get("/werkplek/geleerdenwijk/budget/journaal.csv").status_code == 403
    paneel = client.get("/werkplek/geleerdenwijk/budget/").content.decode()
    assert "Boek voor een project" not in paneel and "Verplaats" not in paneel and "XLSX" not in paneel


def test_het_aantal_vragen_groeit_niet_met_de_boekingen(budget, project, budgetbeheerder, als, django_assert_max_num_queries):
    def vragen(pad):
        with django_assert_max_num_queries(60) as geteld:
            assert client.get(pad).status_code == 200
        return len(geteld)

    client = als(budgetbeheerder)
    paden = (
        "/werkplek/geleerdenwijk/budget/", "/geleerdenwijk/budget/", "/geleerdenwijk/budget/verantwoording/2026/",
        "/geleerdenwijk/budget/projecten/speelplek/", "/werkplek/geleerdenwijk/budget/stand/",
    )  # fmt: skip
    with op_dag(2026, 6, 1):
        deeds.reserveer(budget, project, Bedrag("1"), door=SYSTEEM)
        deeds.reserveer(budget, project, Bedrag("3.000"), door=budgetbeheerder)
        for _ in range(20):  # more than one page
            deeds.reserveer(budget, project, Bedrag("1"), door=budgetbeheerder)
        client.get(paden[0])
        eerst = [vragen(pad) for pad in paden]
        for n in range(30):
            ander = maak_project(budget.wijk, f"p{n}")
            deeds.reserveer(budget, ander, Bedrag("1"), door=SYSTEEM)
            deeds.reserveer(budget, ander, Bedrag("2"), door=budgetbeheerder)
            deeds.bewaar_dekking(ander, {"bron": "fonds", "bedrag": Bedrag("5")}, door=budgetbeheerder)
        Budget.objects.update(akkoord_boven=50)
        for _ in range(10):
            deeds.reserveer(budget, project, Bedrag("1"), door=budgetbeheerder)
        assert [vragen(pad) for pad in paden] == eerst


def test_dekking_kan_gewijzigd_en_weggehaald_worden(budget, project, budgetbeheerder, als, client):
    dekking = deeds.bewaar_dekking(project, {"bron": "eigen_werk", "uren": 12}, door=budgetbeheerder)
    pad = f"/werkplek/geleerdenwijk/budget/dekking/{project.slug}/{dekking.pk}/"
    als(budgetbeheerder)
    gezien = client.get(pad).context["form"]["gezien"].value()
    assert client.post(pad, {"bron": "eigen_werk", "uren": "", "bedrag": "", "gezien": gezien}).status_code == 422
    assert client.post(pad, {"bron": "eigen_werk", "uren": "20", "gezien": gezien}).status_code == 302
    assert "20 uur" in client.get("/geleerdenwijk/budget/").content.decode()
    assert "Weet u het zeker?" in client.post(pad, {"weg": "vraag"}).content.decode()
    assert project.dekkingen.exists()
    client.post(pad, {"weg": "ja"})
    assert not project.dekkingen.exists()


def test_openbaar_saldo_is_dat_van_de_boekingen(twee_jaren, client):
    tekst = client.get("/geleerdenwijk/budget/").content.decode()
    assert (
        "Van de €\xa050.000 is nog €\xa043.000 te verdelen. Van de rest: €\xa05.500 is gekozen maar nog niet besteld, €\xa0249,50 is besteld maar nog niet betaald en €\xa01.250,50 is betaald."
        in tekst
    )


def test_een_deel_van_het_geld_is_afgerond_en_niet_afgekapt():
    potten = dict.fromkeys(stand.KLEUREN, Bedrag(0)) | {"vrij": Bedrag("50.597"), "betaald": Bedrag("2.400"), "verplicht": Bedrag("3")}
    assert {deel["label"]: deel["procent"] for deel in stand.balk(potten)} == {
        "Nog te verdelen": "95",
        "Gekozen, nog niet besteld": "0",
        "Besteld, nog niet betaald": "minder dan 1",
        "Betaald": "5",
    }
    samen = potten | {"vrij": Bedrag(787), "gereserveerd": Bedrag(167), "verplicht": Bedrag(20), "betaald": Bedrag(26)}
    assert [deel["procent"] for deel in stand.balk(samen)] == ["79", "17", "2", "2"], "78.7, 16.7, 2.0 and 2.6 are 101 when each is rounded by itself"
