from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from participatie.deeds import projecten, wandelingen
from participatie.deeds.ideeen import dien_in
from participatie.deeds.overleg import bewaar_overleg
from participatie.deeds.toetsen import toets
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
def begonnen(wandeling):
    """The same walk, on its day."""
    wandeling.begint = timezone.now() - timedelta(hours=1)
    wandeling.save()
    return wandeling


@pytest.fixture
def project(wijk, ambtenaar) -> Project:
    return projecten.begin_project(wijk, {"titel": "Speelplek"}, door=ambtenaar)


@pytest.fixture
def mijlpaal(project, ambtenaar) -> Mijlpaal:
    return projecten.zet_mijlpaal(project, {"titel": "Grondwerk", "datum": over(10)}, door=ambtenaar)


@pytest.fixture
def meedenkers(wandeling):
    """Two people who think along, one of whom walked twice, one without an address, and one who does not think along."""
    nog_een = Wijkwandeling.objects.create(
        wijk=wandeling.wijk, titel="Nog een", begint=wandeling.begint, vertrekpunt="het plein", status="aangekondigd"
    )
    for loop, naam, email, mee in (
        (wandeling, "Ans", "ans@voorbeeld.nl", True),
        (nog_een, "Ans", "Ans@voorbeeld.nl", True),
        (wandeling, "Bea", "bea@voorbeeld.nl", True),
        (wandeling, "Cor", "", True),
        (wandeling, "Dik", "dik@voorbeeld.nl", False),
    ):
        wandelingen.meld_aan(loop, {"naam": naam, "email": email, "denkt_mee": mee}, door=None)
    mail.outbox.clear()


@pytest.fixture
def overleg(wijk, ambtenaar):
    velden = {"titel": "Het vervolg", "begint": timezone.now() + timedelta(days=7), "plaats": "de school"}
    return bewaar_overleg(wijk, velden, door=ambtenaar)


@pytest.fixture
def kan(idee, ambtenaar, voorwaarde):
    """An idea that can be done."""
    toets(idee, [(voorwaarde().huidige, "voldoet", "")], "Dit kan.", door=ambtenaar)
    idee.refresh_from_db()
    mail.outbox.clear()
    return idee
