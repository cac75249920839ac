"""What a form asks before it books what looks like a mistake: the same once more, or more than was estimated."""

from datetime import timedelta

from django.utils import timezone

from budget import deeds
from budget.models import Boeking
from participatie.models import Project
from tests.budget.hulp import maak_project
from wijk.bedrag import Bedrag


def test_een_boeking_die_er_al_staat_of_wacht_vraagt_een_vinkje(budget, project, budgetbeheerder, als, client):
    als(budgetbeheerder)
    pad, dag = "/werkplek/geleerdenwijk/budget/boek/", timezone.localdate().isoformat()
    velden = {"project": project.pk, "datum": dag, "omschrijving": "Zand", "bewijs": ""}
    assert "nogmaals" not in client.get(pad).content.decode()
    assert client.post(pad, {**velden, "handeling": "reserveer", "bedrag": "2.000"}).status_code == 302
    bestel = {**velden, "handeling": "verplicht", "bedrag": "77"}
    assert client.post(pad, bestel).status_code == 302
    html = client.post(pad, bestel)
    assert html.status_code == 422 and f"Dezelfde boeking staat er al: boeking {Boeking.objects.latest('pk').nummer} van " in html.content.decode()
    assert 'name="nogmaals"' in html.content.decode() and 'value="77"' in html.content.decode()
    assert client.post(pad, {**bestel, "nogmaals": "on"}).status_code == 302
    assert client.post(pad, {**bestel, "bedrag": "78"}).status_code == 302, "another amount is another booking"
    sleutel = client.get(pad).context["form"]["sleutel"].value()
    groot = {**velden, "handeling": "reserveer", "bedrag": "4.000", "sleutel": sleutel}
    assert client.post(pad, groot).status_code == client.post(pad, groot).status_code == 302, "a second click asks and books nothing"
    tekst = client.post(pad, {**groot, "bedrag": "3.000", "sleutel": ""}).content.decode()
    assert "Er wacht al een boeking van €\xa04.000,00 voor dit project" in tekst
    deeds.boek_tegen(Boeking.objects.filter(bedrag=Bedrag("78")).get(), "fout", door=budgetbeheerder)
    assert client.post(pad, {**bestel, "bedrag": "78"}).status_code == 302, "what was put right does not stand"


def test_boven_de_raming_boeken_vraagt_een_vinkje(budget, project, budgetbeheerder, als, client):
    Project.objects.filter(pk=project.pk).update(geraamd=Bedrag("1.000"), kost_niets=False)
    pad = "/werkplek/geleerdenwijk/budget/boek/"
    velden = {"handeling": "reserveer", "project": project.pk, "bedrag": "900", "datum": timezone.localdate().isoformat(), "omschrijving": "Zand"}
    als(budgetbeheerder)
    assert "boven_raming" not in client.get(pad).content.decode() and client.post(pad, velden).status_code == 302
    nogmaals = client.post(pad, velden)
    assert (
        nogmaals.status_code == 422
        and f"Voor {project} is €\xa01.000,00 geraamd. Met deze boeking is dat €\xa0800,00 meer." in nogmaals.content.decode()
    )
    assert client.post(pad, {**velden, "boven_raming": "on", "nogmaals": "on"}).status_code == 302
    assert budget.boekingen.filter(project=project).count() == 2


def test_eerst_wat_fout_is_en_dan_pas_een_vraag(budget, project, budgetbeheerder, als):
    """A question about a booking that cannot be made keeps somebody busy for nothing."""
    Project.objects.filter(pk=project.pk).update(geraamd=Bedrag("100"), kost_niets=False)
    client, dag = als(budgetbeheerder), timezone.localdate().replace(day=1) - timedelta(days=1)
    begin = dag.replace(day=1)
    deeds.sluit_periode(budget, begin, dag, door=budgetbeheerder)
    velden = {"handeling": "reserveer", "project": project.pk, "bedrag": "900", "datum": dag.isoformat(), "omschrijving": "Zand"}
    antwoord = client.post("/werkplek/geleerdenwijk/budget/boek/", velden)
    assert "zijn gesloten" in antwoord.content.decode() and "boven_raming" not in antwoord.content.decode()
    antwoord = client.post("/werkplek/geleerdenwijk/budget/boek/", {**velden, "datum": timezone.localdate().isoformat()})
    assert "<h2>Klopt dit?</h2>" in antwoord.content.decode() and "iets mis" not in antwoord.content.decode()
    assert antwoord.content.decode().count("Met deze boeking is dat") == 1  # beside the box, which the top of the page leads to
    assert list(antwoord.context["form"].errors) == ["boven_raming"] and not budget.boekingen.filter(project=project).exists()


def test_ook_geld_verplaatsen_vraagt_wat_boeken_vraagt(budget, project, budgetbeheerder, als):
    naar = maak_project(budget.wijk, "banken")
    Project.objects.filter(pk=naar.pk).update(geraamd=Bedrag("150"), kost_niets=False)
    deeds.reserveer(budget, project, Bedrag("1.000"), door=budgetbeheerder)
    client, pad = als(budgetbeheerder), "/werkplek/geleerdenwijk/budget/verplaats/"
    velden = {"van": project.pk, "naar": naar.pk, "bedrag": "100", "datum": timezone.localdate().isoformat(), "omschrijving": "Over"}
    assert client.post(pad, velden).status_code == 302
    antwoord = client.post(pad, velden)
    assert set(antwoord.context["form"].errors) == {"nogmaals", "boven_raming"}
    assert "Voor Banken is €\xa0150,00 geraamd. Met deze boeking is dat €\xa050,00 meer." in antwoord.content.decode()
    assert list(client.post(pad, {**velden, "nogmaals": "on"}).context["form"].errors) == ["boven_raming"]
    assert budget.boekingen.filter(project=naar).count() == 1
    assert client.post(pad, {**velden, "nogmaals": "on", "boven_raming": "on"}).status_code == 302
    assert budget.boekingen.filter(project=naar).count() == 2


def test_boven_op_de_pagina_staat_een_vraag_zonder_wat_er_bij_het_vakje_staat(budget, project, budgetbeheerder, als):
    project.geraamd = Bedrag("100")
    project.save()
    velden = {"handeling": "reserveer", "project": project.pk, "bedrag": "150", "datum": timezone.localdate(), "omschrijving": "x"}
    html = als(budgetbeheerder).post("/werkplek/geleerdenwijk/budget/boek/", velden).content.decode()
    assert "Ik boek het toch. Voor Speelplek" not in html and ">Voor Speelplek is" in html


def test_een_formulier_biedt_alleen_aan_waar_geld_heen_kan(budget, project, budgetbeheerder, als):
    gratis = maak_project(budget.wijk, "gratis")
    ander = maak_project(budget.wijk, "banken")
    Project.objects.filter(pk=gratis.pk).update(kost_niets=True)
    deeds.reserveer(budget, project, Bedrag("100"), door=budgetbeheerder)
    client, pad = als(budgetbeheerder), "/werkplek/geleerdenwijk/budget/"
    assert set(client.get(f"{pad}boek/").context["form"].fields["project"].queryset) == {project, ander}
    assert set(client.get(f"{pad}verplaats/").context["form"].fields["naar"].queryset) == {ander}
    deeds.reserveer(budget, ander, Bedrag("100"), door=budgetbeheerder)
    assert set(client.get(f"{pad}verplaats/").context["form"].fields["naar"].queryset) == {project, ander}
    assert set(client.get(f"{pad}verplaats/?van={ander.pk}").context["form"].fields["naar"].queryset) == {project}
