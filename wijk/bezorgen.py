"""From a Gebeurtenis to the mailboxes of who follows it, exactly once each.

1. `zet_klaar`, in the deed's own transaction: a Bezorging for each Volger whom it concerns (UNIQUE: whatever somebody follows, once).
2. `bundel`, in one transaction: all that waits for one Volger becomes one Mailbericht, and is marked as being in it.
3. `wijk/post.py` sends the Mailbericht.

A process that is stopped in the middle has done a step wholly or not at all; the next one goes on with what waits.
"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from wijk import volgen
from wijk.models import Bezorging, Gebeurtenis, Gevolgd, Ritme, Volger, Wijk
from wijk.post import schrijf
from wijk.woorden import datum

# How long somebody has to confirm, and how long it is kept what went to whom.
BEDENKTIJD = timedelta(days=14)
BEWAARTIJD = timedelta(days=60)


def zet_klaar(gebeurtenis: Gebeurtenis, *, al_gemaild: Iterable[str] = ()) -> None:
    """Have this reach everyone who follows what it concerns, but for addresses that the deed itself mailed about it."""
    if not gebeurtenis.openbaar or gebeurtenis.wijk_id is None:
        return
    onderwerpen = volgen.betreft(gebeurtenis)
    volgt = Gevolgd.objects.over(onderwerpen).bevestigd().in_wijk(gebeurtenis.wijk_id).behalve(al_gemaild)
    volgers = set(volgt.values_list("volger_id", flat=True))
    if not volgers:
        return
    Volger.objects.houd_vast(volgers)
    per_volger: dict[int, list[Gevolgd]] = {}
    for gevolgd in volgt.filter(volger__in=volgers):  # read anew: who stopped meanwhile is left out
        per_volger.setdefault(gevolgd.volger_id, []).append(gevolgd)
    gekozen = [_reden(wat, onderwerpen) for wat in per_volger.values()]
    Bezorging.objects.bulk_create(
        [Bezorging(volger_id=wat.volger_id, gebeurtenis=gebeurtenis, wegens=wat, ritme=wat.ritme) for wat in gekozen], batch_size=500
    )
    if any(wat.ritme == Ritme.DIRECT for wat in gekozen):
        bezorg.enqueue()


def _reden(gevolgd: list[Gevolgd], onderwerpen: list[volgen.Sleutel]) -> Gevolgd:
    """Of what one person follows, the reason to mail: at once goes before weekly, the nearest subject before one further away."""
    return min(gevolgd, key=lambda wat: (wat.ritme != Ritme.DIRECT, onderwerpen.index((wat.onderwerp, wat.onderwerp_id))))


def laat_los(gevolgd: Gevolgd) -> None:
    """What waits because of this subject is not mailed, unless the same person follows something else that it concerns."""
    overig = list(gevolgd.volger.gevolgd.bevestigd().exclude(pk=gevolgd.pk))
    for rij in Bezorging.objects.wegens(gevolgd).select_related("gebeurtenis"):
        onderwerpen = volgen.betreft(rij.gebeurtenis)
        anders = [wat for wat in overig if (wat.onderwerp, wat.onderwerp_id) in onderwerpen]
        if anders:
            reden = _reden(anders, onderwerpen)
            Bezorging.objects.filter(pk=rij.pk).update(wegens=reden, ritme=reden.ritme)
        else:
            Bezorging.objects.filter(pk=rij.pk).delete()


@task
def bezorg() -> None:
    """Mail who follows something at once, each one mail with all that is new."""
    for pk in list(Volger.objects.met_nieuws(Ritme.DIRECT).values_list("pk", flat=True)):
        bundel(pk, Ritme.DIRECT)


def weekbrief(nu: datetime) -> int:
    """Mail who wants one letter a week what happened up to last Monday; gives how many letters. The same week again adds none."""
    maandag = timezone.localdate(nu) - timedelta(days=timezone.localdate(nu).weekday())
    voor = timezone.make_aware(datetime.combine(maandag, time.min))
    return sum(bundel(pk, Ritme.WEKELIJKS, voor) for pk in list(Volger.objects.met_nieuws(Ritme.WEKELIJKS, voor).values_list("pk", flat=True)))


@transaction.atomic
def bundel(volger_pk: int, ritme: str, voor: datetime | None = None) -> bool:
    """Write one mail with all that waits for one person; False when nothing does (any more). Of two at once, one writes it."""
    volger = Volger.objects.select_for_update(no_key=True, of=("self",)).select_related("wijk").filter(pk=volger_pk).first()
    if volger is None:
        return False
    rijen = list(volger.bezorgingen.wachtend(ritme, voor).select_related("gebeurtenis", "wegens__volger__wijk").order_by("gebeurtenis_id"))
    if not rijen:
        return False
    beheer, stop = (f"{settings.BASIS_URL}{reverse(f'openbaar:{naam}', args=[volger.wijk.slug, volger.code])}" for naam in ("volger", "volger_stop"))
    schrijf(
        volger.email,
        _kop(volger, ritme, [rij.gebeurtenis for rij in rijen], voor),
        "wijk/post/nieuws.txt",
        html="wijk/post/nieuws.html",
        koppen={
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
        wijk=volger.wijk,
        groepen=_groepen(volger.wijk, rijen),
        wekelijks=ritme == Ritme.WEKELIJKS,
        beheer=beheer,
        stop=stop,
    )
    Bezorging.objects.filter(pk__in=[rij.pk for rij in rijen]).update(in_mail_op=timezone.now())
    return True


def _kop(volger: Volger, ritme: str, gebeurtenissen: list[Gebeurtenis], voor: datetime | None) -> str:
    if ritme == Ritme.WEKELIJKS:
        return f"Nieuws uit de {volger.wijk} van de week tot {datum(timezone.localdate(voor))}"
    if len(gebeurtenissen) == 1:
        return gebeurtenissen[0].tekst
    return f"Nieuws uit de {volger.wijk}: {len(gebeurtenissen)} berichten"


def _groepen(wijk: Wijk, rijen: list[Bezorging]) -> list[dict]:
    """What happened by the subject for which it is mailed, in the order in which it happened; each with what it is about (`over`)."""
    over = volgen.titels(wijk, [rij.gebeurtenis for rij in rijen])
    namen = volgen.namen(rij.wegens for rij in rijen if rij.wegens)
    groepen: dict[volgen.Onderwerp | None, list[Gebeurtenis]] = {}
    for rij in rijen:
        onderwerp = namen.get((rij.wegens.onderwerp, rij.wegens.onderwerp_id)) if rij.wegens else None
        titel = over.get(rij.gebeurtenis_id, "")
        # Not twice when the words begin with its name (`De bank: gestopt.`).
        dubbel = titel.endswith(f" {rij.gebeurtenis.tekst.partition(': ')[0]}")
        rij.gebeurtenis.over = "" if dubbel or (onderwerp and onderwerp.titel == titel) else titel
        groepen.setdefault(onderwerp, []).append(rij.gebeurtenis)
    return [{"onderwerp": onderwerp, "gebeurtenissen": wat} for onderwerp, wat in groepen.items()]


def ruim_op(nu: datetime) -> None:
    """Throw away addresses that were never confirmed or follow nothing, and the memory of what went to whom."""
    Gevolgd.objects.onbevestigd_sinds(nu - BEDENKTIJD).delete()
    Volger.objects.die_niets_volgen().delete()
    Bezorging.objects.filter(in_mail_op__lt=nu - BEWAARTIJD).delete()
