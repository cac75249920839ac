"""A whole year of the pilot, by deeds alone: every figure of it is what SQL counts too, on its way and when it is full; also of who was asked."""

import random

import pytest
from django.utils import timezone

from budget.stand import verschillen
from evaluatie import deeds
from evaluatie.jaar import periode
from evaluatie.models import Evaluatie, Kant
from tests.evaluatie.hulp import schrijf_op
from tests.evaluatie.jaar import IDEEEN, PROJECTEN, leef_een_jaar, op
from tests.evaluatie.zelf_geteld import Sql, antwoorden_op_pagina, getallen, zelf_geteld, zelf_geteld_antwoorden
from wijk.models import Wijk
from wijk.rechten import SYSTEEM


def kijk_terug(wijk: Wijk) -> Evaluatie:
    """Everybody ever involved is asked, and more on paper; most answer most questions, some come by. Then it is closed."""
    lot = random.Random(2)
    evaluatie = deeds.maak_evaluatie(wijk, {"titel": "Het jaar", "open_tot": timezone.localdate()}, door=SYSTEEM)
    for kant in Kant:
        deeds.nodig_uit(evaluatie, kant, [], 12, door=SYSTEEM)
    deeds.nodig_betrokkenen_uit(evaluatie, door=SYSTEEM)
    deeds.open_evaluatie(evaluatie, eerder=True, door=SYSTEEM)
    vragen = list(evaluatie.vragen.all())

    def antwoorden(kant: str) -> dict:
        mijn = [vraag for vraag in vragen if vraag.kant in ("", kant) and (vraag.volgorde == 1 or lot.random() < 0.9)]
        return {vraag: lot.randint(1, 5) if vraag.soort == "cijfer" else "Goed." for vraag in mijn}

    for genodigde in evaluatie.genodigden.select_related("evaluatie__wijk"):
        if lot.random() < 0.8:
            deeds.vul_in(genodigde, antwoorden(genodigde.kant), door=None)
    for _ in range(7):
        deeds.vul_in_zonder_uitnodiging(evaluatie, antwoorden(""), door=None)
    return deeds.sluit(evaluatie, door=SYSTEEM)


@pytest.mark.parametrize("dag", [200, 366])
def test_elk_cijfer_van_een_geleefd_jaar_is_wat_sql_ook_telt(db, client, dag):
    wijk = leef_een_jaar(tot=dag)
    if dag > 365:
        assert wijk.ideeen.count() == IDEEEN and wijk.projecten.count() == PROJECTEN
    assert not verschillen(wijk.budget)
    with op(dag, 20):
        for jaar in (1, 2):
            evaluatie = kijk_terug(wijk) if jaar == 1 else Evaluatie.objects.create(wijk=wijk, titel="Jaar 2", jaar=2, status="open")
            pagina = client.get(evaluatie.get_absolute_url()).content.decode()
            over = periode(wijk, jaar)
            sql, op_pagina = Sql(wijk.pk, over.van, over.tot), getallen(pagina)
            assert op_pagina == zelf_geteld(sql)
            if jaar == 1:
                # It is about something: hardly a figure that must move is zero.
                assert len([waarde for waarde in op_pagina.values() if waarde]) > 40, op_pagina
                assert dag < 365 or all(op_pagina[naam] for naam in ("antwoord.laat", "project.gestopt", "zelf.opgepakt", "wandeling.mee"))
                assert antwoorden_op_pagina(pagina) == zelf_geteld_antwoorden(sql, evaluatie.pk)
        if dag > 365:
            # What is kept when it is concluded is what SQL counts of the whole year.
            evaluatie = Evaluatie.objects.get(jaar=1)
            schrijf_op(evaluatie, door=SYSTEEM)
            deeds.stel_vast(evaluatie, "Het werkte.", ongelezen=True, door=SYSTEEM)
            pagina = client.get(evaluatie.get_absolute_url()).content.decode()
            over = periode(wijk, 1)
            assert getallen(pagina) == zelf_geteld(Sql(wijk.pk, over.van, over.tot))
