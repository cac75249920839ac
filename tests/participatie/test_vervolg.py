"""What comes next: an overleg decides once for an idea, and a project goes on when it has what it needs."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from participatie.deeds import overleg as deeds
from participatie.deeds import projecten
from participatie.deeds.afspraken import wijzig_afspraak
from participatie.deeds.agenda import maak_agenda
from participatie.deeds.ideeen import dien_in
from participatie.deeds.overleglijst import nodig_erbij
from participatie.deeds.overlegpost import nodig_uit
from participatie.deeds.projectstukken import leg_besluit_vast
from participatie.deeds.toetsen import heropen, toets
from participatie.models import Overleg, Project, Vervolgstap
from tests.blad import deel
from tests.participatie.overlegplek import WERK
from wijk.fouten import Geweigerd
from wijk.woorden import datum


@pytest.fixture
def overleg(wijk, ambtenaar):
    velden = {"titel": "Het vervolg", "begint": timezone.now() + timedelta(days=1), "plaats": "de school"}
    return deeds.bewaar_overleg(wijk, velden, door=ambtenaar)


@pytest.fixture
def kan(idee, ambtenaar, voorwaarde):
    """An idea that can be done."""
    toets(idee, [(voorwaarde().huidige, "voldoet", "")], "Dit kan.", door=ambtenaar)
    idee.refresh_from_db()
    return idee


def begin(overleg: Overleg) -> Overleg:
    """As if it begins now."""
    Overleg.objects.filter(pk=overleg.pk).update(begint=timezone.now())
    overleg.refresh_from_db()
    return overleg


@pytest.fixture
def pad(overleg, kan):
    begin(overleg)
    return f"/werkplek/geleerdenwijk/overleg/{overleg.pk}/ideeen/{kan.nummer}/"


@pytest.mark.parametrize(
    ("velden", "veld", "woord"),
    [
        ({"besluit": "project", "nieuw_project": "Licht", "project": "ja"}, "nieuw_project", "één van de twee"),
        ({"besluit": "project"}, "nieuw_project", "titel van een nieuw project"),
        ({"besluit": "later", "nieuw_project": "Licht"}, "nieuw_project", "hoort alleen bij"),
        ({"besluit": "niet_gekozen", "project": "ja"}, "project", "hoort alleen bij"),
        ({"besluit": "opgepakt"}, "wie", "wie het oppakt"),
        ({"besluit": "droom"}, "besluit", "droom"),
    ],
)
def test_een_besluit_dat_niet_klopt_geeft_een_melding_bij_het_veld(wijk, pad, als, ambtenaar, velden, veld, woord):
    project = Project.objects.create(wijk=wijk, slug="bestaand", titel="Bestaand")
    velden = {naam: project.pk if waarde == "ja" else waarde for naam, waarde in velden.items()}
    antwoord = als(ambtenaar).post(pad, {"reden": "Daarom.", **velden})
    assert antwoord.status_code == 422 and woord in antwoord.context["form"].errors[veld][0]
    assert not Vervolgstap.objects.exists() and Project.objects.count() == 1


def test_wat_een_collega_net_besloot_staat_op_de_pagina(pad, overleg, kan, als, ambtenaar, persoon, client):
    collega = persoon("ambtenaar")
    deeds.leg_vast(overleg, kan, "later", "Eerst de school.", door=collega)
    als(ambtenaar)
    antwoord = client.post(pad, {"besluit": "niet_gekozen", "reden": "Mijn eigen reden."})
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 422
    for wat in ("Over dit idee is intussen al besloten: later", "Eerst de school.", str(collega), "Mijn eigen reden.", "Neem dit besluit terug"):
        assert wat in tekst, wat
    assert Vervolgstap.objects.count() == 1
    assert "Over dit idee is al besloten" in client.get(pad).content.decode()


def test_later_kan_in_een_volgend_overleg_een_project_worden(wijk, overleg, kan, ambtenaar, als, client):
    deeds.leg_vast(begin(overleg), kan, "later", "Eerst de school.", door=ambtenaar)
    velden = {"titel": "Nog een keer", "begint": timezone.now() + timedelta(days=60), "plaats": "de school"}
    volgend = deeds.bewaar_overleg(wijk, velden, door=ambtenaar)
    als(ambtenaar)
    begin(volgend)
    client.post(
        f"/werkplek/geleerdenwijk/overleg/{volgend.pk}/ideeen/{kan.nummer}/", {"besluit": "project", "reden": "Nu wel.", "nieuw_project": "Licht"}
    )
    kan.refresh_from_db()
    assert kan.project.titel == "Licht"


@pytest.mark.parametrize("besluit", ["later", "niet_gekozen", "regulier"])
def test_wat_is_uitgesteld_komt_terug_en_kan_elk_vervolg_krijgen(wijk, overleg, kan, ambtenaar, als, client, besluit):
    velden = {"titel": "Nog een keer", "begint": overleg.begint + timedelta(days=60), "plaats": "de school"}
    volgend = deeds.bewaar_overleg(wijk, velden, door=ambtenaar)
    volgend.agenda.clear()
    deeds.leg_vast(begin(overleg), kan, "later", "Eerst de school.", door=ambtenaar)
    assert list(volgend.te_besluiten()) == [kan] and not overleg.te_besluiten().exists()
    begin(volgend)
    pad = f"/werkplek/geleerdenwijk/overleg/{volgend.pk}/ideeen/{kan.nummer}/"
    assert "Eerst de school." in als(ambtenaar).get(pad).content.decode()
    assert client.post(pad, {"besluit": besluit, "reden": "Nu anders."}).status_code == 302
    kan.refresh_from_db()
    assert kan.status == besluit
    tekst = client.get(kan.get_absolute_url()).content.decode()
    assert tekst.index("Nu anders.") < tekst.index("Eerder besloten:") < tekst.index("Eerst de school.")


def test_wat_tot_een_dag_is_uitgesteld_staat_niet_op_de_lijst_van_een_overleg_daarvoor(wijk, overleg, kan, ambtenaar, als, client):
    def plan(dagen) -> Overleg:
        velden = {"titel": f"Over {dagen} dagen", "begint": timezone.now() + timedelta(days=dagen), "plaats": "p"}
        return deeds.bewaar_overleg(wijk, velden, door=ambtenaar)

    def waar() -> list[bool]:
        return [kan in een.te_besluiten() for een in (ervoor, erna, ertussen)]

    ervoor, erna = plan(10), plan(40)
    dag = timezone.localdate() + timedelta(days=20)
    erna.agenda.clear()
    stap = deeds.leg_vast(begin(overleg), kan, "later", "Eerst de school.", voor=dag, door=ambtenaar)
    ertussen = plan(15)
    assert waar() == [False, True, False]
    assert maak_agenda(ervoor, door=ambtenaar) == 2  # to begin and to end: no theme
    assert "We praten er weer over vanaf" in stap.in_woorden
    als(ambtenaar)
    assert "1 idee is uitgesteld tot een latere dag" in client.get("/werkplek/geleerdenwijk/overleg/").content.decode()
    tekst = client.get(f"/werkplek/geleerdenwijk/overleg/{ertussen.pk}/").content.decode()
    assert "1 idee is uitgesteld tot na deze dag" in tekst and "die nog missen" not in tekst
    assert "tot na deze dag" not in client.get(f"/werkplek/geleerdenwijk/overleg/{erna.pk}/").content.decode()
    assert erna.pas_erna().count() == erna.nog_op_lijst().count() == overleg.pas_erna().count() == 0
    pad, gister = f"/werkplek/geleerdenwijk/overleg/afspraken/{stap.pk}/", timezone.localdate() - timedelta(days=1)
    gezien = client.get(pad).context["form"]["gezien"].value()
    te_vroeg = client.post(pad, {"actie": "wijzig", "wie": "de school", "voor": gister.isoformat(), "gezien": gezien})
    assert te_vroeg.status_code == 422 and "al voorbij" in te_vroeg.context["form"].errors["voor"][0] and "de school" in te_vroeg.content.decode()
    wijzig_afspraak(stap, {"voor": timezone.localdate() + timedelta(days=12)}, door=ambtenaar)
    assert waar() == [False, True, True]
    erna.agenda.clear()
    assert "nog missen op de lijst (1)" in client.get(f"/werkplek/geleerdenwijk/overleg/{erna.pk}/").content.decode()
    tekst = client.post(f"/werkplek/geleerdenwijk/overleg/{erna.pk}/daad/", {"daad": "agenda"}, follow=True).content.decode()
    assert "Er staat 1 idee bij op de lijst." in tekst and waar() == [False, True, True]


def test_wat_tot_een_dag_is_uitgesteld_komt_dan_op_de_werklijst(wijk, overleg, kan, ambtenaar, als):
    vandaag = timezone.localdate()
    stap = deeds.leg_vast(begin(overleg), kan, "later", "Eerst de school.", voor=vandaag, door=ambtenaar)
    terug = Vervolgstap.objects.weer_aan_de_beurt
    assert not terug(wijk, vandaag), "this overleg may still put it right"
    deeds.sluit_overleg(overleg, {"verslag": "v"}, door=ambtenaar)
    assert list(terug(wijk, vandaag)) == [stap] and not terug(wijk, vandaag - timedelta(days=1))
    assert not Vervolgstap.objects.te_laat(wijk, vandaag + timedelta(days=9)).exists()
    werklijst = als(ambtenaar).get("/werkplek/geleerdenwijk/").content.decode()
    assert "uitgesteld idee is weer aan de beurt" in werklijst and "op een besluit in een overleg" not in werklijst
    deeds.bewaar_overleg(wijk, {"titel": "O", "begint": timezone.now() + timedelta(days=9), "plaats": "p"}, door=ambtenaar)
    assert not terug(wijk, vandaag)


@pytest.fixture
def project(wijk, ambtenaar):
    return projecten.begin_project(wijk, {"titel": "Speelplek"}, door=ambtenaar)


def test_een_mijlpaal_kan_veranderen_en_weg(project, als, ambtenaar, client):
    als(ambtenaar)
    hier = f"/werkplek/geleerdenwijk/projecten/{project.slug}/"
    antwoord = client.post(hier, deel("mijlpaal", titel="Plan", datum="2020-01-01"))
    assert antwoord.status_code == 422 and "al voorbij" in antwoord.content.decode()
    client.post(hier, deel("mijlpaal", titel="Plan", datum="2040-01-01"))
    mijlpaal = project.mijlpalen.get()
    pad = f"{hier}mijlpalen/{mijlpaal.pk}/"
    gezien = client.get(pad).context["form"]["gezien"].value()
    assert client.post(pad, {"titel": "Plan klaar", "datum": "2020-01-01", "gezien": gezien}).status_code == 302
    assert project.mijlpalen.get().titel == "Plan klaar"
    Project.objects.update(status="besluit")
    client.post(f"{hier}daad/", {"daad": f"mijlpaal_weg:{mijlpaal.pk}"})
    assert project.mijlpalen.exists()  # the last one of a project that goes on
    Project.objects.update(status="voorbereiding")
    client.post(f"{hier}daad/", {"daad": f"mijlpaal_weg:{mijlpaal.pk}"})
    assert not project.mijlpalen.exists()


def test_wat_klaar_is_gaat_niet_weg(project, ambtenaar):
    mijlpaal = projecten.zet_mijlpaal(project, {"titel": "Plan", "datum": timezone.localdate()}, door=ambtenaar)
    projecten.mijlpaal_klaar(mijlpaal, door=ambtenaar)
    with pytest.raises(Geweigerd, match="klaar"):
        projecten.verwijder_mijlpaal(mijlpaal, door=ambtenaar)


def test_een_nieuw_overleg_ligt_niet_jaren_terug(wijk, als, ambtenaar):
    antwoord = als(ambtenaar).post("/werkplek/geleerdenwijk/overleg/nieuw/", {"titel": "O", "begint": "2006-05-01T20:00", "plaats": "school"})
    assert antwoord.status_code == 422 and "Klopt het jaar" in antwoord.context["form"].errors["begint"][0]


def test_een_overleg_van_gisteren_is_een_vergissing_of_was_al(wijk, als, ambtenaar, client):
    gisteren = timezone.localtime() - timedelta(days=1)
    velden = {"titel": "Gister", "begint": f"{gisteren:%Y-%m-%dT%H:%M}", "plaats": "de school"}
    antwoord = als(ambtenaar).post("/werkplek/geleerdenwijk/overleg/nieuw/", velden)
    assert antwoord.status_code == 422 and "al geweest" in antwoord.context["form"].errors["begint"][0] and "de school" in antwoord.content.decode()
    assert client.post("/werkplek/geleerdenwijk/overleg/nieuw/", {**velden, "was_al": "on"}).status_code == 302
    overleg = wijk.overleggen.get()
    tekst = client.get(overleg.get_absolute_url()).content.decode()
    assert "Denkt u mee?" not in tekst and "Het verslag komt hier te staan" in tekst
    assert "overleg is geweest: schrijf het verslag" in client.get("/werkplek/geleerdenwijk/").content.decode()
    with pytest.raises(Geweigerd, match="is geweest"):
        nodig_uit(overleg, door=ambtenaar)
    pad = f"{WERK}{overleg.pk}/"
    for velden_van, fout in (({"naam": "Ans"}, ""), ({"naam": "ans"}, "staat al op de lijst"), ({"naam": " "}, "verplicht")):  # a name is enough
        antwoord = client.post(f"{pad}genodigden/", {"actie": "persoon", **velden_van})
        assert antwoord.status_code == (422 if fout else 302) and (not fout or fout in antwoord.context["persoon"].errors["naam"][0].lower())
    for namen, status in (("Cor\n\nans\nDik \ncor", 302), ("Dik", 422), ("x" * 101, 422), (" ", 422)):
        assert client.post(f"{pad}genodigden/", {"actie": "namen", "namen": namen}).status_code == status
    assert [mens.naam for mens in overleg.genodigden.all()] == ["Ans", "Cor", "Dik"]
    alles = "".join(client.get(f"{pad}{deel}").content.decode() for deel in ("", "genodigden/", "agenda/"))
    assert "Wie was er?" in alles and not any(wat in alles for wat in ("stond op de lijst", "Maak de agenda", "Voeg een punt toe", "Antwoord</th>"))
    with pytest.raises(Geweigerd, match="De agenda verandert niet meer"):
        maak_agenda(overleg, door=ambtenaar)
    nodig_erbij(overleg, {"naam": "Was er", "email": "was@voorbeeld.nl"}, door=ambtenaar)  # for the report
    morgen = timezone.localtime() + timedelta(days=1)
    antwoord = client.post("/werkplek/geleerdenwijk/overleg/nieuw/", {**velden, "begint": f"{morgen:%Y-%m-%dT%H:%M}", "was_al": "on"})
    assert antwoord.status_code == 422 and "moet nog komen" in antwoord.context["form"].errors["was_al"][0]


def test_een_project_gaat_pas_verder_als_ieder_weet_wat_wie_en_waar(project, partij, ambtenaar, als):
    with pytest.raises(Geweigerd, match=r"omschrijving.*wie het trekt.*contact"):
        projecten.naar_status(project, Project.Status.BESLUIT, door=ambtenaar)
    velden = {"omschrijving": "Een speelplek.", "trekker": partij, "contact": "wijk@voorbeeld.nl", "kost_niets": True}
    projecten.wijzig_project(project, velden, door=ambtenaar)
    projecten.zet_mijlpaal(project, {"titel": "Klaar", "datum": timezone.localdate()}, door=ambtenaar)
    projecten.geen_eigen_voorwaarden(project, door=ambtenaar)
    for soort in ("besluit", "meedoen"):
        projecten.geef_rol(project, {"partij": partij, "soort": soort, "persoon": ""}, door=ambtenaar)
    with pytest.raises(Geweigerd, match="het besluit: wanneer, wie het nam, en wat"):
        projecten.naar_status(project, Project.Status.BESLUIT, door=ambtenaar)
    leg_besluit_vast(project, {"datum": timezone.localdate(), "functie": "het college", "tekst": "Ja."}, door=ambtenaar)
    assert projecten.naar_status(project, Project.Status.BESLUIT, door=ambtenaar).status == "besluit"
    with pytest.raises(Geweigerd, match="Dit was al gedaan: “Speelplek” is “besluit genomen”"):
        projecten.naar_status(project, Project.Status.BESLUIT, door=ambtenaar)
    pad = f"/werkplek/geleerdenwijk/projecten/{project.slug}/daad/"
    als(ambtenaar).post(pad, {"daad": "verder:besluit"})  # a second click on the button of a moment ago
    project.refresh_from_db()
    assert project.status == "besluit"


def test_een_overleg_van_vorige_week_gaat_alleen_over_wat_er_toen_al_was(meedenkers, kan, wijk, ambtenaar, als, client):
    als(ambtenaar)
    toen = timezone.localtime() - timedelta(days=7)
    velden = {"titel": "Vorige week", "begint": f"{toen:%Y-%m-%dT%H:%M}", "plaats": "p", "was_al": "on"}
    client.post(f"{WERK}nieuw/", velden)
    eerder = wijk.overleggen.get()
    assert not eerder.genodigden.exists() and not eerder.agenda.exists() and not eerder.te_kiezen().exists()
    pad = f"{WERK}{eerder.pk}/"

    def weigert(waarom):
        assert waarom in client.get(f"{pad}ideeen/{kan.nummer}/").content.decode()
        with pytest.raises(Geweigerd, match=waarom):
            deeds.leg_vast(eerder, kan, "later", "Eerst geld.", door=ambtenaar)
        with pytest.raises(Geweigerd, match=waarom):
            deeds.zet_op_agenda(eerder, [kan], door=ambtenaar)
        eerder.agenda.add(kan)  # as lists were made before
        assert not eerder.te_besluiten().exists() and not eerder.op_lijst().exists()
        eerder.agenda.clear()

    weigert("binnen, na dit overleg")
    assert "Het overleg gaat niet door" not in client.get(pad).content.decode()
    with pytest.raises(Geweigerd, match="al geweest"):
        deeds.gelast_overleg_af(eerder, {"reden_afgelast": "r"}, door=ambtenaar)
    type(kan).objects.update(ontvangen_op=toen)
    with pytest.raises(Geweigerd, match=f"kwam pas op {datum(timezone.localdate())} na dit overleg"):
        deeds.leg_vast(eerder, kan, "later", "Eerst geld.", door=ambtenaar)
    type(kan).objects.update(ontvangen_op=timezone.now(), overleg=eerder)  # what was said there, and entered now
    kan.refresh_from_db()
    assert kan.gezegd_op == eerder.dag and not eerder.kan_besluiten(kan)


def test_van_wat_toen_beantwoord_was_kiest_men_wat_besproken_is(wijk, thema, voorwaarde, ambtenaar, als, client):
    nu = timezone.now()
    with time_machine.travel(nu - timedelta(days=9)):
        ideeen = [dien_in(wijk, titel=titel, soort="kans", thema=thema, door=None) for titel in ("Bank", "Boom", "Bal", "Brug")]
        eis = voorwaarde().huidige
        for idee, oordeel in zip(ideeen, ("voldoet", "voldoet", "voldoet_niet"), strict=False):
            toets(idee, [(eis, oordeel, "" if oordeel == "voldoet" else "Te duur.")], "Dit is ons antwoord.", door=ambtenaar)
    bank, boom, bal, brug = ideeen
    for idee in (bank, bal):  # of the first it was yes then, too
        idee.refresh_from_db()
        heropen(idee, "We keken te snel.", door=ambtenaar)
    for idee in (bank, bal, brug):
        toets(idee, [(eis, "voldoet", "")], "Dit kan.", door=ambtenaar)
    als(ambtenaar)
    toen = timezone.localtime(nu) - timedelta(days=7)
    velden = {"titel": "Vorige week", "begint": f"{toen:%Y-%m-%dT%H:%M}", "plaats": "p", "was_al": "on"}
    antwoord = client.post(f"{WERK}nieuw/", velden)
    overleg = wijk.overleggen.get()
    pad = f"{WERK}{overleg.pk}/besproken/"
    wie = antwoord["Location"]
    assert wie == f"{WERK}{overleg.pk}/genodigden/" and f'href="{pad}">Ga verder: wat is besproken?' in client.get(wie).content.decode()
    assert list(overleg.te_kiezen()) == [bank, boom] and not overleg.agenda.exists()
    assert f"Er was op {datum(toen)} een overleg" in client.get("/werkplek/geleerdenwijk/logboek/").content.decode()

    def vinkjes(vraag="") -> list[bool]:
        return [idee.aan for idee in client.get(f"{pad}{vraag}").context["ideeen"]]

    assert (vinkjes(), vinkjes("?vink=alles"), vinkjes("?vink=geen")) == ([False, False], [True, True], [False, False])
    volgend = deeds.bewaar_overleg(wijk, {"titel": "Straks", "begint": nu + timedelta(days=9), "plaats": "p"}, door=ambtenaar)
    volgend.agenda.clear()
    deeds.bewaar_overleg(wijk, {"titel": "Net", "begint": nu - timedelta(minutes=1), "plaats": "p"}, was_al=True, door=ambtenaar)  # is not the next
    stond = [bank.pk, boom.pk]
    client.post(pad, {"idee": [boom.pk, brug.pk]})
    client.post(pad, {"idee": [bank.pk]})  # a colleague, who opened the page before
    assert list(overleg.te_besluiten()) == [bank, boom]
    client.post(pad, {"stond": stond, "idee": [bank.pk]})
    assert vinkjes() == [True, False] and list(overleg.te_besluiten()) == [bank] and list(volgend.te_besluiten()) == [boom]
    bank.refresh_from_db()
    deeds.leg_vast(overleg, bank, "later", "Eerst geld.", door=ambtenaar)
    assert f"Besloten op het overleg van {datum(toen)}." in client.get(bank.get_absolute_url()).content.decode()
    gewijzigd = {"begint": toen - timedelta(days=3)}
    with pytest.raises(Geweigerd, match=f"besloot over idee {bank.nummer}"):
        deeds.bewaar_overleg(wijk, gewijzigd, overleg, was_al=True, door=ambtenaar)
    with pytest.raises(Geweigerd, match="nam al besluiten"):
        deeds.bewaar_overleg(wijk, {"begint": nu + timedelta(days=3)}, overleg, door=ambtenaar)
    deeds.sluit_overleg(overleg, {"verslag": "v"}, door=ambtenaar)  # nothing is asked about what was not discussed
    assert not overleg.bleef_liggen().exists()
    # On an overleg before it, entered after it, the idea is not decided on anew.
    ervoor = deeds.bewaar_overleg(wijk, {"titel": "Ervoor", "begint": toen - timedelta(days=1), "plaats": "p"}, was_al=True, door=ambtenaar)
    bank.refresh_from_db()
    with pytest.raises(Geweigerd, match="na dit overleg al besloten"):
        deeds.leg_vast(ervoor, bank, "regulier", "Nee.", door=ambtenaar)
    assert "Het vervolg:" in client.get(bank.get_absolute_url()).content.decode()
    assert "Besloten in Vorige week" in client.get(bank.get_absolute_url()).content.decode()  # the answer that stands there is a later one
    heropen(bank, "Er is nu geld.", door=ambtenaar)  # what was decided before is not what follows on the next answer
    tekst = client.get(bank.get_absolute_url()).content.decode()
    assert "Eerder besloten:" in tekst and "Het vervolg:" not in tekst
    with pytest.raises(Geweigerd, match="begint pas"):
        deeds.kies_besproken(volgend, [boom.pk], [], door=ambtenaar)


def test_wat_een_eerder_overleg_besloot_bleef_hier_niet_liggen(wijk, thema, voorwaarde, ambtenaar, als, client):
    """One that was held last week and is entered while the next one waits: what it decided is no longer what the next one left."""
    nu, eis = timezone.now(), voorwaarde().huidige
    with time_machine.travel(nu - timedelta(days=9)):
        ideeen = [dien_in(wijk, titel=titel, soort="kans", thema=thema, door=None) for titel in ("Bank", "Boom", "Brug")]
        for idee in ideeen:
            toets(idee, [(eis, "voldoet", "")], "Dit kan.", door=ambtenaar)
    volgend = deeds.bewaar_overleg(wijk, {"titel": "Straks", "begint": nu + timedelta(days=1), "plaats": "p"}, door=ambtenaar)
    volgend.agenda.set(ideeen)
    eerder = deeds.bewaar_overleg(wijk, {"titel": "Toen", "begint": nu - timedelta(days=7), "plaats": "p"}, was_al=True, door=ambtenaar)
    eerder.agenda.set(ideeen)
    bank, boom, brug = wijk.ideeen.order_by("nummer")
    deeds.leg_vast(eerder, bank, "regulier", "Dat gaat mee.", door=ambtenaar)
    deeds.leg_vast(eerder, boom, "later", "Eerst geld.", voor=timezone.localdate() + timedelta(days=90), door=ambtenaar)
    deeds.sluit_overleg(eerder, {"verslag": "v"}, onbesloten_blijven=True, door=ambtenaar)
    begin(volgend)
    assert list(volgend.te_besluiten()) == [brug]
    deeds.sluit_overleg(volgend, {"verslag": "v"}, onbesloten_blijven=True, door=ambtenaar)
    assert list(volgend.bleef_liggen()) == list(volgend.bleef_liggen().klaar_voor_overleg()) == [brug]
    assert list(volgend.op_lijst()) == [brug]
    # What an overleg that is entered after it decides, it left all the same.
    nog = deeds.bewaar_overleg(wijk, {"titel": "Ook toen", "begint": nu - timedelta(days=5), "plaats": "p"}, was_al=True, door=ambtenaar)
    brug.refresh_from_db()
    deeds.leg_vast(nog, brug, "niet_gekozen", "Te duur.", door=ambtenaar)
    assert list(volgend.bleef_liggen()) == [brug]
