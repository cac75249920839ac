from datetime import timedelta

import pytest
from django.utils import timezone

from budget import deeds
from budget.models import Budget
from participatie.models import Project
from tests.budget.hulp import maak_project
from wijk.bedrag import Bedrag
from wijk.rechten import SYSTEEM


@pytest.fixture
def project(wijk) -> Project:
    return maak_project(wijk)


@pytest.fixture
def budget(wijk) -> Budget:
    lang_geleden = timezone.localdate() - timedelta(days=400)
    deeds.stel_beschikbaar(wijk, Bedrag("50.000"), "Startnotitie", datum=lang_geleden, door=SYSTEEM)
    return wijk.budget


@pytest.fixture
def tweede(persoon):
    """Somebody else who keeps the books."""
    return persoon("budgetbeheerder")
