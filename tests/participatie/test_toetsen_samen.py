"""Two officials on one idea: the second is shown what the first did, keeps every text, and can still answer; nothing is lost."""

import os

import pytest

from participatie.deeds.ideeen import dien_in
from participatie.deeds.toetsen import heropen, toets
from participatie.deeds.toetslijst import toets_opnieuw
from participatie.models import Idee, Oordeel, Toetsing
from tests.gelijktijdig import tegelijk
from wijk.fouten import Geweigerd
from wijk.models import Gebeurtenis


@pytest.fixture
def regels(voorwaarde):
    return [voorwaarde("De wet"), voorwaarde("Het geld")]


@pytest.fixture
def typ(idee, regels, als, ambtenaar):
    """What this official typed, sent to the page."""

    def stuur(**anders):
        een, twee = (regel.pk for regel in regels)
        velden = {
            "actie": "toets", "gezien": 0, f"oordeel_{een}": "voldoet", f"oordeel_{twee}": "voldoet_niet", f"reden_{twee}": "Mijn reden.",
            "reden": "Mijn lange tekst.",
        }  # fmt: skip
        return als(ambtenaar).post(f"/werkplek/geleerdenwijk/toetsen/{idee.nummer}/", velden | anders)

    return stuur


@pytest.fixture
def eerste(idee, regels, persoon):
    """The answer of a colleague, just before."""

    def geef():
        oordelen = [(regels[0].huidige, "voldoet", ""), (regels[1].huidige, "voorwaarde", "Reden van de collega.")]
        return toets(Idee.objects.get(pk=idee.pk), oordelen, "Antwoord van de collega.", door=persoon("wijkcoordinator"))

    return geef


def test_wie_als_tweede_bewaart_ziet_de_oordelen_naast_elkaar_en_houdt_alles(idee, typ, eerste, regels):
    eerste()
    antwoord = typ()
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422 and "intussen beantwoord" in tekst and "Wijkcoordinator antwoordde" in tekst
    for staat in ("Antwoord van de collega.", "Mijn lange tekst.", "kan, als: Reden van de collega.", "kan niet: Mijn reden."):
        assert staat in tekst, staat
    form = antwoord.context["forms"]["toets"]
    assert form["gezien"].value() == 1 and form[f"oordeel_{regels[1].pk}"].value() == "voldoet_niet"
    assert idee.toetsingen.count() == 1


def test_de_tweede_geeft_toch_zijn_antwoord_en_zegt_waarom(idee, typ, eerste):
    eerste()
    zonder = typ(gezien=1)
    assert zonder.status_code == 422 and "Zeg waarom u opnieuw kijkt" in zonder.content.decode() and "Mijn lange tekst." in zonder.content.decode()
    assert typ(gezien=1, waarom_opnieuw="Het geld is op.").status_code == 302
    assert list(idee.toetsingen.order_by("nummer").values_list("reden", "huidig")) == [
        ("Antwoord van de collega.", False),
        ("Mijn lange tekst.", True),
    ]
    assert Oordeel.objects.count() == 4
    assert [g.gegevens["reden"] for g in Gebeurtenis.objects.van_soort("idee.heropend")] == ["Het geld is op."]


def test_een_idee_dat_intussen_beantwoord_en_heropend_is_vraagt_ook_te_vergelijken(idee, typ, eerste, ambtenaar):
    eerste()
    heropen(Idee.objects.get(pk=idee.pk), "Opnieuw.", door=ambtenaar)
    antwoord = typ()
    assert antwoord.status_code == 422 and "Reden van de collega." in antwoord.content.decode() and "Mijn reden." in antwoord.content.decode()
    assert "Geef antwoord" in antwoord.content.decode()
    assert typ(gezien=1).status_code == 302


def test_ook_een_gekozen_zin_blijft_bij_een_weigering(idee, typ, eerste, wijk):
    zin = wijk.standaardzinnen.create(plaats="antwoord", tekst="Een standaardzin.")
    eerste()
    assert "Een standaardzin." in typ(reden="", zin=zin.pk).context["forms"]["toets"]["reden"].value()


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_veel_ambtenaren_op_dezelfde_ideeen_laten_elk_idee_een_huidige_toetsing(wijk, thema, voorwaarde, persoon):
    """Each official answers every idea, and tries again when a colleague was first: theirs is then the current one, the other history.

    AMBTENAREN and IDEEEN in the environment make it as large as wanted.
    """
    mensen = [persoon("ambtenaar") for _ in range(int(os.environ.get("AMBTENAREN", 4)))]
    nummers = [dien_in(wijk, titel=f"Idee {n}", soort="kans", thema=thema, door=None).pk for n in range(int(os.environ.get("IDEEEN", 5)))]
    regel = voorwaarde().huidige

    def alles(n):
        for pk in nummers[n % len(nummers) :] + nummers[: n % len(nummers)]:
            while True:
                idee = Idee.objects.select_related("wijk").get(pk=pk)
                wat = idee, [(regel, "voldoet", "")], f"Van {n}."
                gezien = idee.toetsingen.count()
                try:
                    toets(*wat, gezien=gezien, door=mensen[n]) if idee.is_te_toetsen else toets_opnieuw(
                        *wat, "Nog eens.", gezien=gezien, door=mensen[n]
                    )
                    break
                except Geweigerd:
                    continue
        return "klaar"

    assert tegelijk(alles, len(mensen)) == ["klaar"] * len(mensen)
    for pk in nummers:
        toetsingen = Toetsing.objects.filter(idee=pk).order_by("nummer")
        assert [t.nummer for t in toetsingen] == list(range(1, len(mensen) + 1))
        assert [t.nummer for t in toetsingen if t.huidig] == [len(mensen)]
        assert {t.reden for t in toetsingen} == {f"Van {n}." for n in range(len(mensen))}
