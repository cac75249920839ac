"""The invented year is believable: things happen in order, what was decided says why, and the grant comes before what is paid from it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from budget.models import Boeking
from budget.stand import verschillen
from participatie.models import Aanmelding, Idee, Toetsing
from wijk.models import Gebeurtenis, Wijk


@pytest.fixture
def voorbeeld(db) -> Wijk:
    call_command("laad_voorbeeld", ideeen=120, verbosity=0)
    return Wijk.objects.get(slug="geleerdenwijk")


def test_alles_gebeurt_op_volgorde_en_in_het_verleden(voorbeeld):
    nu = timezone.now()
    momenten = list(Gebeurtenis.objects.order_by("pk").values_list("wanneer", flat=True))
    assert momenten == sorted(momenten)
    assert nu - timedelta(days=211) < momenten[0] < nu - timedelta(days=209) and momenten[-1] <= nu
    for idee in Idee.objects.prefetch_related("toetsingen", "vervolgstappen__overleg"):
        reeks = [idee.ontvangen_op, *(t.wanneer for t in idee.toetsingen.all()), *(s.overleg.begint for s in idee.vervolgstappen.all())]
        assert reeks == sorted(reeks), idee
    assert not Toetsing.objects.filter(wanneer__gt=nu).exists()
    assert not Aanmelding.objects.filter(aanwezig=True, aangemeld_op__gt=nu - timedelta(days=140)).exists()
    boekingen = list(Boeking.objects.order_by("pk").values_list("soort", "datum"))
    assert boekingen[0][0] == "toekenning" and [d for _, d in boekingen] == sorted(d for _, d in boekingen)
    assert not verschillen(voorbeeld.budget)


def test_over_elk_idee_waarover_besloten_is_staat_er_waarom(voorbeeld, client):
    besloten = Idee.objects.filter(status__in=["niet_gekozen", "later", "opgepakt", "klaar"])
    assert besloten.count() > 10 and not besloten.filter(vervolgstappen=None).exists() and not besloten.filter(toetsingen=None).exists()
    idee = besloten.filter(status="niet_gekozen").first()
    tekst = client.get(idee.get_absolute_url()).content.decode()
    for woord in (f"Antwoord op idee {idee.nummer}:", f"Besluit over idee {idee.nummer}:", idee.vervolgstappen.get().reden):
        assert woord in tekst
    assert "is klaar is klaar" not in client.get("/geleerdenwijk/tijdlijn/").content.decode()


def test_nog_een_keer_laden_geeft_alleen_meer_ideeen(voorbeeld):
    call_command("laad_voorbeeld", ideeen=5, zaad=2, verbosity=0)
    assert voorbeeld.ideeen.count() == 120 + 9 + 5 and voorbeeld.overleggen.count() == 3 and voorbeeld.wandelingen.count() == 2


def test_dezelfde_zaden_geven_dezelfde_ideeen(wijk):
    from wijk.portaal.voorbeeld.ideeen import Ideeenstroom

    nu = timezone.now()
    for _ in range(2):
        stroom = Ideeenstroom(wijk, 30, 7, nu)
        stroom.tot(nu)
    rijen = list(wijk.ideeen.order_by("nummer").values_list("titel", "status", "lat", "ontvangen_op"))
    assert rijen[:30] == rijen[30:]


@pytest.mark.django_db
def test_ook_wie_eerst_de_pilot_laadt_krijgt_het_verhaal():
    """The grant is then of today: the money moves after it, and everything before it is told as it was."""
    call_command("laad_pilot", verbosity=0)
    call_command("laad_voorbeeld", ideeen=5, verbosity=0)
    budget = Wijk.objects.get().budget
    boekingen = list(budget.boekingen.order_by("pk"))
    assert len(boekingen) == 5 and boekingen == sorted(boekingen, key=lambda b: b.ingevoerd_op) and not verschillen(budget)
    call_command("laad_pilot", verbosity=0)
    call_command("laad_voorbeeld", ideeen=5, zaad=2, verbosity=0)
    assert budget.boekingen.count() == 5
