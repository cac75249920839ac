"""Who came is told per age, beside who lives here; whom we miss is said in sentences; and nobody can be recognised."""

import itertools
import random

import pytest

from participatie.bereik import MINSTE_GROEP, leeftijden, wie_missen_we, wie_misten_we
from participatie.models import Aanmelding, Wijkwandeling
from wijk.models import Leeftijd

GROEP = "Wie we op wandelingen bereikten"


@pytest.fixture
def gelopen(wandeling):
    Wijkwandeling.objects.filter(pk=wandeling.pk).update(status="gelopen")
    wandeling.refresh_from_db()
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
    assert uit["65 of ouder"] == ("12", "van de inwoners: 39 %")
    assert uit["30 tot en met 44"] == ("5", "")
    assert "jonger dan 18, 18 tot en met 29 en 45 tot en met 64" in uit["Wie we nog missen"][1]
    assert not {"18 tot en met 29", "Jonger dan 18"} & uit.keys()
    assert not any(waarde == "4" for waarde, _ in uit.values())


def test_zolang_niemand_een_leeftijd_noemde_staan_er_geen_getallen(wijk, kwamen, client):
    kwamen("", 9)
    kwamen("65+", 9, aanwezig=None)
    uit = cijfers(client)
    assert set(uit) == {"Wie we nog missen"} and "Te weinig mensen zeiden hoe oud zij zijn" in uit["Wie we nog missen"][1]


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
        assert all(aantal >= MINSTE_GROEP and kwamen[leeftijd] == aantal for leeftijd, aantal in uit.getoond.items())
        weggelaten = set(kwamen) - set(uit.getoond) - set(uit.gemist)
        if not uit.getoond:
            assert not uit.gemist  # then nothing at all is told
            continue
        rest = samen - sum(uit.getoond.values())
        for gemist, waarde in itertools.product(uit.gemist, range(MINSTE_GROEP)):
            # what is left for the others: a missed one may be 0, one that was left out is at least five, who did not say their age may be anyone
            assert rest - waarde - MINSTE_GROEP * len(weggelaten) >= 0, (kwamen, samen, gemist)


def test_groepen_en_haltes_waar_niemand_was_worden_genoemd(wijk, gelopen, partij, kwamen):
    school = wijk.partijen.create(naam="De school", soort="school", uitnodigen=True)
    winkel = wijk.partijen.create(naam="De winkel", soort="winkelier", uitnodigen=True)
    wijk.partijen.create(naam="De kerk", soort="bedrijf", uitnodigen=True)
    for groep, gekomen in ((school, 0), (winkel, None), (partij, 3), (partij, 0)):
        gelopen.uitnodigingen.create(partij=groep, kanaal=f"brief {gekomen}", gekomen=gekomen)
    gelopen.haltes.create(volgorde=1, naam="Het plein")
    alles = " ".join(wie_missen_we(wijk))
    assert "er kwam niemand: De school." in alles and "was er nog niemand: school of naschoolse opvang." in alles
    assert "Nog nooit uitgenodigd: De kerk." in alles and "De winkel" not in alles
    assert "Hier werd niets gezegd: Het plein." in list(wie_misten_we(gelopen))


def test_voor_de_wandeling_wordt_er_niemand_gemist(wijk, wandeling):
    assert not list(wie_missen_we(wijk)) and not list(wie_misten_we(wandeling))
