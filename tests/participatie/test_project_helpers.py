"""Who helps with a project: offers it, is counted, is asked along once, takes it back, and is forgotten."""

import re

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from participatie.deeds import helpers as deeds
from participatie.deeds import projecten
from participatie.deeds.ideeen import steun
from participatie.models import Helper, Idee, Meevraag, Project
from tests.blad import deel
from tests.gelijktijdig import tegelijk
from wijk.deeds.vergeten import vergeet
from wijk.fouten import GeenRecht, Geweigerd
from wijk.models import Gebeurtenis
from wijk.persoonsgegevens import Wens, alles_van

BRENGT = {"handen": True, "gereedschap": False, "kennis": False, "tijd": True}
PAD = "/geleerdenwijk/projecten/speelplek/doe-mee/"


@pytest.fixture
def project(wijk, ambtenaar):
    return projecten.begin_project(wijk, {"titel": "Speelplek", "omschrijving": "Een plek om te spelen."}, door=ambtenaar)


@pytest.fixture
def helper(project):
    return deeds.doe_mee(project, {**BRENGT, "naam": "Jan Geheim", "email": "Jan@Geheim.nl", "toelichting": "Ik woon op 12."}, door=None)


def test_wie_hulp_aanbiedt_krijgt_een_link_en_telt_pas_als_het_gelezen_is(project, client, ambtenaar, als):
    velden = {"brengt": ["handen", "kennis"], "email": "jan@geheim.nl", "naam": "Jan Geheim", "toelichting": "Zaterdag kan ik."}
    assert client.post(PAD, velden).status_code == 302
    helper = Helper.objects.get()
    assert (helper.handen, helper.tijd, helper.kennis, helper.status) == (True, False, True, "nieuw")
    assert helper.code in mail.outbox[0].body and "Zaterdag" not in mail.outbox[0].body
    assert "doet mee" not in client.get("/geleerdenwijk/projecten/speelplek/").content.decode()
    deeds.lees_hulp(helper, True, door=ambtenaar)
    pagina = client.get("/geleerdenwijk/projecten/speelplek/").content.decode()
    assert "Eén persoon doet mee." in pagina and "1 helpt mee" in pagina
    for geheim in ("Geheim", "geheim.nl", "Zaterdag"):
        assert geheim not in pagina
        assert not Gebeurtenis.objects.filter(tekst__icontains=geheim).exists()
        assert geheim not in str(list(Gebeurtenis.objects.values_list("gegevens", flat=True)))


@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({"brengt": [], "email": "jan@geheim.nl"}, "brengt"),
        ({"brengt": ["goud"], "email": "jan@geheim.nl"}, "brengt"),
        ({"brengt": ["handen"]}, "email"),
        ({"brengt": ["handen"], "email": "jan"}, "email"),
        ({"brengt": ["handen"], "telefoon": "06" * 20}, "telefoon"),
        ({"brengt": ["handen"], "telefoon": "06", "toelichting": "x" * 301}, "toelichting"),
    ],
)
def test_wat_mist_staat_bij_het_veld_en_alles_blijft_staan(project, client, velden, veld):
    antwoord = client.post(PAD, {"naam": "Jan Blijft", **velden})
    assert antwoord.status_code == 422 and veld in antwoord.context["form"].errors
    assert "Jan Blijft" in antwoord.content.decode() and not Helper.objects.exists()


def test_een_machine_die_het_lege_vak_vult_komt_er_niet_in(project, client):
    antwoord = client.post(PAD, {"brengt": ["handen"], "telefoon": "0612345678", "onderwerp": "koop nu"})
    assert antwoord.status_code == 422 and not Helper.objects.exists()


def test_te_vaak_is_te_vaak(project, client, settings):
    settings.DREMPEL_MAAL = 1
    for _ in range(10):
        client.post(PAD, {"brengt": ["handen"], "email": "jan@geheim.nl"})
    assert client.post(PAD, {"brengt": ["handen"], "email": "jan@geheim.nl"}).status_code == 429
    assert Helper.objects.count() == 1


def test_of_een_adres_al_meedoet_hoort_niemand_anders(project, helper, client):
    mail.outbox.clear()
    al = client.post(PAD, {"brengt": ["kennis"], "email": "jan@geheim.nl", "naam": "Een ander"}, follow=True)
    nieuw = client.post(PAD, {"brengt": ["kennis"], "email": "piet@geheim.nl"}, follow=True)
    zonder = lambda antwoord: re.sub(r"(jan|piet)@geheim\.nl", "x", antwoord.content.decode())  # noqa: E731
    assert re.findall(r"Fijn dat u meedoet[^<]*", zonder(al)) == re.findall(r"Fijn dat u meedoet[^<]*", zonder(nieuw))
    helper.refresh_from_db()
    assert helper.naam == "Jan Geheim" and not helper.kennis and helper.code not in al.content.decode()
    assert sorted(bericht.to[0] for bericht in mail.outbox) == ["jan@geheim.nl", "piet@geheim.nl"]


def test_zonder_e_mail_staat_de_eigen_pagina_meteen_open(project, client):
    antwoord = client.post(PAD, {"brengt": ["handen"], "telefoon": "0612345678"}, follow=True)
    assert "Fijn dat u mee wilt doen" in antwoord.content.decode() and antwoord["X-Robots-Tag"] == "noindex"
    assert not mail.outbox


def test_wie_zich_afmeldt_is_meteen_gewist_en_kan_opnieuw_beginnen(project, helper, client):
    assert client.post(f"/geleerdenwijk/meedoen/{helper.code}/").status_code == 302
    helper.refresh_from_db()
    assert (helper.status, helper.naam, helper.email, helper.toelichting) == ("afgemeld", "", "", "")
    client.post(f"/geleerdenwijk/meedoen/{helper.code}/")  # once more
    assert deeds.doe_mee(project, {**BRENGT, "email": "jan@geheim.nl"}, door=None).pk != helper.pk
    assert client.get("/geleerdenwijk/meedoen/bestaat-niet/").status_code == 404


def test_een_code_van_een_andere_wijk_opent_niets(helper, andere_wijk, client):
    assert client.get(f"/rivierenwijk/meedoen/{helper.code}/").status_code == 404


def test_de_database_weigert_een_tweede_met_hetzelfde_adres_en_wie_niets_brengt(project, helper):
    for velden in ({"email": "jan@geheim.nl", "handen": True}, {"email": "p@q.nl"}, {"handen": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Helper.objects.create(project=project, **velden)


@pytest.mark.django_db(transaction=True)
def test_twee_keer_tegelijk_is_een_keer(wijk, ambtenaar):
    project = projecten.begin_project(wijk, {"titel": "Speelplek"}, door=ambtenaar)
    uit = tegelijk(lambda n: deeds.doe_mee(project, {**BRENGT, "email": "jan@geheim.nl"}, door=None), 6)
    assert not [een for een in uit if isinstance(een, Exception)] and Helper.objects.count() == 1


@pytest.fixture
def ideeen(wijk, project, bewoner, persoon):
    """Two ideas in the project: one of somebody signed in whom another supports, one by mail that nobody confirmed; and one that was merged."""
    eigen = Idee.objects.create(wijk=wijk, nummer=1, titel="Een", soort="kans", status="project", project=project, indiener=bewoner)
    steun(eigen, "goed_idee", door=persoon("bewoner", "steunt@voorbeeld.nl"))
    Idee.objects.create(wijk=wijk, nummer=2, titel="Twee", soort="kans", status="project", project=project, email="onbewezen@voorbeeld.nl")
    Idee.objects.create(
        wijk=wijk, nummer=3, titel="Drie", soort="kans", status="project", project=project, email="Papier@voorbeeld.nl", herkomst="papier"
    )
    Idee.objects.create(
        wijk=wijk, nummer=4, titel="Vier", soort="kans", status="samengevoegd", samengevoegd_met=eigen, email="ook@voorbeeld.nl", herkomst="wandeling"
    )
    return eigen


def test_wie_het_idee_had_of_steunt_wordt_een_keer_gevraagd(project, ideeen, bewoner, ambtenaar, als):
    client = als(ambtenaar)
    pad = "/werkplek/geleerdenwijk/projecten/speelplek/helpers/"
    pagina = client.get(pad).content.decode()
    assert "4 mensen stuurden of steunen" in pagina and "Een plek om te spelen." in pagina
    client.post(pad, {"daad": "vraag_mee"})
    adressen = sorted(bericht.to[0] for bericht in mail.outbox)
    assert adressen == sorted([bewoner.email, "ook@voorbeeld.nl", "papier@voorbeeld.nl", "steunt@voorbeeld.nl"])
    client.post(pad, {"daad": "vraag_mee"})
    assert len(mail.outbox) == 4 and Meevraag.objects.count() == 4
    assert Meevraag.objects.get(email=bewoner.email).gebruiker == bewoner
    assert not Gebeurtenis.objects.filter(tekst__contains="@").exists()


def test_de_pagina_zegt_eerst_wat_er_ontbreekt_om_iemand_te_vragen(project, ideeen, ambtenaar, als, client):
    pad = f"/werkplek/geleerdenwijk/projecten/{project.slug}/helpers/"
    als(ambtenaar)
    assert 'value="vraag_mee"' in client.get(pad).content.decode()
    type(project).objects.update(omschrijving="")
    tekst = client.get(pad).content.decode()
    assert "Vul de omschrijving in" in tekst and 'value="vraag_mee"' not in tekst
    project.ideeen.update(status="past", project=None)
    assert "We weten van niemand een adres" in client.get(pad).content.decode()


def test_een_eigen_link_zegt_ja_of_nee_en_openen_doet_niets(project, ideeen, bewoner, ambtenaar, client):
    deeds.vraag_mee(project, door=ambtenaar)
    ja, nee = Meevraag.objects.get(email=bewoner.email), Meevraag.objects.get(email="papier@voorbeeld.nl")
    for vraag in (ja, nee):
        assert client.get(f"/geleerdenwijk/gevraagd/{vraag.code}/").status_code == 200
    assert not Helper.objects.exists()
    assert client.post(f"/geleerdenwijk/gevraagd/{ja.code}/", {}).status_code == 422
    assert client.post(f"/geleerdenwijk/gevraagd/{ja.code}/", {"brengt": ["tijd"]}, follow=True).status_code == 200
    helper = Helper.objects.get()
    assert (helper.email, helper.gebruiker, helper.tijd) == (bewoner.email, bewoner, True)
    client.post(f"/geleerdenwijk/gevraagd/{nee.code}/", {"antwoord": "nee"})
    client.post(f"/geleerdenwijk/gevraagd/{nee.code}/", {"antwoord": "nee"})
    assert set(Meevraag.objects.exclude(antwoord="").values_list("email", "antwoord")) == {(ja.email, "ja"), (nee.email, "nee")}
    assert "al gezegd" in client.get(f"/geleerdenwijk/gevraagd/{ja.code}/").content.decode()


def test_wie_gevraagd_is_ziet_het_op_zijn_eigen_pagina(project, ideeen, bewoner, ambtenaar, als):
    deeds.vraag_mee(project, door=ambtenaar)
    code = Meevraag.objects.get(email=bewoner.email).code
    client = als(bewoner)
    assert code in client.get("/mijn/").content.decode()
    client.post(f"/geleerdenwijk/gevraagd/{code}/", {"brengt": ["tijd"]})
    pagina = client.get("/mijn/").content.decode()
    assert code not in pagina and "u bood hulp aan" in pagina and "denk mee of regel iets" in pagina


@pytest.mark.django_db(transaction=True)
def test_twee_ambtenaren_vragen_tegelijk_en_ieder_krijgt_een_mail(wijk, ambtenaar, persoon):
    project = projecten.begin_project(wijk, {"titel": "Speelplek", "omschrijving": "Spelen."}, door=ambtenaar)
    for nummer in range(3):
        Idee.objects.create(
            wijk=wijk, nummer=nummer + 1, titel="I", soort="kans", status="project", project=project, email=f"p{nummer}@x.nl", herkomst="papier"
        )
    uit = tegelijk(lambda n: deeds.vraag_mee(project, door=ambtenaar), 4)
    assert sorted(str(een) for een in uit if not isinstance(een, Geweigerd)) == ["3"]
    assert len(mail.outbox) == 3


def test_een_project_dat_stopt_vergeet_wie_hielp_en_vraagt_niemand_meer(project, helper, ideeen, ambtenaar, client):
    """Of who helped the e-mail address alone is kept, for the evaluation of the year; of who did not, nothing."""
    deeds.lees_hulp(helper, True, door=ambtenaar)
    deeds.lees_hulp(deeds.doe_mee(project, {**BRENGT, "email": "nee@geheim.nl"}, door=None), False, door=ambtenaar)
    deeds.doe_mee(project, {**BRENGT, "telefoon": "0612345678"}, door=None)
    deeds.vraag_mee(project, door=ambtenaar)
    projecten.naar_status(project, Project.Status.GESTOPT, reden="Er is geen plek.", gebeld=True, door=ambtenaar)
    assert not Meevraag.objects.exists()
    assert not Helper.objects.exclude(naam="", telefoon="", toelichting="").exists()
    assert list(Helper.objects.exclude(email="").values_list("email", flat=True)) == ["jan@geheim.nl"]
    assert project.helpers.tellingen()["mensen"] == 1
    assert "loopt niet meer" in client.get(PAD).content.decode()
    assert client.post(PAD, {"brengt": ["handen"], "telefoon": "06"}).status_code == 422
    with pytest.raises(Geweigerd, match="gestopt"):
        deeds.vraag_mee(project, door=ambtenaar)


def test_wie_hielp_wist_na_afloop_het_eigen_adres_en_blijft_geteld(project, helper, ambtenaar, client):
    deeds.lees_hulp(helper, True, door=ambtenaar)
    projecten.naar_status(project, Project.Status.GESTOPT, reden="Er is geen plek.", door=ambtenaar)
    pad = f"/geleerdenwijk/meedoen/{helper.code}/"
    assert "We bewaren uw e-mailadres" in client.get(pad).content.decode()
    pagina = client.post(pad, follow=True).content.decode()
    assert "Uw gegevens hebben we gewist." in pagina and "Wis mijn gegevens" not in pagina
    helper.refresh_from_db()
    assert (helper.status, helper.email, helper.gebruiker) == ("telt", "", None)


def test_wie_vergeten_wordt_is_ook_hier_weg(project, ideeen, bewoner, ambtenaar):
    helper = deeds.doe_mee(project, {**BRENGT, "naam": "Zoekmij", "email": bewoner.email, "toelichting": "Zoekmij"}, door=None)
    deeds.lees_hulp(helper, True, door=ambtenaar)
    Meevraag.objects.create(project=project, email=bewoner.email.upper())
    weet = alles_van(bewoner)
    assert weet["Hulp bij projecten"][0]["naam"] == "Zoekmij" and weet["Vragen om mee te doen"]
    gewist = vergeet(bewoner, Wens(), door=bewoner)
    assert (gewist["Hulp bij projecten"], gewist["Vragen om mee te doen"]) == (1, 1)
    helper.refresh_from_db()
    assert (helper.status, helper.naam, helper.email, helper.gebruiker) == ("afgemeld", "", "", None)


def test_wie_helpt_is_alleen_voor_ambtenaren(project, helper, persoon, als):
    pad = "/werkplek/geleerdenwijk/projecten/speelplek/helpers/"
    for functie in ("bestuur", "budgetbeheerder", "organisatie", "bewoner"):
        assert als(persoon(functie)).get(pad).status_code == 403
    with pytest.raises(GeenRecht):
        deeds.lees_hulp(helper, True, door=persoon("bestuur"))
    with pytest.raises(GeenRecht):
        deeds.vraag_mee(project, door=persoon("bewoner"))


def test_het_aantal_vragen_groeit_niet_met_de_helpers(project, als, ambtenaar):
    client, aantallen = als(ambtenaar), []
    for tot in (1, 60):
        for nummer in range(project.helpers.count(), tot):
            Helper.objects.create(project=project, handen=True, telefoon=str(nummer), naam=f"Helper {nummer}")
        with CaptureQueriesContext(connection) as vragen:
            assert client.get("/werkplek/geleerdenwijk/projecten/speelplek/helpers/").status_code == 200
        aantallen.append(len(vragen))
    assert abs(aantallen[0] - aantallen[1]) <= 1  # the second page is counted


def test_wie_meedoet_of_een_idee_stuurde_hoort_een_keer_dat_het_stopt_en_waarom(project, helper, ideeen, ambtenaar, als, client):
    deeds.lees_hulp(helper, True, door=ambtenaar)
    deeds.doe_mee(project, {**BRENGT, "naam": "Ongelezen", "email": "nog@geheim.nl"}, door=None)
    deeds.doe_mee(project, {**BRENGT, "naam": "Piet Bellen", "telefoon": "023 1234567"}, door=None)
    werkplek = "/werkplek/geleerdenwijk/projecten/speelplek/"
    vooraf = als(ambtenaar).get(werkplek).content.decode()
    assert "jan@geheim.nl" in vooraf and "Piet Bellen (bood hulp aan): 023 1234567" in vooraf and "niet terugdraaien" in vooraf
    mail.outbox.clear()
    with pytest.raises(Geweigerd, match="Bel eerst de helpers"):
        projecten.naar_status(project, Project.Status.GESTOPT, reden="Er is geen plek.", door=ambtenaar)
    stop = deel("stop", reden="Er is geen plek.")
    niet = client.post(werkplek, stop).content.decode()
    assert "Bel deze helpers eerst, of schrijf hun nummer op." in niet and "wist het portaal de telefoonnummers" in niet and not mail.outbox
    assert client.post(werkplek, {**stop, "stop-gebeld": "on"}).status_code == 302
    assert Gebeurtenis.objects.get(soort="project.gestopt").gegevens["te_bellen"] == 1
    aan = [een.to[0] for een in mail.outbox]
    assert len(aan) == len(set(aan)) and {"jan@geheim.nl", "nog@geheim.nl"} < set(aan)
    assert all("Er is geen plek." in een.body for een in mail.outbox)
    nieuw = Helper.objects.get(status="gestopt", toelichting="", email="", telefoon="", handen=True, pk=project.helpers.order_by("pk")[1].pk)
    pagina = client.get(f"/geleerdenwijk/meedoen/{nieuw.code}/").content.decode()
    assert "is gestopt" in pagina and "afgemeld" not in pagina and "neemt dan contact" not in pagina
    assert "2 aanbiedingen van hulp waren niet gelezen" in als(ambtenaar).get(f"{werkplek}helpers/").content.decode()


def test_het_formulier_komt_voor_de_lange_tekst(project, client):
    html = client.get(PAD).content.decode()
    assert html.index("leest alleen de gemeente") < html.index('name="brengt"') < html.index("Hoe lang bewaren we uw gegevens?")
