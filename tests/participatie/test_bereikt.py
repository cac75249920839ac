"""Who came is told per age, beside who lives here; whom we miss is said in sentences; and nobody can be recognised."""

import itertools
import random
from collections import defaultdict
from datetime import timedelta

import pytest
from django.utils import timezone

from participatie.bereik import MINSTE_GROEP, TEGELIJK, leeftijden, van_wijk, wie_missen_we, wie_misten_we
from participatie.deeds.ideeen import dien_in
from participatie.deeds.veld import tik
from participatie.deeds.wandelingen import kwam_erbij, noteer_aanwezigheid
from participatie.models import Aanmelding, Wijkwandeling
from wijk.deeds.vergeten import vergeet
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Leeftijd
from wijk.persoonsgegevens import Wens
from wijk.rechten import SYSTEEM

GROEP = "Wie we op wandelingen bereikten"


@pytest.fixture
def gelopen(wandeling):
    Wijkwandeling.objects.filter(pk=wandeling.pk).update(status="verwerkt")
    wandeling.refresh_from_db()
    meld("wandeling.verwerkt", wandeling, "Alles staat op de lijst.", wijk=wandeling.wijk, door=SYSTEEM)
    return wandeling


@pytest.fixture
def kwamen(gelopen):
    def doe(leeftijd: str, aantal: int, aanwezig: bool | None = True):
        Aanmelding.objects.bulk_create(
            Aanmelding(wandeling=gelopen, naam="Iemand", leeftijdsgroep=leeftijd, aanwezig=aanwezig, code=f"{leeftijd}-{aanwezig}-{n}")
            for n in range(aantal)
        )

    return doe


def cijfers(client) -> dict[str, tuple[str, str]]:
    groepen = client.get("/geleerdenwijk/cijfers/").context["groepen"]
    return {c.naam: (c.waarde, c.uitleg) for g in groepen if g.naam == GROEP for c in g.cijfers}


def test_per_leeftijd_wie_kwam_naast_wie_er_woont(wijk, kwamen, client):
    wijk.kerncijfers.create(naam="65-plussers", waarde="39 %", bron="startnotitie", leeftijdsgroep="65+")
    kwamen("65+", 12)
    kwamen("65+", 3, aanwezig=False)
    kwamen("30-44", 5)
    kwamen("18-29", 4)
    kwamen("", 9)
    uit = cijfers(client)
    assert uit["65 of ouder"] == ("10", "of iets meer; van de inwoners: 39 %")
    assert uit["30 tot en met 44"] == ("5", "of iets meer")
    assert "jonger dan 18, 18 tot en met 29 en 45 tot en met 64" in uit["Wie we nog missen"][1]
    assert not {"18 tot en met 29", "Jonger dan 18"} & uit.keys()
    assert not any(waarde == "4" for waarde, _ in uit.values())


def test_wie_vergeten_wordt_verandert_geen_getal(gelopen, kwamen, persoon, client):
    """Nine of them and one who asks to be forgotten: a figure that went down then would tell whose age it was."""
    kwamen("65+", 9)
    kwamen("30-44", 6)
    kwamen("", 15)
    Wijkwandeling.objects.update(begint=timezone.now() - timedelta(days=3))
    ans = persoon()
    zij = {"wandeling": gelopen, "naam": "Ans", "gebruiker": ans, "email": ans.email, "leeftijdsgroep": "65+"}
    er, niet = (Aanmelding.objects.create(**zij, aanwezig=aanwezig, code=f"ans-{aanwezig}") for aanwezig in (True, None))
    eerst = cijfers(client)
    assert eerst["65 of ouder"][0] == "10"
    vergeet(ans, Wens(), door=ans)
    assert cijfers(client) == eerst
    er.refresh_from_db(), niet.refresh_from_db()
    assert (er.naam, er.email, er.gebruiker, er.leeftijdsgroep) == ("een bewoner", "", None, "65+") and niet.leeftijdsgroep == ""


def test_zolang_niemand_een_leeftijd_noemde_staan_er_geen_getallen(wijk, kwamen, client):
    kwamen("", 9)
    kwamen("65+", 9, aanwezig=None)
    uit = cijfers(client)
    assert set(uit) == {"Wie we nog missen"} and "Van te weinig mensen weten we hoe oud zij zijn" in uit["Wie we nog missen"][1]


def test_wie_er_weinig_waren_voor_wie_hier_wonen_wordt_gezegd(wijk, kwamen):
    for leeftijd, procent in (("65+", "39 %"), ("45-64", "12,5 %"), ("30-44", "veel")):
        wijk.kerncijfers.create(naam=leeftijd, waarde=procent, bron="b", leeftijdsgroep=leeftijd)
    kwamen("65+", 5)
    kwamen("45-64", 30)
    kwamen("", 20)
    zinnen = " ".join(wie_missen_we(wijk))
    assert "kwamen er weinig, als u kijkt naar wie hier wonen: 65 of ouder." in zinnen


@pytest.mark.parametrize("zaad", range(20))
def test_wie_aftrekt_weet_van_niemand_hoeveel_er_waren(zaad):
    """Told are the figures, the ages that are missed, and how many came: each missed age can then still be 0, 1, 2, 3 and 4."""
    rng = random.Random(zaad)
    for _ in range(200):
        kwamen = {leeftijd: rng.choice([0, 0, 1, 2, 3, 4, 5, 5, 6, 9, 30]) for leeftijd in Leeftijd.values}
        samen = sum(kwamen.values()) + rng.choice([0, 0, 0, 1, 3, 8])
        uit = leeftijden(kwamen, samen, {"65+": 0.39, "0-17": 0.2})
        assert all(aantal >= MINSTE_GROEP and 0 <= kwamen[leeftijd] - aantal < MINSTE_GROEP for leeftijd, aantal in uit.getoond.items())
        weggelaten = set(kwamen) - set(uit.getoond) - set(uit.gemist)
        if not uit.getoond:
            assert not uit.gemist  # then nothing at all is told
            continue
        rest = samen - sum(uit.getoond.values())
        for gemist, waarde in itertools.product(uit.gemist, range(MINSTE_GROEP)):
            # what is left for the others: a missed one may be 0, one that was left out is at least five, who did not say their age may be anyone
            assert rest - waarde - MINSTE_GROEP * len(weggelaten) >= 0, (kwamen, samen, gemist)


def test_wie_twee_keer_kijkt_weet_van_niemand_hoe_oud_hij_is():
    """All worlds with two ages and people who did not say theirs, before and after at least ten came more: those that look the same twice.

    In none of these would somebody know how many of an age came in between, when that is one to four.
    """
    zelfde = defaultdict(list)
    for eerst, erbij in itertools.product((10, 13, 17), (TEGELIJK, TEGELIJK + 1)):
        voor = {verdeling: leeftijden(dict(zip(("65+", "0-17"), verdeling, strict=True)), eerst, {}) for verdeling in _verdeeld(eerst)}
        na = {verdeling: leeftijden(dict(zip(("65+", "0-17"), verdeling, strict=True)), eerst + erbij, {}) for verdeling in _verdeeld(eerst + erbij)}
        for (oud, jong), (ouder, jonger) in itertools.product(voor, _verdeeld(erbij)):
            beeld = voor[oud, jong], na[oud + ouder, jong + jonger]
            zelfde[eerst, erbij, repr(beeld)].append((ouder, jonger))
    assert len(zelfde) > 50
    for gezien, werelden in zelfde.items():
        for leeftijd in zip(*werelden, strict=True):
            assert len(set(leeftijd)) > 1 or leeftijd[0] not in range(1, MINSTE_GROEP), (gezien, werelden)


def _verdeeld(samen: int) -> list[tuple[int, int]]:
    return [(een, ander) for een in range(samen + 1) for ander in range(samen + 1 - een)]


@pytest.mark.parametrize("zaad", range(3))
def test_wat_er_staat_groeit_alleen_als_er_tien_mensen_tegelijk_bij_komen(zaad, wijk):
    """Somebody looks again after each person who is noted and each walk that is done with, in two years."""
    lot, gezien, sinds = random.Random(zaad), van_wijk(wijk), {300: 0, 20: 0}
    wijk.startdatum = timezone.localdate() - timedelta(days=400)
    wijk.save()
    for nummer in range(12):
        dagen = lot.choice([*sinds])
        begint = timezone.now() - timedelta(days=dagen)
        wandeling = Wijkwandeling.objects.create(wijk=wijk, titel="W", begint=begint, vertrekpunt="P", status="verwerkt")
        komen = lot.choice([1, 1, 3, 6, 12])
        for mens in range(komen):
            leeftijd = lot.choice(["65+", "65+", "30-44", ""])
            Aanmelding.objects.create(wandeling=wandeling, naam="A", leeftijdsgroep=leeftijd, aanwezig=True, code=f"{nummer}-{mens}")
            assert van_wijk(wijk) == gezien
        meld("wandeling.verwerkt", wandeling, "Klaar.", wijk=wijk, door=SYSTEEM)
        sinds[dagen] += komen
        nieuw = van_wijk(wijk)
        if sinds[dagen] < TEGELIJK:
            assert nieuw == gezien
        else:
            gezien, sinds[dagen] = nieuw, 0
    assert gezien.getoond


def test_wie_er_was_staat_vast_zodra_de_wandeling_meetelt(gelopen, kwamen, ambtenaar, als):
    """A correction of one person would make the next five full, or no longer full: that tells how old that person is."""
    gelopen.begint = timezone.now() - timedelta(days=1)
    gelopen.save()
    kwamen("", TEGELIJK, None)
    kwamen("65+", TEGELIJK - 1, None)
    laatste = Aanmelding.objects.create(wandeling=gelopen, naam="Ans", leeftijdsgroep="65+", code="ans")
    allen = set(gelopen.aanmeldingen.values_list("pk", flat=True))
    noteer_aanwezigheid(gelopen, allen, door=ambtenaar)  # nothing was told yet
    gelopen.aanmeldingen.filter(pk=laatste.pk).update(getikt_op=timezone.now() - timedelta(hours=1))
    gezien, nu = van_wijk(gelopen.wijk), timezone.now()
    assert gezien.getoond == {"65+": TEGELIJK}
    pogingen = [
        lambda: noteer_aanwezigheid(gelopen, allen - {laatste.pk}, door=ambtenaar),
        lambda: tik(gelopen, laatste.pk, False, nu, door=ambtenaar),
        lambda: kwam_erbij(gelopen, {"naam": "Bea", "leeftijdsgroep": "65+"}, door=ambtenaar),
    ]
    for poging in pogingen:
        with pytest.raises(Geweigerd, match="staat daarom vast"):
            poging()
    noteer_aanwezigheid(gelopen, allen, door=ambtenaar)  # the same again is no fault
    assert tik(gelopen, laatste.pk, True, nu, door=ambtenaar).aanwezig and van_wijk(gelopen.wijk) == gezien
    tekst = als(ambtenaar).get(f"/werkplek/geleerdenwijk/wandelingen/{gelopen.pk}/aanwezigheid/").content.decode()
    assert "staat daarom vast" in tekst and "Ans" in tekst and 'type="checkbox"' not in tekst


def test_groepen_en_haltes_waar_niemand_was_worden_genoemd(wijk, gelopen, partij, kwamen):
    school = wijk.partijen.create(naam="De school", soort="school", uitnodigen=True)
    winkel = wijk.partijen.create(naam="De winkel", soort="winkelier", uitnodigen=True)
    wijk.partijen.create(naam="De kerk", soort="bedrijf", uitnodigen=True)
    for groep, gekomen in ((school, 0), (winkel, None), (partij, 3), (partij, 0)):
        gelopen.uitnodigingen.create(partij=groep, kanaal=f"brief {gekomen}", gekomen=gekomen)
    plein, _ = (gelopen.haltes.create(volgorde=n, naam=naam) for n, naam in ((1, "Het plein"), (2, "Het park")))
    assert not [zin for zin in wie_misten_we(gelopen) if "niets gezegd" in zin]  # nobody noted where things were said
    dien_in(wijk, titel="Licht", soort="kans", wandeling=gelopen, halte=plein, door=None)
    alles = " ".join(wie_missen_we(wijk))
    assert "er kwam niemand: De school." in alles and "was er nog niemand: school of naschoolse opvang." in alles
    assert "Nog nooit uitgenodigd: De kerk." in alles and "De winkel" not in alles
    assert "Hier werd niets gezegd: Het park." in list(wie_misten_we(gelopen))


def test_voor_de_wandeling_wordt_er_niemand_gemist(wijk, wandeling):
    assert not list(wie_missen_we(wijk)) and not list(wie_misten_we(wandeling))
