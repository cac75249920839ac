"""A whole year of the pilot, by deeds alone."""

import pytest

from budget.stand import verschillen
from tests.evaluatie.jaar import IDEEEN, PROJECTEN, leef_een_jaar


@pytest.fixture
def jaar(db):
    return leef_een_jaar()


def test_een_jaar(jaar):
    assert jaar.ideeen.count() == IDEEEN and jaar.projecten.count() == PROJECTEN and not verschillen(jaar.budget)
