"""Mail: written in the deed's transaction, sent after it by the worker (`manage.py db_worker`)."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django_tasks import task


@task
def verstuur(aan: str, onderwerp: str, tekst: str) -> None:
    EmailMessage(onderwerp, tekst, settings.DEFAULT_FROM_EMAIL, [aan]).send()


def schrijf(aan: str, onderwerp: str, sjabloon: str, **gegevens) -> None:
    """Put a mail to one address in the queue, in the running transaction: no mail for a deed that is rolled back.

    `sjabloon` is a plain-text template (`participatie/post/....txt`). Line breaks in the subject are folded to spaces.
    """
    tekst = render_to_string(sjabloon, {**gegevens, "basis": settings.BASIS_URL})
    verstuur.enqueue(aan, " ".join(onderwerp.split()), tekst)
