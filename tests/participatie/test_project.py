"""A project from several ideas to its end: who carries it, what was decided, and what it still needs."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from participatie.deeds import projecten
from participatie.models import Idee, Project, Projectbesluit
from participatie.poorten import ontbreekt
from tests.blad import deel
from tests.participatie.speelplek import OPENBAAR, PAD, over
from wijk.fouten import Geweigerd
from wijk.models import Gebeurtenis

S = Project.Status


# --- from several ideas -----------------------------------------------------------------------------------------------


def maak_ideeen(wijk, aantal=3, status="past"):
    return [
        Idee.objects.create(wijk=wijk, nummer=n, titel=f"Plan {n}", soort="kans", status=status, geschatte_kosten=1000 * n)
        for n in range(1, aantal + 1)
    ]


def test_een_project_begint_uit_meer_ideeen_tegelijk(wijk, als, ambtenaar):
    maak_ideeen(wijk)
    client = als(ambtenaar)
    pagina = client.get("/werkplek/geleerdenwijk/projecten/nieuw/?idee=1&idee=3&idee=99&idee=x")
    form = pagina.context["form"]
    assert (form["ideeen"].value(), form["geraamd"].value()) == (["1", "3"], "40,00")
    antwoord = client.post("/werkplek/geleerdenwijk/projecten/nieuw/", {"titel": "Samen", "ideeen": ["1", "3"]})
    assert antwoord.status_code == 302
    assert list(Project.objects.get().ideeen.order_by("nummer").values_list("nummer", flat=True)) == [1, 3]


def test_een_idee_dat_intussen_weg_is_laat_niets_half_achter(wijk, als, ambtenaar):
    maak_ideeen(wijk)
    client = als(ambtenaar)
    Idee.objects.filter(nummer=3).update(status="niet_gekozen")
    antwoord = client.post("/werkplek/geleerdenwijk/projecten/nieuw/", {"titel": "Samen", "ideeen": ["1", "3"]})
    assert antwoord.status_code == 422 and "ideeen" in antwoord.context["form"].errors
    assert not Project.objects.exists() and Idee.objects.get(nummer=1).status == "past"


def test_een_project_uit_een_overleg_is_een_besluit_over_elk_idee(wijk, als, ambtenaar):
    ideeen = maak_ideeen(wijk)
    overleg = wijk.overleggen.create(titel="O", begint=timezone.now(), plaats="p")
    client, pad = als(ambtenaar), f"/werkplek/geleerdenwijk/projecten/nieuw/?overleg={overleg.pk}"
    assert client.get(pad).status_code == 302  # nothing on its list
    overleg.agenda.add(ideeen[0], ideeen[2])
    assert [nummer for nummer, _ in client.get(pad).context["form"].fields["ideeen"].choices] == ["1", "3"]
    antwoord = client.post(pad, {"titel": "Samen"})
    assert antwoord.status_code == 422 and {"ideeen", "reden"} <= set(antwoord.context["form"].errors) and not Project.objects.exists()
    client.post(pad, {"titel": "Samen", "ideeen": ["1", "3"], "reden": "Dit hoort bij elkaar."})
    project = Project.objects.get()
    besloten = list(overleg.vervolgstappen.values_list("idee__nummer", "besluit", "reden", "idee__project"))
    assert besloten == [(nummer, "project", "Dit hoort bij elkaar.", project.pk) for nummer in (1, 3)]
    assert "Dit hoort bij elkaar." in client.get(overleg.get_absolute_url()).content.decode()


# --- who carries it, and the decision ---------------------------------------------------------------------------------


def test_een_bewoner_staat_alleen_met_naam_op_de_website_als_die_dat_goed_vindt(project, als, ambtenaar, client):
    als(ambtenaar)
    velden = deel("gegevens", titel="Speelplek", trekker_soort="bewoner", trekker_naam="Jan van nummer 12")
    velden["gegevens-gezien"] = client.get(PAD).context["forms"]["gegevens"]["gezien"].value()
    antwoord = client.post(PAD, velden)
    assert antwoord.status_code == 422 and "trekker_akkoord" in antwoord.context["forms"]["gegevens"].errors
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(trekker_soort="bewoner", trekker_naam="Jan")
    assert client.post(PAD, {**velden, "gegevens-trekker_akkoord": "on"}).status_code == 302
    assert "getrokken door Jan van nummer 12" in client.get(OPENBAAR).content.decode()
    assert not Gebeurtenis.objects.filter(gegevens__icontains="nummer 12").exists()


def test_zonder_naam_is_het_een_bewoner_en_een_organisatie_heeft_een_partij(project, partij, als, ambtenaar, client):
    projecten.wijzig_project(project, {"trekker_soort": "bewoner"}, door=ambtenaar)
    assert project.wie_trekt == "een bewoner"
    with pytest.raises(Geweigerd, match="welke organisatie"):
        projecten.wijzig_project(project, {"trekker_soort": "organisatie"}, door=ambtenaar)
    project.refresh_from_db()
    projecten.wijzig_project(project, {"trekker_soort": "", "trekker": partij}, door=ambtenaar)
    assert (project.trekker_soort, project.wie_trekt) == ("organisatie", partij.naam)


def test_een_besluit_heeft_een_dag_en_wie_het_nam_en_wordt_nooit_gewist(project, partij, als, ambtenaar, client):
    als(ambtenaar)
    for velden, veld, zin in (
        ({"datum": over(0), "tekst": "Ja."}, "functie", "vul een functie in."),
        ({"datum": over(0), "tekst": "Ja.", "functie": "het college", "partij": partij.pk}, "functie", "niet allebei"),
        ({"datum": over(1), "tekst": "Ja.", "functie": "het college"}, "datum", ""),
        ({"datum": over(0), "functie": "het college"}, "tekst", ""),
    ):
        antwoord = client.post(PAD, deel("besluit", **velden))
        assert antwoord.status_code == 422 and zin in antwoord.context["forms"]["besluit"].errors[veld][0], velden
    assert client.post(PAD, deel("besluit", datum=over(-2), tekst="Eerst zo.", functie="het college")).status_code == 302
    assert client.post(PAD, deel("besluit", datum=over(-1), tekst="Nu zo.", partij=partij.pk)).status_code == 302
    pagina = client.get(OPENBAAR).content.decode()
    assert "Nu zo." in pagina and "Eerst zo." not in pagina and "Eerst zo." in client.get(PAD).content.decode()
    for daad in (lambda b: Projectbesluit.objects.filter(pk=b.pk).update(tekst="x"), lambda b: b.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            daad(Projectbesluit.objects.first())


def test_wie_zei_dat_er_geen_extra_afspraken_nodig_zijn_staat_erbij(project, als, ambtenaar, client):
    als(ambtenaar).post(f"{PAD}daad/", {"daad": "geen_voorwaarden"})
    assert f"door {ambtenaar}" in client.get(PAD).content.decode()
    pagina = client.get(OPENBAAR).content.decode()
    assert "dat legde de gemeente vast op" in pagina and str(ambtenaar) not in pagina


# --- gates ------------------------------------------------------------------------------------------------------------


def test_elk_gebrek_wijst_naar_de_plek_waar_het_formulier_openstaat(project, als, ambtenaar, client):
    als(ambtenaar)
    mist = ontbreekt(project, S.BESLUIT)
    assert len(mist) == 9
    for gebrek in mist:
        pad, _, deel = gebrek.pad.partition("#")
        pagina = client.get(pad).content.decode()
        vul = pad.partition("?vul=")[2]
        assert f'id="{deel}"' in pagina, gebrek
        assert re.search(rf'<details id="vul-{vul}" open', pagina), gebrek


def test_elke_mijlpaal_die_nog_openstaat_wordt_genoemd(project, mijlpaal, ambtenaar):
    assert [gebrek.tekst for gebrek in ontbreekt(project, S.AFGEROND)] == ["de mijlpaal “Grondwerk” klaar"]


def test_stoppen_zegt_het_aan_iedereen_met_de_reden(project, als, ambtenaar, client):
    als(ambtenaar)
    assert client.post(PAD, deel("stop", reden="")).status_code == 422
    assert client.post(PAD, deel("stop", reden="De grond is te nat.")).status_code == 302
    assert "De grond is te nat." in client.get(OPENBAAR).content.decode()
    assert "De grond is te nat." in client.get("/geleerdenwijk/projecten/").content.decode()


def test_een_knop_van_de_pagina_houdt_wat_elders_getypt_is(project, mijlpaal, als, ambtenaar):
    """Without script: a half typed decision stays when a milestone is done, another part is refused, or Enter is pressed."""
    client, half = als(ambtenaar), {"blad": PAD, "besluit-tekst": "Wij <b>kiezen</b>", "besluit-functie": "het college", "rol-soort": ""}
    lees = lambda antwoord: client.get(antwoord["Location"]).content.decode()  # noqa: E731
    html = lees(client.post(f"{PAD}daad/", {**half, "daad": f"mijlpaal_klaar:{mijlpaal.pk}"}))
    assert (
        "De mijlpaal is klaar." in html
        and "Wij &lt;b&gt;kiezen&lt;/b&gt;</textarea>" in html
        and '<details id="vul-besluit" data-deel="besluit" open>' in html
    )
    assert "kiezen" not in client.get(PAD).content.decode()
    html = client.post(PAD, {**half, **deel("mijlpaal", titel="Plan", datum="2020-01-01")}).content.decode()
    assert "al voorbij" in html and 'value="Plan"' in html and "kiezen" in html
    html = lees(client.post(PAD, {**half, **deel("mijlpaal", titel="Plan", datum="2040-01-01")}))
    assert "De mijlpaal staat op het tijdpad." in html and 'value="Plan"' not in html and "kiezen" in html
    html = lees(client.post(PAD, {**half, "kies": "kies", "uren-sleutel": "0" * 32}))
    assert "Druk op de knop onder wat u wilt bewaren." in html and "kiezen" in html and '<details id="vul-uren" data-deel="uren">' in html
    html = lees(client.post(PAD, {**half, **deel("nieuws", titel="Gelukt", tekst="Het staat er."), "rol-toelichting": "Zij helpen"}))
    assert "Zij helpen" in html and 'value="Gelukt"' not in html


def test_een_partij_met_een_rol_hoort_dat_een_keer_en_ziet_het_op_haar_pagina(
    wijk, ambtenaar, persoon, als, mailoutbox, django_capture_on_commit_callbacks
):
    wie = persoon("organisatie", "zij@voorbeeld.nl")
    partij, project = wie.bevoegdheden.get().partij, projecten.begin_project(wijk, {"titel": "Meer licht"}, door=ambtenaar)
    for soort in ("meedoen", "besluit"):
        with django_capture_on_commit_callbacks(execute=True):
            projecten.geef_rol(project, {"partij": partij, "soort": soort, "persoon": ""}, door=ambtenaar)
    (mail,) = [mail for mail in mailoutbox if mail.to == ["zij@voorbeeld.nl"]]
    assert "Voorbeeldpartij doet mee." in mail.body and project.get_absolute_url() in mail.body
    assert als(wie).get("/mijn/").content.decode().count(f'href="{project.get_absolute_url()}"') == 1
