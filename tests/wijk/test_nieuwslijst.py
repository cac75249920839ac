"""The news as Atom: the same events as the mail, ids that stay, and nothing sent twice to a reader that has it."""

from xml.etree import ElementTree

import pytest

from budget.deeds import reserveer, stel_beschikbaar
from participatie.deeds.ideeen import dien_in, verberg
from participatie.deeds.projecten import begin_project
from participatie.deeds.toetsen import naar_onderhoud, neem_in_behandeling
from tests.budget.hulp import maak_project
from wijk import volgen
from wijk.bedrag import Bedrag
from wijk.models import Gebeurtenis
from wijk.rechten import SYSTEEM

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def lees(client, pad="/geleerdenwijk/nieuws.atom"):
    antwoord = client.get(pad)
    assert antwoord.status_code == 200 and antwoord["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(antwoord.content)  # noqa: S314 (made by the portal itself)


def titels(feed) -> list[str]:
    return [titel.text for titel in feed.findall("a:entry/a:title", ATOM)]


@pytest.fixture
def idee(wijk, thema):
    return dien_in(wijk, titel="Meer licht", soort="knelpunt", thema=thema, email="ans@geheim.nl", door=None)


def test_elk_onderwerp_heeft_een_lijst_en_de_pagina_wijst_ernaar(wijk, thema, idee, ambtenaar, client):
    dien_in(wijk, titel="Iets anders", soort="kans", door=None)
    neem_in_behandeling(idee, door=ambtenaar)
    idee_nieuws = ["Idee 1 is in behandeling genomen.", "Idee 1, over verlichting, is ontvangen."]
    assert titels(lees(client)) == [idee_nieuws[0], "Idee 2 is ontvangen.", idee_nieuws[1]]
    for pad, pagina in (("idee-1", "ideeen/1/"), (f"thema-{thema.pk}", f"ideeen/?thema={thema.pk}")):
        assert titels(lees(client, f"/geleerdenwijk/nieuws/{pad}.atom")) == idee_nieuws
        assert f'<link rel="alternate" type="application/atom+xml" title="Nieuws over {"idee 1" if "idee-" in pad else "het thema Verlichting"}"' in (
            client.get(f"/geleerdenwijk/{pagina}").content.decode()
        )
    assert b"geheim" not in client.get("/geleerdenwijk/nieuws.atom").content


def test_de_kenmerken_blijven_en_de_adressen_zijn_volledig(wijk, idee, ambtenaar, client):
    eerst = lees(client)
    neem_in_behandeling(idee, door=ambtenaar)
    daarna = lees(client)
    kenmerken = [[een.text for een in feed.findall("a:entry/a:id", ATOM)] for feed in (eerst, daarna)]
    assert kenmerken[1][1:] == kenmerken[0] and len(set(kenmerken[1])) == len(kenmerken[1]) and kenmerken[0][0].startswith("tag:127.0.0.1,2026:")
    assert eerst.find("a:id", ATOM).text == daarna.find("a:id", ATOM).text
    assert all(link.get("href").startswith("http://127.0.0.1:8000/geleerdenwijk/") for link in daarna.iter(f"{{{ATOM['a']}}}link"))


def test_de_lijst_leidt_nergens_heen_wat_niet_meer_openbaar_is(wijk, idee, ambtenaar, client):
    eerst = client.get("/geleerdenwijk/nieuws.atom")
    verberg(idee, "Er staat een naam in.", door=ambtenaar)
    feed = lees(client)
    assert [link.get("href") for link in feed.findall("a:entry/a:link", ATOM)] == ["http://127.0.0.1:8000/geleerdenwijk/tijdlijn/"]
    assert client.get("/geleerdenwijk/nieuws.atom", headers={"If-None-Match": eerst["ETag"]}).status_code == 200


def test_wie_de_lijst_al_heeft_krijgt_hem_niet_opnieuw(wijk, idee, ambtenaar, client):
    antwoord = client.get("/geleerdenwijk/nieuws.atom")
    for koppen in ({"If-None-Match": antwoord["ETag"]}, {"If-None-Match": f"W/{antwoord['ETag']}"}):
        assert client.get("/geleerdenwijk/nieuws.atom", headers=koppen).status_code == 304
    neem_in_behandeling(idee, door=ambtenaar)
    assert client.get("/geleerdenwijk/nieuws.atom", headers={"If-None-Match": antwoord["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    "wat", ["idee-2", "idee-", "idee-x", "thema-99999999999999999999", "project-bestaat-niet", "onzin", "wandeling-1", "wijk-rivierenwijk"]
)
def test_wat_er_niet_is_of_niet_openbaar_heeft_geen_lijst(wijk, andere_wijk, idee, client, wat):
    wijk.direct_publiceren = False
    wijk.save()
    dien_in(wijk, titel="Verborgen", soort="kans", door=None)
    assert client.get(f"/geleerdenwijk/nieuws/{wat}.atom").status_code == 404


def test_mail_en_lijst_gaan_over_hetzelfde(wijk, thema, idee, ambtenaar, budgetbeheerder):
    """Whatever happens: it stands in the feed of exactly the subjects of which the followers are mailed."""
    wijk.ideeen.update(status="past")
    idee.refresh_from_db()
    project = begin_project(wijk, {"titel": "Lampen"}, [idee], door=ambtenaar)
    ander = dien_in(wijk, titel="Iets anders", soort="kans", door=None)
    naar_onderhoud(ander, "We nemen het mee.", door=ambtenaar)
    stel_beschikbaar(wijk, Bedrag("50.000"), "Startnotitie", door=SYSTEEM)
    geboekt_op = maak_project(wijk)
    wijk.ideeen.filter(pk=ander.pk).update(project=geboekt_op)
    reserveer(wijk.budget, geboekt_op, Bedrag("100"), door=SYSTEEM)
    alle = [volgen.van_ding(ding) for ding in (wijk, thema, idee, ander, project, geboekt_op)]
    for gebeurtenis in Gebeurtenis.objects.openbaar():
        betreft = volgen.betreft(gebeurtenis)
        for onderwerp in alle:
            staat_er = volgen.gebeurtenissen_over(wijk, onderwerp).filter(pk=gebeurtenis.pk).exists()
            assert staat_er == (onderwerp.sleutel in betreft), (gebeurtenis, onderwerp)
    geboekt = volgen.betreft(Gebeurtenis.objects.openbaar().van_soort("budget").first())
    assert ("participatie.project", geboekt_op.pk) in geboekt and ("participatie.idee", ander.pk) not in geboekt


def test_meer_gebeurtenissen_kosten_niet_meer_vragen(wijk, thema, client, django_assert_max_num_queries):
    for n in range(60):
        dien_in(wijk, titel=f"Idee {n}", soort="kans", thema=thema, door=None)
    with django_assert_max_num_queries(5):
        antwoord = client.get(f"/geleerdenwijk/nieuws/thema-{thema.pk}.atom")
    assert antwoord.content.count(b"<entry>") == 50
