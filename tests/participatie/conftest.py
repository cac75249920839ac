from datetime import timedelta

import pytest
from django.utils import timezone

from participatie.deeds import projecten
from participatie.deeds.ideeen import dien_in
from participatie.models import Mijlpaal, Project, Wijkwandeling
from tests.participatie.speelplek import over
from wijk.deeds.kader import bewaar_randvoorwaarde
from wijk.rechten import SYSTEEM


@pytest.fixture
def idee(wijk, thema):
    return dien_in(wijk, titel="Meer licht", soort="knelpunt", thema=thema, door=None)


@pytest.fixture
def voorwaarde(wijk):
    """`voorwaarde("Wet")`: a condition of the base set."""

    def maak(titel="De wet"):
        velden = {
            "soort": "inhoudelijk",
            "grond": "wettelijk",
            "themas": [],
            "titel": titel,
            "wat_kan": "Alles wat mag.",
            "wat_kan_niet": "",
            "toelichting": "",
        }
        return bewaar_randvoorwaarde(wijk, velden, door=SYSTEEM)

    return maak


@pytest.fixture
def wandeling(wijk):
    straks = timezone.now() + timedelta(days=7)
    return Wijkwandeling.objects.create(wijk=wijk, titel="Wandeling", begint=straks, vertrekpunt="het plein", status="aangekondigd", plaatsen=5)


@pytest.fixture
def project(wijk, ambtenaar) -> Project:
    return projecten.begin_project(wijk, {"titel": "Speelplek"}, door=ambtenaar)


@pytest.fixture
def mijlpaal(project, ambtenaar) -> Mijlpaal:
    return projecten.zet_mijlpaal(project, {"titel": "Grondwerk", "datum": over(10)}, door=ambtenaar)
