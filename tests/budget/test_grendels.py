"""The rules of the ledger that the database itself keeps: attacked by the ORM and by SQL of the application's own role."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from budget import deeds
from budget.models import Afsluiting, Akkoord, Bewijsstuk, Boeking, Dekking, Saldo
from budget.stand import potten, verschillen
from tests.budget.hulp import maak_project
from wijk.bedrag import Bedrag
from wijk.fouten import Geweigerd
from wijk.models import Wijk
from wijk.rechten import SYSTEEM

NU = "'2026-01-01 00:00:00+00:00'"


def weigert(doe) -> str:
    """What the database says when it refuses this."""
    with pytest.raises(DatabaseError) as gevangen, transaction.atomic():
        doe()
    return str(gevangen.value)


def sql(opdracht: str):
    def doe():
        with connection.cursor() as cursor:
            cursor.execute(opdracht)

    return doe


def kaal(budget, **velden) -> Boeking:
    """A booking past every deed."""
    return Boeking.objects.create(budget=budget, nummer=budget.boekingen.volgend_nummer(), omschrijving="x", **velden)


def test_geen_boeking_of_akkoord_verandert_of_verdwijnt(budget, project, budgetbeheerder, tweede):
    boeking = deeds.reserveer(budget, project, Bedrag("3.000"), door=budgetbeheerder)
    deeds.geef_akkoord(boeking, door=tweede)
    deeds.sluit_periode(budget, date(2025, 1, 1), date(2025, 12, 31), door=budgetbeheerder)
    Bewijsstuk.objects.create(boeking=boeking, bestand="x", naam="x", soort="application/pdf", grootte=1, vingerafdruk="x")
    for tabel, kolom in (("boeking", "omschrijving"), ("akkoord", "reden"), ("afsluiting", "wanneer"), ("bewijsstuk", "naam")):
        weigert(sql(f"UPDATE budget_{tabel} SET {kolom} = {NU}"))
        weigert(sql(f"DELETE FROM budget_{tabel}"))
        if connection.vendor == "postgresql":
            weigert(sql(f"TRUNCATE budget_{tabel} CASCADE"))
    if connection.vendor == "sqlite":
        weigert(sql(f"INSERT OR REPLACE INTO budget_boeking SELECT * FROM budget_boeking WHERE id = {boeking.pk}"))
        weigert(sql(f"REPLACE INTO budget_akkoord SELECT * FROM budget_akkoord WHERE boeking_id = {boeking.pk}"))
    for doe in (
        boeking.delete,
        lambda: Boeking.objects.update(bedrag=1),
        lambda: Akkoord.objects.all().delete(),
        lambda: Afsluiting.objects.all().delete(),
        lambda: Bewijsstuk.objects.update(naam="y"),
    ):
        weigert(doe)


def test_wie_om_de_daden_heen_boekt_geeft_toch_niet_te_veel_uit(budget, project):
    over = {"project": project, "soort": "reservering", "van": "vrij", "naar": "gereserveerd"}
    assert "saldo_niet_onder_nul" in weigert(lambda: kaal(budget, bedrag=Bedrag("50.000,01"), **over))
    twee = [Boeking(budget=budget, nummer=nummer, omschrijving="x", bedrag=Bedrag("30.000"), **over) for nummer in (2, 3)]
    assert "saldo_niet_onder_nul" in weigert(lambda: Boeking.objects.bulk_create(twee))
    assert "saldo_niet_onder_nul" in weigert(
        sql(
            "INSERT INTO budget_boeking (budget_id, nummer, project_id, soort, van, naar, bedrag, datum, omschrijving, besluit, vraagt_akkoord, ingevoerd_op) "
            f"VALUES ({budget.pk}, 2, {project.pk}, 'betaling', 'verplicht', 'betaald', 100, '2026-01-01', 'x', '', {'FALSE'}, {NU})"
        )
    )
    assert Boeking.objects.count() == 1 and potten(budget)["vrij"] == Bedrag("50.000") and not verschillen(budget)
    kaal(budget, bedrag=Bedrag("50.000"), **over)
    assert potten(budget)["vrij"] == 0 and potten(budget)["gereserveerd"] == Bedrag("50.000") and not verschillen(budget)


def test_geen_pot_van_een_project_komt_onder_nul(wijk, budget, project):
    ander = maak_project(wijk, "pad")
    deeds.reserveer(budget, project, Bedrag("100"), door=SYSTEEM)
    over = {"soort": "verplichting", "van": "gereserveerd", "naar": "verplicht"}
    weigert(lambda: kaal(budget, project=ander, bedrag=Bedrag("100"), **over))
    weigert(lambda: kaal(budget, project=project, bedrag=Bedrag("100,01"), **over))
    weigert(lambda: Saldo.objects.filter(pot="vrij").update(bedrag=-1))


@pytest.mark.parametrize("bedrag", [0, -1])
def test_bedragen_zijn_boven_nul(budget, project, bedrag):
    weigert(lambda: kaal(budget, project=project, soort="reservering", van="vrij", naar="gereserveerd", bedrag=bedrag))


def test_niemand_geeft_akkoord_op_wat_hij_zelf_boekte(budget, project, budgetbeheerder, tweede):
    wacht = deeds.reserveer(budget, project, Bedrag("3.000"), door=budgetbeheerder)
    klein = deeds.reserveer(budget, project, Bedrag("1"), door=budgetbeheerder)
    weigert(lambda: Akkoord.objects.create(boeking=wacht, oordeel="akkoord", door=budgetbeheerder))
    weigert(lambda: Akkoord.objects.create(boeking=klein, oordeel="akkoord", door=tweede))
    weigert(
        sql(
            "INSERT INTO budget_akkoord (boeking_id, oordeel, reden, door_id, wanneer) "
            f"VALUES ({wacht.pk}, 'akkoord', '', {budgetbeheerder.pk}, {NU})"
        )
    )
    # Taking it back is for who entered it alone, and with a reason.
    weigert(lambda: Akkoord.objects.create(boeking=wacht, oordeel="ingetrokken", reden="x", door=tweede))
    weigert(lambda: Akkoord.objects.create(boeking=wacht, oordeel="ingetrokken", door=budgetbeheerder))
    weigert(lambda: Akkoord.objects.create(boeking=klein, oordeel="ingetrokken", reden="x", door=budgetbeheerder))
    Akkoord.objects.create(boeking=wacht, oordeel="akkoord", door=tweede)
    weigert(lambda: Akkoord.objects.create(boeking=wacht, oordeel="ingetrokken", reden="x", door=budgetbeheerder))
    weigert(lambda: Akkoord.objects.create(boeking=wacht, oordeel="afgewezen", reden="x", door=tweede))
    assert potten(budget)["gereserveerd"] == Bedrag("3.001") and not verschillen(budget)


def test_een_verplaatsing_wordt_in_haar_geheel_beslist(wijk, budget, project, budgetbeheerder, tweede):
    deeds.reserveer(budget, project, Bedrag("4.000"), door=SYSTEEM)
    naar = deeds.verplaats(budget, project, maak_project(wijk, "pad"), Bedrag("3.000"), door=budgetbeheerder)
    assert "eerste deel" in weigert(lambda: Akkoord.objects.create(boeking=naar, oordeel="akkoord", door=tweede))
    weigert(lambda: kaal(budget, project=project, soort="reservering", van="vrij", naar="gereserveerd", bedrag=1, volgt_op=naar))


def test_een_tegenboeking_spiegelt_wat_zij_corrigeert(wijk, budget, project):
    fout = deeds.reserveer(budget, project, Bedrag("100"), door=SYSTEEM)
    deeds.reserveer(budget, maak_project(wijk, "pad"), Bedrag("100"), door=SYSTEEM)
    goed = {"project": project, "soort": "correctie", "van": "gereserveerd", "naar": "vrij", "bedrag": Bedrag("100"), "corrigeert": fout}
    for anders in (
        {"bedrag": Bedrag("99")},
        {"project": Saldo.objects.exclude(project=project).exclude(project=None).first().project},
        {"naar": "verplicht"},
    ):
        weigert(lambda anders=anders: kaal(budget, **{**goed, **anders}))
    kaal(budget, **goed)
    assert "al tegengeboekt" in weigert(lambda: kaal(budget, **goed))


def test_geen_boeking_voor_een_project_van_een_andere_wijk(budget, andere_wijk):
    vreemd = maak_project(andere_wijk, "vreemd")
    assert "andere wijk" in weigert(lambda: kaal(budget, project=vreemd, soort="reservering", van="vrij", naar="gereserveerd", bedrag=1))
    with pytest.raises(Geweigerd, match="hoort niet bij deze wijk"):
        deeds.reserveer(budget, vreemd, Bedrag(1), door=SYSTEEM)


def test_in_een_gesloten_periode_boekt_niemand(budget, project, budgetbeheerder, tweede):
    deze_maand = timezone.localdate().replace(day=1)
    vorige = deze_maand - timedelta(days=1)
    begin = vorige.replace(day=1)
    wacht = deeds.reserveer(budget, project, Bedrag("3.000"), datum=vorige, door=budgetbeheerder)
    with pytest.raises(Geweigerd, match="wachten nog boekingen"):
        deeds.sluit_periode(budget, begin, vorige, door=tweede)
    assert "wachten" in weigert(lambda: Afsluiting.objects.create(budget=budget, van=begin, tot=vorige, door=tweede))
    deeds.geef_akkoord(wacht, door=tweede)
    deeds.sluit_periode(budget, begin, vorige, door=tweede)
    with pytest.raises(Geweigerd, match="al gesloten"):
        deeds.sluit_periode(budget, begin, vorige, door=tweede)
    with pytest.raises(Geweigerd, match="nog niet voorbij"):
        deeds.sluit_periode(budget, deze_maand, timezone.localdate(), door=tweede)
    for dag in (vorige, begin, begin - timedelta(days=60)):  # also what lies before it
        with pytest.raises(Geweigerd, match="zijn gesloten"):
            deeds.reserveer(budget, project, Bedrag("1"), datum=dag, door=budgetbeheerder)
    over = {"project": project, "soort": "reservering", "van": "vrij", "naar": "gereserveerd", "bedrag": 1}
    assert "gesloten" in weigert(lambda: kaal(budget, datum=vorige, **over))
    assert deeds.reserveer(budget, project, Bedrag("1"), datum=deze_maand, door=budgetbeheerder).pk
    tegen = deeds.boek_tegen(wacht, "fout in een gesloten maand", door=budgetbeheerder)
    assert tegen.datum == timezone.localdate()


def test_elk_grendel_staat_nog_in_de_database(db):
    """SQLite loses the triggers of a table that a migration makes anew: this says so when one forgets `met_trekkers_los`."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        staan = {naam for (naam,) in cursor.fetchall()}
    vast = "budget_boeking budget_akkoord budget_afsluiting budget_bewijsstuk participatie_oordeel wijk_gebeurtenis wijk_randvoorwaardeversie".split()
    delen = ("geen_update", "geen_delete") if connection.vendor == "sqlite" else ("vast", "niet_leeg")
    hoort = {f"{tabel}_{deel}" for tabel in vast for deel in delen}
    hoort |= {f"budget_{tabel}_{wanneer}" for tabel in ("boeking", "akkoord") for wanneer in ("voor", "na")}
    assert hoort <= staan, hoort - staan


def test_in_het_beheer_is_het_grootboek_te_lezen_en_niet_te_wijzigen(budget, project, budgetbeheerder, tweede, beheerder, als):
    deeds.geef_akkoord(deeds.reserveer(budget, project, Bedrag("3.000"), door=budgetbeheerder), door=tweede)
    deeds.bewaar_dekking(project, {"bron": "fonds", "bedrag": Bedrag("5")}, door=budgetbeheerder)
    deeds.sluit_periode(budget, date(2025, 1, 1), date(2025, 12, 31), door=budgetbeheerder)
    Bewijsstuk.objects.create(boeking=Boeking.objects.latest("pk"), bestand="x", naam="Jan", soort="application/pdf", grootte=1, vingerafdruk="x")
    client = als(beheerder)
    for model in (Boeking, Akkoord, Saldo, Afsluiting, Bewijsstuk, type(budget), Dekking):
        lijst = f"/beheer/budget/{model._meta.model_name}/"
        een = f"{lijst}{model.objects.latest('pk').pk}/change/"
        assert client.get(lijst).status_code == 200 and client.get(een).status_code == 200, lijst
        assert "Jan" not in client.get(een).content.decode()
        for pad in (f"{lijst}add/", een.replace("change", "delete")):
            assert client.get(pad).status_code == 403 and client.post(pad, {"post": "yes"}).status_code == 403, pad
        assert client.post(een, {"bedrag": "1"}).status_code == 403


def test_een_wijk_met_boekingen_verdwijnt_niet(budget):
    with pytest.raises(DatabaseError), transaction.atomic():
        Wijk.objects.filter(pk=budget.wijk_id).delete()


def test_boekingen_hebben_per_wijk_een_nummer_zonder_gat(wijk, andere_wijk, budget, project):
    deeds.stel_beschikbaar(andere_wijk, Bedrag("10.000"), "raad", door=SYSTEEM)
    deeds.reserveer(budget, project, Bedrag("100"), door=SYSTEEM)
    with pytest.raises(Geweigerd):
        deeds.reserveer(budget, project, Bedrag("90.000"), door=SYSTEEM)  # takes no number
    deeds.reserveer(budget, project, Bedrag("200"), door=SYSTEEM)
    assert list(budget.boekingen.order_by("pk").values_list("nummer", flat=True)) == [1, 2, 3]
    assert andere_wijk.budget.boekingen.get().nummer == 1
    over = {"soort": "reservering", "van": "vrij", "naar": "gereserveerd", "project": project, "bedrag": 100}
    for nummer in (3, 5):
        assert "nummer" in weigert(lambda: Boeking.objects.create(budget=budget, omschrijving="x", nummer=nummer, **over))  # noqa: B023
