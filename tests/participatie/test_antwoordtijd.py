"""How long an answer takes, per month, is what an independent count says."""

import random
from collections import defaultdict
from datetime import datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from django.utils import timezone

from evaluatie.jaar import periode
from evaluatie.jaarcijfers import bereken
from participatie.antwoordtijd import antwoordtijd, eerste_antwoorden, per_maand
from participatie.deeds.ideeen import dien_in
from participatie.deeds.toetsen import heropen, naar_onderhoud
from participatie.models import Idee, Toetsing
from wijk.rechten import SYSTEEM
from wijk.woorden import datum

NL = ZoneInfo("Europe/Amsterdam")


def test_de_middelste_negen_van_de_tien_en_te_laat_kloppen(wijk, client):
    dobbel, verwacht = random.Random(7), defaultdict(list)
    vandaag = timezone.localdate()
    for nummer in range(120):
        idee = dien_in(wijk, titel=f"Idee {nummer}", soort="kans", door=SYSTEEM)
        # Just before and just after midnight here is another day than by UTC.
        ontvangen = datetime.combine(vandaag - timedelta(days=dobbel.randrange(60, 300)), datetime.min.time(), NL) + timedelta(
            minutes=dobbel.choice([1, 700, 1439])
        )
        wanneer = ontvangen + timedelta(days=dobbel.randrange(0, 50), minutes=dobbel.choice([0, 5]))
        voor = timezone.localdate(ontvangen) + timedelta(days=28)
        Idee.objects.filter(pk=idee.pk).update(ontvangen_op=ontvangen, antwoord_voor=voor)
        Toetsing.objects.create(idee=idee, nummer=1, uitkomst="past", reden="Dit kan.", wanneer=wanneer, huidig=nummer % 5 != 0)
        if nummer % 5 == 0:  # a second answer does not count
            Toetsing.objects.create(idee=idee, nummer=2, uitkomst="past", reden="Dit kan.", wanneer=wanneer + timedelta(days=9))
        dag, begin = timezone.localdate(wanneer), timezone.localdate(ontvangen)
        verwacht[dag.replace(day=1)].append(((dag - begin).days, dag > voor))
    uit = per_maand(wijk)
    assert [begin for begin, _ in uit] == sorted(verwacht, reverse=True)
    for begin, maand in uit:
        duren = sorted(dagen for dagen, _ in verwacht[begin])
        assert maand.aantal == len(duren)
        assert maand.helft == duren[ceil(len(duren) * 0.5) - 1]
        assert maand.negen == duren[ceil(len(duren) * 0.9) - 1]
        assert maand.te_laat == sum(laat for _, laat in verwacht[begin])
    # All of them together, on the page and in the figures of the year: one definition.
    samen = sorted(dagen for maand in verwacht.values() for dagen, _ in maand)
    wijk.startdatum = vandaag - timedelta(days=360)
    helft = {cijfer.sleutel: cijfer.waarde for cijfer in bereken(wijk, periode(wijk, 1))}["antwoord.helft"]
    assert helft == samen[ceil(len(samen) * 0.5) - 1]
    pagina = client.get("/geleerdenwijk/cijfers/").content.decode()
    assert "Hoe snel we antwoorden" in pagina
    rij = next(rij for rij in pagina.split("<tr") if "De helft van de antwoorden kwam" in rij)
    assert f">binnen {helft} dagen<" in rij and "van de dag van ontvangst tot de dag van het eerste antwoord" in rij


def test_zonder_antwoorden_staat_er_niets(wijk, client):
    assert per_maand(wijk) == []
    assert "Hoe snel we antwoorden" not in client.get("/geleerdenwijk/cijfers/").content.decode()


def test_wat_opnieuw_bekeken_wordt_heeft_een_eigen_termijn_en_het_eerste_antwoord_houdt_de_zijne(wijk, ambtenaar, als, client):
    vandaag = timezone.localdate()
    laat, op_tijd = (dien_in(wijk, titel=titel, soort="kans", door=SYSTEEM) for titel in ("Laat", "Op tijd"))
    beloofd = {laat.pk: vandaag - timedelta(days=3), op_tijd.pk: vandaag}
    for idee in (laat, op_tijd):
        Idee.objects.filter(pk=idee.pk).update(antwoord_voor=beloofd[idee.pk], ontvangen_op=timezone.now() - timedelta(days=30))
        naar_onderhoud(idee, "Doorgegeven.", door=ambtenaar)
        Toetsing.objects.filter(idee=idee).update(wanneer=timezone.now())
        for _ in (1, 2):  # also a second time the day first promised stays
            idee.refresh_from_db()
            heropen(idee, "Er is meer bekend.", door=ambtenaar)
            naar_onderhoud(idee, "Nog eens.", door=ambtenaar)
        idee.refresh_from_db()
        heropen(idee, "Er is meer bekend.", door=ambtenaar)
        idee.refresh_from_db()
        assert (idee.antwoord_voor, idee.eerst_beloofd, idee.is_te_laat) == (wijk.antwoord_voor(vandaag), beloofd[idee.pk], False)
        html = client.get(idee.get_absolute_url()).content.decode()
        assert f"Uiterlijk {datum(idee.antwoord_voor)} staat hier het nieuwe antwoord." in html, "both days are said, to everybody"
        assert f"moest er uiterlijk {datum(beloofd[idee.pk])} zijn." in html
    assert not wijk.ideeen.te_laat(vandaag).exists() and not wijk.ideeen.dringend_voor(ambtenaar, vandaag).exists()
    assert (antwoordtijd(eerste_antwoorden(wijk)).te_laat, antwoordtijd(eerste_antwoorden(wijk)).aantal) == (1, 2)
    assert [idee.pk for idee in wijk.ideeen.te_laat(wijk.antwoord_voor(vandaag) + timedelta(days=1)).order_by("pk")] == [laat.pk, op_tijd.pk]
    assert als(ambtenaar).get("/werkplek/geleerdenwijk/toetsen/?termijn=te_laat").context["lijst"].aantal == 0
