import sys

from django.core.management.base import BaseCommand
from django.db import transaction

from budget.models import Boeking, Budget
from budget.stand import verschillen


class Command(BaseCommand):
    help = "Prove that the balances equal what follows from the bookings: exit 0 and one line, or exit 1 and what differs."

    def handle(self, **options):
        with transaction.atomic():
            anders = [regel for budget in Budget.objects.all() for regel in verschillen(budget)]
            aantal = Boeking.objects.count()
        if anders:
            self.stdout.write("\n".join(anders))
            sys.exit(1)
        self.stdout.write(f"De saldi kloppen met de {aantal} boekingen.")
