"""Every change can be followed: who did it, when, from what to what; and the log of one thing is a link away."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participatie.deeds.ideeen import dien_in
from participatie.deeds.toetsen import neem_in_behandeling
from wijk.deeds import kader
from wijk.models import Bevoegdheid, Gebruiker

PAD = "/werkplek/geleerdenwijk/logboek/"


@pytest.fixture
def verleden(wijk, thema, partij, wijkcoordinator, ambtenaar):
    """A theme was changed on the last evening of February, an idea was sent and taken in hand in March."""
    with time_machine.travel("2026-02-28T22:30:00+00:00"):  # 23.30 here
        kader.bewaar_thema(wijk, {"naam": "Licht"}, thema, door=wijkcoordinator)
    with time_machine.travel("2026-02-28T23:30:00+00:00"):  # the first of March here
        idee = dien_in(wijk, titel="Meer licht", soort="kans", thema=thema, door=None)
    with time_machine.travel("2026-03-10T12:00:00+00:00"):
        neem_in_behandeling(idee, door=ambtenaar)
    return idee


def coordinator(nummer, wijk):
    """One more wijkcoördinator."""
    wie = Gebruiker.objects.create_user(f"c{nummer}@voorbeeld.nl")
    Bevoegdheid.objects.create(gebruiker=wie, wijk=wijk, functie="wijkcoordinator")
    return wie


def regels(client, **vraag) -> list[str]:
    return [g.soort for g in client.get(PAD, vraag).context["gebeurtenissen"]]


def test_het_logboek_is_te_filteren(verleden, wijk, thema, ambtenaar, wijkcoordinator, als, client):
    als(ambtenaar)
    assert len(regels(client)) == 3
    assert regels(client, wie=wijkcoordinator.pk) == regels(client, als="wijkcoordinator") == regels(client, tot="2026-02-28")
    assert len(regels(client, tot="2026-02-28")) == 1
    assert regels(client, van="2026-03-01", tot="2026-03-01") == ["idee.ingediend"]
    assert regels(client, soort="idee", wie=ambtenaar.pk) == ["idee.in_behandeling"]
    assert regels(client, over=f"participatie.idee:{verleden.pk}") == ["idee.in_behandeling", "idee.ingediend"]
    assert regels(client, over=f"wijk.thema:{thema.pk}") == regels(client, tot="2026-02-28")
    for onzin in ("x", "participatie.idee:x", "wijk.nietdit:1", "wijk.thema:²", ":1"):
        assert len(regels(client, over=onzin)) == 3, onzin


@pytest.mark.parametrize(
    "vraag, veld, zin, telt",
    [
        ({"van": "2026-02-31"}, "van", "Deze dag bestaat niet", 3),
        ({"tot": "eergisteren"}, "tot", "Deze dag bestaat niet", 3),
        ({"van": "2026-03-01", "tot": "2026-02-28"}, "tot", "Deze dag ligt voor 1 maart 2026", 2),
    ],
)
def test_een_dag_die_niet_kan_wordt_bij_het_veld_gezegd_en_blijft_staan(vraag, veld, zin, telt, verleden, ambtenaar, als, client):
    antwoord = als(ambtenaar).get(PAD, vraag)
    html = antwoord.content.decode()
    assert antwoord.status_code == 200 and zin in antwoord.context["form"].errors[veld][0]
    assert f'id="id_{veld}_error"' in html and f'aria-describedby="id_{veld}_error"' in html
    assert f'value="{vraag[veld]}"' in html and len(antwoord.context["gebeurtenissen"]) == telt


def test_wat_geen_dag_is_staat_leesbaar_in_het_veld(verleden, ambtenaar, als):
    """A date field of the browser would show it empty."""
    assert '<input type="text" name="van" value="31 februari"' in als(ambtenaar).get(PAD, {"van": "31 februari"}).content.decode()


def test_van_lange_teksten_staat_er_een_stukje_en_de_rest_op_vraag(verleden, wijk, thema, wijkcoordinator, als):
    zin = "Op het pad langs de vijver is het ’s avonds donker. "
    kader.bewaar_thema(wijk, {"reden_open": zin * 5, "naam": "Lampen", "open_vanaf": date(2020, 1, 2)}, thema, door=wijkcoordinator)
    gebeurtenis = wijk.gebeurtenissen.nieuwste_eerst().first()
    kort, alles = gebeurtenis.wijzigingen_kort, gebeurtenis.wijzigingen
    assert len(kort) == 2 and len(alles) == 3 and all(len(regel) <= 150 for regel in kort)
    html = als(wijkcoordinator).get(PAD).content.decode()
    assert "Lees alles (3 wijzigingen)" in html and html.count(zin * 5) == 1


def test_van_een_idee_en_een_voorwaarde_gaat_u_naar_wat_ermee_gebeurde(verleden, wijk, thema, wijkcoordinator, als, client):
    als(wijkcoordinator)
    velden = {
        "soort": "inhoudelijk",
        "grond": "wettelijk",
        "themas": [],
        "titel": "De wet",
        "wat_kan": "Veel.",
        "wat_kan_niet": "",
        "toelichting": "",
    }
    regel = kader.bewaar_randvoorwaarde(wijk, velden, door=wijkcoordinator)
    for van, naar in (
        (f"toetsen/{verleden.nummer}/", f"participatie.idee:{verleden.pk}"),
        (f"kader/randvoorwaarden/{regel.pk}/", f"wijk.randvoorwaarde:{regel.pk}"),
        (f"kader/themas/{thema.pk}/", f"wijk.thema:{thema.pk}"),
    ):
        assert f'href="{PAD}?over={naar}"' in client.get(f"/werkplek/geleerdenwijk/{van}").content.decode()
    tekst = client.get(PAD, {"over": f"wijk.thema:{thema.pk}"}).content.decode()
    assert "Lees alles" not in tekst
    assert "Wat is er gebeurd met Licht?" in tekst and "Naam: van Verlichting naar Licht" in tekst


def test_wie_het_was_zien_alleen_ambtenaren(verleden, ambtenaar, bestuur, als, client):
    naam = "Naam van de ambtenaar"
    type(ambtenaar).objects.filter(pk=ambtenaar.pk).update(naam=naam)
    assert naam in als(ambtenaar).get(PAD).content.decode()
    als(bestuur)
    assert naam not in client.get(PAD).content.decode()
    assert len(regels(client, wie=ambtenaar.pk)) == 3  # the filter is not theirs


def test_een_andere_wijk_blijft_buiten_beeld(verleden, andere_wijk, persoon, als, client):
    als(persoon("ambtenaar", in_wijk=andere_wijk))
    antwoord = client.get("/werkplek/rivierenwijk/logboek/", {"over": f"participatie.idee:{verleden.pk}"})
    assert not len(antwoord.context["gebeurtenissen"]) and antwoord.context["over"] == ""


def test_een_lang_logboek_vraagt_niet_meer_van_de_database(verleden, wijk, thema, ambtenaar, als, client):
    als(ambtenaar)

    def tel():
        with CaptureQueriesContext(connection) as vragen:
            client.get(PAD)
        return len(vragen)

    tel()
    weinig = tel()
    for dag in range(1, 20):
        kader.bewaar_thema(wijk, {"open_vanaf": date(2026, 1, dag)}, thema, door=coordinator(dag, wijk))
    assert tel() == weinig


def test_een_andere_stand_staat_erin_van_wat_naar_wat(verleden, ambtenaar, als, client):
    tekst = als(ambtenaar).get(PAD, {"over": f"participatie.idee:{verleden.pk}"}).content.decode()
    assert "Status: van ontvangen naar in behandeling" in tekst
