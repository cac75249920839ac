"""Together they try to spend twice the budget: exactly what there was gets through, everyone else hears why. And a killed process harms nothing."""

import http.client
import os
import subprocess
import sys
import uuid
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.belasten import server
from budget import deeds
from budget.models import Boeking, Budget
from budget.stand import potten, verschillen
from participatie.models import Project
from tests.budget.hulp import database_url
from tests.gelijktijdig import tegelijk
from wijk.bedrag import Bedrag
from wijk.fouten import Geweigerd
from wijk.rechten import SYSTEEM

pytestmark = [pytest.mark.gelijktijdig, pytest.mark.django_db(transaction=True)]
HIER = Path(__file__).resolve().parents[2]


def omgeving() -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": database_url(), "SECRET_KEY": settings.SECRET_KEY, "ALLOWED_HOSTS": "127.0.0.1,testserver"}


def precies_op(budget):
    assert potten(budget) == {"vrij": 0, "wacht": 0, "gereserveerd": Bedrag("50.000"), "verplicht": 0, "betaald": 0}
    assert not verschillen(budget)


def test_50_draden_over_de_daden(budget, project):
    uit = tegelijk(lambda n: deeds.reserveer(Budget.objects.get(pk=budget.pk), Project.objects.get(pk=project.pk), Bedrag("2.000"), door=SYSTEEM), 50)
    gelukt = [een for een in uit if isinstance(een, Boeking)]
    assert len(gelukt) == 25
    assert all(isinstance(een, Geweigerd) and "te veel" in str(een) for een in uit if een not in gelukt)
    precies_op(budget)


def test_8_processen_over_de_daden(budget, project):
    opdracht = [sys.executable, "-m", "tests.budget.proces", "boek", "25", "50000"]
    processen = [subprocess.Popen(opdracht, cwd=HIER, env=omgeving(), stdout=subprocess.PIPE, text=True) for _ in range(8)]
    regels = [regel for proces in processen for regel in proces.communicate(timeout=180)[0].splitlines()]
    assert len(regels) == 200 and regels.count("ja") == 100
    assert all("te veel" in regel for regel in regels if regel != "ja")
    precies_op(budget)


def test_50_klanten_over_http(budget, project, budgetbeheerder):
    """A real server of 8 processes, 50 clients at once, each with the form."""
    klant = Client()
    klant.force_login(budgetbeheerder, backend="allauth.account.auth_backends.AuthenticationBackend")
    klant.get("/werkplek/geleerdenwijk/budget/boek/")
    koekjes = "; ".join(f"{naam}={koekje.value}" for naam, koekje in klant.cookies.items())
    csrf = klant.cookies["csrftoken"].value
    velden = {"handeling": "reserveer", "project": project.pk, "bedrag": "2.000", "datum": timezone.localdate().isoformat(), "omschrijving": "Zand"}
    velden["nogmaals"] = "on"

    with server("wijk.wsgi", {**omgeving(), "WORKER": "0"}, werkers=8) as poort:

        def stuur(n):
            verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=60)
            inhoud = urlencode({**velden, "csrfmiddlewaretoken": csrf, "sleutel": uuid.uuid4()})
            kop = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": koekjes, "Host": "127.0.0.1"}
            verbinding.request("POST", "/werkplek/geleerdenwijk/budget/boek/", inhoud, kop)
            antwoord = verbinding.getresponse()
            return antwoord.status, antwoord.read().decode()

        uit = tegelijk(stuur, 50)
    assert [antwoord for antwoord in uit if isinstance(antwoord, Exception)] == []
    assert [status for status, _ in uit].count(302) == 25
    assert all(status == 422 and "Dat is te veel" in tekst for status, tekst in uit if status != 302)
    precies_op(budget)


def test_twee_tegelijk_met_dezelfde_sleutel_boeken_een_keer(budget, project, budgetbeheerder):
    sleutel = uuid.uuid4()
    uit = tegelijk(lambda n: deeds.reserveer(Budget.objects.get(), Project.objects.get(), Bedrag("100"), sleutel=sleutel, door=SYSTEEM), 10)
    assert Boeking.objects.filter(sleutel=sleutel).count() == 1 and potten(budget)["gereserveerd"] == Bedrag("100")
    assert all(isinstance(een, Boeking | Geweigerd) for een in uit)


def test_tien_mensen_beslissen_over_een_boeking(budget, project, budgetbeheerder, persoon):
    boeking = deeds.reserveer(budget, project, Bedrag("3.000"), door=budgetbeheerder)
    mensen = [persoon("budgetbeheerder") for _ in range(10)]

    def beslis(n):
        wat = Boeking.objects.select_related("budget__wijk", "project").get(pk=boeking.pk)
        return deeds.geef_akkoord(wat, door=mensen[n]) if n % 2 else deeds.wijs_af(wat, "nee", door=mensen[n])

    uit = tegelijk(beslis, 10)
    assert sum(not isinstance(een, Exception) for een in uit) == 1
    assert all("al beslist" in str(een) for een in uit if isinstance(een, Exception))
    assert not verschillen(budget)


def test_200_keer_gedood_midden_in_een_boeking(budget, project):
    opdracht = [sys.executable, "-m", "tests.budget.proces", "dood", "200"]
    klaar = subprocess.run(opdracht, cwd=HIER, env=omgeving(), capture_output=True, text=True, timeout=600, check=False)
    assert "200 keren, 0 fouten" in klaar.stdout, klaar.stdout + klaar.stderr
    assert Boeking.objects.count() >= 200 and connection.vendor in klaar.stdout
    assert subprocess.run([sys.executable, "manage.py", "controleer_budget"], cwd=HIER, env=omgeving(), check=False).returncode == 0
