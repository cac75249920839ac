from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand
from django.utils import timezone

from wijk.bezorgen import bezorg, ruim_op
from wijk.deeds.themas import open_themas
from wijk.models import Wijk
from wijk.post import stuur_wat_wacht
from wijk.rechten import SYSTEEM


class Command(BaseCommand):
    help = (
        "Send the mail that a stopped worker left behind or that a mail server did not take, and throw away what is over. "
        "Opens themes whose day has come as well. Run it every ten minutes."
    )

    def handle(self, **options):
        for wijk in Wijk.objects.lopend():
            open_themas(wijk, timezone.localdate(), door=SYSTEEM)
        bezorg.call()
        self.stdout.write(f"{stuur_wat_wacht()} mails verstuurd.")
        ruim_op(timezone.now())
        SessionStore.clear_expired()
