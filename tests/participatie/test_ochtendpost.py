"""Each morning an official hears what must be answered: once, and only what is theirs or nobody's."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from participatie.deeds.ideeen import dien_in
from participatie.deeds.ochtendpost import stuur_ochtendpost
from participatie.models import Idee
from tests.gelijktijdig import tegelijk
from wijk.fouten import GeenRecht
from wijk.models import Gebeurtenis
from wijk.rechten import SYSTEEM


@pytest.fixture
def idee_dat_wacht(wijk):
    def maak(titel: str, dagen: int, **velden) -> Idee:
        idee = dien_in(wijk, titel=titel, soort="kans", door=SYSTEEM)
        Idee.objects.filter(pk=idee.pk).update(antwoord_voor=timezone.localdate() + timedelta(days=dagen), **velden)
        return idee

    return maak


def test_ieder_hoort_wat_van_hem_of_van_niemand_is(wijk, persoon, idee_dat_wacht):
    anna, kassier = persoon("ambtenaar", "anna@voorbeeld.nl"), persoon("budgetbeheerder")
    persoon("wijkcoordinator", "bert@voorbeeld.nl")
    idee_dat_wacht("Laat van Anna", -3, behandelaar=anna, status="in_behandeling")
    idee_dat_wacht("Bijna, van niemand", 5)
    idee_dat_wacht("Nog lang niet", 20)
    idee_dat_wacht("Al beantwoord", -9, status="past")
    call_command("stuur_ochtendpost", verbosity=0)
    call_command("stuur_ochtendpost", verbosity=0)
    van_anna, van_bert = sorted(mail.outbox, key=lambda brief: brief.to)
    assert (van_anna.to, van_bert.to) == (["anna@voorbeeld.nl"], ["bert@voorbeeld.nl"])
    assert van_anna.subject == "1 idee is te laat" and van_bert.subject == "1 idee vraagt antwoord"
    assert "Laat van Anna" in van_anna.body and "bij u" in van_anna.body and "Bijna, van niemand" in van_anna.body
    assert "Laat van Anna" not in van_bert.body and "Bijna, van niemand" in van_bert.body
    for brief in mail.outbox:
        assert "Nog lang niet" not in brief.body and "Al beantwoord" not in brief.body
    assert kassier.email not in {adres for brief in mail.outbox for adres in brief.to}
    assert Gebeurtenis.objects.filter(soort="werklijst.gemaild").count() == 1


def test_wie_niets_te_doen_heeft_of_niet_meer_werkt_krijgt_niets(wijk, persoon, idee_dat_wacht):
    persoon("ambtenaar")
    call_command("stuur_ochtendpost", verbosity=0)
    weg = persoon("ambtenaar")
    weg.is_active = False
    weg.save()
    idee_dat_wacht("Laat", -1)
    call_command("stuur_ochtendpost", verbosity=0)
    assert weg.email not in [adres for brief in mail.outbox for adres in brief.to] and len(mail.outbox) == 1


def test_een_bewoner_kan_het_niet_laten_versturen(wijk, bewoner):
    with pytest.raises(GeenRecht):
        stuur_ochtendpost(wijk, timezone.localdate(), door=bewoner)


@pytest.mark.django_db(transaction=True)
def test_twee_tegelijk_sturen_het_een_keer(wijk, ambtenaar, idee_dat_wacht):
    idee_dat_wacht("Laat", -1)
    assert sorted(tegelijk(lambda _: stuur_ochtendpost(wijk, timezone.localdate(), door=SYSTEEM), 4)) == [0, 0, 0, 1]
    assert len(mail.outbox) == 1
