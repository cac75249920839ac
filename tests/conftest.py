"""What every test can ask for: the pilot's wijk, a person of each function, and a way to sign in."""

from datetime import date

import pytest
from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone

from tests import migreren, sjabloon
from tests.machines import django_db_modify_db_settings  # noqa: F401 (a fixture that must stand nearer than pytest-django's own)
from wijk.models import Bevoegdheid, Gebruiker, Partij, Thema, Wijk
from wijk.rechten import Functie


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb) -> bool:
    """On SQLite the file of the database goes with the run's folder, and may begin as what an earlier run migrated."""
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker):
    """After a test with real transactions the rows that the migrations leave are put back; Django's own flush takes up to a second."""
    with django_db_blocker.unblock():
        migreren.bewaar_gemigreerd(request.config)
        sjabloon.bewaar(sjabloon.LEEG)
    TransactionTestCase._fixture_teardown = lambda _: sjabloon.zet_terug(sjabloon.LEEG)


@pytest.fixture(autouse=True)
def verse_paginas(settings):
    """Each page is made anew, since tests also write rows without a deed; tests/wijk/test_bewaarde_paginas.py turns keeping on."""
    settings.PAGINAS_BEWAREN = 0


# Roughly the Geleerdenwijk; enough for points inside and outside.
GRENS = {"type": "Polygon", "coordinates": [[[4.61, 52.345], [4.625, 52.345], [4.625, 52.355], [4.61, 52.355], [4.61, 52.345]]]}
BINNEN = {"lat": 52.35, "lon": 4.618}
BUITEN = {"lat": 52.37, "lon": 4.618}


@pytest.fixture
def wijk(db) -> Wijk:
    return Wijk.objects.create(naam="Geleerdenwijk", slug="geleerdenwijk", status=Wijk.Status.LOPEND, grens=GRENS)


@pytest.fixture
def andere_wijk(db) -> Wijk:
    return Wijk.objects.create(naam="Rivierenwijk", slug="rivierenwijk", status=Wijk.Status.LOPEND)


@pytest.fixture
def thema(wijk) -> Thema:
    return Thema.objects.create(wijk=wijk, naam="Verlichting", open_vanaf=date(2020, 1, 1), geopend_op=timezone.now())


@pytest.fixture
def partij(wijk) -> Partij:
    return Partij.objects.create(wijk=wijk, naam="Stichting WIJ Heemstede", soort=Partij.Soort.WELZIJN, onmisbaar=True)


@pytest.fixture
def persoon(wijk):
    """`persoon("ambtenaar")`: somebody with this function in the wijk (`bewoner`: signed in, no function)."""

    def maak(functie: str = "bewoner", email: str | None = None, in_wijk: Wijk | None = wijk) -> Gebruiker:
        gebruiker = Gebruiker.objects.create_user(email or f"{functie}{Gebruiker.objects.count()}@voorbeeld.nl", naam=functie.capitalize())
        if functie != "bewoner":
            spreekt_voor = (
                Partij.objects.get_or_create(wijk=in_wijk, naam="Voorbeeldpartij", defaults={"soort": "bedrijf"})[0]
                if functie == "organisatie"
                else None
            )
            Bevoegdheid.objects.create(gebruiker=gebruiker, wijk=in_wijk, functie=Functie(functie), partij=spreekt_voor)
        return gebruiker

    return maak


@pytest.fixture
def bewoner(persoon):
    return persoon("bewoner")


@pytest.fixture
def ambtenaar(persoon):
    return persoon("ambtenaar")


@pytest.fixture
def wijkcoordinator(persoon):
    return persoon("wijkcoordinator")


@pytest.fixture
def budgetbeheerder(persoon):
    return persoon("budgetbeheerder")


@pytest.fixture
def bestuur(persoon):
    return persoon("bestuur")


@pytest.fixture
def beheerder(persoon):
    return persoon("beheerder")


@pytest.fixture
def als(client):
    """`als(ambtenaar)`: the test client, signed in as this person."""

    def inloggen(gebruiker: Gebruiker):
        client.force_login(gebruiker, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return inloggen
