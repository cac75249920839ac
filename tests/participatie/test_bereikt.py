"""Who came is told per age, beside who lives here, and nobody can be recognised."""

import pytest

from participatie.models import Aanmelding


@pytest.fixture
def kwamen(wandeling):
    def doe(leeftijd: str, aantal: int, aanwezig: bool | None = True):
        Aanmelding.objects.bulk_create(
            Aanmelding(wandeling=wandeling, naam="Iemand", leeftijdsgroep=leeftijd, aanwezig=aanwezig, code=f"{leeftijd}-{aanwezig}-{n}")
            for n in range(aantal)
        )

    return doe


def cijfers(client) -> dict[str, tuple[str, str]]:
    groepen = client.get("/geleerdenwijk/cijfers/").context["groepen"]
    return {c.naam: (c.waarde, c.uitleg) for g in groepen if g.naam == "Wie we op wandelingen bereikten" for c in g.cijfers}


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
    assert uit["Wie we nog missen"][0] == "jonger dan 18, 18 tot en met 29 en 45 tot en met 64"
    assert not {"18 tot en met 29", "jonger dan 18"} & uit.keys()
    assert not any(waarde == "4" for waarde, _ in uit.values())


def test_zolang_niemand_een_leeftijd_noemde_staat_er_niets(wijk, kwamen, client):
    kwamen("", 9)
    kwamen("65+", 9, aanwezig=None)
    assert cijfers(client) == {}
