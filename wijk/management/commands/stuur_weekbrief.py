from django.core.management.base import BaseCommand
from django.utils import timezone

from wijk.bezorgen import weekbrief


class Command(BaseCommand):
    help = "Mail who wants one letter a week what happened up to last Monday. Run it every Monday morning; the same week again adds nothing."

    def handle(self, **options):
        self.stdout.write(f"{weekbrief(timezone.now())} weekbrieven klaargezet.")
