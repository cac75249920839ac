"""Every public Gebeurtenis reaches every follower exactly once, whoever is killed or works at the same time."""

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from smtplib import SMTPException

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.budget.hulp import database_url
from tests.gelijktijdig import tegelijk
from tests.wijk.postbus import aangeboden, gekregen
from wijk import post
from wijk.bezorgen import BEWAARTIJD, bezorg, bundel, ruim_op
from wijk.deeds import volgen as deeds
from wijk.gebeurtenissen import meld
from wijk.models import Bezorging, Gebeurtenis, Gevolgd, Mailbericht, Volger, Wijk
from wijk.rechten import SYSTEEM

HIER = Path(__file__).resolve().parents[2]


def volger(wijk, email: str, ritme: str = "direct") -> Volger:
    volger = Volger.objects.create(wijk=wijk, email=email)
    Gevolgd.objects.create(volger=volger, onderwerp="wijk.wijk", onderwerp_id=wijk.pk, ritme=ritme, bevestigd_op=timezone.now())
    return volger


@transaction.atomic
def gebeurt(wijk, tekst: str, **velden) -> Gebeurtenis:
    return meld("wijk.proef", wijk, tekst, wijk=wijk, door=SYSTEEM, openbaar=True, **velden)


@pytest.fixture
def met_werker(settings):
    """As in production: tasks wait for a worker. Here nobody takes them; the test does their work."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_zestig_keer_gedood_en_iedereen_krijgt_alles_een_keer(wijk, tmp_path):
    """In the folder that the portal writes mail to without a mail server. A mail server may be offered one mail a kill again, and no other."""
    meteen = [volger(wijk, f"meteen{n}@voorbeeld.nl").email for n in range(6)]
    wekelijks = [volger(wijk, f"week{n}@voorbeeld.nl", "wekelijks").email for n in range(2)]
    omgeving = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "SECRET_KEY": settings.SECRET_KEY,
        "WORKER": "1",
        "DATA": str(tmp_path),
    }
    opdracht = [sys.executable, "-m", "tests.wijk.proces", "dood", "60"]
    klaar = subprocess.run(opdracht, cwd=HIER, env=omgeving, capture_output=True, text=True, timeout=500, check=False)
    gedood = re.search(r"60 keren, (\d+) gedood, 0 over", klaar.stdout)
    assert gedood and int(gedood[1]) >= 20, klaar.stdout + klaar.stderr
    post_ = gekregen(tmp_path / "mail")
    for adres in meteen + wekelijks:
        geteld = Counter(int(n) for tekst in post_[adres] for n in re.findall(r"Bericht nummer (\d+) eind", tekst))
        assert geteld == Counter(range(60)), (adres, geteld)
    vaker = sum(max(keren - 1, 0) for keren in aangeboden(tmp_path / "mail"))
    assert vaker <= int(gedood[1]), "a killed sender has one mail in its hands"
    assert not Mailbericht.objects.exists() and not Bezorging.objects.filter(in_mail_op=None).exists()


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_acht_bezorgers_tegelijk_sturen_alles_een_keer(wijk, met_werker):
    for n in range(10):
        volger(wijk, f"adres{n}@voorbeeld.nl")
    for n in range(3):
        gebeurt(wijk, f"Bericht {n}.")

    def werk(n):
        bezorg.call()
        return post.stuur_wat_wacht()

    uit = tegelijk(werk, 8)
    post.stuur_wat_wacht()
    assert not [een for een in uit if isinstance(een, Exception)]
    assert Counter(bericht.to[0] for bericht in mail.outbox) == Counter({f"adres{n}@voorbeeld.nl": 1 for n in range(10)})
    assert all(bericht.body.count(f"Bericht {n}.") == 1 for bericht in mail.outbox for n in range(3))


@pytest.mark.gelijktijdig
@pytest.mark.django_db(transaction=True)
def test_stoppen_en_nieuws_tegelijk_breekt_geen_daad(wijk, met_werker):
    """Half of the followers stop while things happen: no deed fails for it, and nothing is left of who stopped."""
    volgers = [volger(wijk, f"adres{n}@voorbeeld.nl") for n in range(8)]

    def doe(n):
        if n % 2:
            return deeds.stop_alles(Volger.objects.get(pk=volgers[n].pk), door=None)
        for m in range(5):
            gebeurt(Wijk.objects.get(), f"Bericht {n} {m}.")
        return None

    uit = tegelijk(doe, 8)
    assert uit == [None] * 8
    assert Volger.objects.count() == 4 and Bezorging.objects.count() == 4 * 20


def test_wat_tegelijk_gebeurt_komt_in_een_mail(wijk, met_werker):
    volger(wijk, "ans@voorbeeld.nl")
    for n in range(3):
        gebeurt(wijk, f"Bericht {n}.")
    bezorg.call()
    assert Mailbericht.objects.get().onderwerp == "Nieuws uit de Geleerdenwijk: 3 berichten"
    assert not bundel(Volger.objects.get().pk, "direct"), "nothing waits any more"
    assert post.stuur_wat_wacht() == 1 and not Mailbericht.objects.exists(), "no address stays behind"


def test_een_daad_die_niet_doorgaat_laat_geen_post_achter(wijk, met_werker):
    volger(wijk, "ans@voorbeeld.nl")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        gebeurt(wijk, "Dit gebeurt niet.")
        1 / 0  # noqa: B018
    assert not Bezorging.objects.exists() and not Mailbericht.objects.exists()


def test_post_die_niet_weg_kan_wacht_en_gaat_later_met_hetzelfde_kenmerk(wijk, met_werker, monkeypatch, caplog):
    volger(wijk, "ans@geheim.nl")
    gebeurt(wijk, "Bericht.")
    bezorg.call()
    brief = Mailbericht.objects.get()

    def kapot(self, berichten):
        raise SMTPException("ans@geheim.nl is not known here")

    with monkeypatch.context() as kaduuk:
        kaduuk.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", kapot)
        assert not post.stuur(brief.pk)
    assert "geheim" not in caplog.text and str(brief.kenmerk) in caplog.text
    assert not post.stuur(brief.pk), "it waits first"
    with time_machine.travel(timezone.now() + timedelta(minutes=3)):
        call_command("bezorg_post")
    assert mail.outbox[0].extra_headers["Message-ID"].startswith(f"<{brief.kenmerk}@")
    assert not Mailbericht.objects.exists()


def test_post_die_nooit_weg_kan_wordt_opgegeven(wijk, met_werker, monkeypatch):
    brief = post.schrijf("ans@geheim.nl", "Proef", "wijk/post/bevestig.txt", wijk=wijk, naam="de wijk")
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", lambda *a: 1 / 0)
    later = timezone.now()
    for _ in range(post.MEESTE_POGINGEN):
        assert Mailbericht.objects.exists()
        with time_machine.travel(later := later + timedelta(hours=7)):
            post.stuur(brief.pk)
    assert not Mailbericht.objects.exists()


def test_een_gedode_werker_houdt_post_niet_vast(wijk, met_werker):
    """What a killed sender held is sent along with the next mail, once it cannot be alive any more."""
    achter = post.schrijf("ans@voorbeeld.nl", "Een", "wijk/post/bevestig.txt", wijk=wijk, naam="de wijk")
    assert Mailbericht.objects.neem(achter.pk, timezone.now() + post.PACHT, timezone.now()), "taken, and then killed"
    volgende = post.schrijf("bob@voorbeeld.nl", "Twee", "wijk/post/bevestig.txt", wijk=wijk, naam="de wijk")
    with time_machine.travel(timezone.now() + post.PACHT + timedelta(seconds=1)):
        post.verstuur.call(volgende.pk)
    assert [bericht.subject for bericht in mail.outbox] == ["Twee", "Een"]


def test_de_weekbrief_zegt_een_keer_per_week_wat_er_was_en_anders_niets(wijk, thema, met_werker):
    wie = volger(wijk, "ans@voorbeeld.nl", "wekelijks")
    Gevolgd.objects.create(volger=wie, onderwerp="wijk.thema", onderwerp_id=thema.pk, ritme="wekelijks", bevestigd_op=timezone.now())

    def op(dag, uur=9):
        return time_machine.travel(datetime(2026, 3, dag, uur, tzinfo=UTC), tick=False)

    with op(9):  # Monday
        call_command("stuur_weekbrief")
    assert not Mailbericht.objects.exists(), "nothing happened: no letter"
    with op(11):
        gebeurt(wijk, "Woensdag.")
    with op(15, 22), transaction.atomic():  # Sunday, 23.00 here
        meld("thema.proef", thema, "Zondag.", wijk=wijk, door=SYSTEEM, openbaar=True)
    with op(15, 23):  # Monday, 0.00 here
        gebeurt(wijk, "Maandag.")
    with op(16):
        call_command("stuur_weekbrief")
        call_command("stuur_weekbrief")
    with op(18):
        call_command("stuur_weekbrief")
    brief = Mailbericht.objects.get()
    assert brief.onderwerp == "Nieuws uit de Geleerdenwijk van de week tot 16 maart 2026"
    assert all(woord in brief.tekst for woord in ("Woensdag.", "Zondag.", "Thema Verlichting", "Al het nieuws uit de Geleerdenwijk"))
    assert "Maandag." not in brief.tekst
    brief.delete()
    with op(23):
        call_command("stuur_weekbrief")
    assert "Maandag." in Mailbericht.objects.get().tekst and "Woensdag." not in Mailbericht.objects.get().tekst


def test_van_ritme_wisselen_verliest_niets_en_verdubbelt_niets(wijk, met_werker):
    volger(wijk, "ans@voorbeeld.nl", "wekelijks")
    gebeurt(wijk, "Eerst.")
    deeds.wijzig_ritme(Gevolgd.objects.get(), "direct", door=None)
    gebeurt(wijk, "Daarna.")
    bezorg.call()
    with time_machine.travel(timezone.now() + timedelta(days=7)):
        call_command("stuur_weekbrief")
    teksten = [brief.tekst for brief in Mailbericht.objects.order_by("pk")]
    assert ["Daarna." in teksten[0], "Eerst." in teksten[0], "Daarna." in teksten[1], "Eerst." in teksten[1]] == [True, False, False, True]


def test_wat_voorbij_is_wordt_opgeruimd(wijk, met_werker):
    volger(wijk, "ans@voorbeeld.nl")
    Volger.objects.create(wijk=wijk, email="niets@voorbeeld.nl")
    gebeurt(wijk, "Bericht.")
    bezorg.call()
    ruim_op(timezone.now() + BEWAARTIJD - timedelta(days=1))
    assert Bezorging.objects.count() == 1 and Volger.objects.count() == 1
    ruim_op(timezone.now() + BEWAARTIJD + timedelta(days=1))
    assert not Bezorging.objects.exists() and Volger.objects.count() == 1


def test_de_database_weigert_een_gebeurtenis_twee_keer_voor_een_volger(wijk, met_werker):
    wie = volger(wijk, "ans@voorbeeld.nl")
    gebeurtenis = gebeurt(wijk, "Bericht.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Bezorging.objects.create(volger=wie, gebeurtenis=gebeurtenis, ritme="direct")
    with pytest.raises(IntegrityError), transaction.atomic():
        Volger.objects.create(wijk=wijk, email="ANS@voorbeeld.nl")
