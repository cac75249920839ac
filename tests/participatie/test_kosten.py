"""What the pages of officials ask of the database does not grow with the ideas that are done with: in steps, so that no clock is needed."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participatie.deeds.ideeen import dien_in
from participatie.models import Idee, Vervolgstap
from tests.conftest import BINNEN
from wijk.models import Gebeurtenis

PADEN = (
    "",
    "overleg/",
    "overleg/afspraken/",
    "papier/brieven/",
    "reacties/",
    "toetsen/adviezen/",
    "toetsen/concepten/",
    "ideeen/dubbel/",
    "ideeen/?behandelaar={wie}",
    "logboek/?over=participatie.idee:{idee}",
)
PER = 100  # steps of SQLite between two counts


def kosten(client, pad: str) -> int:
    """SQLite: its steps for this page, in hundreds. PostgreSQL, which chooses its ways by what the tables hold: the number of queries."""
    client.get(pad)  # what is kept from now on is there
    if connection.vendor == "postgresql":
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(pad).status_code == 200
        return len(vragen)
    stappen = [0]

    def tel() -> int:
        stappen[0] += 1
        return 0

    connection.connection.set_progress_handler(tel, PER)
    try:
        assert client.get(pad).status_code == 200
    finally:
        connection.connection.set_progress_handler(None, PER)
    return stappen[0]


def test_wat_klaar_is_maakt_geen_bladzijde_van_de_werkplek_duurder(wijk, thema, overleg, ambtenaar, als):
    def erbij(vanaf: int, tot: int) -> None:
        ideeen = Idee.objects.bulk_create(
            Idee(wijk=wijk, nummer=n, titel="Een bankje", soort="kans", status="klaar", openbaar=True, thema=thema, **BINNEN)
            for n in range(vanaf, tot)
        )
        Vervolgstap.objects.bulk_create(
            Vervolgstap(
                overleg=overleg, idee=idee, besluit="opgepakt", wie="de buurt", reden="Goed.", gedaan="Klaar.", gedaan_op=timezone.localdate()
            )
            for idee in ideeen
        )
        Gebeurtenis.objects.bulk_create(
            Gebeurtenis(wijk=wijk, soort="idee.klaar", onderwerp="participatie.idee", onderwerp_id=idee.pk, tekst="Klaar.", als="x", openbaar=True)
            for idee in ideeen
        )

    idee = dien_in(wijk, titel="Meer licht", soort="kans", thema=thema, door=None)
    client = als(ambtenaar)
    paden = ["/werkplek/geleerdenwijk/" + pad.format(wie=ambtenaar.pk, idee=idee.pk) for pad in PADEN]
    erbij(1001, 1101)
    eerst = {pad: kosten(client, pad) for pad in paden}
    erbij(2001, 5001)
    for pad, was in eerst.items():
        assert kosten(client, pad) <= 1.33 * was + 10, pad
