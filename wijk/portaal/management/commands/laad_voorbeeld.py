from datetime import UTC, timedelta

import time_machine
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from wijk.models import Wijk
from wijk.portaal.management.commands.laad_pilot import WIJK
from wijk.portaal.voorbeeld.ideeen import STUK, Ideeenstroom, verslag
from wijk.portaal.voorbeeld.verhaal import BEGIN, laad_verhaal

PILOT = "geleerdenwijk"


class Command(BaseCommand):
    help = (
        "Load invented example data, labelled as such on every page. Never use it on a portal that residents use. "
        "Loads the pilot first where there is none yet, as if that was done when the invented year began."
    )

    def add_arguments(self, parser):
        parser.add_argument("--wijk", default=PILOT, help=f"slug of the wijk (default: {PILOT}, the {WIJK['naam']})")
        parser.add_argument("--ideeen", type=int, default=40, help="how many ideas to add, up to 1,000,000 (default: 40)")
        parser.add_argument("--zaad", type=int, default=1, help="the same seed gives the same ideas")

    def handle(self, *, wijk, ideeen, zaad, verbosity=1, **options):
        if not 0 <= ideeen <= 1_000_000:
            raise CommandError(f"--ideeen {ideeen}: geef een aantal van 0 tot en met 1000000.")
        if wijk == PILOT and not Wijk.objects.filter(slug=wijk).exists():
            # The grant of the budget must come before what is paid from it.
            with time_machine.travel((timezone.now() - timedelta(days=BEGIN)).astimezone(UTC), tick=True):
                call_command("laad_pilot", stdout=self.stdout)
        try:
            wijk = Wijk.objects.get(slug=wijk)
        except Wijk.DoesNotExist as fout:
            raise CommandError(f"Er is geen wijk “{wijk}”. Draai eerst: manage.py laad_pilot") from fout
        stroom = Ideeenstroom(wijk, ideeen, zaad)
        if ideeen > STUK:
            # In pieces of their own rather than in the one transaction of the story.
            stroom.tot(stroom.nu)
        gedaan = laad_verhaal(wijk, stroom.tot)
        stroom.tot(stroom.nu)
        self.stdout.write(verslag(stroom))
        self.stdout.write("Het verzonnen verhaal is geladen." if gedaan else "Het verzonnen verhaal stond er al.")
