"""Mail: written in the deed's transaction, sent after it by the worker (`manage.py db_worker`).

A mail waits as a Mailbericht until a mail server has taken it. A sender that is stopped half-way loses nothing: what it had not sent waits on, and
is sent by the next one. Only the mail that was being handed over at that very moment is offered again; whether the server had taken
it cannot be known, so it goes with the same Message-ID and the same contents, by which a mailbox keeps one of the two.
"""

import logging
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django_tasks import task

from wijk.models import Mailbericht

logger = logging.getLogger(__name__)

# How long one sender keeps a mail to itself; longer than a mail server may take to answer (EMAIL_TIMEOUT).
PACHT = timedelta(minutes=10)
# After this many attempts, each later than the one before (some four days), the mail is given up.
MEESTE_POGINGEN = 20


def schrijf(aan: str, onderwerp: str, sjabloon: str, *, html: str = "", koppen: dict[str, str] | None = None, **gegevens) -> Mailbericht:
    """Put a mail to one address in the queue, in the running transaction: no mail for a deed that is rolled back.

    `sjabloon` is a plain-text template (`participatie/post/....txt`); `html` one that says the same with its own style and nothing to
    fetch. Line breaks in the subject are folded to spaces.
    """
    gegevens = {**gegevens, "basis": settings.BASIS_URL}
    bericht = Mailbericht.objects.create(
        aan=aan,
        onderwerp=" ".join(onderwerp.split())[:400],
        tekst=render_to_string(sjabloon, gegevens),
        html=render_to_string(html, gegevens) if html else "",
        koppen=koppen or {},
    )
    verstuur.enqueue(bericht.pk)
    return bericht


@task
def verstuur(pk: int) -> None:
    """Send one mail, and some of what an earlier sender left behind."""
    stuur(pk)
    for ander in Mailbericht.objects.achtergebleven(timezone.now()).values_list("pk", flat=True)[:20]:
        stuur(ander)


def stuur(pk: int) -> bool:
    """Send a mail that waits; False when another sender has it, when it was sent, or when the mail server does not take it now."""
    nu = timezone.now()
    bericht = Mailbericht.objects.neem(pk, nu + PACHT, nu)
    if bericht is None:
        return False
    try:
        _als_mail(bericht).send()
    except Exception as fout:  # whatever it is, it may be over later
        _later(bericht, fout)
        return False
    Mailbericht.objects.filter(pk=bericht.pk).delete()
    return True


def stuur_wat_wacht() -> int:
    """Send all mail that waits and that nobody is sending; gives how many were sent."""
    return sum(stuur(pk) for pk in list(Mailbericht.objects.aan_de_beurt(timezone.now()).values_list("pk", flat=True)))


def _als_mail(bericht: Mailbericht) -> EmailMultiAlternatives:
    huis = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    koppen = {**bericht.koppen, "Message-ID": f"<{bericht.kenmerk}@{huis}>"}
    mail = EmailMultiAlternatives(bericht.onderwerp, bericht.tekst, settings.DEFAULT_FROM_EMAIL, [bericht.aan], headers=koppen)
    if bericht.html:
        mail.attach_alternative(bericht.html, "text/html")
    return mail


def _later(bericht: Mailbericht, fout: Exception) -> None:
    """Try again after 2, 4, 8 minutes and so on, at most six hours; in the end give up. The log names no address."""
    if bericht.pogingen >= MEESTE_POGINGEN:
        logger.error("Mail %s is given up after %s attempts: %s", bericht.kenmerk, bericht.pogingen, type(fout).__name__)
        Mailbericht.objects.filter(pk=bericht.pk).delete()
        return
    logger.warning("Mail %s waits for attempt %s: %s", bericht.kenmerk, bericht.pogingen + 1, type(fout).__name__)
    wacht = timedelta(minutes=min(2**bericht.pogingen, 6 * 60))
    Mailbericht.objects.filter(pk=bericht.pk).update(bezet_tot=timezone.now() + wacht)
