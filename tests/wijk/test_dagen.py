"""A term ends on a day on which the municipality works (Algemene termijnenwet)."""

from datetime import date

import pytest

from wijk.dagen import werkdag_vanaf


@pytest.mark.parametrize(
    ("dag", "wordt"),
    [
        (date(2026, 11, 25), date(2026, 11, 25)),  # a Wednesday
        (date(2026, 11, 28), date(2026, 11, 30)),  # Saturday
        (date(2026, 12, 25), date(2026, 12, 28)),  # Christmas, then a weekend
        (date(2026, 4, 3), date(2026, 4, 7)),  # Good Friday up to and including Easter Monday
        (date(2027, 5, 5), date(2027, 5, 7)),  # 5 May, then Ascension Day
        (date(2026, 4, 27), date(2026, 4, 28)),  # King's Day
    ],
)
def test_een_termijn_eindigt_op_een_werkdag(dag, wordt):
    assert werkdag_vanaf(dag) == wordt


def test_het_antwoord_op_een_idee_is_er_op_een_werkdag(wijk):
    assert wijk.antwoord_voor(date(2026, 11, 28)) == date(2026, 12, 28)  # 28 days later is the day after Christmas, a Saturday
