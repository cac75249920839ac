"""On the evening itself: ideas come in the order of the agenda, nothing is recorded before it begins, and counts say what they count."""

from datetime import timedelta

import time_machine
from django.utils import timezone

from participatie.deeds import agenda
from participatie.deeds import overleg as deeds
from participatie.deeds.ideeen import dien_in
from participatie.deeds.toetsen import toets
from participatie.models import Overleg
from tests.participatie.overlegplek import WERK, begin, stappen
from wijk.dagen import begin_van


def test_ideeen_komen_in_de_volgorde_van_de_agenda(wijk, thema, kan, overleg, voorwaarde, ambtenaar, client):
    groen = wijk.themas.create(naam="Groen", volgorde=thema.volgorde + 1)
    boom = dien_in(wijk, titel="Een boom", soort="kans", thema=groen, door=None)
    los = dien_in(wijk, titel="Iets los", soort="kans", door=None)
    for idee in (boom, los):
        toets(idee, [(voorwaarde().huidige, "voldoet", "")], "Dit kan.", door=ambtenaar)
        overleg.agenda.add(idee)
    assert list(overleg.te_besluiten()) == [kan, boom, los]
    agenda.maak_agenda(overleg, door=ambtenaar)
    agenda.verplaats_agendapunt(overleg.agendapunten.get(thema=groen), 1, door=ambtenaar)
    agenda.verplaats_agendapunt(overleg.agendapunten.get(titel="Ideeën zonder thema"), 1, door=ambtenaar)
    assert list(overleg.te_besluiten()) == [los, boom, kan]
    begin(overleg)
    for idee in (kan, boom, los):
        deeds.leg_vast(overleg, type(kan).objects.get(pk=idee.pk), "regulier", "De ploeg is er toch.", door=ambtenaar)
    tekst = client.get(overleg.get_absolute_url()).content.decode()
    plekken = [tekst.index(f"Idee {idee.nummer}:") for idee in (los, boom, kan)]
    assert plekken == sorted(plekken)


def test_voor_het_begint_wordt_gevraagd_of_het_al_besloten_is(kan, overleg, ambtenaar, als):
    vandaag = timezone.localdate()
    with time_machine.travel(begin_van(vandaag) + timedelta(hours=9), tick=False):
        Overleg.objects.update(begint=begin_van(vandaag) + timedelta(hours=20, minutes=15))
        pad = f"{WERK}{overleg.pk}/ideeen/{kan.nummer}/"
        velden, client = {"besluit": "project", "reden": "Mooi.", "nieuw_project": "Licht op het pad"}, als(ambtenaar)
        antwoord = client.post(pad, velden)
        assert antwoord.status_code == 422 and "begint pas om 20.15 uur" in antwoord.context["form"].errors["voor_begin"][0]
        assert 'type="checkbox" name="voor_begin"' in antwoord.content.decode()
        assert client.post(pad, velden | {"voor_begin": "on"}).status_code == 302
    kan.refresh_from_db()
    link = f'<a href="{kan.project.get_absolute_url()}">Licht op het pad</a>'
    assert link in client.get(overleg.get_absolute_url()).content.decode()
    assert "Het project heet: Licht op het pad." in overleg.besluiten().get().in_woorden


def test_het_werk_en_de_lijst_zeggen_wat_ze_tellen(wijk, thema, kan, overleg, voorwaarde, ambtenaar, als):
    weer = dien_in(wijk, titel="Nog een keer", soort="kans", thema=thema, door=None)
    toets(weer, [(voorwaarde().huidige, "voldoet", "")], "Dit kan.", door=ambtenaar)
    type(kan).objects.filter(pk=weer.pk).update(status="later")
    overleg.agenda.add(weer)
    assert stappen(wijk, ambtenaar)["idee wacht op een eerste besluit in een overleg"] == 1
    tekst = als(ambtenaar).get(f"{WERK}{overleg.pk}/").content.decode()
    assert "1 idee wacht op een eerste besluit, 1 is eerder uitgesteld. Samen: 2." in tekst
