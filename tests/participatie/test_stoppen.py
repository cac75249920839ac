"""A project that stopped or is over: its ideas stand where they stood, everyone reads that and why, and nothing goes on as if it ran."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils import timezone

from budget.models import Budget
from participatie.deeds import projecten
from participatie.deeds.helpers import maak_naamloos
from participatie.models import Helper, Idee, Mijlpaal, Project
from participatie.stappen import uitvoeren
from tests.participatie.speelplek import OPENBAAR, PAD, over
from wijk.deeds.volgen import volg
from wijk.fouten import Geweigerd
from wijk.models import Gebeurtenis
from wijk.volgen import van_ding

S = Project.Status
REDEN = "Er is geen plek."


def maak_idee(wijk, nummer, status):
    return Idee.objects.create(wijk=wijk, nummer=nummer, titel=f"Plan {nummer}", soort="kans", status=status, openbaar=True)


def test_ideeen_staan_weer_waar_ze_stonden_en_zeggen_waarom(wijk, project, ambtenaar, client):
    deels, later = maak_idee(wijk, 71, "past_deels"), maak_idee(wijk, 72, "later")
    projecten.voeg_idee_toe(project, deels, door=ambtenaar)
    with pytest.raises(Geweigerd, match="besloten: later"):
        projecten.voeg_idee_toe(project, later, " ", door=ambtenaar)
    projecten.voeg_idee_toe(project, later, "Er is nu toch geld.", door=ambtenaar)
    assert "Er is nu toch geld." in client.get("/geleerdenwijk/ideeen/72/").content.decode()
    projecten.naar_status(project, S.GESTOPT, reden=REDEN, door=ambtenaar)
    assert [Idee.objects.get(nummer=n).status for n in (71, 72)] == ["past_deels", "later"]
    pagina = client.get("/geleerdenwijk/ideeen/71/").content.decode()
    assert "Het project waarin dit idee zat, is gestopt." in pagina and REDEN in pagina


def test_een_idee_dat_eruit_gaat_staat_weer_waar_het_stond(wijk, project, ambtenaar):
    idee = maak_idee(wijk, 71, "past_deels")
    projecten.voeg_idee_toe(project, idee, door=ambtenaar)
    projecten.haal_idee_weg(project, idee, door=ambtenaar)
    assert Idee.objects.get(nummer=71).status == "past_deels"


def test_de_pagina_spreekt_van_wat_voorbij_is(project, ambtenaar, client, bewoner):
    projecten.zet_mijlpaal(project, {"titel": "Grondwerk", "datum": over(10)}, door=ambtenaar)
    volg(project.wijk, van_ding(project), "direct", door=bewoner)
    mail.outbox.clear()
    projecten.naar_status(project, S.GESTOPT, reden=REDEN, door=ambtenaar)
    assert [REDEN in een.body for een in mail.outbox if een.to == [bewoner.email]] == [True]
    pagina = client.get(OPENBAAR).content.decode()
    assert "gaat niet door" in pagina and "Haal ze eruit" in pagina and f"De reden: {REDEN}" in pagina
    for onwaar in ("op tijd", "Zet deze dagen", "Doet u mee?", "worden nog vastgelegd"):
        assert onwaar not in pagina
    project.refresh_from_db()
    assert project.gestopt_op == timezone.localdate()
    assert "(gestopt)" in client.get("/geleerdenwijk/projecten/").content.decode()


@pytest.mark.parametrize("status", [S.GESTOPT, S.GEEVALUEERD])
def test_wat_voorbij_is_verandert_niet_meer(project, ambtenaar, als, status):
    mijlpaal = projecten.zet_mijlpaal(project, {"titel": "Grondwerk", "datum": over(10)}, door=ambtenaar)
    Project.objects.filter(pk=project.pk).update(status=status, reden_gestopt=REDEN)
    for deed in (
        lambda: projecten.mijlpaal_klaar(mijlpaal, door=ambtenaar),
        lambda: projecten.zet_mijlpaal(project, {"titel": "Nazorg", "datum": over(20)}, door=ambtenaar),
        lambda: projecten.verwijder_mijlpaal(mijlpaal, door=ambtenaar),
    ):
        with pytest.raises(Geweigerd, match="kan niet meer"):
            deed()
    html = als(ambtenaar).get(PAD).content.decode()
    assert "Klaar: Grondwerk" not in html and "Voeg een mijlpaal toe" not in html and "Plaats nieuws" in html


def test_een_mijlpaal_die_al_gebeurde_kan_erbij(project, ambtenaar, als):
    gisteren = timezone.localdate() - timedelta(days=1)
    velden = {"actie": "mijlpaal", "mijlpaal-titel": "Eerste schep", "mijlpaal-datum": f"{gisteren:%d-%m-%Y}"}
    client = als(ambtenaar)
    assert "Zet dan het vinkje" in client.post(PAD, velden).content.decode()
    client.post(PAD, velden | {"mijlpaal-al_gebeurd": "on"})
    assert project.mijlpalen.get().klaar_op == gisteren


def test_een_eigen_afspraak_vraagt_geen_thema(project, ambtenaar, als):
    velden = {"actie": "voorwaarde", "voorwaarde-titel": "Stil na tien", "voorwaarde-wat_kan": "Overdag.", "voorwaarde-grond": "afspraak"}
    antwoord = als(ambtenaar).post(PAD, velden | {"voorwaarde-soort": "inhoudelijk"}, follow=True)
    html = antwoord.content.decode()
    assert "De eigen afspraak is bewaard." in html and "Alleen voor thema" not in html and "Volgorde" not in html


def test_stap_vijf_is_niet_klaar_als_alles_stopte(wijk, project, ambtenaar):
    projecten.naar_status(project, S.GESTOPT, reden=REDEN, door=ambtenaar)
    assert [gebrek.tekst for gebrek in uitvoeren(wijk)] == ["Alle projecten zijn gestopt. Er is nog geen project klaar."]
    assert Gebeurtenis.objects.get(soort="project.gestopt").waarom == REDEN


def test_wat_niet_doorgaat_en_wat_ervoor_was_toegezegd_staat_overal_zo(wijk, project, ambtenaar, bewoner, client):
    volg(wijk, van_ding(wijk), "direct", door=bewoner)
    mail.outbox.clear()
    project.mijlpalen.create(titel="Planten", datum=timezone.localdate() + timedelta(days=30))
    project.dekkingen.create(bron="eigen_werk", uren=120)
    Project.objects.filter(pk=project.pk).update(begonnen_op=timezone.localdate())
    assert "Houd mij op de hoogte" in client.get(project.get_absolute_url()).content.decode()
    projecten.naar_status(project, S.GESTOPT, reden=REDEN, door=ambtenaar)
    [nieuws] = [een.body for een in mail.outbox if een.to == [bewoner.email]]
    assert "- Speelplek: gestopt." in nieuws and "Project Speelplek: Speelplek" not in nieuws
    mijlpalen = b"".join(client.get(f"/{wijk.slug}/gegevens/mijlpalen.csv")).decode().splitlines()
    assert mijlpalen[0].endswith(",gaat_niet_door") and mijlpalen[1].endswith(",true")
    pagina = client.get(project.get_absolute_url()).content.decode()
    assert "We mailen u als er nieuws is" not in pagina
    Budget.objects.create(wijk=wijk)
    pagina = client.get(project.get_absolute_url()).content.decode()
    assert "eigen werk van bewoners: 120 uur (toegezegd voor een project dat gestopt is)" in pagina


def test_stap_vijf_is_niet_klaar_zolang_ideeen_op_een_besluit_wachten(wijk, project, client):
    Project.objects.filter(pk=project.pk).update(status="afgerond", afgerond_op=timezone.localdate())
    assert [*uitvoeren(wijk)] == [] and "Ook stap 5 is al klaar." in client.get(f"/{wijk.slug}/stappen/").content.decode()
    wijk.ideeen.create(nummer=99, titel="Bank", soort="kans", status="past")
    [gebrek] = uitvoeren(wijk)
    assert "kan nog een project komen" in gebrek.tekst
    assert "stap 5 is al klaar" not in client.get(f"/{wijk.slug}/stappen/").content.decode()


@pytest.mark.parametrize("stand", [S.AFGEROND, S.GEEVALUEERD, S.GESTOPT])
def test_de_database_houdt_vast_wat_in_een_voorbij_project_is_afgesproken(project, ambtenaar, stand):
    projecten.zet_mijlpaal(project, {"titel": "Grondwerk", "datum": over(10)}, door=ambtenaar)
    velden = {"titel": "Stil na tien", "soort": "inhoudelijk", "wat_kan": "Overdag.", "wat_kan_niet": "", "toelichting": "", "grond": "afspraak"}
    projecten.voeg_voorwaarde_toe(project, velden, door=ambtenaar)
    rol = projecten.geef_rol(project, {"soort": "meedoen", "partij": None, "persoon": "de buren"}, door=ambtenaar)
    helper, _ongelezen = (
        Helper.objects.create(project=project, email=f"{n}@voorbeeld.nl", handen=True, naam="H", status=n) for n in ("telt", "nieuw")
    )
    loopt = Project.objects.create(wijk=project.wijk, slug="loopt", titel="Loopt")
    Mijlpaal.objects.create(project=loopt, titel="Elders", datum=over(3))
    Project.objects.filter(pk=project.pk).update(status=stand, reden_gestopt=REDEN)
    project.refresh_from_db()
    p, m, h = project.pk, project.mijlpalen.get().pk, helper.pk
    for sql in (
        f"UPDATE participatie_project SET status = 'uitvoering' WHERE id = {p}",
        f"UPDATE participatie_project SET geen_eigen_randvoorwaarden = NOT geen_eigen_randvoorwaarden WHERE id = {p}",
        f"UPDATE participatie_project SET gestopt_op = '2020-01-01', afgerond_op = '2020-01-01' WHERE id = {p}",
        f"DELETE FROM participatie_project_rollen WHERE project_id = {p}",
        f"UPDATE participatie_project_rollen SET project_id = {loopt.pk} WHERE project_id = {p} AND rol_id = {rol.pk}",
        f"DELETE FROM participatie_project_randvoorwaarden WHERE project_id = {p}",
        f"UPDATE participatie_mijlpaal SET datum = '2020-01-01' WHERE id = {m}",
        f"UPDATE participatie_mijlpaal SET project_id = {p} WHERE project_id = {loopt.pk}",
        f"DELETE FROM participatie_mijlpaal WHERE id = {m}",
        f"UPDATE participatie_helper SET handen = false, kennis = true WHERE id = {h}",
        f"UPDATE participatie_helper SET status = 'afgemeld' WHERE id = {h}",
        f"DELETE FROM participatie_helper WHERE id = {h}",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    for aanval in (
        lambda: project.rollen.remove(rol),
        lambda: project.randvoorwaarden.clear(),
        lambda: project.mijlpalen.create(titel="Nazorg", datum=over(20)),
        lambda: project.mijlpalen.update(klaar_op=over(0)),
        lambda: project.besluiten.create(functie="het college", tekst="Toch."),
        lambda: project.helpers.create(email="c@voorbeeld.nl", handen=True),
        lambda: Project.objects.filter(pk=p).update(status=S.BESLUIT),
        lambda: Project.objects.filter(pk=p).update(status=S.AFGEROND if stand != S.AFGEROND else S.GESTOPT),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            aanval()
    project.mijlpalen.update(versie=F("versie") + 1)  # a calendar learns that it is over
    projecten.wijzig_project(project, {"omschrijving": "Beter gezegd."}, door=ambtenaar)
    assert maak_naamloos(project.helpers.all()) == 2
    assert set(project.helpers.values_list("status", "naam", "email")) == {("telt", "", ""), ("afgemeld", "", "")}
