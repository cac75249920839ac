from django.core.management.base import BaseCommand, CommandError

from wijk.models import Wijk
from wijk.portaal.voorbeeld.ideeen import laad_ideeen
from wijk.portaal.voorbeeld.verhaal import laad_verhaal


class Command(BaseCommand):
    help = "Load invented example data, labelled as such on every page. Never use it on a portal that residents use."

    def add_arguments(self, parser):
        parser.add_argument("--wijk", default="geleerdenwijk", help="slug of the wijk (run laad_pilot first)")
        parser.add_argument("--ideeen", type=int, default=40, help="how many ideas to add, up to 1,000,000 (default: 40)")
        parser.add_argument("--zaad", type=int, default=1, help="the same seed gives the same ideas")

    def handle(self, *, wijk, ideeen, zaad, **options):
        if not 0 <= ideeen <= 1_000_000:
            raise CommandError(f"--ideeen {ideeen}: geef een aantal van 0 tot en met 1000000.")
        try:
            wijk = Wijk.objects.get(slug=wijk)
        except Wijk.DoesNotExist as fout:
            raise CommandError(f"Er is geen wijk “{wijk}”. Draai eerst: manage.py laad_pilot") from fout
        laad_ideeen(wijk, ideeen, zaad)
        self.stdout.write(f"{ideeen} verzonnen ideeën zijn toegevoegd aan {wijk}.")
        gedaan = laad_verhaal(wijk)
        self.stdout.write("Het verzonnen verhaal is geladen." if gedaan else "Het verzonnen verhaal stond er al.")
