from django.core.management.base import BaseCommand
from django.utils import timezone

from wijk.bezorgen import bezorg, ruim_op
from wijk.post import stuur_wat_wacht


class Command(BaseCommand):
    help = (
        "Send the mail that a stopped worker left behind or that a mail server did not take, and throw away what is over. Run it every ten minutes."
    )

    def handle(self, **options):
        bezorg.call()
        self.stdout.write(f"{stuur_wat_wacht()} mails verstuurd.")
        ruim_op(timezone.now())
