"""A whole year of the pilot, by deeds alone: every figure of it is what SQL counts too, on its way and when it is full."""

import pytest

from budget.stand import verschillen
from evaluatie.jaar import periode
from evaluatie.models import Evaluatie
from tests.evaluatie.jaar import IDEEEN, PROJECTEN, leef_een_jaar, op
from tests.evaluatie.zelf_geteld import Sql, getallen, zelf_geteld


@pytest.mark.parametrize("dag", [200, 366])
def test_elk_cijfer_van_een_geleefd_jaar_is_wat_sql_ook_telt(db, client, dag):
    wijk = leef_een_jaar(tot=dag)
    if dag > 365:
        assert wijk.ideeen.count() == IDEEEN and wijk.projecten.count() == PROJECTEN
    assert not verschillen(wijk.budget)
    with op(dag, 20):
        for jaar in (1, 2):
            evaluatie = Evaluatie.objects.create(wijk=wijk, titel=f"Jaar {jaar}", jaar=jaar, status="open")
            op_pagina = getallen(client.get(evaluatie.get_absolute_url()).content.decode())
            over = periode(wijk, jaar)
            assert op_pagina == zelf_geteld(Sql(wijk.pk, over.van, over.tot))
            if jaar == 1:
                # It is about something: hardly a figure that must move is zero.
                assert len([waarde for waarde in op_pagina.values() if waarde]) > 40, op_pagina
                assert dag < 365 or all(op_pagina[naam] for naam in ("antwoord.laat", "project.gestopt", "zelf.opgepakt", "wandeling.mee"))
