"""The time path of a project: milestones that shift, the calendar, and all projects on one axis."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from participatie.deeds import projecten
from participatie.models import Mijlpaal, Project
from participatie.tijdas import Tijdas
from tests.participatie.speelplek import OPENBAAR, PAD, over
from wijk.deeds.volgen import volg
from wijk.fouten import Geweigerd
from wijk.volgen import van_ding

S = Project.Status


# --- the time path ----------------------------------------------------------------------------------------------------


def test_een_mijlpaal_zegt_in_woorden_waar_hij_staat(project):
    vandaag = timezone.localdate()
    standen = {
        "klaar": Mijlpaal(datum=over(-5), klaar_op=vandaag),
        "op tijd": Mijlpaal(datum=vandaag),
        "loopt uit": Mijlpaal(datum=over(-5), verwacht=over(5)),
        "te laat": Mijlpaal(datum=over(-1)),
    }
    assert {stand: mijlpaal.stand[0] for stand, mijlpaal in standen.items()} == {stand: stand for stand in standen}
    assert Mijlpaal(datum=over(5), verwacht=over(3)).stand[0] == "op tijd"
    assert Mijlpaal(datum=over(-5), verwacht=over(-1)).stand[0] == "te laat"


def test_verschuiven_vraagt_een_reden_en_de_geplande_dag_blijft_staan(project, mijlpaal, als, ambtenaar, client):
    als(ambtenaar)
    pad = f"{PAD}mijlpalen/{mijlpaal.pk}/"
    gezien = client.get(pad).context["verschuif"]["gezien"].value()
    for velden, veld in (({"verwacht": over(20)}, "reden_verschoven"), ({"verwacht": over(-1), "reden_verschoven": "Regen."}, "verwacht")):
        antwoord = client.post(pad, {"actie": "verschuif", "gezien": gezien, **velden})
        assert antwoord.status_code == 422 and veld in antwoord.context["verschuif"].errors
    assert client.post(pad, {"actie": "verschuif", "gezien": gezien, "verwacht": over(20), "reden_verschoven": "Regen."}).status_code == 302
    mijlpaal.refresh_from_db()
    assert (mijlpaal.datum, mijlpaal.verwacht, mijlpaal.versie) == (over(10), over(20), 1)
    pagina = client.get(OPENBAAR).content.decode()
    assert "loopt uit" in pagina and "Gepland was" in pagina and "Regen." in pagina
    with pytest.raises(Geweigerd, match="andere dag"):
        projecten.verschuif_mijlpaal(mijlpaal, over(20), "Nog eens.", door=ambtenaar)
    with pytest.raises(IntegrityError), transaction.atomic():
        Mijlpaal.objects.filter(pk=mijlpaal.pk).update(reden_verschoven="")


def test_na_het_besluit_verandert_de_geplande_dag_niet_meer(project, mijlpaal, ambtenaar):
    Project.objects.update(status="besluit")
    project.refresh_from_db()
    projecten.zet_mijlpaal(project, {"titel": "Grond klaar", "datum": over(10)}, mijlpaal, door=ambtenaar)
    with pytest.raises(Geweigerd, match="Gepland was"):
        projecten.zet_mijlpaal(project, {"titel": "Grond klaar", "datum": over(11)}, mijlpaal, door=ambtenaar)


def agenda(client) -> dict[str, dict]:
    antwoord = client.get(f"{OPENBAAR}agenda.ics")
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(regel) <= 75 for regel in antwoord.content.split(b"\r\n"))
    return {str(punt["UID"]): punt for punt in Calendar.from_ical(antwoord.content).walk("VEVENT")}


def test_het_tijdpad_is_een_agenda_die_bij_een_wijziging_meegaat(project, mijlpaal, ambtenaar, client):
    [(uid, eerst)] = agenda(client).items()
    assert (eerst["DTSTART"].dt, eerst["DTEND"].dt, eerst["SEQUENCE"], eerst["STATUS"]) == (over(10), over(11), 0, "CONFIRMED")
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        projecten.verschuif_mijlpaal(mijlpaal, over(20), "Regen; en wind,\nveel.", door=ambtenaar)
    [(uid_later, later)] = agenda(client).items()
    assert uid_later == uid and later["SEQUENCE"] == 1 and later["DTSTART"].dt == over(20)
    assert later["LAST-MODIFIED"].dt > eerst["LAST-MODIFIED"].dt and "wind" in later["DESCRIPTION"]
    projecten.naar_status(project, S.GESTOPT, reden="Geen plek.", door=ambtenaar)
    assert agenda(client)[uid]["STATUS"] == "CANCELLED" and agenda(client)[uid]["SEQUENCE"] == 2


def test_wie_volgt_krijgt_nieuws_een_keer(project, mijlpaal, bewoner, ambtenaar):
    volg(project.wijk, van_ding(project), "direct", door=bewoner)
    volg(project.wijk, van_ding(project.wijk), "direct", door=bewoner)
    mail.outbox.clear()
    projecten.plaats_nieuws(project, {"titel": "De schep staat klaar", "tekst": "Zaterdag."}, door=ambtenaar)
    projecten.verschuif_mijlpaal(mijlpaal, over(20), "Regen.", door=ambtenaar)
    aan_bewoner = [bericht for bericht in mail.outbox if bericht.to == [bewoner.email]]
    assert sum("De schep staat klaar" in bericht.body for bericht in aan_bewoner) == 1
    assert sum("verwachten we op" in bericht.body for bericht in aan_bewoner) == 1


# --- what runs --------------------------------------------------------------------------------------------------------


def test_alle_projecten_staan_op_een_tijdas(wijk, project, mijlpaal, client):
    Project.objects.filter(pk=project.pk).update(begonnen_op=date(2026, 1, 1))
    Project.objects.create(wijk=wijk, slug="leeg", titel="Leeg", status="gestopt", reden_gestopt="Daarom.")
    mijlpaal.datum = date(2026, 3, 31)
    mijlpaal.save()
    as_ = Tijdas(list(wijk.projecten.voor_lijst().met_periode()), date(2026, 2, 15))
    assert (as_.van, as_.tot) == (date(2026, 1, 1), date(2026, 3, 31))
    [(eerste, [(_, balk)]), (tweede, [(_, geen)])] = as_.groepen
    assert (eerste, tweede, geen) == ("voorbereiding", "gestopt", None)
    assert (balk.begin, balk.breedte) == (0, 100) and as_.vandaag == 50
    pagina = client.get("/geleerdenwijk/projecten/").content.decode()
    assert "1 januari 2026 tot 31 maart 2026" in pagina and "Volgende stap: Grondwerk" in pagina and "Er is geen tijdpad gemaakt." in pagina


def test_driehonderd_projecten_kosten_evenveel_vragen_als_een(wijk, project, mijlpaal, client):
    aantallen = []
    for aantal in (2, 300):
        nieuw = [Project(wijk=wijk, slug=f"p{n}", titel=f"P{n}", begonnen_op=over(-n)) for n in range(Project.objects.count(), aantal)]
        Project.objects.bulk_create(nieuw)
        Mijlpaal.objects.bulk_create(Mijlpaal(project=een, titel="M", datum=over(5)) for een in nieuw)
        with CaptureQueriesContext(connection) as vragen:
            pagina = client.get("/geleerdenwijk/projecten/").content.decode()
        aantallen.append(len(vragen))
    assert aantallen[1] <= aantallen[0] + 1 and pagina.count('<svg class="wp-balkje') == 40  # the count of the pages comes with it
