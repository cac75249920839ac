"""The list of ideas to toets: late ones on top, counts that add up, who has an idea and who looks at it, and the next one."""

from datetime import date, timedelta
from functools import cache

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participatie.deeds.ideeen import dien_in
from participatie.deeds.toetsen import naar_onderhoud
from participatie.deeds.toetslijst import draag_over, geef_terug, kijk_naar, neem
from participatie.models import Bezig, Idee
from participatie.toetslijst import Keuze, Toetslijst
from tests.gelijktijdig import tegelijk
from wijk import werklijst
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Thema
from wijk.rechten import SYSTEEM, rechten_van

LIJST = "/werkplek/geleerdenwijk/toetsen/"
VANDAAG = date(2026, 3, 16)


@pytest.fixture
def ideeen(wijk, thema, ambtenaar, persoon):
    """Twelve ideas that differ in term, theme, official and status."""
    collega, ander = persoon("ambtenaar"), Thema.objects.create(wijk=wijk, naam="Groen")
    for n in range(12):
        idee = dien_in(wijk, titel=f"Idee {n}", soort="kans", door=SYSTEEM)
        Idee.objects.filter(pk=idee.pk).update(
            antwoord_voor=VANDAAG + timedelta(days=(-3, 0, 7, 8)[n % 4]),
            thema=(thema, ander, None)[n % 3],
            status="in_behandeling" if n % 2 else "ontvangen",
            behandelaar=(ambtenaar, collega, None)[n // 4] if n % 2 else None,
        )
    return collega


def test_de_aantallen_van_elke_keuze_tellen_op_tot_het_geheel(wijk, thema, ambtenaar, ideeen):
    keuzes = [("termijn", w) for w in ("", "te_laat", "bijna", "ruim")] + [("stand", "ontvangen"), ("thema", str(thema.pk)), ("thema", "geen")]
    keuzes += [("van", "mij"), ("van", "niemand"), ("van", str(ideeen.pk))]

    @cache  # many choices come by more than once
    def telt(keuze: Keuze) -> int:
        lijst = Toetslijst(wijk, keuze, ambtenaar, VANDAAG)
        assert len(lijst.pagina(1)) == lijst.aantal, keuze
        return lijst.aantal

    for een, waarde in keuzes:
        for twee, nog in keuzes:
            lijst = Toetslijst(wijk, Keuze(**{een: waarde, twee: nog}), ambtenaar, VANDAAG)
            for naam, opties in (("termijn", lijst.termijnen), *((k["naam"], k["opties"]) for k in lijst.kiezers[1:])):
                assert opties[0].aantal == sum(o.aantal for o in opties[1:]), (een, waarde, twee, nog, naam)
                for optie in opties:
                    assert telt(Keuze(**{een: waarde, twee: nog} | {naam: optie.waarde})) == optie.aantal, (een, waarde, twee, nog, optie)


def test_een_keuze_laat_precies_dat_zien(wijk, thema, ambtenaar, ideeen):
    def nummers(**keuze):
        return [idee.nummer for idee in Toetslijst(wijk, Keuze(**keuze), ambtenaar, VANDAAG).pagina(1)]

    assert nummers() == [1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12]  # the earliest term first, then the number
    assert nummers(termijn="te_laat") == [1, 5, 9]
    assert nummers(termijn="bijna") == [2, 6, 10, 3, 7, 11]
    assert nummers(termijn="ruim", stand="in_behandeling") == [4, 8, 12]
    assert nummers(van="mij") == [2, 4] and nummers(van=str(ideeen.pk)) == [6, 8]
    assert nummers(thema="geen", van="niemand") == [9, 3, 12]


def test_de_bladzijden_van_twee_standen_sluiten_op_elkaar_aan(wijk, ambtenaar, ideeen):
    lijst = Toetslijst(wijk, Keuze(), ambtenaar, VANDAAG)
    samen = [idee.nummer for bladzij in (1, 2, 3) for idee in lijst.pagina(bladzij, per=5)]
    assert samen == [idee.nummer for idee in lijst.pagina(1)]
    assert [lijst.pagina(n, per=5).heeft_volgende for n in (1, 2, 3)] == [True, True, False]
    assert lijst.pagina(99, per=5).nummer == 1


@pytest.mark.parametrize("vraag", ["?termijn=morgen", "?thema=x&van=-1", "?lijst=alles&stand=weg", "?thema=99999999999999999999", "?van=²"])
def test_een_keuze_die_niet_bestaat_laat_alles_zien(als, ambtenaar, ideeen, vraag):
    with time_machine.travel(VANDAAG, tick=False):
        antwoord = als(ambtenaar).get(LIJST + vraag)
    assert antwoord.status_code == 200 and antwoord.context["ideeen"].aantal == 12


def test_het_aantal_vragen_aan_de_database_groeit_niet(wijk, als, ambtenaar, ideeen):
    als(ambtenaar)

    def vragen():
        with CaptureQueriesContext(connection) as gesteld:
            assert als(ambtenaar).get(LIJST).status_code == 200
        return len(gesteld)

    for idee in wijk.ideeen.all()[:2]:
        kijk_naar(idee, door=ideeen)
    eerst = vragen()
    for n in range(8):
        idee = dien_in(wijk, titel=f"Nog {n}", soort="kans", thema=wijk.themas.first(), door=SYSTEEM)
        neem(idee, door=ideeen)
        kijk_naar(idee, door=ideeen)
    assert vragen() == eerst


# --- who has it -------------------------------------------------------------------------------------------------------
def test_nemen_overdragen_en_teruggeven(idee, ambtenaar, persoon):
    collega = persoon("wijkcoordinator")
    neem(idee, door=ambtenaar)
    idee.refresh_from_db()
    assert (idee.status, idee.behandelaar) == ("in_behandeling", ambtenaar)
    draag_over(idee, collega, door=ambtenaar)
    assert Idee.objects.get().behandelaar == collega
    neem(idee, door=ambtenaar)  # take it over
    geef_terug(idee, door=collega)
    assert Idee.objects.get().behandelaar is None
    for doe in (lambda: geef_terug(idee, door=collega), lambda: draag_over(idee, persoon("bewoner"), door=ambtenaar)):
        with pytest.raises(Geweigerd):
            doe()
    with pytest.raises(GeenRecht):
        neem(idee, door=persoon("budgetbeheerder"))


def test_wie_iets_neemt_dat_een_ander_net_nam_hoort_dat(idee, ambtenaar, persoon):
    oud = Idee.objects.get()
    neem(idee, door=ambtenaar)
    with pytest.raises(Geweigerd, match="Iemand anders"):
        neem(oud, door=persoon("ambtenaar"))
    draag_over(idee, persoon("ambtenaar"), door=ambtenaar)
    with pytest.raises(Geweigerd, match="Iemand anders"):
        geef_terug(Idee(pk=idee.pk, nummer=idee.nummer, wijk=idee.wijk, status="in_behandeling", behandelaar=ambtenaar), door=ambtenaar)


def test_een_beantwoord_idee_is_niet_te_nemen(idee, ambtenaar, persoon, als):
    naar_onderhoud(idee, "Doorgegeven.", door=ambtenaar)
    idee.refresh_from_db()
    with pytest.raises(Geweigerd):
        neem(idee, door=persoon("ambtenaar"))
    assert "Draag over" not in als(ambtenaar).get(f"{LIJST}{idee.nummer}/").content.decode()


def test_op_de_lijst_en_op_de_pagina_zijn_er_knoppen_voor(idee, ambtenaar, persoon, als):
    collega = persoon("ambtenaar")
    pad, klant, leeg = f"{LIJST}{idee.nummer}/", als(ambtenaar), {"actie": "toets", "gezien": 0}
    assert klant.post(f"{LIJST}?termijn=ruim", {"neem": idee.nummer})["Location"] == f"{LIJST}?termijn=ruim"
    assert Idee.objects.get().behandelaar == ambtenaar
    klant.post(pad, {**leeg, "wat": "overdragen", "aan": collega.pk})
    assert Idee.objects.get().behandelaar == collega
    assert "Neem over van Ambtenaar" in klant.get(pad).content.decode()
    # The log says to whom, for who may see names; and nobody hands over to themselves.
    type(collega).objects.filter(pk=collega.pk).update(naam="Wie het nu heeft")
    log = "/werkplek/geleerdenwijk/logboek/"
    assert "Aan Wie het nu heeft." in klant.get(log).content.decode()
    assert ambtenaar not in klant.get(pad).context["overdragen"].fields["aan"].queryset
    assert "Wie het nu heeft" not in als(persoon("bestuur")).get(log).content.decode()
    klant = als(ambtenaar)
    assert klant.post(f"{pad}?termijn=ruim", {**leeg, "wat": "terug"})["Location"] == f"{pad}?termijn=ruim"
    assert Idee.objects.get().behandelaar is None
    for fout, melding in (({"aan": persoon("bewoner").pk}, "mag in deze wijk niet toetsen"), ({}, "Kies aan wie u het idee overdraagt")):
        antwoord = klant.post(pad, {**leeg, "wat": "overdragen", **fout})
        assert antwoord.status_code == 422 and melding in antwoord.content.decode()
    assert "utrecht-alert" in klant.post(pad, {**leeg, "wat": "terug"}, follow=True).content.decode()
    assert klant.post(LIJST, {"neem": "x"}).status_code == 404
    assert Idee.objects.get().behandelaar is None


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_van_tien_die_tegelijk_nemen_wint_er_een(wijk, thema, persoon):
    idee = dien_in(wijk, titel="Meer licht", soort="knelpunt", thema=thema, door=None)
    mensen = [persoon("ambtenaar") for _ in range(10)]
    uit = tegelijk(lambda n: neem(Idee.objects.select_related("wijk").get(pk=idee.pk), door=mensen[n]).behandelaar_id, 10)
    gelukt = {een for een in uit if not isinstance(een, Exception)}
    assert all(isinstance(een, Geweigerd) for een in uit if een not in gelukt), uit
    assert Idee.objects.get().behandelaar_id in gelukt


# --- who looks --------------------------------------------------------------------------------------------------------
def test_een_ander_ziet_dat_iemand_nu_kijkt_en_wordt_niet_buitengesloten(idee, ambtenaar, persoon, als):
    pad, zin = f"{LIJST}{idee.nummer}/", "Ambtenaar kijkt hier nu naar."
    assert zin not in als(ambtenaar).get(pad).content.decode()  # not about oneself
    collega = als(persoon("wijkcoordinator"))
    for waar in (LIJST, pad):
        assert zin in collega.get(waar).content.decode()
    assert zin in collega.post(f"{pad}bezig/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=4), tick=False):
        assert zin not in collega.get(pad).content.decode()
        assert Bezig.objects.count() == 2  # of each that they looked last, to be replaced by the next


def test_wie_alleen_meekijkt_is_niet_bezig(idee, bestuur, als):
    als(bestuur).get(f"{LIJST}{idee.nummer}/")
    assert not Bezig.objects.exists()


def test_wat_te_laat_is_en_bijna_staat_boven_al_het_andere_op_de_werklijst(wijk, ambtenaar, ideeen, wandeling):
    with time_machine.travel(VANDAAG, tick=False):
        wandeling.begint = timezone.now() - timedelta(days=1)
        wandeling.save()
        taken = [(taak.zin, taak.dringend) for taak in werklijst.van_wijk(wijk, rechten_van(ambtenaar, wijk))]
    assert taken[:3] == [
        ("ideeën wachten te lang op antwoord", True),
        ("ideeën vragen binnen een week antwoord", False),
        ("wandeling is geweest: meld hem gelopen", True),
    ]


# --- the next one -----------------------------------------------------------------------------------------------------
def test_de_lijst_begint_met_het_eerste_idee_dat_u_kunt_doen(wijk, ambtenaar, ideeen, als):
    with time_machine.travel(VANDAAG, tick=False):
        kijk_naar(wijk.ideeen.get(nummer=1), door=ideeen)
        tekst = als(ambtenaar).get(f"{LIJST}?termijn=te_laat").content.decode()
    assert "Begin met idee 5" in tekst and f'"{LIJST}5/?termijn=te_laat"' in tekst


def test_het_volgende_idee_is_van_mij_of_niemand_en_daar_kijkt_geen_ander_naar(wijk, ambtenaar, ideeen):
    def volgende(**keuze):
        idee = Toetslijst(wijk, Keuze(**keuze), ambtenaar, VANDAAG).volgende()
        return idee and idee.nummer

    assert volgende() == 1
    kijk_naar(wijk.ideeen.get(nummer=1), door=ideeen)
    assert volgende() == 5
    assert volgende(termijn="ruim", stand="in_behandeling") == 4
    wijk.ideeen.filter(nummer__in=[4, 12]).update(behandelaar=ideeen)
    assert volgende(termijn="ruim") is None
    assert volgende(termijn="ruim", van=str(ideeen.pk)) == 4  # who asks for a colleague's gets them


def test_na_een_antwoord_komt_het_volgende_van_dezelfde_keuze(wijk, ambtenaar, ideeen, als):
    with time_machine.travel(VANDAAG, tick=False):
        klant = als(ambtenaar)
        # When the last that is late has its answer, the next comes of any term.
        for verder in (f"{LIJST}5/?termijn=te_laat", f"{LIJST}9/?termijn=te_laat", f"{LIJST}2/"):
            nummer = wijk.ideeen.te_laat(VANDAAG).op_volgorde_van_termijn().first().nummer
            antwoord = klant.post(
                f"{LIJST}{nummer}/?termijn=te_laat", {"actie": "onderhoud", "onderhoud_gezien": 0, "onderhoud_reden": "Doorgegeven."}
            )
            assert antwoord["Location"] == verder
    assert not Bezig.objects.exists()
