"""What is shown of the answers tells nobody's answer: no group under five, not by reckoning, not by looking twice."""

import itertools
import re
from datetime import timedelta

from django.utils import timezone

from evaluatie import deeds
from evaluatie.drempel import MINSTE_GROEP, verborgen
from evaluatie.models import Antwoord, Kant
from evaluatie.uitslag import ALLEN, VOORBIJ, respons, uitslag
from tests.evaluatie.hulp import rond_af

GROEPEN = ("Bewoners en ondernemers", "Organisaties", "Gemeente")


def test_uit_wat_getoond_wordt_is_geen_kleine_groep_te_rekenen():
    """An attacker knows the total and every group that is shown, and takes them apart: what is left is nobody, or five and more."""
    for aantallen in itertools.product([0, 1, 2, 3, 4, 5, 6, 20], repeat=3):
        groepen = dict(zip("abc", aantallen, strict=True))
        weg = verborgen(groepen)
        assert all(groepen[groep] >= MINSTE_GROEP or groepen[groep] == 0 for groep in groepen if groep not in weg)
        rest = sum(groepen[groep] for groep in weg)
        # The last: then the total is not shown either.
        assert rest == 0 or rest >= MINSTE_GROEP or sum(aantallen) == rest < MINSTE_GROEP, aantallen


def getoond(evaluatie) -> dict[str, tuple[int, str]]:
    [eerste, *_] = uitslag(evaluatie, alleen_openbaar=True)
    return {groep.naam: (groep.aantal, groep.gemiddelde) for groep in eerste.groepen}


def test_een_kleine_groep_en_wie_haar_verraadt_staan_er_niet_bij(lopend, vul, ambtenaar, client):
    vul("bewoners", *[4] * 6)
    vul("organisaties", *[2] * 5)
    vul("gemeente", 1, 1)
    deeds.sluit(lopend, door=ambtenaar)
    assert getoond(lopend) == {ALLEN: (13, "2,8"), "Bewoners en ondernemers": (6, "4,0")}
    standen = {rij.naam: (rij.gevraagd, rij.geantwoord) for rij in respons(lopend, precies=False)}
    assert standen["Gemeente"] == standen["Organisaties"] == (None, None) and standen[ALLEN] == (19, 13)
    pagina = client.get(lopend.get_absolute_url()).content.decode()
    assert "Niet apart te zien: organisaties, gemeente." in pagina


def test_wat_zes_mensen_van_een_verborgen_kant_antwoordden_heet_niet_te_weinig_alleen(lopend, vul, ambtenaar, client):
    [vraag, *_] = lopend.vragen.filter(kant="organisaties", soort="cijfer")
    for _ in range(6):
        [genodigde] = deeds.nodig_uit(lopend, "organisaties", [], 1, door=ambtenaar)
        deeds.vul_in(genodigde, {vraag: 4}, door=None)
    vul("bewoners", *[4] * 5)
    vul("gemeente", 1, 1)
    deeds.sluit(lopend, door=ambtenaar)
    assert not next(een for een in uitslag(lopend, alleen_openbaar=True) if een.vraag == vraag).groepen
    tekst = "Er zijn te weinig antwoorden om te laten zien, of u zou anders een kleine groep kunnen uitrekenen."
    assert tekst in client.get(lopend.get_absolute_url()).content.decode()


def test_minder_dan_vijf_in_alles_is_niets(lopend, vul, ambtenaar, client):
    vul("bewoners", 1, 1, 2, 2)
    vul("", 5, 5, 5, 5)
    assert client.get(lopend.get_absolute_url()).content.decode().count("Er zijn nog geen cijfers te zien.") == 6
    deeds.sluit(lopend, door=ambtenaar)
    assert getoond(lopend) == {}
    assert client.get(lopend.get_absolute_url()).content.decode().count("Er zijn te weinig antwoorden") == 6


def test_wie_langskwam_staat_apart_en_nooit_in_het_totaal(lopend, vul, ambtenaar):
    vul("bewoners", *[5] * 5)
    vul("", *[1] * 5)
    deeds.sluit(lopend, door=ambtenaar)
    assert getoond(lopend) == {ALLEN: (5, "5,0"), "Bewoners en ondernemers": (5, "5,0"), VOORBIJ: (5, "1,0")}


def test_wie_twee_keer_kijkt_ziet_niet_wat_een_mens_antwoordde(lopend, vul, ambtenaar):
    """While it runs the figures move by five of a side at a time, and closing adds at least five more."""
    vul("bewoners", *[5] * 9)
    assert getoond(lopend) == {}, "closing now would add nine"
    vul("bewoners", 1)
    assert getoond(lopend)[ALLEN] == (5, "5,0")
    eerst = getoond(lopend)
    for _ in range(4):
        vul("bewoners", 1)
        assert getoond(lopend) == eerst
    deeds.sluit(lopend, door=ambtenaar)
    assert getoond(lopend)[ALLEN] == (14, "3,6")


def test_geschreven_antwoorden_zijn_pas_openbaar_als_een_ambtenaar_ze_las(lopend, vul, ambtenaar, als, client):
    woorden = lopend.vragen.filter(soort="tekst").first()
    for genodigde, tekst in zip(lopend.genodigden.all(), ("Mag iedereen lezen", "Gaat over iemand", "Ook niet"), strict=False):
        deeds.vul_in(genodigde, {woorden: tekst}, door=None)
    vul("bewoners", 3)
    goed, over, ook = Antwoord.objects.in_woorden().order_by("pk")
    lees = lambda: client.get(lopend.get_absolute_url()).content.decode()  # noqa: E731
    assert "Mag iedereen lezen" not in lees()
    pad = f"/werkplek/geleerdenwijk/evaluaties/{lopend.pk}/daad/"
    keuze = {"daad": "gelezen", "gezien": [goed.anker, over.anker, ook.anker], "antwoord": [goed.anker, over.anker]}
    als(ambtenaar).post(pad, keuze)
    assert not Antwoord.objects.filter(openbaar=True).exists(), "four answered: officials do not read them either"
    assert "Mag iedereen lezen" not in client.get(pad.removesuffix("daad/")).content.decode()
    vul("bewoners", 3)
    voor_ambtenaar = client.get(pad.removesuffix("daad/")).content.decode()
    assert "Mag iedereen lezen" in voor_ambtenaar
    genoemd = set(re.findall(r'name="(?:gezien|was|antwoord)" value="([^"]+)"', voor_ambtenaar))
    assert genoemd == {een.anker for een in Antwoord.objects.in_woorden()}, "keys would tell which answers are of one person"
    client.post(pad, keuze)
    client.logout()
    assert "Mag iedereen lezen" in lees() and "Ook niet" not in lees() and "voorbeeld.nl" not in lees()
    # Two officials at once: one takes a text off while the other, who saw it on, only adds one.
    deeds.lees_antwoorden(lopend, {goed.pk: True, over.pk: True, ook.pk: False}, [goed.pk], door=ambtenaar)
    deeds.lees_antwoorden(lopend, {goed.pk: True, over.pk: True, ook.pk: False}, [goed.pk, over.pk, ook.pk], door=ambtenaar)
    assert set(Antwoord.objects.filter(openbaar=True)) == {goed, ook}
    assert not Antwoord.objects.te_lezen().exists()
    assert f'id="{goed.anker}"' in lees() and f'"antwoord-{goed.pk}"' not in lees(), "keys would tell which answers are of one person"


def test_een_antwoord_waarin_misschien_iemand_staat_vraagt_een_tweede_vinkje(lopend, vul, ambtenaar, als):
    woorden = lopend.vragen.filter(soort="tekst").first()
    genodigde = lopend.genodigden.first()
    deeds.vul_in(genodigde, {woorden: "Bel 06 12 34 56 78"}, door=None)
    vul("bewoners", 3, 3, 3, 3)
    deeds.sluit(lopend, door=ambtenaar)
    [antwoord] = Antwoord.objects.in_woorden()
    pad, client = f"/werkplek/geleerdenwijk/evaluaties/{lopend.pk}/", als(ambtenaar)
    assert f'id="toch-{antwoord.anker}"' in client.get(pad).content.decode()
    velden = {"daad": "gelezen", "gezien": antwoord.anker, "antwoord": antwoord.anker}
    assert "In 1 antwoord staat misschien wie iemand is." in client.post(f"{pad}daad/", velden, follow=True).content.decode()
    antwoord.refresh_from_db()
    assert not antwoord.openbaar and antwoord.gelezen_op is None
    client.post(f"{pad}daad/", velden | {"toch": antwoord.anker})
    antwoord.refresh_from_db()
    assert antwoord.openbaar


def test_wat_een_kant_alleen_gevraagd_is_leest_een_ambtenaar_pas_van_vijf_van_die_kant(wijk, ambtenaar):
    evaluatie = deeds.maak_evaluatie(wijk, {"titel": "Terug", "open_tot": timezone.localdate()}, door=ambtenaar)
    evaluatie.vragen.filter(soort="tekst").update(kant="gemeente")
    wie = {kant: deeds.nodig_uit(evaluatie, kant, [], 5, door=ambtenaar) for kant in Kant}
    deeds.open_evaluatie(evaluatie, door=ambtenaar)
    cijfer, woorden = evaluatie.vragen.filter(kant="").first(), evaluatie.vragen.filter(soort="tekst").first()
    for genodigde in [*wie[Kant.BEWONERS], *wie[Kant.GEMEENTE][1:4]]:
        deeds.vul_in(genodigde, {cijfer: 3}, door=None)
    deeds.vul_in(wie[Kant.GEMEENTE][0], {woorden: "Van een van de vier"}, door=None)
    assert not Antwoord.objects.te_lezen().exists()
    deeds.vul_in(wie[Kant.GEMEENTE][4], {cijfer: 3}, door=None)
    assert Antwoord.objects.te_lezen().count() == 1


def test_zolang_het_loopt_leest_een_ambtenaar_woorden_van_vijf_mensen_tegelijk(lopend, ambtenaar):
    """Whoever looks after each answer sees which side grew; a new text beside it would be known as theirs. What was read stays to be seen."""
    woorden = lopend.vragen.filter(soort="tekst").first()
    gelezen = []
    for nummer in range(12):
        kant = list(Kant)[nummer % 3]
        [genodigde] = deeds.nodig_uit(lopend, kant, [], 1, door=ambtenaar)
        deeds.vul_in(genodigde, {woorden: f"Woord {nummer}"}, door=None)
        gelezen.append(Antwoord.objects.te_lezen().count())
    assert gelezen == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10]
    assert deeds.lees_antwoorden(lopend, {een.pk: False for een in Antwoord.objects.leesbaar()}, [], door=ambtenaar) == 0
    deeds.sluit(lopend, door=ambtenaar)
    assert Antwoord.objects.te_lezen().count() == 2 and Antwoord.objects.leesbaar().count() == 12
    deeds.open_evaluatie(lopend, door=ambtenaar)
    deeds.lees_antwoorden(lopend, {een.pk: False for een in Antwoord.objects.all()}, [], door=ambtenaar)
    assert Antwoord.objects.leesbaar().count() == 10, "not read before it opened again"


def test_gesloten_met_minder_dan_vijf_leest_alleen_de_gemeente_wat_er_staat(lopend, ambtenaar, client):
    deeds.vul_in(lopend.genodigden.first(), {lopend.vragen.filter(soort="tekst").first(): "Van een mens"}, door=None)
    assert not Antwoord.objects.te_lezen().exists()
    deeds.sluit(lopend, door=ambtenaar)
    [antwoord] = Antwoord.objects.te_lezen()
    deeds.lees_antwoorden(lopend, {antwoord.pk: False}, [antwoord.pk], door=ambtenaar)
    assert "Van een mens" not in client.get(lopend.get_absolute_url()).content.decode()


def test_het_aantal_vragen_aan_de_database_groeit_niet_met_de_antwoorden(lopend, vul, client, django_assert_max_num_queries):
    vul("bewoners", *[3] * 5)
    with django_assert_max_num_queries(30) as eerst:
        client.get(lopend.get_absolute_url())
    vul("bewoners", *[3] * 20)
    with django_assert_max_num_queries(len(eerst)):
        client.get(lopend.get_absolute_url())


def test_twee_jaren_naast_elkaar_zeggen_ook_wat_mensen_zeiden(wijk, ambtenaar, client):
    """Of the concluded years, the groups that the page of each shows: the side of four is told in neither place."""
    wijk.startdatum = timezone.localdate() - timedelta(days=800)
    wijk.save()
    for cijfers in (
        {"bewoners": [4] * 5, "organisaties": [3] * 5, "gemeente": [5] * 5},
        {"bewoners": [2] * 10, "gemeente": [1] * 4},
        {"bewoners": [1] * 5},
    ):
        evaluatie = deeds.maak_evaluatie(wijk, {"titel": "Het jaar", "open_tot": timezone.localdate()}, door=ambtenaar)
        for kant in Kant:
            deeds.nodig_uit(evaluatie, kant, [], max(1, len(cijfers.get(kant, []))), door=ambtenaar)
            if kant == Kant.GEMEENTE:
                deeds.open_evaluatie(evaluatie, eerder=True, door=ambtenaar)
        vraag = evaluatie.vragen.filter(kant="", soort="cijfer").first()
        for kant, gegeven in cijfers.items():
            for genodigde, cijfer in zip(evaluatie.genodigden.filter(kant=kant), gegeven, strict=True):
                deeds.vul_in(genodigde, {vraag: cijfer}, door=None)
        if evaluatie.jaar < 3:
            rond_af(evaluatie, door=ambtenaar)
    [(gevraagd, rijen)] = client.get("/geleerdenwijk/evaluaties/jaren/").context["vragen"]
    assert gevraagd == "Hoe tevreden bent u met wat dit jaar in de wijk heeft opgeleverd? (1 = heel ontevreden, 5 = heel tevreden)"
    assert dict(rijen) == {
        ALLEN: [(1, "4,0"), (2, "1,7")],
        "Bewoners en ondernemers": [(1, "4,0"), (2, "–")],
        "Organisaties": [(1, "3,0"), (2, "–")],
        "Gemeente": [(1, "5,0"), (2, "–")],
    }


def test_de_pagina_zegt_waarom_er_nog_geen_cijfers_zijn_en_wat_vaststellen_betekent(lopend, vul, ambtenaar, als, client):
    vul("bewoners", *[3] * 9)
    pad = f"/werkplek/geleerdenwijk/evaluaties/{lopend.pk}/"
    als(ambtenaar)
    for waar in (pad, lopend.get_absolute_url()):
        tekst = client.get(waar).content.decode()
        assert "als daarvan tien mensen antwoordden" in tekst and "Gemiddeld" not in tekst
    assert "Bewaar wat iedereen mag lezen" not in client.get(pad).content.decode(), "there are no words to choose"
    vul("bewoners", 3)
    assert "Gemiddeld" in client.get(lopend.get_absolute_url()).content.decode()
    deeds.sluit(lopend, door=ambtenaar)
    assert "Vaststellen kan niet terug" in client.get(pad).content.decode()
