"""An overleg that is moved or called off: who gets no mail is told too, and nobody counts as coming on a day that they did not choose."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.utils import timezone

from participatie.deeds import agenda, overleglijst
from participatie.deeds import overleg as deeds
from participatie.deeds import overlegpost as post
from tests.evaluatie.documenten import pdf_tekst
from tests.participatie.overlegplek import WERK, begin, stappen
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
    assert "Veranderd:Hetvervolg" in brief and datum(overleg.dag).replace(" ", "") in brief and "Kandatooknu?" in brief
    with pytest.raises(Geweigerd, match="al uitgenodigd"):
        cor.refresh_from_db()
        overleglijst.haal_van_lijst(cor, door=ambtenaar)
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


def test_de_mail_zegt_wat_het_was_en_wat_het_nu_is(cor, overleg, wijk, ambtenaar):
    agenda.bewaar_agendapunt(overleg, {"titel": "Bomen", "minuten": 10}, door=ambtenaar)
    was, mail.outbox[:] = overleg.begint, []
    deeds.bewaar_overleg(wijk, {"begint": was + timedelta(days=1), "plaats": "de kerk"}, overleg, door=ambtenaar)
    for bericht in mail.outbox:
        tekst = bericht.body
        oud, nu = tekst.index(datum(timezone.localdate(was))), tekst.index(datum(overleg.dag))
        assert oud < tekst.index("de school") < nu < tekst.index("de kerk") < tekst.index("Bomen") < tekst.index(overleg.get_absolute_url())
    assert {bericht.to[0] for bericht in mail.outbox} == {"ans@voorbeeld.nl", "bea@voorbeeld.nl"}


def test_vlak_ervoor_verplaatsen_wordt_eerst_gevraagd(cor, overleg, wijk, ambtenaar, als):
    post.bewaar_adres(cor, {}, door=ambtenaar)
    client, hier, mail.outbox[:] = als(ambtenaar), f"{WERK}{overleg.pk}/", []
    with pytest.raises(Geweigerd, match=r"over 20 minuten\. Brieven komen niet op tijd\. Bel deze mensen: Cor\."):
        deeds.bewaar_overleg(wijk, {"begint": timezone.now() + timedelta(minutes=20)}, overleg, door=ambtenaar)
    straks = timezone.localtime() + timedelta(minutes=20)
    velden = {"titel": overleg.titel, "begint": f"{straks:%Y-%m-%dT%H:%M}", "plaats": "de school"}
    velden["gezien"] = client.get(f"{hier}wijzigen/").context["form"]["gezien"].value()
    antwoord = client.post(f"{hier}wijzigen/", velden)
    assert antwoord.status_code == 422 and "kort_dag" in antwoord.context["form"].errors and not mail.outbox
    assert 'type="checkbox" name="kort_dag"' in antwoord.content.decode()
    assert client.post(f"{hier}wijzigen/", velden | {"kort_dag": "on"}).status_code == 302 and len(mail.outbox) == 2
    assert "Bel deze mensen" in client.get(f"{hier}brieven/").content.decode()
    brief = pdf_tekst(client.get(f"{hier}brieven.pdf?brief={cor.pk}").content)
    assert "schrijfeenbrief" not in brief.lower() and "Eenbriefterugkomtnietmeeroptijd." in brief


def test_voor_het_afsluiten_staat_er_wie_niet_hoorde_dat_het_veranderd_was(cor, overleg, wijk, ambtenaar, als):
    client, hier = als(ambtenaar), f"{WERK}{overleg.pk}/"
    assert "1 persoon krijgt geen mail. Die belt of schrijft u zelf: Cor." in client.get(f"{hier}afgelasten/").content.decode()
    deeds.bewaar_overleg(wijk, {"plaats": "de kerk", "begint": overleg.begint}, overleg, door=ambtenaar)
    begin(overleg)
    form = client.get(f"{hier}verslag/schrijven/").context["form"]
    velden = {"aanwezig": 3, "verslag": "Het ging goed.", "gezien": form["gezien"].value(), "doe": "sluit"}
    tekst = client.post(f"{hier}verslag/schrijven/", velden, follow=True).content.decode()
    assert "1 persoon zonder e-mail hoorde niet dat dit overleg veranderd was:" in tekst and "Cor." in tekst and f"{hier}genodigden/" in tekst
    client.post(f"{hier}afsluiten/")
    overleg.refresh_from_db()
    assert overleg.status == "gehouden"
