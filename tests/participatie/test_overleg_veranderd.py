"""An overleg that is moved or called off: who gets no mail is told too, and nobody counts as coming on a day that they did not choose."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from participatie.deeds import overleg as deeds
from participatie.deeds import overlegpost as post
from tests.evaluatie.documenten import pdf_tekst
from tests.participatie.overlegplek import WERK, stappen
from wijk.fouten import Geweigerd
from wijk.woorden import datum

TAAK = "overleg is anders of gaat niet door: bel of schrijf wie geen e-mail heeft"


@pytest.fixture
def cor(meedenkers, overleg, ambtenaar):
    """Somebody without an e-mail address, who was called and comes; the others were mailed."""
    post.nodig_uit(overleg, door=ambtenaar)
    return post.noteer_antwoord(overleg.genodigden.get(naam="Cor"), {"via": "telefoon", "antwoord": "ja"}, door=ambtenaar)


def test_na_een_verplaatsing_staat_wie_geen_mail_heeft_weer_op_de_lijst(cor, overleg, wijk, ambtenaar, als):
    bea = post.zeg_of_u_komt(overleg.genodigden.get(naam="Bea"), "ja", door=None)
    client, hier = als(ambtenaar), f"{WERK}{overleg.pk}/"
    deeds.bewaar_overleg(wijk, {"begint": overleg.begint + timedelta(days=1)}, overleg, door=ambtenaar)
    tellingen = overleg.genodigden.tellingen()
    assert (tellingen["komen"], tellingen["kwamen"], tellingen["te_horen"]) == (0, 2, 1)
    assert stappen(wijk, ambtenaar)[TAAK] == 1
    assert "1 weet nog niet dat het overleg veranderd is." in client.get(f"{hier}genodigden/").content.decode()
    assert "1 persoon zonder e-mail weet nog niet" in client.get(hier).content.decode()
    brieven = client.get(f"{hier}brieven/")
    assert [mens.te_printen for mens in brieven.context["mensen"]] == [True]
    brief = pdf_tekst(client.get(f"{hier}brieven.pdf?brief={cor.pk}").content)
    assert "Veranderd:Hetvervolg" in brief and datum(overleg.dag).replace(" ", "") in brief and "Laatwetenofdatooknuzois." in brief
    with pytest.raises(Geweigerd, match="al uitgenodigd"):
        cor.refresh_from_db()
        post.haal_van_lijst(cor, door=ambtenaar)
    client.post(f"{hier}brieven/", {"brief": cor.pk})
    assert TAAK not in stappen(wijk, ambtenaar) and overleg.genodigden.tellingen()["komen"] == 0
    cor.refresh_from_db()
    post.noteer_antwoord(cor, {"via": "brief", "antwoord": "", "op_papier": True}, door=ambtenaar)
    assert (cor.antwoord, cor.antwoord_oud) == ("ja", True)  # no answer yet: what was said before stays to be confirmed
    post.noteer_antwoord(cor, {"via": "telefoon", "antwoord": "ja"}, door=ambtenaar)
    bea.refresh_from_db()
    assert "Daarna is het moment veranderd." in client.get(bea.get_absolute_url()).content.decode()
    client.post(bea.get_absolute_url(), {"antwoord": "ja"})
    assert overleg.genodigden.tellingen()["komen"] == 2
    deeds.bewaar_overleg(wijk, {"plaats": "de kerk", "begint": overleg.begint}, overleg, door=ambtenaar)
    assert overleg.genodigden.tellingen()["komen"] == 2 and stappen(wijk, ambtenaar)[TAAK] == 1  # the answers stand, the place is to be told
    with pytest.raises(DatabaseError), transaction.atomic():
        overleg.genodigden.filter(pk=bea.pk).update(antwoord="", antwoord_oud=True)


def test_dat_het_niet_doorgaat_wordt_ook_geschreven_of_gebeld(cor, overleg, wijk, ambtenaar, als):
    client, hier = als(ambtenaar), f"{WERK}{overleg.pk}/"
    deeds.gelast_overleg_af(overleg, {"reden_afgelast": "De zaal heeft lekkage."}, door=ambtenaar)
    assert stappen(wijk, ambtenaar)[TAAK] == 1
    assert "1 weet nog niet dat het niet doorgaat." in client.get(f"{hier}genodigden/").content.decode()
    brief = pdf_tekst(client.get(f"{hier}brieven.pdf?brief={cor.pk}").content)
    assert "Gaatnietdoor:Hetvervolg" in brief and "Dezaalheeftlekkage." in brief
    client.post(f"{hier}brieven/", {"brief": cor.pk})
    assert TAAK not in stappen(wijk, ambtenaar)
    client.post(f"{hier}brieven/", {"terug": cor.pk})
    assert stappen(wijk, ambtenaar)[TAAK] == 1
    pad = f"{hier}genodigden/{cor.pk}/"
    form = client.get(pad).context["form"]
    assert list(form.fields) == ["via", "gezien"]
    assert client.post(pad, {"via": "telefoon", "gezien": form["gezien"].value()}).status_code == 302
    assert TAAK not in stappen(wijk, ambtenaar) and overleg.genodigden.get(pk=cor.pk).via == "telefoon"
    overleg.genodigden.update(uitgenodigd_op=None, via="")
    type(overleg).objects.update(begint=timezone.now() - timedelta(hours=1))
    assert TAAK not in stappen(wijk, ambtenaar)  # its moment went by
