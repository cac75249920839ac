"""The page of an idea says for every status who decides now and by when, and what became of it; without the name of an official."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from budget import deeds as geld
from participatie.aan_zet import aan_zet
from participatie.deeds.ideeen import dien_in
from participatie.deeds.toetsen import heropen, naar_onderhoud
from participatie.models import Idee, Mijlpaal, Overleg, Project, Vervolgstap
from wijk.bedrag import Bedrag
from wijk.models import Rol, Thema
from wijk.rechten import SYSTEEM

S = Idee.Status


@pytest.fixture
def in_status(wijk, idee):
    """`in_status("past")`: the idea as it is then, written past the deeds."""

    def zet(status: str, **velden) -> Idee:
        Idee.objects.filter(pk=idee.pk).update(status=status, **velden)
        return Idee.objects.voor_pagina().get(pk=idee.pk)

    return zet


def test_elke_stand_zegt_wie_er_aan_zet_is_en_wat_er_gebeurt(wijk, idee, in_status, client):
    project = Project.objects.create(wijk=wijk, slug="licht", titel="Licht")
    ander = dien_in(wijk, titel="Ander", soort="kans", door=None)
    nodig = {"project": {"project": project}, "samengevoegd": {"samengevoegd_met": ander}, "onbevestigd": {"openbaar": False}}
    nodig["teruggezet"] = {"openbaar": False, "gesplitst_uit": ander}
    for status in S.values:
        zo = in_status(status, **{"project": None, "samengevoegd_met": None, "openbaar": True} | nodig.get(status, {}))
        beurt = aan_zet(zo)
        assert beurt.wie and beurt.wat.endswith("."), status
        if zo.openbaar and status != "ingetrokken":
            tekst = client.get(f"{idee.get_absolute_url()}?lees=ja").content.decode()
            assert "Wie beslist nu?" in tekst and beurt.wie in tekst and beurt.wat in tekst, status


def test_de_naam_van_de_ambtenaar_staat_nergens(idee, in_status, ambtenaar, client):
    in_status(S.IN_BEHANDELING, behandelaar=ambtenaar)
    tekst = client.get(idee.get_absolute_url()).content.decode()
    assert "Een ambtenaar van de gemeente" in tekst and ambtenaar.naam not in tekst and ambtenaar.email not in tekst


def test_er_staat_wanneer_en_eerlijk_als_het_te_laat_is(in_status):
    assert aan_zet(in_status(S.ONTVANGEN, antwoord_voor=date(2099, 3, 14))).wanneer == "Uiterlijk 14 maart 2099"
    assert aan_zet(in_status(S.ONTVANGEN, antwoord_voor=date(2020, 3, 14))).wanneer == "Het had op 14 maart 2020 klaar moeten zijn"
    Thema.objects.update(open_vanaf=date(2099, 5, 1))
    assert aan_zet(in_status(S.WACHT_OP_THEMA)).wanneer == "Vanaf 1 mei 2099"


def test_na_het_antwoord_beslist_het_volgende_overleg_ook_waar_het_college_het_programma_vaststelt(wijk, in_status):
    Rol.objects.create(wijk=wijk, persoon="Het college", soort="besluit", toelichting="stelt het programma vast")
    begin = timezone.now()
    for dagen, titel in ((-3, "Geweest"), (9, "Later"), (5, "Eerste")):
        Overleg.objects.create(wijk=wijk, titel=titel, begint=begin + timedelta(days=dagen), plaats="hier")
    beurt = aan_zet(in_status(S.PAST))
    assert beurt.wie == "Bewoners, organisaties en de gemeente samen" and beurt.wanneer.startswith("Het volgende overleg is op")
    agenda = Overleg.objects.get(titel="Later")
    agenda.agenda.add(idee := in_status(S.PAST))
    assert Overleg.objects.volgende_over(idee) == agenda, "the one with this idea on its agenda"


def test_wat_anderen_oppakken_noemt_wie_en_wanneer(wijk, in_status, idee):
    overleg = Overleg.objects.create(wijk=wijk, titel="Overleg", begint=timezone.now(), plaats="hier", status="gehouden")
    Vervolgstap.objects.create(overleg=overleg, idee=idee, besluit="opgepakt", reden="Zij willen.", wie="de school", voor=date(2099, 6, 1))
    beurt = aan_zet(in_status(S.OPGEPAKT))
    assert (beurt.wie, beurt.wanneer) == ("De school", "Voor 1 juni 2099")


def test_een_project_zegt_wie_beslist_wat_volgt_en_hoeveel_euro(wijk, in_status, idee, client):
    project = Project.objects.create(wijk=wijk, slug="licht", titel="Licht", status="uitvoering", geen_eigen_randvoorwaarden=True)
    project.rollen.add(*[Rol.objects.create(wijk=wijk, persoon=p, soort=s, proces=False) for p, s in (("De buurt", "besluit"), ("Ans", "meedoen"))])
    Mijlpaal.objects.create(project=project, titel="Al klaar", datum=date(2020, 1, 1), klaar_op=date(2020, 1, 1))
    Mijlpaal.objects.create(project=project, titel="Lampen plaatsen", datum=date(2099, 1, 1))
    beurt = aan_zet(in_status(S.PROJECT, project=project))
    assert (beurt.wie, beurt.wanneer) == ("De buurt", "Lampen plaatsen: 1 januari 2099")

    def pagina() -> str:
        return client.get(idee.get_absolute_url()).content.decode()

    assert "Voor het project" not in pagina(), "no budget, nothing to say"
    geld.stel_beschikbaar(wijk, Bedrag("50.000"), "Startnotitie", door=SYSTEEM)
    assert "Aan het project is nog geen geld toegekend." in pagina()
    geld.reserveer(wijk.budget, project, Bedrag("1.200"), door=SYSTEEM)
    geld.verplicht(wijk.budget, project, Bedrag("800"), door=SYSTEEM)
    geld.betaal(wijk.budget, project, Bedrag("800"), door=SYSTEEM)
    assert "Aan het project is € 1.200 toegekend. Daarvan is € 800 betaald." in pagina().replace("\xa0", " ")
    Project.objects.update(kost_niets=True)
    assert "Het project kost niets uit het wijkbudget." in pagina()


def test_wie_opnieuw_kijkt_zegt_niet_dat_het_eerste_antwoord_te_laat_was(wijk, idee, ambtenaar, client):
    """The promised day was met by the first answer."""
    naar_onderhoud(idee, "We geven het door.", door=ambtenaar)
    idee.refresh_from_db()
    heropen(idee, "De regel is anders.", door=ambtenaar)
    Idee.objects.filter(pk=idee.pk).update(eerst_beloofd=date(2020, 3, 14))
    beurt = aan_zet(Idee.objects.voor_pagina().get(pk=idee.pk))
    assert beurt.wat.startswith("Die kijkt opnieuw naar het idee.") and not beurt.wanneer
    pagina, lijst = (client.get(pad).content.decode() for pad in (idee.get_absolute_url(), "/geleerdenwijk/ideeen/"))
    assert "We kijken opnieuw naar dit idee." in pagina and "We kijken opnieuw naar dit idee." in lijst
    assert "Het eerste antwoord moest er uiterlijk 14 maart 2020 zijn." in pagina and "niet gelukt" not in pagina + lijst
