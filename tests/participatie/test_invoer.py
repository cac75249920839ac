"""Entering at the desk by several at once: nothing is lost, and everyone sees what comes in."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from participatie.models import Idee, Overleg
from tests.gelijktijdig import tegelijk

LOS = "/werkplek/geleerdenwijk/ideeen/invoer/"
ACHTER = "allauth.account.auth_backends.AuthenticationBackend"

pytestmark = pytest.mark.usefixtures("begonnen")


def regel(titel="Een bankje", **anders) -> dict:
    return {"wat": "regel", "titel": titel, "soort": "kans", "sleutel": uuid.uuid4().hex, "herkomst": "papier", **anders}


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("los", [False, True], ids=["wandeling", "los"])
def test_zes_ambtenaren_voeren_tegelijk_in_en_geen_regel_gaat_verloren(wandeling, persoon, los):
    mensen = [persoon("ambtenaar") for _ in range(6)]
    pad = LOS if los else f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/invoer/"

    def doe(n):
        client = Client()
        client.force_login(mensen[n], backend=ACHTER)
        return [client.post(pad, regel(f"Regel {n}-{k}"), headers={"Accept": "text/x-regel"}).status_code for k in range(4)]

    assert tegelijk(doe, 6) == [[200] * 4] * 6
    assert sorted(Idee.objects.values_list("nummer", flat=True)) == list(range(1, 25))
    per_persoon = {wie.pk: set(Idee.objects.filter(invoerder=wie).values_list("titel", flat=True)) for wie in mensen}
    assert per_persoon == {wie.pk: {f"Regel {n}-{k}" for k in range(4)} for n, wie in enumerate(mensen)}


def test_eigen_regels_zijn_gekleurd_en_de_lijst_komt_ook_los(wandeling, persoon, als):
    een, ander = persoon("ambtenaar"), persoon("ambtenaar")
    pad = f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/invoer/"
    als(ander).post(pad, regel("Van een ander"))
    als(een).post(pad, regel("Van mij"))
    rijen = als(een).get(pad, headers={"Accept": "text/x-regels"}).content.decode()
    assert rijen.count("<tr") == 2 and rijen.count('class="wp-eigen"') == 1 and rijen.index("Van mij") < rijen.index("Van een ander")
    assert "<h1" not in rijen and rijen.split("Van mij")[0].count("wp-eigen") == 1
    with CaptureQueriesContext(connection) as eerst:
        als(een).get(pad, headers={"Accept": "text/x-regels"})
    for n in range(5):
        als(ander).post(pad, regel(f"Nog een {n}"))
    als(een)
    with CaptureQueriesContext(connection) as daarna:
        als(een).get(pad, headers={"Accept": "text/x-regels"})
    assert len(daarna) == len(eerst)


def test_los_invoeren_van_papier_en_uit_een_overleg(wijk, thema, ambtenaar, als):
    overleg = Overleg.objects.create(wijk=wijk, titel="Overleg", begint="2026-01-05T19:00:00Z", plaats="de school")
    client = als(ambtenaar)
    antwoord = client.post(LOS, regel(thema=thema.pk, herkomst="overleg", overleg=overleg.pk, naam="Ans & Co"))
    assert antwoord.status_code == 302
    idee = Idee.objects.get()
    assert (idee.herkomst, idee.overleg, idee.thema, idee.naam, idee.invoerder) == ("overleg", overleg, thema, "Ans & Co", ambtenaar)
    # What stays the same is there for the next.
    form = client.get(antwoord["Location"]).context["regel"]
    assert (form["herkomst"].value(), form["overleg"].value(), form["thema"].value(), form["titel"].value()) == (
        "overleg",
        str(overleg.pk),
        str(thema.pk),
        None,
    )
    velden = regel()
    for _ in range(2):  # a second click
        assert client.post(LOS, velden).status_code == 302
    assert Idee.objects.count() == 2
    for anders, woord in (
        ({"titel": ""}, "titel"),
        ({"herkomst": "wandeling"}, "wandeling"),
        ({"herkomst": "papier", "overleg": overleg.pk}, "Dit kwam op papier"),
    ):
        fout = client.post(LOS, regel(**anders))
        assert fout.status_code == 422 and woord in fout.content.decode(), anders


def test_wat_elders_op_de_pagina_getypt_is_blijft_staan(wandeling, als, ambtenaar):
    """Without script each button sends the whole page."""
    client, pad = als(ambtenaar), f"/werkplek/geleerdenwijk/wandelingen/{wandeling.pk}/invoer/"
    lijst, half = "Een plantenbak\nEen <b>hek</b>", regel("Half getypt", soort="knelpunt", naam="Ans & Co")
    antwoord = client.post(pad, {**half, "blad": pad, "regels": lijst})
    client.get("/werkplek/geleerdenwijk/")  # another page in between
    html = client.get(antwoord["Location"]).content.decode()
    assert "Een plantenbak\nEen &lt;b&gt;hek&lt;/b&gt;</textarea>" in html and 'value="Half getypt"' not in html
    assert '<details data-deel="lijst" open>' in html and "Een plantenbak" not in client.get(pad).content.decode()

    velden = {**regel("Half getypt", naam="Ans & Co"), "blad": pad, "wat": ["regel", "lijst"], "regels": lijst}
    html = client.post(pad, velden, follow=True).content.decode()
    assert "2 ideeën toegevoegd" in html and 'value="Half getypt"' in html and 'value="Ans &amp; Co"' in html and "plantenbak\n" not in html

    bestand = SimpleUploadedFile("ideeen.csv", b"titel\nEen bord")
    html = client.post(pad, {**half, "blad": pad, "wat": ["regel", "bestand"], "bestand": bestand, "regels": lijst}).content.decode()
    assert "Dit gaat er gebeuren" in html and "Als u doorgaat, wordt 1 idee toegevoegd." in html
    slecht = SimpleUploadedFile("ideeen.csv", b"titel;soort\nEen bord;droom")
    html_slecht = client.post(pad, {"wat": "bestand", "bestand": slecht}).content.decode()
    assert "Er komt geen idee bij. 1 regel kunnen we niet lezen. Verbeter die in uw bestand" in html_slecht
    html = client.get(pad).content.decode()
    assert 'value="Half getypt"' in html and "Een plantenbak\n" in html

    html = client.post(pad, {**half, "titel": "", "blad": pad, "regels": lijst}).content.decode()  # refused: the part says why, the rest stays
    assert "wp-veld--fout" in html or "error" in html
    assert "Een plantenbak\n" in html and 'value="Ans &amp; Co"' in html
