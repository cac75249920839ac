"""A whole year of the pilot, by deeds alone."""

from collections import Counter

import pytest

from budget.stand import verschillen
from tests.evaluatie.jaar import IDEEEN, PROJECTEN, leef_een_jaar


@pytest.fixture
def jaar(db):
    return leef_een_jaar()


def test_een_jaar(jaar):
    print(Counter(jaar.ideeen.values_list("status", flat=True)), Counter(jaar.projecten.values_list("status", flat=True)))
    assert jaar.ideeen.count() == IDEEEN and jaar.projecten.count() == PROJECTEN and not verschillen(jaar.budget)
