"""A walk that changes or is called off: everyone who knew of it hears, by mail or because an official is told to call."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from participatie.deeds.aanmeldingen import wijzig_aanmelding
from participatie.deeds.uitnodigen import nodig_groep_uit, verstuur
from participatie.deeds.voorbereiden import bewaar_bereikplan
from participatie.deeds.wandelingen import bewaar_wandeling, gelast_af, meld_aan
from participatie.models import Aanmelding, Bereikplan, Uitnodiging
from participatie.voorbereiden import punten
from participatie.werklijst import wandelingen as taken
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Contactpersoon, Gebeurtenis, Partij


@pytest.fixture
def uitgenodigd(wandeling, ambtenaar):
    """Ans signed up by mail, Bram without an address, Cor waits; a school was mailed, residents got a flyer."""
    meld_aan(wandeling, {"naam": "Ans", "email": "ans@voorbeeld.nl", "aantal": 3}, door=None)
    meld_aan(wandeling, {"naam": "Bram", "telefoon": "023 1", "aantal": 2}, door=None)
    meld_aan(wandeling, {"naam": "Cor"}, door=None)
    school = Partij.objects.create(wijk=wandeling.wijk, naam="De school", soort="school")
    Contactpersoon.objects.create(partij=school, naam="Juf", email="juf@school.nl")
    verstuur(nodig_groep_uit(wandeling, {"partij": school, "kanaal": "e-mail", "tekst": "Kom!"}, door=ambtenaar), door=ambtenaar)
    bewoners = Partij.objects.create(wijk=wandeling.wijk, naam="Bewoners", soort="bewoners")
    flyer = {"partij": bewoners, "kanaal": "flyer", "datum": timezone.localdate(), "bereikt": 1080}
    nodig_groep_uit(wandeling, flyer, door=ambtenaar)
    mail.outbox.clear()
    return wandeling


def _stuur(client, pad, **velden):
    """The form as it was opened, with these fields."""
    gezien = client.get(pad).context["form"].initial["gezien"]
    return client.post(pad, {**velden, "gezien": gezien}, follow=True)


def test_een_andere_dag_wordt_iedereen_verteld_en_wie_geen_mail_heeft_staat_op_de_bellijst(uitgenodigd, als, ambtenaar, client):
    wandeling, hier = uitgenodigd, f"/werkplek/geleerdenwijk/wandelingen/{uitgenodigd.pk}/"
    bewaar_bereikplan(wandeling, "jongeren", {"hoe": "School", "via": "WIJ", "voor": timezone.localdate(wandeling.begint)}, door=ambtenaar)
    als(ambtenaar)
    morgen = f"{timezone.localtime(wandeling.begint) + timedelta(days=1):%Y-%m-%dT%H:%M}"
    tekst = _stuur(client, f"{hier}wijzigen/", titel="W", begint=morgen, vertrekpunt="het plein", plaatsen=5).content.decode()
    assert "1 aangemeld adres en 1 uitgenodigd adres" in tekst and "2 aanmeldingen hebben geen e-mailadres" in tekst
    assert "Klopt niet meer: flyer (Bewoners, 1080 bereikt)" in tekst
    assert {m.to[0]: "uitnodiging door?" in m.body for m in mail.outbox} == {"ans@voorbeeld.nl": False, "juf@school.nl": True}
    wandeling.refresh_from_db()
    lijst = client.get(f"{hier}bellen/").content.decode()
    assert "Bram" in lijst and "023 1" in lijst and "(staat op de wachtlijst)" in lijst and "Ans" not in lijst
    punt = punten(wandeling)[0]
    assert punt.wat.startswith("2 aanmeldingen") and not punt.klaar
    for iemand in Aanmelding.objects.te_bellen():
        client.post(f"{hier}bellen/", {"verteld": iemand.pk})
    assert "Iedereen weet het" in client.get(f"{hier}bellen/").content.decode()
    assert Gebeurtenis.objects.filter(soort="aanmelding.verteld").count() == 2
    flyer = Uitnodiging.objects.get(klopt_niet_meer=True)
    assert "Klopt niet meer: flyer (Bewoners, 1080 bereikt)" in next(punt.wat for punt in punten(wandeling) if punt.naam == "De uitnodigingen")
    _stuur(client, f"{hier}uitnodigen/{flyer.pk}/", partij=flyer.partij_id, kanaal="flyer", bereikt=1080, datum=flyer.datum)
    assert not Uitnodiging.objects.filter(klopt_niet_meer=True).exists()


def test_een_plan_van_na_de_wandeling_is_niet_klaar(wijk, wandeling, ambtenaar):
    velden = {"hoe": "School", "via": "WIJ", "voor": timezone.localdate(wandeling.begint)}
    with pytest.raises(Geweigerd, match="na de wandeling"):
        bewaar_bereikplan(wandeling, "jongeren", {**velden, "voor": velden["voor"] + timedelta(days=1)}, door=ambtenaar)
    bewaar_bereikplan(wandeling, "jongeren", velden, door=ambtenaar)
    eerder = {"titel": "W", "begint": wandeling.begint - timedelta(days=1), "vertrekpunt": "het plein"}
    bewaar_wandeling(wijk, eerder, None, wandeling, door=ambtenaar)
    punt = next(punt for punt in punten(wandeling) if Bereikplan.Groep.JONGEREN.label in punt.naam)
    assert not punt.klaar and "na de wandeling" in punt.wat


def test_afgelasten_vertelt_ook_wie_was_uitgenodigd_en_zet_op_de_bellijst(uitgenodigd, als, ambtenaar, client):
    gelast_af(uitgenodigd, "Storm.", door=ambtenaar)
    assert sorted(m.to[0] for m in mail.outbox) == ["ans@voorbeeld.nl", "juf@school.nl"]
    tekst = als(ambtenaar).get(f"/werkplek/geleerdenwijk/wandelingen/{uitgenodigd.pk}/").content.decode()
    assert "Bel nog 2 aanmeldingen zonder e-mailadres" in tekst and "klopt niet meer" in tekst
    taak = next(taak for taak in taken(uitgenodigd.wijk) if "bellen" in taak.titel)
    assert taak.aantal == 1 and taak.pad.endswith("/bellen/")
    assert "Storm." in client.get(taak.pad).content.decode()
    client.logout()
    eigen = client.get(f"/geleerdenwijk/aangemeld/{Aanmelding.objects.get(naam='Bram').code}/").content.decode()
    assert "De wandeling gaat niet door" in eigen and "Storm." in eigen and "U bent aangemeld" not in eigen


def test_wie_belt_meldt_de_ambtenaar_af_en_de_eerste_van_de_wachtlijst_hoort_dat(uitgenodigd, als, ambtenaar, bestuur, client):
    bram, cor = Aanmelding.objects.get(naam="Bram"), Aanmelding.objects.get(naam="Cor")
    pad = f"/werkplek/geleerdenwijk/wandelingen/{uitgenodigd.pk}/"
    als(ambtenaar)
    lijst = client.get(f"{pad}aanwezigheid/").content.decode()
    assert f"{pad}aanmelding/{bram.pk}/" in lijst and "023 1" in lijst
    tekst = client.post(f"{pad}aanmelding/{bram.pk}/", {"af": "1"}, follow=True).content.decode()
    assert "Bram is afgemeld. 1 aanmelding van de wachtlijst kreeg een plaats." in tekst
    cor.refresh_from_db()
    assert not cor.wachtlijst and cor.te_vertellen == "plaats" and Aanmelding.objects.te_bellen().get() == cor
    with pytest.raises(GeenRecht):
        wijzig_aanmelding(cor, {"aantal": 1}, door=bestuur)


def test_wie_van_de_lijst_gaat_en_een_adres_heeft_krijgt_een_mail(uitgenodigd, als, ambtenaar, client):
    ans, bram = Aanmelding.objects.get(naam="Ans"), Aanmelding.objects.get(naam="Bram")
    pad = f"/werkplek/geleerdenwijk/wandelingen/{uitgenodigd.pk}/aanmelding/"
    als(ambtenaar)
    assert "Wij mailen Ans" in client.get(f"{pad}{ans.pk}/").content.decode()
    assert "Bram krijgt van ons geen bericht" in client.get(f"{pad}{bram.pk}/").content.decode()
    mail.outbox.clear()
    for iemand in (bram, ans):
        client.post(f"{pad}{iemand.pk}/", {"af": "1"})
    client.post(f"{pad}{ans.pk}/", {"af": "1"})
    assert [(m.to, m.subject) for m in mail.outbox] == [(["ans@voorbeeld.nl"], "U bent afgemeld voor de wijkwandeling")]
    assert "/aanmelden/" in mail.outbox[0].body


def test_meer_mensen_kan_als_er_plaats_is_en_een_nieuw_adres_krijgt_de_bevestiging(uitgenodigd, als, ambtenaar, client):
    bram = Aanmelding.objects.get(naam="Bram")
    Aanmelding.objects.filter(pk=bram.pk).update(te_vertellen="veranderd")
    pad = f"/werkplek/geleerdenwijk/wandelingen/{uitgenodigd.pk}/aanmelding/{bram.pk}/"
    velden = {"naam": "Bram", "telefoon": "023 2", "email": "bram@voorbeeld.nl", "gezien": als(ambtenaar).get(pad).context["form"].initial["gezien"]}
    antwoord = client.post(pad, {**velden, "aantal": "3"})
    assert (
        antwoord.status_code == 422 and "Vul 2 of minder in" in antwoord.context["form"].errors["aantal"][0] and "023 2" in antwoord.content.decode()
    )
    assert client.post(pad, {**velden, "aantal": "1"}).status_code == 302
    was, bram = bram, Aanmelding.objects.get(pk=bram.pk)
    assert (bram.aantal, bram.telefoon, bram.te_vertellen) == (1, "023 2", "") and bram.code != was.code
    assert [m.to for m in mail.outbox] == [["bram@voorbeeld.nl"]] and bram.code in mail.outbox[0].body
    assert not Aanmelding.objects.get(naam="Cor").wachtlijst  # the place that came free
    log = Gebeurtenis.objects.get(soort="aanmelding.gewijzigd")
    assert "bram@voorbeeld.nl" not in str(log.gegevens) and "023" not in str(log.gegevens)


def test_op_de_bellijst_staat_nooit_iemand_met_een_adres(uitgenodigd):
    with pytest.raises(IntegrityError), transaction.atomic():
        Aanmelding.objects.filter(naam="Ans").update(te_vertellen="veranderd")
