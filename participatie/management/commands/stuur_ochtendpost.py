from django.core.management.base import BaseCommand
from django.utils import timezone

from participatie.deeds.adviezen import herinner
from participatie.deeds.ochtendpost import stuur_ochtendpost
from wijk.models import Wijk
from wijk.rechten import SYSTEEM
from wijk.woorden import stuks


class Command(BaseCommand):
    help = "Mail every official which ideas are late or must be answered within a week. Run it each morning; the same day again mails nothing."

    def handle(self, **options):
        for wijk in Wijk.objects.lopend():
            aantal = stuur_ochtendpost(wijk, timezone.localdate(), door=SYSTEEM)
            herinner(wijk, timezone.localdate(), door=SYSTEEM)
            self.stdout.write(f"{wijk}: {stuks(aantal, 'bericht', 'berichten')}.")
