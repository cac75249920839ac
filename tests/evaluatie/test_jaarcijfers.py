"""Every figure of a year, computed again with SQL that knows nothing of the program, equals the one on the page. And years can be compared."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from evaluatie import deeds
from evaluatie.jaar import cijfers_van, periode
from evaluatie.jaarcijfers import als_json, bereken
from evaluatie.models import Evaluatie, Kant, Uitvoeringsprogramma
from evaluatie.programma.bron import Bron
from participatie.deeds.ideeen import dien_in
from participatie.models import Aanmelding, Idee, Project, Wijkwandeling
from tests.blad import deel
from tests.evaluatie.hulp import rond_af, schrijf_op
from tests.evaluatie.zelf_geteld import Sql, getallen, zelf_geteld
from wijk.cijfers import van_wijk
from wijk.dagen import jaar_later
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.jaren import Jaren
from wijk.models import Draagvlak, Gebeurtenis, Partij, Urenregel, Wijk
from wijk.rechten import SYSTEEM
from wijk.woorden import datum


@pytest.fixture
def verhaal(db) -> Wijk:
    """The invented pilot, and what it does not tell: a partij that thinks otherwise by now, a late project, hours of the day before the start."""
    call_command("laad_voorbeeld", ideeen=60, verbosity=0)
    wijk = Wijk.objects.get(slug="geleerdenwijk")
    partij = Partij.objects.filter(wijk=wijk, draagvlak__isnull=False).first()
    Draagvlak.objects.create(wijk=wijk, partij=partij, mate="deels", gevraagd_hoe="gesprek")
    Project.objects.filter(afgerond_op__isnull=False).update(trekker_soort="bewoner")
    laat = Project.objects.create(wijk=wijk, slug="laat", titel="Laat", begonnen_op=wijk.startdatum)
    laat.mijlpalen.create(titel="Klaar", datum=wijk.startdatum, klaar_op=timezone.localdate())
    Project.objects.filter(pk=laat.pk).update(status="afgerond", afgerond_op=timezone.localdate())
    schrijver = wijk.urenregels.first().door
    Urenregel.objects.create(wijk=wijk, werk="vragen", datum=wijk.startdatum - timedelta(days=1), uren=7, door=schrijver)
    Urenregel.objects.create(wijk=wijk, werk="vragen", datum=wijk.startdatum, uren=1.5, door=schrijver)
    return wijk


def test_elk_cijfer_op_de_pagina_is_wat_sql_ook_telt(verhaal, client):
    evaluatie = verhaal.evaluaties.get(jaar=1)
    van, tot = verhaal.startdatum, jaar_later(verhaal.startdatum, 1)
    op_pagina = getallen(client.get(evaluatie.get_absolute_url()).content.decode())
    assert op_pagina == zelf_geteld(Sql(verhaal.pk, van, tot))
    # It is about something: every group has figures that are not zero.
    assert {sleutel.split(".")[0] for sleutel, waarde in op_pagina.items() if waarde} >= set(
        "wandeling idee antwoord rol draagvlak uren geld project mijlpaal zelf".split()
    )
    assert op_pagina["project.te_laat"] == 1 and op_pagina["draagvlak.nu.deels"] == 1 and op_pagina["uren.gewerkt.vragen"] % 10 == 5
    # Another year, in which nothing happened yet.
    ander = Evaluatie.objects.create(wijk=verhaal, titel="Jaar 2", jaar=2, status="open")
    assert getallen(client.get(ander.get_absolute_url()).content.decode()) == zelf_geteld(Sql(verhaal.pk, tot, jaar_later(tot, 1)))


def test_na_het_vaststellen_staan_de_cijfers_stil_en_de_jaren_naast_elkaar(wijk, ambtenaar, client, persoon):
    wijk.startdatum = timezone.localdate() - timedelta(days=400)
    wijk.save()
    Urenregel.objects.create(wijk=wijk, werk="vragen", datum=wijk.startdatum, uren=3, door=ambtenaar)
    evaluaties = []
    for nummer in (1, 2):
        evaluatie = deeds.maak_evaluatie(wijk, {"titel": f"Het jaar {nummer}", "open_tot": timezone.localdate()}, door=ambtenaar)
        assert evaluatie.jaar == nummer
        for kant in Kant:
            deeds.nodig_uit(evaluatie, kant, [], 1, door=ambtenaar)
        evaluaties.append(deeds.open_evaluatie(evaluatie, eerder=True, door=ambtenaar))
    een, twee = evaluaties
    uren = lambda evaluatie: next(c.tekst for c in cijfers_van(evaluatie) if c.sleutel == "uren.gewerkt.vragen")  # noqa: E731
    rond_af(een, door=ambtenaar)
    for dag in (wijk.startdatum, timezone.localdate()):
        Urenregel.objects.create(wijk=wijk, werk="vragen", datum=dag, uren=5, door=ambtenaar)
    een.refresh_from_db()
    assert (uren(een), uren(twee)) == ("3,0 uur", "5,0 uur")
    pagina = client.get("/geleerdenwijk/evaluaties/jaren/").content.decode()
    rij = next(rij for rij in pagina.split("<tr") if "Gewerkt: vragen en ideeën" in rij)
    assert re.findall(r'data-kop="Jaar (\d)">([^<]*)<', rij) == [("1", "3,0 uur"), ("2", "5,0 uur")]


@pytest.mark.parametrize(("over_dagen", "taak"), [(75, ""), (50, "is vol op"), (-1, "was vol op")])
def test_twee_maanden_voor_het_jaar_vol_is_staat_het_op_de_werklijst(wijk, als, ambtenaar, client, over_dagen, taak):
    vol = timezone.localdate() + timedelta(days=over_dagen)
    wijk.startdatum = jaar_later(vol, -1)
    wijk.save()
    als(ambtenaar)
    lees = lambda: client.get("/werkplek/geleerdenwijk/").content.decode()  # noqa: E731
    assert ("evaluatie van het hele proces moet klaargezet worden" in lees()) == bool(taak) and taak in lees()
    deeds.maak_evaluatie(wijk, {"titel": "Het jaar", "open_tot": timezone.localdate()}, door=ambtenaar)
    assert "moet klaargezet worden" not in lees()


@pytest.fixture
def gesloten_jaar(wijk, ambtenaar):
    """A first year that is over in ten days, ready to be concluded."""
    wijk.startdatum = jaar_later(timezone.localdate() + timedelta(days=10), -1)
    wijk.save()
    evaluatie = deeds.maak_evaluatie(wijk, {"titel": "Het jaar", "open_tot": timezone.localdate()}, door=ambtenaar)
    for kant in Kant:
        deeds.nodig_uit(evaluatie, kant, [], 1, door=ambtenaar)
    schrijf_op(deeds.open_evaluatie(evaluatie, door=ambtenaar), door=ambtenaar)
    return deeds.sluit(evaluatie, door=ambtenaar)


def test_een_jaar_dat_nog_loopt_stelt_niemand_vast_zonder_reden(gesloten_jaar, ambtenaar, als, client):
    pad = f"/werkplek/geleerdenwijk/evaluaties/{gesloten_jaar.pk}/"
    assert "Waarom sluit u het jaar eerder af?" in als(ambtenaar).get(pad).content.decode()
    velden = deel("vaststellen", samenvatting="Wat ik al typte", zonder_antwoorden="on")
    geweigerd = client.post(pad, velden)
    assert geweigerd.status_code == 422 and "waarom_eerder" in geweigerd.context["forms"]["vaststellen"].errors
    assert "Wat ik al typte" in geweigerd.content.decode()
    with pytest.raises(Geweigerd, match="Zeg waarom u het eerder afsluit"):
        deeds.stel_vast(gesloten_jaar, "Goed.", zonder_antwoorden=True, door=ambtenaar)
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        assert als(ambtenaar).post(pad, velden).status_code == 302
    gesloten_jaar.refresh_from_db()
    assert gesloten_jaar.status == "vastgesteld" and gesloten_jaar.cijfers and not gesloten_jaar.eerder_zin


def test_wie_een_jaar_eerder_vaststelt_zegt_waarom_en_begint_die_dag_het_volgende(wijk, gesloten_jaar, ambtenaar, als, client):
    """Every day is in one year: what bears the day of concluding or a later one counts in the next; the reason stands wherever the figures do."""
    for over, uren in ((-1, 3), (0, 5)):
        Urenregel.objects.create(wijk=wijk, werk="vragen", datum=timezone.localdate() + timedelta(days=over), uren=uren, door=ambtenaar)
    Uitvoeringsprogramma.objects.create(wijk=wijk, titel="Programma")
    velden = deel("vaststellen", samenvatting="Goed.", zonder_antwoorden="on", waarom_eerder="Het college beslist in maart")
    assert als(ambtenaar).post(f"/werkplek/geleerdenwijk/evaluaties/{gesloten_jaar.pk}/", velden).status_code == 302
    gesloten_jaar.refresh_from_db()
    vandaag = timezone.localdate()
    zin = (
        f"Eerder vastgesteld, op {datum(vandaag)}. De reden: Het college beslist in maart. De cijfers gaan tot en met"
        f" {datum(vandaag - timedelta(days=1))}. Jaar 2 begint op {datum(vandaag)}."
    )
    twee = deeds.maak_evaluatie(wijk, {"titel": "Jaar 2", "open_tot": vandaag}, door=ambtenaar)
    uren = [next(c.tekst for c in cijfers_van(evaluatie) if c.sleutel == "uren.gewerkt.vragen") for evaluatie in (gesloten_jaar, twee)]
    assert twee.jaar == 2 and uren == ["3,0 uur", "5,0 uur"]
    assert periode(wijk, 1).tot == periode(wijk, 2).van == vandaag and periode(wijk, 2).tot == jaar_later(vandaag, 1)
    jaren = client.get("/geleerdenwijk/evaluaties/jaren/").content.decode()
    assert f"Jaar 2, van {datum(vandaag)} tot en met" in jaren and "dit jaar loopt nog" in jaren, "in preparation: the figures so far"
    rij = next(rij for rij in jaren.split("<tr") if "Gewerkt: vragen en ideeën" in rij)
    assert re.findall(r'data-kop="(Jaar[^"]*)">([^<]*)<', rij) == [("Jaar 1", "3,0 uur"), ("Jaar 2, tot nu toe", "5,0 uur")]
    Evaluatie.objects.filter(pk=twee.pk).update(status="open")
    assert f"Jaar 2, van {datum(vandaag)} tot en met" in client.get("/geleerdenwijk/evaluaties/jaren/").content.decode()
    with pytest.raises(Geweigerd, match="op zijn vroegst een dag later"):
        deeds.stel_vast(twee, "Goed.", waarom_eerder="Haast", door=ambtenaar)
    Evaluatie.objects.filter(pk=twee.pk).update(status="gesloten")
    eerste_dag = client.get(f"/werkplek/geleerdenwijk/evaluaties/{twee.pk}/").content.decode()
    assert "Vaststellen kan op zijn vroegst een dag later." in eerste_dag and "vul-vaststellen" not in eerste_dag
    for pad in (gesloten_jaar.get_absolute_url(), "/geleerdenwijk/evaluaties/jaren/", "/werkplek/geleerdenwijk/uitvoeringsprogramma/concept/"):
        assert zin in client.get(pad).content.decode(), pad
    gemeld = Gebeurtenis.objects.get(soort="evaluatie.vastgesteld")
    assert gemeld.gegevens["anders"]["waarom eerder"] == [None, "Het college beslist in maart"]


def test_elke_dag_valt_in_een_jaar_ook_als_er_een_eerder_eindigde():
    jaren = Jaren(date(2024, 2, 29), {2: date(2025, 10, 1)})
    assert [jaren.begin(n) for n in (1, 2, 3, 4)] == [date(2024, 2, 29), date(2025, 3, 1), date(2025, 10, 1), date(2026, 10, 1)]
    dagen = [date(2023, 12, 1) + timedelta(days=n) for n in range(1200)]
    assert all(jaren.begin(jaren.nummer(dag)) <= dag < jaren.begin(jaren.nummer(dag) + 1) for dag in dagen)
    # The start was moved so far back that the year that ended early is longer than a year.
    lang = Jaren(date(2022, 1, 1), {1: date(2025, 10, 1)})
    assert [lang.nummer(dag) for dag in (date(2025, 9, 30), date(2025, 10, 1))] == [1, 2]


def test_elk_cijfer_van_een_jaar_dat_eerder_eindigde_en_van_het_volgende_is_wat_sql_ook_telt(verhaal, client):
    """Concluded halfway what the example tells, so that both years are about something."""
    half = verhaal.startdatum + (timezone.localdate() - verhaal.startdatum) / 2
    eerste = verhaal.evaluaties.get(jaar=1)
    Evaluatie.objects.filter(pk=eerste.pk).update(
        status="vastgesteld", samenvatting="S", niets_geleerd="N", vastgesteld_op=half, waarom_eerder="Haast"
    )
    tweede = Evaluatie.objects.create(wijk=verhaal, titel="Jaar 2", jaar=2, status="open")
    samen = 0
    for evaluatie, van, tot in ((eerste, verhaal.startdatum, half), (tweede, half, jaar_later(half, 1))):
        op_pagina = getallen(client.get(evaluatie.get_absolute_url()).content.decode())
        assert op_pagina == zelf_geteld(Sql(verhaal.pk, van, tot))
        samen += op_pagina["idee.ontvangen"]
    heel = zelf_geteld(Sql(verhaal.pk, verhaal.startdatum, jaar_later(half, 1)))
    assert 0 < op_pagina["idee.ontvangen"] < samen == heel["idee.ontvangen"], "no gap and nothing twice"


def test_de_start_van_een_wijk_met_een_jaar_verschuift_niet_zonder_reden(wijk, gesloten_jaar, wijkcoordinator, als):
    client, pad = als(wijkcoordinator), "/werkplek/geleerdenwijk/kader/wijk/"
    velden = {n: "" if w is None else w for n, w in client.get(pad).context["form"].initial.items() if w is not False}
    velden |= {"startdatum": "2020-01-06", "inleiding": "Wat ik al typte"}
    geweigerd = client.post(pad, velden)
    tekst = geweigerd.content.decode()
    assert geweigerd.status_code == 422 and "Jaar 1 begint en eindigt dan op andere dagen." in tekst and "Wat ik al typte" in tekst
    assert client.post(pad, {**velden, "startdatum": wijk.startdatum.isoformat()}).status_code == 302  # the rest may change
    velden |= {"gezien": client.get(pad).context["form"].initial["gezien"], "waarom_start": "De raad besloot later."}
    assert client.post(pad, velden).status_code == 302
    wijk.refresh_from_db()
    gemeld = Gebeurtenis.objects.filter(soort="wijk.gewijzigd").latest("pk").gegevens["anders"]
    assert wijk.startdatum == date(2020, 1, 6) and gemeld["waarom de start anders is"] == [None, "De raad besloot later."]


def test_een_reden_om_eerder_vast_te_stellen_hoort_bij_een_jaar_dat_vastgesteld_is(gesloten_jaar):
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluatie.objects.filter(pk=gesloten_jaar.pk).update(waarom_eerder="Zomaar.")


def test_een_leeftijd_die_een_jaar_klein_was_staat_bij_geen_jaar(wijk, client, ambtenaar):
    """The page of figures tells how many of each age came in all years: less the other years that would be the small one."""
    wijk.startdatum = timezone.localdate() - timedelta(days=400)
    wijk.save()
    eerste = Evaluatie.objects.create(wijk=wijk, titel="Jaar 1", jaar=1, status="gesloten")
    Evaluatie.objects.create(wijk=wijk, titel="Jaar 2", jaar=2, status="open")

    def loop(dagen: int, **kwamen: int) -> None:
        begint = timezone.now() - timedelta(days=dagen)
        wandeling = Wijkwandeling.objects.create(wijk=wijk, titel="W", begint=begint, vertrekpunt="P", status="verwerkt")
        for leeftijd, aantal in {"0-17": kwamen["jong"], "65+": kwamen["oud"], "": 20}.items():
            for _ in range(aantal):
                Aanmelding.objects.create(wandeling=wandeling, naam="A", leeftijdsgroep=leeftijd, aanwezig=True)
        meld("wandeling.verwerkt", wandeling, "Klaar.", wijk=wijk, door=SYSTEEM)

    loop(300, jong=5, oud=6)
    Evaluatie.objects.filter(jaar=1).update(cijfers=als_json(cijfers_van(eerste)))
    lees = lambda: client.get("/geleerdenwijk/evaluaties/jaren/").content.decode()  # noqa: E731
    assert "Van hen: jonger dan 18" in lees()
    loop(10, jong=3, oud=0)
    assert "Van hen: jonger dan 18" not in lees() and "Van hen: 65 of ouder" in lees()
    assert "Van hen: jonger dan 18" not in client.get(eerste.get_absolute_url()).content.decode()


def test_een_jaar_begint_en_eindigt_op_de_dag_van_de_start(wijk):
    wijk.startdatum = date(2024, 2, 29)
    assert (periode(wijk, 1).van, periode(wijk, 1).laatste) == (date(2024, 2, 29), date(2025, 2, 28))
    assert (periode(wijk, 2).van, periode(wijk, 2).tot) == (date(2025, 3, 1), date(2026, 3, 1))
    wijk.startdatum = None
    assert periode(wijk, 1) is None


def test_zonder_startdatum_is_er_geen_jaar_maar_wel_een_evaluatie(lopend, ambtenaar):
    assert lopend.jaar is None and cijfers_van(lopend) == []
    schrijf_op(lopend, door=ambtenaar)
    deeds.sluit(lopend, door=ambtenaar)
    assert deeds.stel_vast(lopend, "Goed.", zonder_antwoorden=True, door=ambtenaar).status == "vastgesteld"


def test_een_project_is_te_laat_als_zijn_laatste_mijlpaal_dat_was(wijk):
    """Not by the day on which an official says that it is finished; without a day at the milestone that day is all there is."""
    wijk.startdatum = timezone.localdate() - timedelta(days=100)
    wijk.save()
    gepland = timezone.localdate() - timedelta(days=9)

    def te_laat(klaar_op) -> int:
        project = Project.objects.create(wijk=wijk, slug=f"p{Project.objects.count()}", titel="P")
        project.mijlpalen.create(titel="Eerst", datum=gepland - timedelta(days=1), klaar_op=gepland)
        project.mijlpalen.create(titel="Klaar", datum=gepland, klaar_op=klaar_op)
        Project.objects.filter(pk=project.pk).update(status="afgerond", afgerond_op=timezone.localdate())
        cijfers = {cijfer.sleutel: cijfer.waarde for cijfer in bereken(wijk, periode(wijk, 1))}
        geteld = zelf_geteld(Sql(wijk.pk, periode(wijk, 1).van, periode(wijk, 1).tot))
        assert all(cijfers[f"project.{wat}"] == geteld[f"project.{wat}"] for wat in ("te_laat", "op_tijd"))
        return cijfers["project.te_laat"]

    assert [te_laat(dag) for dag in (gepland, gepland + timedelta(days=1), None)] == [0, 1, 2]


def test_een_jaar_dat_nog_moet_beginnen_is_niet_voor_te_bereiden(wijk, ambtenaar, als):
    wijk.startdatum = timezone.localdate() - timedelta(days=100)
    wijk.save()
    Evaluatie.objects.create(wijk=wijk, titel="Jaar 1", jaar=1, status="open")
    velden = {"titel": "Het tweede jaar", "project": "", "inleiding": "", "open_tot": timezone.localdate().isoformat()}
    geweigerd = als(ambtenaar).post("/werkplek/geleerdenwijk/evaluaties/nieuw/", velden)
    assert geweigerd.status_code == 422 and Evaluatie.objects.count() == 1
    assert (
        f"Jaar 2 begint op {datum(periode(wijk, 2).van)}. Vanaf die dag" in geweigerd.content.decode()
        and "Het tweede jaar" in geweigerd.content.decode()
    )


def test_valt_er_niets_te_evalueren_dan_zegt_de_pagina_vanaf_wanneer_wel(wijk, ambtenaar, als, client):
    wijk.startdatum = timezone.localdate() - timedelta(days=100)
    wijk.save()
    Evaluatie.objects.create(wijk=wijk, titel="Jaar 1", jaar=1, status="open")
    lees = lambda: als(ambtenaar).get("/werkplek/geleerdenwijk/evaluaties/nieuw/").content.decode()  # noqa: E731
    zin = f"Jaar 2 begint op {datum(periode(wijk, 2).van)}. Vanaf die dag kunt u dat jaar evalueren."
    leeg = lees()
    assert zin in leeg and "Er is nu niets om te evalueren." in leeg and "Bereid voor" not in leeg
    Project.objects.create(wijk=wijk, slug="p", titel="Een bank", status="afgerond", afgerond_op=timezone.localdate())
    met = lees()
    assert zin in met and "Het hele proces" not in met and "Een bank" in met


def test_elke_pagina_telt_dezelfde_ideeen_en_dezelfde_mensen_die_meedenken(wijk, client):
    """Not what was withdrawn or is still to be confirmed; and who thinks along did so on signing up, also for a walk that is still to come."""
    wijk.startdatum = timezone.localdate() - timedelta(days=100)
    wijk.save()
    ideeen = [dien_in(wijk, titel=f"Idee {n}", soort="kans", naam="A", door=None) for n in range(4)]
    Idee.objects.filter(pk=ideeen[0].pk).update(status="ingetrokken")
    Idee.objects.filter(pk=ideeen[1].pk).update(status="onbevestigd", openbaar=False)
    wandeling = Wijkwandeling.objects.create(wijk=wijk, titel="W", begint=timezone.now() + timedelta(days=9), vertrekpunt="P", status="aangekondigd")
    Aanmelding.objects.create(wandeling=wandeling, naam="A", denkt_mee=True)
    van_nu = {cijfer.naam: cijfer for groep in van_wijk(wijk) for cijfer in groep.cijfers}
    van_jaar = {cijfer.naam: cijfer.tekst for cijfer in bereken(wijk, periode(wijk, 1))}
    for naam, aantal in (("Ideeën ingebracht", "2"), ("Mensen die willen meedenken", "1")):
        assert van_nu[naam].waarde == van_jaar[naam] == aantal
    assert van_nu["Ideeën ingebracht"].uitleg == "zonder het ene idee dat is ingetrokken" and "Nu: ingetrokken" not in van_nu
    assert Bron(Uitvoeringsprogramma(wijk=wijk), wijk).aantal_ideeen == 2
    assert "2</" in client.get("/geleerdenwijk/").content.decode().split("ideeën ingebracht")[0][-80:]


def test_een_idee_van_voor_de_start_telt_in_het_eerste_jaar(wijk):
    dien_in(wijk, titel="Bankje", soort="kans", naam="A", door=None)
    Wijk.objects.update(startdatum=timezone.localdate() + timedelta(days=20))
    wijk.refresh_from_db()
    telt = lambda jaar: {cijfer.sleutel: cijfer.waarde for cijfer in bereken(wijk, periode(wijk, jaar))}["idee.ontvangen"]  # noqa: E731
    assert (telt(1), telt(2)) == (1, 0)
