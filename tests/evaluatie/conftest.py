import pytest
from django.utils import timezone

from evaluatie import deeds
from evaluatie.models import Evaluatie, Kant


@pytest.fixture
def lopend(wijk, ambtenaar) -> Evaluatie:
    """An evaluation of the process that runs: two asked of each side, by mail."""
    evaluatie = deeds.maak_evaluatie(wijk, {"titel": "Terug op het jaar", "open_tot": timezone.localdate()}, door=ambtenaar)
    for kant in Kant:
        deeds.nodig_uit(evaluatie, kant, [f"{kant}{n}@voorbeeld.nl" for n in (1, 2)], door=ambtenaar)
    return deeds.open_evaluatie(evaluatie, door=ambtenaar)


@pytest.fixture
def vul(lopend, ambtenaar):
    """`vul("bewoners", 4, 5, 3)`: so many of this side (`""`: who comes by) answer the first question of all with these figures."""
    vraag = lopend.vragen.filter(kant="", soort="cijfer").first()

    def doe(kant: str, *cijfers: int):
        for cijfer in cijfers:
            if kant:
                [genodigde] = deeds.nodig_uit(lopend, kant, [], 1, door=ambtenaar)
                deeds.vul_in(genodigde, {vraag: cijfer}, door=None)
            else:
                deeds.vul_in_zonder_uitnodiging(lopend, {vraag: cijfer}, door=None)

    return doe
