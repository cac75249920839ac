"""Pairs that look alike stand side by side; what is said of them is remembered."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from participatie.deeds.ideeen import dien_in
from participatie.deeds.ordenen import niet_hetzelfde
from participatie.deeds.toetsen import naar_onderhoud
from participatie.dubbelen import BEKEKEN, paren
from participatie.models import Idee, NietHetzelfde
from wijk.fouten import Geweigerd

DUBBEL = "/werkplek/geleerdenwijk/ideeen/dubbel/"


@pytest.fixture
def drie(wijk, thema):
    titels = ("Meer licht op het pad langs de vijver", "Een ruilkast voor boeken", "Licht op het donkere pad bij de vijver")
    return [dien_in(wijk, titel=titel, soort="kans", thema=thema, door=None) for titel in titels]


def gevonden(wijk) -> list[tuple[int, int]]:
    return [(paar.een.nummer, paar.ander.nummer) for paar in paren(wijk)[0]]


def test_wat_op_elkaar_lijkt_staat_een_keer_naast_elkaar(wijk, drie, ambtenaar, als):
    assert gevonden(wijk) == [(1, 3)]
    tekst = als(ambtenaar).get(DUBBEL).content.decode()
    assert "Idee 1 en idee 3" in tekst and "ruilkast" not in tekst


def test_wat_het_meest_op_elkaar_lijkt_staat_bovenaan(wijk, drie, thema):
    dien_in(wijk, titel="Een kast voor speelgoed", soort="kans", thema=thema, door=None)  # the newest, looked at first, and less alike
    assert gevonden(wijk) == [(1, 3), (2, 4)]


def test_dit_is_hetzelfde_voegt_samen_met_een_antwoord(wijk, drie, ambtenaar, als):
    client = als(ambtenaar)
    antwoord = client.post(DUBBEL, {"ander": "1-3", "reden-1-3": "  "})
    assert antwoord.status_code == 422 and "Schrijf in gewone taal waarom" in antwoord.content.decode()
    assert client.post(DUBBEL, {"ander": "1-3", "reden-1-3": "Hetzelfde pad."}).status_code == 302
    assert Idee.objects.get(nummer=3).samengevoegd_met.nummer == 1 and gevonden(wijk) == []
    # Others belong to idea 1 now: it can take in another, but goes nowhere itself.
    vierde = dien_in(wijk, titel="Meer licht langs het pad bij de vijver", soort="kans", thema=drie[0].thema, door=None)
    (paar,) = paren(wijk)[0]
    assert (paar.een.nummer, paar.ander.pk, paar.een_in_ander, paar.ander_in_een) == (1, vierde.pk, False, True)


@pytest.mark.parametrize("status", ["past_niet", "niet_gekozen", "klaar"])
def test_waarover_al_een_antwoord_is_staat_ernaast_maar_er_kan_niets_bij(wijk, drie, ambtenaar, als, status):
    naar_onderhoud(drie[0], "Er staan al genoeg lampen.", door=ambtenaar)
    Idee.objects.filter(pk=drie[0].pk).update(status=status)
    client = als(ambtenaar)
    tekst = client.get(DUBBEL).content.decode()
    assert "Hierover is al een antwoord." in tekst and "Geef antwoord op idee 3" in tekst and "Niet hetzelfde" in tekst
    assert "Dit is hetzelfde:" not in tekst and "We gaan bij dat idee verder" not in tekst
    antwoord = client.post(DUBBEL, {"ander": "1-3", "reden-1-3": "We gaan bij dat idee verder."})
    assert antwoord.status_code == 422 and "Geef idee 3 een eigen antwoord" in antwoord.content.decode()
    assert Idee.objects.get(nummer=3).status == "ontvangen"
    gezegd = client.post("/geleerdenwijk/ideeen/nieuw/lijkt/", {"titel": "Licht op het pad bij de vijver"}).content.decode()
    assert "Hierover is al een antwoord." in gezegd


def test_niet_hetzelfde_wordt_niet_weer_voorgesteld(wijk, drie, ambtenaar, als, andere_wijk):
    client = als(ambtenaar)
    for _ in range(2):
        assert client.post(DUBBEL, {"niet": "3-1"}).status_code == 302
    assert gevonden(wijk) == [] and NietHetzelfde.objects.count() == 1
    pad = f"{DUBBEL}{NietHetzelfde.objects.get().pk}/toch/"
    assert "Wat niet hetzelfde is" in client.get(DUBBEL).content.decode()
    assert client.post(pad).status_code == 302 and gevonden(wijk) == [(1, 3)] and client.post(pad).status_code == 404
    with pytest.raises(Geweigerd):
        niet_hetzelfde(drie[0], dien_in(andere_wijk, titel="Licht", soort="kans", door=None), door=ambtenaar)
    with pytest.raises(IntegrityError), transaction.atomic():
        NietHetzelfde.objects.create(een=drie[2], ander=drie[0])


def test_wie_alleen_kijkt_ziet_de_paren_zonder_knoppen(drie, bestuur, als):
    tekst = als(bestuur).get(DUBBEL).content.decode()
    assert "Idee 1 en idee 3" in tekst and "Niet hetzelfde" not in tekst and als(bestuur).post(DUBBEL).status_code == 403


@pytest.mark.parametrize("paar", ["", "1", "1-", "1-1", "x-\x00", "1-99"])
def test_een_knop_zonder_twee_ideeen_doet_niets(drie, ambtenaar, als, paar):
    assert als(ambtenaar).post(DUBBEL, {"ander": paar, f"reden-{paar}": "a"}).status_code == 302
    assert not Idee.objects.filter(status="samengevoegd").exists()


def test_verder_zoeken_gaat_door_bij_oudere_ideeen_en_kost_niet_meer(wijk, drie, thema, ambtenaar, als):
    woorden = "boom bank hek stoep goot fiets auto lamp brug school winkel plein bus hond kat tuin gras steen muur dak".split()
    for woord in woorden:
        dien_in(wijk, titel=f"{woord.capitalize()} {woord * 2}", soort="kans", door=None)
    gezien, verder, keren = [], None, 0
    while keren == 0 or verder:
        deel, verder = paren(wijk, verder)
        gezien += [(paar.een.nummer, paar.ander.nummer) for paar in deel]
        keren += 1
    assert (1, 3) in gezien and keren == -(-(len(woorden) + 3) // BEKEKEN)
    client = als(ambtenaar)
    tellingen = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as vragen:
            client.get(DUBBEL)
        tellingen.append(len(vragen))
        for woord in woorden:
            dien_in(wijk, titel=f"{woord.capitalize()} {woord * 2} anders", soort="kans", door=None)
    assert tellingen[1] <= tellingen[0] * 1.2


def test_wat_bij_een_ander_paar_getypt_is_blijft_staan(wijk, drie, ambtenaar, als):
    client, getypt = als(ambtenaar), {"blad": DUBBEL, "reden-2-4": "Dezelfde kast."}
    dien_in(wijk, titel="Een kast voor speelgoed om te ruilen", soort="kans", thema=drie[1].thema, door=None)
    for knop in ({"ander": "1-3", "reden-1-3": " "}, {"niet": "1-3"}):
        html = client.post(DUBBEL, {**getypt, **knop}, follow=True).content.decode()
        assert "Dezelfde kast." in html, knop
