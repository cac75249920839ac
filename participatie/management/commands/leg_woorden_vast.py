from django.core.management.base import BaseCommand
from django.db import transaction

from participatie.deeds.woorden import leg_alle_woorden_opnieuw_vast
from wijk.models import Wijk
from wijk.woorden import stuks


class Command(BaseCommand):
    help = "Write the words of all ideas anew; needed after a change of participatie/woordvormen.py. Run it as often as you like."

    def handle(self, **opties):
        for wijk in Wijk.objects.all():
            with transaction.atomic():
                aantal = leg_alle_woorden_opnieuw_vast(wijk)
            self.stdout.write(f"{wijk.naam}: {stuks(aantal, 'idee', 'ideeën')}.")
