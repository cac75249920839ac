"""The books: to the cent, and impossible to overspend, whatever runs at the same time."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from budget import deeds
from budget.models import Akkoord, Boeking, Saldo
from budget.stand import potten, verschillen
from budget.stappen import geld_is_er
from budget.uitleg import zoveel_is_er
from participatie.models import Project
from tests.budget.hulp import maak_project
from wijk.bedrag import Bedrag
from wijk.fouten import GeenRecht, Geweigerd
from wijk.rechten import SYSTEEM, rechten_van
from wijk.werklijst import van_wijk


def test_geld_gaat_van_vrij_naar_betaald(budget, project, budgetbeheerder):
    deeds.reserveer(budget, project, Bedrag("2.000"), door=budgetbeheerder)
    deeds.verplicht(budget, project, Bedrag("1.500"), door=budgetbeheerder)
    deeds.betaal(budget, project, Bedrag("1.250,50"), door=budgetbeheerder)
    deeds.geef_vrij(budget, project, Bedrag("500"), door=budgetbeheerder)
    assert potten(budget) == {"vrij": 4_850_000, "wacht": 0, "gereserveerd": 0, "verplicht": 24_950, "betaald": 125_050}
    assert not verschillen(budget)


def test_het_eerste_budget_wacht_ook_op_een_tweede_en_houdt_zijn_omschrijving(wijk, budgetbeheerder, tweede, als, client):
    pad, werk = "/werkplek/geleerdenwijk/budget/wijzig/", "/werkplek/geleerdenwijk/budget/"
    als(budgetbeheerder)
    html = client.get(pad).content.decode()
    assert "gaat omlaag" not in html and "Dit is het eerste geld van deze wijk. Boven €\xa02.500,00 moet" in html
    velden = {"bedrag": "20.000", "besluit": "raad 4 maart", "datum": timezone.localdate().isoformat(), "omschrijving": "Voor groen en spelen"}
    assert client.post(pad, {**velden, "besluit": ""}).status_code == 422
    html = client.post(pad, velden, follow=True).content.decode()
    assert "wacht op akkoord van een tweede persoon. Daarna is het te verdelen." in html and "omhoog" not in html
    assert "€\xa020.000,00 wacht op akkoord van een tweede persoon. Dat telt hieronder nog niet mee." in html
    assert zoveel_is_er(wijk) == "" and "Beschikbaar gesteld" not in client.get("/geleerdenwijk/cijfers/").content.decode()
    eerste = Boeking.objects.get()
    assert eerste.omschrijving == "Voor groen en spelen" and potten(wijk.budget)["vrij"] == 0
    deeds.wijs_af(eerste, "Het was minder.", door=tweede)
    assert "Stel het budget beschikbaar" in client.get(werk).content.decode()
    opnieuw = deeds.stel_beschikbaar(wijk, Bedrag("19.000"), "raad 4 maart", "Voor groen", door=budgetbeheerder)
    with pytest.raises(Geweigerd, match="al beschikbaar gesteld"):
        deeds.stel_beschikbaar(wijk, Bedrag("1"), "raad", door=tweede)
    deeds.geef_akkoord(opnieuw, door=tweede)
    assert potten(wijk.budget)["vrij"] == Bedrag("19.000") and not verschillen(wijk.budget)
    assert "Voor groen (raad 4 maart)." in client.get("/geleerdenwijk/budget/").content.decode()


def test_zonder_tweede_persoon_zeggen_paneel_en_werklijst_dat(wijk, budget, budgetbeheerder, wijkcoordinator, persoon, als):
    zin = "Er is maar één budgetbeheerder in de Geleerdenwijk."
    for wie in (budgetbeheerder, wijkcoordinator):
        for pad in ("", "budget/"):
            html = als(wie).get(f"/werkplek/geleerdenwijk/{pad}").content.decode()
            assert zin in html and "/beheer/" not in html, (wie, pad)
    budgetbeheerder.bevoegdheden.create(functie="beheerder")
    assert '/beheer/wijk/gebruiker/">Geef iemand deze functie' in als(budgetbeheerder).get("/werkplek/geleerdenwijk/budget/").content.decode()
    persoon("budgetbeheerder")
    assert zin not in als(budgetbeheerder).get("/werkplek/geleerdenwijk/budget/").content.decode()


def test_wat_besloten_is_en_geen_geld_heeft_staat_op_de_werklijst(wijk, budget, project, budgetbeheerder, tweede):
    Project.objects.filter(pk=project.pk).update(status="besluit")
    project.refresh_from_db()

    def wacht() -> list[str]:
        return [taak.zin for taak in van_wijk(wijk, rechten_van(budgetbeheerder, wijk), budgetbeheerder)]

    assert wacht() == ["project wacht op geld"] and "geld dat gereserveerd is" in [een.tekst[:24] for een in geld_is_er(project)]
    boeking = deeds.reserveer(budget, project, Bedrag("3.000"), door=budgetbeheerder)
    assert wacht() == [] and [een.recht for een in geld_is_er(project)] == ["goedkeuren"]
    deeds.geef_akkoord(boeking, door=tweede)
    assert wacht() == [] and not list(geld_is_er(project))


def test_reserveren_weigert_meer_dan_er_vrij_is(budget, project):
    with pytest.raises(Geweigerd, match=r"er is nog €\xa050\.000,00"):
        deeds.reserveer(budget, project, Bedrag("50.000,01"), door=SYSTEEM)
    assert potten(budget)["vrij"] == Bedrag("50.000") and Boeking.objects.count() == 1


def test_een_project_dat_niet_rond_is_krijgt_geen_geld(wijk, budget):
    kaal = Project.objects.create(wijk=wijk, slug="kaal", titel="Kaal")
    with pytest.raises(Geweigerd, match=r"wie er beslist; wie er meedoet; eigen afspraken"):
        deeds.reserveer(budget, kaal, Bedrag("10"), door=SYSTEEM)


def test_op_de_grens_is_geen_tweede_persoon_nodig_erboven_wel(budget, project, budgetbeheerder):
    assert not deeds.reserveer(budget, project, Bedrag("2.500"), door=budgetbeheerder).vraagt_akkoord
    assert deeds.reserveer(budget, project, Bedrag("2.500,01"), door=budgetbeheerder).vraagt_akkoord


def test_de_grens_stelt_iemand_anders_in(budget, project, budgetbeheerder, wijkcoordinator):
    with pytest.raises(GeenRecht):
        deeds.stel_grens_in(budget, Bedrag("50.000"), door=budgetbeheerder)
    deeds.stel_grens_in(budget, Bedrag("100"), door=wijkcoordinator)
    assert deeds.reserveer(budget, project, Bedrag("100,01"), door=budgetbeheerder).vraagt_akkoord


def test_boven_de_grens_wacht_een_boeking_op_een_ander(budget, project, budgetbeheerder, persoon):
    ander = persoon("budgetbeheerder")
    boeking = deeds.reserveer(budget, project, Bedrag("3.000"), door=budgetbeheerder)
    assert potten(budget)["wacht"] == Bedrag("3.000") and potten(budget)["vrij"] == Bedrag("47.000")
    with pytest.raises(Geweigerd, match="zelf ingevoerd"):
        deeds.geef_akkoord(boeking, door=budgetbeheerder)
    deeds.geef_akkoord(boeking, door=ander)
    assert potten(budget)["gereserveerd"] == Bedrag("3.000") and not verschillen(budget)
    with pytest.raises(Geweigerd, match="al beslist"):
        deeds.wijs_af(boeking, "toch niet", door=ander)


def test_afgewezen_geld_komt_terug(budget, project, budgetbeheerder, persoon):
    boeking = deeds.reserveer(budget, project, Bedrag("3.000"), door=budgetbeheerder)
    deeds.wijs_af(boeking, "eerst overleggen", door=persoon("budgetbeheerder"))
    assert potten(budget)["vrij"] == Bedrag("50.000") and not verschillen(budget)


def test_een_fout_wordt_een_keer_tegengeboekt(budget, project, budgetbeheerder):
    boeking = deeds.reserveer(budget, project, Bedrag("100"), door=budgetbeheerder)
    tegen = deeds.boek_tegen(boeking, "verkeerd project", door=budgetbeheerder)
    assert tegen.corrigeert == boeking and potten(budget)["vrij"] == Bedrag("50.000")
    with pytest.raises(Geweigerd, match="al tegengeboekt"):
        deeds.boek_tegen(boeking, "nog eens", door=budgetbeheerder)


def test_een_afgewezen_tegenboeking_mag_opnieuw(budget, project, budgetbeheerder, tweede):
    deeds.geef_akkoord(boeking := deeds.reserveer(budget, project, Bedrag("3.000"), door=budgetbeheerder), door=tweede)
    deeds.wijs_af(deeds.boek_tegen(boeking, "fout", door=budgetbeheerder), "welke fout?", door=tweede)
    deeds.geef_akkoord(deeds.boek_tegen(boeking, "dubbel geboekt", door=budgetbeheerder), door=tweede)
    assert potten(budget)["vrij"] == Bedrag("50.000") and not verschillen(budget)


def test_verplaatsen_zijn_twee_boekingen_die_samen_wachten(wijk, budget, project, budgetbeheerder, tweede):
    ander = maak_project(wijk, "pad")
    deeds.reserveer(budget, project, Bedrag("4.000"), door=SYSTEEM)
    klein = deeds.verplaats(budget, project, ander, Bedrag("100"), door=budgetbeheerder)
    assert klein.volgt_op.project == project and klein.project == ander
    for beslis, van, naar in (
        (lambda b: deeds.wijs_af(b, "nee", door=tweede), "3.900", "100"),
        (lambda b: deeds.geef_akkoord(b, door=tweede), "900", "3.100"),
    ):
        groot = deeds.verplaats(budget, project, ander, Bedrag("3.000"), door=budgetbeheerder)
        assert potten(budget)["wacht"] == Bedrag("3.000") and potten(budget)["vrij"] == Bedrag("46.000") and not verschillen(budget)
        with pytest.raises(Geweigerd, match="te veel"):
            deeds.verplaats(budget, project, ander, Bedrag("1.000"), door=SYSTEEM)
        beslis(groot)
        assert Saldo.objects.get(project=project, pot="gereserveerd").bedrag == Bedrag(van)
        assert Saldo.objects.get(project=ander, pot="gereserveerd").bedrag == Bedrag(naar)
        assert potten(budget)["wacht"] == 0 and not verschillen(budget)


def test_wie_boekte_trekt_in_wat_nog_wacht(wijk, budget, project, budgetbeheerder, tweede, als):
    ander, client = maak_project(wijk, "pad"), als(budgetbeheerder)
    deeds.reserveer(budget, project, Bedrag("4.000"), door=SYSTEEM)
    naar = deeds.verplaats(budget, project, ander, Bedrag("3.000"), "Er blijft over", door=budgetbeheerder)
    with pytest.raises(Geweigerd, match="Iemand anders voerde"):
        deeds.trek_in(naar, "x", door=tweede)
    pad = f"/werkplek/geleerdenwijk/budget/boekingen/{naar.volgt_op.pk}/"
    assert (
        f'{pad}intrekken/"' in client.get(pad).content.decode()
        and f"{pad}intrekken/" in client.get("/werkplek/geleerdenwijk/budget/").content.decode()
    )
    assert client.post(f"{pad}intrekken/", {"reden": ""}).status_code == 422
    assert client.post(f"{pad}intrekken/", {"reden": "Verkeerd project"}).status_code == 302
    html = client.get(pad).content.decode()
    assert "Ingetrokken, " in html and "Verkeerd project" in html and "intrekken/" not in html
    assert Saldo.objects.get(project=project, pot="gereserveerd").bedrag == Bedrag("4.000") and potten(budget)["wacht"] == 0
    assert not verschillen(budget) and wijk.gebeurtenissen.filter(soort="budget.ingetrokken").count() == 2
    assert client.post(f"{pad}intrekken/", {"reden": "Nog eens"}).status_code == 422
    tegen = deeds.boek_tegen(
        deeds.geef_akkoord(deeds.reserveer(budget, ander, Bedrag("2.600"), door=budgetbeheerder), door=tweede).boeking, "x", door=budgetbeheerder
    )
    deeds.trek_in(tegen, "Toch goed", door=budgetbeheerder)
    assert deeds.boek_tegen(tegen.corrigeert, "Toch fout", door=budgetbeheerder).vraagt_akkoord


def test_een_verplaatsing_noemt_overal_beide_projecten(wijk, budget, project, budgetbeheerder, client):
    deeds.reserveer(budget, project, Bedrag("400"), door=SYSTEEM)
    deeds.verplaats(budget, project, maak_project(wijk, "pad"), Bedrag("100"), "Er blijft over", door=budgetbeheerder)
    nieuws = [gebeurtenis.tekst for gebeurtenis in wijk.gebeurtenissen.nieuwste_eerst()[:2]]
    assert nieuws == ["Pad krijgt geld van Speelplek: €\xa0100,00.", "Geld gaat van Speelplek naar Pad: €\xa0100,00."]
    html = client.get("/geleerdenwijk/budget/").content.decode()
    assert "Verplaatst naar Pad" in html and "Verplaatst van Speelplek" in html


def test_de_tweede_persoon_ziet_wat_de_boeking_verandert(wijk, budget, project, budgetbeheerder, tweede, als):
    ander, client = maak_project(wijk, "pad"), als(tweede)
    Project.objects.filter(pk=ander.pk).update(geraamd=Bedrag("2.000"))
    deeds.reserveer(budget, project, Bedrag("4.000"), door=SYSTEEM)
    naar = deeds.verplaats(budget, project, ander, Bedrag("3.000"), door=budgetbeheerder)
    van, erbij, vrij = client.get(f"/werkplek/geleerdenwijk/budget/boekingen/{naar.volgt_op.pk}/akkoord/").context["gevolgen"]
    gekozen = "Gekozen, nog niet besteld"
    assert van.kop == "Speelplek" and (gekozen, Bedrag("4.000"), Bedrag("1.000")) in van.rijen and "geen raming" in van.let_op
    assert (gekozen, 0, Bedrag("3.000")) in erbij.rijen and "1.000,00 meer toegekend dan geraamd" in erbij.let_op
    assert vrij.rijen == (("Nog te verdelen", Bedrag("46.000"), Bedrag("46.000")),)
    deeds.wijs_af(naar.volgt_op, "nee", door=tweede)
    meer = deeds.wijzig_begroting(budget, Bedrag("3.000"), "raad", "Meer", door=budgetbeheerder)
    [vrij] = client.get(f"/werkplek/geleerdenwijk/budget/boekingen/{meer.pk}/akkoord/").context["gevolgen"]
    assert vrij.rijen == (("Nog te verdelen", Bedrag("46.000"), Bedrag("49.000")), ("Het hele budget", Bedrag("50.000"), Bedrag("53.000")))


def test_een_verhoging_die_wacht_is_nog_geen_geld(budget, project, budgetbeheerder, tweede):
    boeking = deeds.wijzig_begroting(budget, Bedrag("10.000"), "raad 4 maart", "extra", door=budgetbeheerder)
    assert potten(budget)["vrij"] == Bedrag("50.000") and potten(budget)["wacht"] == 0
    deeds.geef_akkoord(boeking, door=tweede)
    assert potten(budget)["vrij"] == Bedrag("60.000") and not verschillen(budget)


def test_verplaatsen_is_alles_of_niets(wijk, budget, project, budgetbeheerder):
    kaal = Project.objects.create(wijk=wijk, slug="kaal", titel="Kaal")
    deeds.reserveer(budget, project, Bedrag("100"), door=budgetbeheerder)
    with pytest.raises(Geweigerd):
        deeds.verplaats(budget, project, kaal, Bedrag("60"), door=budgetbeheerder)
    assert potten(budget)["gereserveerd"] == Bedrag("100") and Boeking.objects.count() == 2


@pytest.mark.parametrize("bedrag", [0, -5])
def test_een_bedrag_is_boven_nul(budget, project, bedrag):
    with pytest.raises(Geweigerd, match="boven"):
        deeds.reserveer(budget, project, Bedrag(bedrag), door=SYSTEEM)


def test_een_datum_in_de_toekomst_wordt_geweigerd(budget, project):
    with pytest.raises(Geweigerd, match="nog niet geweest"):
        deeds.reserveer(budget, project, Bedrag("1"), datum=timezone.localdate() + timedelta(days=1), door=SYSTEEM)


def test_een_datum_waarop_het_geld_er_nog_niet_was_wordt_geweigerd(wijk, budget, project):
    vandaag = timezone.localdate()
    dag = lambda terug: vandaag - timedelta(days=terug)  # noqa: E731
    with pytest.raises(Geweigerd, match=r"er niets te verdelen was"):
        deeds.reserveer(budget, project, Bedrag("10"), datum=dag(500), door=SYSTEEM)
    deeds.reserveer(budget, project, Bedrag("100"), datum=dag(20), door=SYSTEEM)
    deeds.verplicht(budget, project, Bedrag("60"), datum=dag(10), door=SYSTEEM)
    with pytest.raises(Geweigerd, match=r"er niets besteld en niet betaald was voor"):
        deeds.betaal(budget, project, Bedrag("60"), datum=dag(11), door=SYSTEEM)
    deeds.verplicht(budget, project, Bedrag("40"), datum=dag(15), door=SYSTEEM)
    deeds.betaal(budget, project, Bedrag("40"), datum=dag(12), door=SYSTEEM)
    with pytest.raises(Geweigerd, match="langer dan vijf jaar"):
        deeds.wijzig_begroting(budget, Bedrag("1"), "raad", "jaartal fout", datum=vandaag.replace(year=1926, day=1), door=SYSTEEM)


def test_een_latere_verplaatsing_telt_mee_voor_een_eerdere_dag(wijk, budget, project, budgetbeheerder):
    ander, vandaag = maak_project(wijk, "pad"), timezone.localdate()
    deeds.reserveer(budget, project, Bedrag("4.000"), datum=vandaag - timedelta(days=30), door=SYSTEEM)
    deeds.verplaats(budget, project, ander, Bedrag("3.000"), datum=vandaag - timedelta(days=5), door=budgetbeheerder)  # waits, and holds
    deeds.reserveer(budget, project, Bedrag("500"), door=SYSTEEM)
    with pytest.raises(Geweigerd, match=r"maar €\xa01\.000,00 gekozen"):
        deeds.verplicht(budget, project, Bedrag("1.200"), datum=vandaag - timedelta(days=20), door=SYSTEEM)


def test_een_halve_verplaatsing_wordt_niet_tegengeboekt(wijk, budget, project, budgetbeheerder):
    deeds.reserveer(budget, project, Bedrag("100"), door=SYSTEEM)
    naar = deeds.verplaats(budget, project, maak_project(wijk, "pad"), Bedrag("60"), door=budgetbeheerder)
    for helft in (naar, naar.volgt_op):
        with pytest.raises(Geweigerd, match="helft van een verplaatsing"):
            deeds.boek_tegen(helft, "fout", door=budgetbeheerder)


def test_een_fout_wordt_tegengeboekt_op_de_dag_van_de_fout(budget, project, budgetbeheerder):
    toen = timezone.localdate() - timedelta(days=40)
    fout = deeds.reserveer(budget, project, Bedrag("100"), datum=toen, door=budgetbeheerder)
    assert deeds.boek_tegen(fout, "verkeerde dag", datum=toen, door=budgetbeheerder).datum == toen


@pytest.mark.parametrize("functie", ["bewoner", "ambtenaar", "wijkcoordinator", "bestuur", "beheerder"])
def test_alleen_de_budgetbeheerder_boekt(budget, project, persoon, functie):
    with pytest.raises(GeenRecht):
        deeds.reserveer(budget, project, Bedrag("1"), door=persoon(functie))


def test_de_database_weigert_elke_wijziging_van_een_boeking(budget, project, budgetbeheerder, persoon):
    boeking = deeds.reserveer(budget, project, Bedrag("3.000"), door=budgetbeheerder)
    deeds.geef_akkoord(boeking, door=persoon("budgetbeheerder"))
    klein = deeds.reserveer(budget, project, Bedrag("1"), door=budgetbeheerder)
    wacht = deeds.reserveer(budget, project, Bedrag("2.600"), door=budgetbeheerder)
    nu = "'2026-01-01 00:00:00'"
    for sql in (
        "UPDATE budget_boeking SET bedrag = 1",
        "DELETE FROM budget_boeking",
        "UPDATE budget_akkoord SET oordeel = 'afgewezen', reden = 'x'",
        "DELETE FROM budget_akkoord",
        "UPDATE budget_saldo SET bedrag = -1",
        f"INSERT INTO budget_akkoord (boeking_id, oordeel, reden, door_id, wanneer) VALUES ({wacht.pk}, 'akkoord', '', {budgetbeheerder.pk}, {nu})",
        f"INSERT INTO budget_akkoord (boeking_id, oordeel, reden, door_id, wanneer) VALUES ({klein.pk}, 'akkoord', '', {persoon('budgetbeheerder').pk}, {nu})",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    for doe in (boeking.delete, lambda: Boeking.objects.update(bedrag=1), lambda: Akkoord.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            doe()


def test_controleer_budget_ziet_een_saldo_dat_niet_klopt(budget, capsys):
    call_command("controleer_budget")
    assert "kloppen" in capsys.readouterr().out
    Saldo.objects.filter(pot="vrij").update(bedrag=1)
    with pytest.raises(SystemExit) as gestopt:
        call_command("controleer_budget")
    assert gestopt.value.code == 1 and "saldo €\xa00,01, boekingen €\xa050.000,00" in capsys.readouterr().out


def test_het_formulier_vraagt_terug_wat_bedoeld_is(budget, project, als, budgetbeheerder, client):
    als(budgetbeheerder)
    velden = {"handeling": "reserveer", "project": project.pk, "datum": timezone.localdate().isoformat(), "omschrijving": "Zand"}
    for typt, woord in (
        ("1250.5", "1250,5"),
        ("-5", "plus of min"),
        ("abc", "geen bedrag"),
        ("0", "te laag"),
        ("1e3", "geen bedrag"),
        ("9" * 20, "te groot"),
        ("60.000", "te veel"),
        ("1 250.50", "geen bedrag"),
    ):
        antwoord = client.post("/werkplek/geleerdenwijk/budget/boek/", {**velden, "bedrag": typt})
        assert antwoord.status_code == 422 and woord in " ".join(antwoord.context["form"].errors["bedrag"]), typt
        assert f'value="{typt}"' in antwoord.content.decode() and "Zand" in antwoord.content.decode()
    velden["nogmaals"] = "on"
    for typt, cents in (("€ 1.250,50", 125_050), ("1250,5", 125_050), ("1.250", 125_000), ("1 250,50", 125_050)):
        voor = potten(budget)["gereserveerd"]
        assert client.post("/werkplek/geleerdenwijk/budget/boek/", {**velden, "bedrag": typt}).status_code == 302
        assert potten(budget)["gereserveerd"] - voor == cents, typt


def test_de_werklijst_telt_alleen_waar_u_over_beslist(budget, project, budgetbeheerder, tweede):
    def taken(wie):
        return [taak.aantal for taak in van_wijk(budget.wijk, rechten_van(wie, budget.wijk), wie) if "akkoord" in taak.zin]

    deeds.reserveer(budget, project, Bedrag("4.000"), door=budgetbeheerder)
    assert taken(budgetbeheerder) == [] and taken(tweede) == [1]


def test_de_openbare_boekingen_noemen_niemand(budget, project, budgetbeheerder, client):
    deeds.reserveer(budget, project, Bedrag("1"), door=budgetbeheerder)
    for pad in ("budget/", "budget.csv", "budget.json"):
        tekst = b"".join(client.get(f"/geleerdenwijk/{pad}")).decode()
        assert budgetbeheerder.email not in tekst and "Budgetbeheerder" not in tekst
    uit_json = json.loads(b"".join(client.get("/geleerdenwijk/budget.json")))
    assert uit_json["boekingen"][1]["bedrag"] == 100 and uit_json["eenheid"] == "eurocent"
    regel = b"".join(client.get("/geleerdenwijk/budget.csv")).decode().splitlines()[2]
    assert "nog te verdelen;gekozen" in regel.replace('"', "") and ";geboekt" in regel, "in the words of the page"
