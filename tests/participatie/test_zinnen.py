"""Standard sentences: kept per wijk, chosen in the place of typing, and copied into the answer."""

import pytest

from participatie.deeds.zinnen import bewaar_zin, verwijder_zin
from participatie.models import Oordeel, Standaardzin, Toetsing
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis

ZINNEN = "/werkplek/geleerdenwijk/toetsen/zinnen/"


@pytest.fixture
def zin(wijk, ambtenaar):
    def maak(tekst="Alleen met een vergunning.", **velden):
        return bewaar_zin(wijk, {"plaats": "waarom", "tekst": tekst, "oordeel": "", "thema": None, "volgorde": 0, **velden}, door=ambtenaar)

    return maak


def test_een_ambtenaar_voegt_een_zin_toe_wijzigt_en_verwijdert_hem(wijk, als, ambtenaar):
    klant = als(ambtenaar)
    velden = {"plaats": "waarom", "tekst": "De brandweer moet erlangs.", "oordeel": "voldoet_niet", "thema": "", "volgorde": "1"}
    assert klant.post(f"{ZINNEN}nieuw/", velden)["Location"] == ZINNEN
    zin = Standaardzin.objects.get()
    assert "De brandweer moet erlangs." in klant.get(ZINNEN).content.decode()
    gezien = klant.get(f"{ZINNEN}{zin.pk}/").context["form"]["gezien"].value()
    klant.post(f"{ZINNEN}{zin.pk}/", {**velden, "tekst": "De brandweer moet er altijd langs.", "gezien": gezien})
    assert Standaardzin.objects.get().tekst == "De brandweer moet er altijd langs."
    assert klant.get(f"{ZINNEN}{zin.pk}/weg/").status_code == 200 and Standaardzin.objects.exists()
    klant.post(f"{ZINNEN}{zin.pk}/weg/")
    assert not Standaardzin.objects.exists()
    gebeurd = Gebeurtenis.objects.van_soort("standaardzin").order_by("pk")
    assert [een.openbaar for een in gebeurd] == [False] * 3
    assert gebeurd[2].tekst == "Een standaardzin is verwijderd: “De brandweer moet er altijd langs.”"


@pytest.mark.parametrize(
    ("anders", "zegt"),
    [
        ({"tekst": ""}, "Dit veld is verplicht"),
        ({"tekst": "Alleen met een vergunning."}, "staat al in de lijst"),
        ({"plaats": "antwoord", "oordeel": "nvt"}, "Laat het oordeel leeg"),
    ],
)
def test_een_zin_die_niet_kan_wordt_geweigerd(zin, als, ambtenaar, anders, zegt):
    zin()
    velden = {"plaats": "waarom", "tekst": "Een andere zin.", "oordeel": "", "thema": "", "volgorde": "0"}
    antwoord = als(ambtenaar).post(f"{ZINNEN}nieuw/", velden | anders)
    assert antwoord.status_code == 422 and zegt in antwoord.content.decode(), antwoord.content.decode()
    assert Standaardzin.objects.count() == 1


def test_alleen_wie_toetst_mag_aan_de_zinnen(zin, wijk, bestuur, persoon):
    een = zin()
    for doe in (lambda: bewaar_zin(wijk, {"tekst": "Nee."}, door=bestuur), lambda: verwijder_zin(een, door=persoon("bewoner"))):
        with pytest.raises(GeenRecht):
            doe()


def test_twee_dezelfde_zinnen_bestaan_niet(zin):
    zin()
    with pytest.raises(Geweigerd, match="al in de lijst"):
        zin()
    zin(plaats="antwoord")  # for another place it is another sentence


def test_de_zinnen_van_een_ander_thema_staan_er_niet(idee, zin, voorwaarde, wijk, als, ambtenaar):
    voorwaarde()
    ander = wijk.themas.create(naam="Groen")
    zin("Voor elk thema."), zin("Voor dit thema.", thema=idee.thema), zin("Voor groen.", thema=ander)
    tekst = als(ambtenaar).get(f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/").content.decode()
    assert "Voor elk thema." in tekst and "Voor dit thema." in tekst and "Voor groen." not in tekst


def test_zonder_script_komt_de_gekozen_zin_achter_wat_getypt_is(idee, zin, voorwaarde, als, ambtenaar):
    een, twee = voorwaarde("Wet"), voorwaarde("Geld")
    waarom, ons = zin(), zin("Dit kan deels.", plaats="antwoord")
    verstuurd: dict = {
        "actie": "toets", "gezien": 0,
        f"oordeel_{een.pk}": "voorwaarde", f"reden_{een.pk}": " ", f"zin_{een.pk}": waarom.pk,
        f"oordeel_{twee.pk}": "voorwaarde", f"reden_{twee.pk}": "Zelf getypt.", f"zin_{twee.pk}": waarom.pk,
        "reden": "", "zin": ons.pk,
    }  # fmt: skip
    pad = f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/"
    onaf = als(ambtenaar).post(pad, {**verstuurd, f"oordeel_{een.pk}": "", "reden": "Goed idee."}).context["forms"]["toets"]
    assert (onaf["reden"].value(), onaf["zin"].value()) == ("Goed idee. Dit kan deels.", "")  # once, also when it is sent again
    assert als(ambtenaar).post(pad, verstuurd).status_code == 302
    assert list(Oordeel.objects.values_list("reden", flat=True)) == ["Alleen met een vergunning.", "Zelf getypt. Alleen met een vergunning."]
    assert Toetsing.objects.get().reden == "Dit kan deels."
    bewaar_zin(idee.wijk, {"tekst": "Anders."}, waarom, door=ambtenaar)
    assert Oordeel.objects.first().reden == "Alleen met een vergunning."
