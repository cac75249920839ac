"""Hours: noted in a press or two, by the quarter, and held against what was planned."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from wijk.deeds import kader
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Capaciteit, Urenregel
from wijk.urenstaat import per_maand

PAD = "/werkplek/geleerdenwijk/uren/"


@pytest.fixture
def velden():
    return {"werk": "vragen", "datum": timezone.localdate().isoformat()}


@pytest.mark.parametrize(("getypt", "uren"), [("2,25", "2.25"), ("2.25", "2.25"), ("2:15", "2.25"), ("0:45", "0.75"), ("3", "3"), ("1,5", "1.5")])
def test_uren_zijn_te_typen_zoals_mensen_ze_schrijven(getypt, uren, wijk, velden, als, ambtenaar):
    assert als(ambtenaar).post(PAD, {**velden, "uren": getypt}).status_code == 302
    assert wijk.urenregels.get().uren == Decimal(uren)


@pytest.mark.parametrize("getypt", ["1,1", "0:20", "1.33", "0", "-1", "25", "twee", "1:75", ""])
def test_wat_geen_hele_kwartieren_zijn_wordt_bij_het_veld_gezegd(getypt, wijk, velden, als, ambtenaar):
    antwoord = als(ambtenaar).post(PAD, {**velden, "uren": getypt, "omschrijving": "Mijn tekst"})
    assert antwoord.status_code == 422 and "Mijn tekst" in antwoord.content.decode() and not wijk.urenregels.exists()
    assert antwoord.context["form"].errors["uren"]


def test_de_database_bewaart_alleen_hele_kwartieren(wijk, ambtenaar):
    for maak in (
        lambda: Urenregel.objects.create(wijk=wijk, werk="vragen", uren=Decimal("1.10"), door=ambtenaar),
        lambda: Capaciteit.objects.create(wijk=wijk, werk="vragen", van=date(2026, 1, 1), tot=date(2026, 2, 1), uren=Decimal("1.10")),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            maak()
    for kwartieren in range(1, 97):
        Urenregel.objects.create(wijk=wijk, werk="vragen", uren=Decimal(kwartieren) / 4, door=ambtenaar)


@pytest.mark.parametrize(("minuten", "uren"), [("15", "0.25"), ("30", "0.5"), ("60", "1"), ("120", "2")])
def test_een_knop_noteert_uren_en_brengt_u_terug(minuten, uren, wijk, velden, als, ambtenaar, client):
    als(ambtenaar)
    sleutel, hier = uuid.uuid4().hex, "/werkplek/geleerdenwijk/wandelingen/"
    for _ in range(2):  # a second click adds nothing
        antwoord = client.post(PAD, {**velden, "minuten": minuten, "omschrijving": "idee 1", "terug": hier, "sleutel": sleutel})
        assert antwoord.status_code == 302 and antwoord["Location"] == hier
    assert wijk.urenregels.get().uren == Decimal(uren)
    ver = client.post(PAD, {**velden, "minuten": minuten, "terug": "https://elders.example/"})
    assert ver["Location"] == PAD
    assert client.post(PAD, {**velden, "minuten": "99"}).status_code == client.post(PAD, {**velden, "minuten": "²"}).status_code == 422


def test_van_een_klok_zonder_hele_kwartieren_wordt_dat_gezegd(wijk, velden, als, ambtenaar):
    antwoord = als(ambtenaar).post(PAD, {**velden, "uren": "1:10"})
    assert antwoord.context["form"].errors["uren"] == ["Vul hele kwartieren in, bijvoorbeeld 1,5 of 0:45."]


def test_getypte_uren_gaan_niet_verloren_aan_een_knop(wijk, velden, als, ambtenaar):
    antwoord = als(ambtenaar).post(PAD, {**velden, "uren": "3", "minuten": "15"})
    assert antwoord.status_code == 422 and "een andere tijd" in antwoord.context["form"].errors["uren"][0]
    assert antwoord.context["form"]["uren"].value() == "3" and not wijk.urenregels.exists()


def test_uren_buiten_een_geplande_periode_worden_gemeld(wijk, velden, als, ambtenaar, client):
    als(ambtenaar)
    zin = "is dit werk niet gepland"
    assert zin not in client.post(PAD, {**velden, "uren": "1"}, follow=True).content.decode(), "nothing is planned at all"
    vandaag = timezone.localdate()
    Capaciteit.objects.create(wijk=wijk, werk="vragen", van=vandaag, tot=vandaag + timedelta(days=9), uren=10)
    assert zin not in client.post(PAD, {**velden, "uren": "1"}, follow=True).content.decode()
    eerder = {**velden, "datum": (vandaag - timedelta(days=1)).isoformat()}
    assert zin in client.post(PAD, {**eerder, "uren": "1"}, follow=True).content.decode()


def test_weggehaalde_uren_staan_nog_in_het_formulier(wijk, velden, als, ambtenaar, client):
    als(ambtenaar).post(PAD, {**velden, "uren": "1,5", "omschrijving": "Gesprek & brief"})
    antwoord = client.post(f"{PAD}{wijk.urenregels.get().pk}/weg/", follow=True)
    form = antwoord.context["form"]
    assert "Wilt u ze terug?" in antwoord.content.decode() and not wijk.urenregels.exists()
    weer = {naam: form[naam].value() for naam in ("werk", "datum", "uren", "omschrijving")}
    assert weer == {**velden, "uren": "1,5", "omschrijving": "Gesprek & brief"} and client.post(PAD, weer).status_code == 302


def test_eigen_uren_gaan_weg_die_van_een_collega_niet(wijk, ambtenaar, persoon):
    regel = kader.schrijf_uren(wijk, {"werk": "vragen", "datum": timezone.localdate(), "uren": Decimal("1.5")}, door=ambtenaar)
    with pytest.raises(Geweigerd, match="collega"):
        kader.haal_uren_weg(regel, door=persoon("ambtenaar"))
    with pytest.raises(GeenRecht):
        kader.haal_uren_weg(regel, door=persoon("bestuur"))
    kader.haal_uren_weg(regel, door=ambtenaar)
    assert not wijk.urenregels.exists()
    assert wijk.gebeurtenissen.last().soort == "uren.geschreven" and wijk.gebeurtenissen.first().wijzigingen == ["Uren: van 1,5 naar leeg"]


def test_per_maand_staat_gepland_naast_geschreven(wijk, ambtenaar):
    Capaciteit.objects.create(wijk=wijk, werk="vragen", van=date(2026, 1, 1), tot=date(2026, 2, 28), uren=59)  # an hour a day
    Capaciteit.objects.create(wijk=wijk, werk="vragen", van=date(2024, 1, 1), tot=date(2024, 2, 1), uren=100)  # long ago
    for dag, uren in ((date(2026, 1, 31), "2.25"), (date(2026, 2, 1), "40.5"), (date(2024, 1, 5), "3")):
        for deel in (Decimal(uren) / 2,) * 2 if Decimal(uren) > 24 else (Decimal(uren),):
            Urenregel.objects.create(wijk=wijk, werk="vragen", datum=dag, uren=deel, door=ambtenaar)
    Urenregel.objects.create(wijk=wijk, werk="begeleiding", datum=date(2026, 3, 1), uren=1, door=ambtenaar)
    staat = {(m.begin, r.werk): (r.gepland, r.geschreven, r.meer) for m in per_maand(wijk, date(2026, 3, 15)) for r in m.regels}
    assert staat == {
        (date(2026, 3, 1), "begeleiding van het proces"): (0, 1, True),
        (date(2026, 2, 1), "vragen en ideeën"): (28, Decimal("40.5"), True),
        (date(2026, 1, 1), "vragen en ideeën"): (31, Decimal("2.25"), False),
    }


def test_de_urenpagina_vraagt_niet_meer_bij_meer_regels(wijk, ambtenaar, als, client):
    als(ambtenaar)

    def tel():
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(PAD).status_code == 200
        return len(vragen)

    def erbij(aantal):
        for n in range(aantal):
            kader.schrijf_uren(wijk, {"werk": "vragen", "datum": timezone.localdate() - timedelta(days=9 * n), "uren": 1}, door=ambtenaar)

    erbij(1)
    tel()
    weinig = tel()
    erbij(9)
    assert tel() == weinig


def test_bij_een_idee_noteert_een_ambtenaar_uren_en_het_bestuur_niet(wijk, thema, ambtenaar, bestuur, als, client):
    from participatie.deeds.ideeen import dien_in

    idee = dien_in(wijk, titel="Licht", soort="kans", thema=thema, door=None)
    pad = f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/"
    als(ambtenaar)
    assert "Noteer 30 minuten" in client.get(pad).content.decode()
    als(bestuur)
    assert "Noteer 30 minuten" not in client.get(pad).content.decode()


def test_wie_uren_schrijft_ziet_de_eigen_en_begint_met_eigen_werk(wijk, velden, als, ambtenaar, wijkcoordinator, persoon, client):
    coordinator = als(wijkcoordinator)
    assert coordinator.get(PAD).context["form"]["werk"].value() == "begeleiding"
    coordinator.post(PAD, {**velden, "uren": "3"})
    ik = als(ambtenaar)
    assert ik.get(PAD).context["form"]["werk"].value() == "vragen"
    for dag in (timezone.localdate(), timezone.localdate() - timedelta(days=40)):
        ik.post(PAD, {**velden, "datum": dag.isoformat(), "uren": "1,5"})
    assert len(ik.get(PAD).context["regels"]) == 3
    mijn = ik.get(f"{PAD}?van=mij")
    assert {regel.door for regel in mijn.context["regels"]} == {ambtenaar} and len(mijn.context["regels"]) == 2
    assert "U schreef zelf 3 uur, waarvan 1,5 uur deze maand." in mijn.content.decode()
    assert client.get("/favicon.ico")["Location"].endswith(".svg")
