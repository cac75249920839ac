import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from participatie.importeren import BestandFout, importeer
from participatie.models import Wijkwandeling
from wijk.rechten import SYSTEEM


class Command(BaseCommand):
    help = "Import what was said on a walk (CSV, XLSX or ODS: titel;omschrijving;thema;soort;lat;lon;plaats;naam). The same file again adds nothing."

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--wijk", required=True, help="slug of the wijk")
        parser.add_argument("--wandeling", required=True, type=int, help="number of the walk, as in its address")

    def handle(self, *, bestand, wijk, wandeling, **options):
        try:
            wandeling = Wijkwandeling.objects.select_related("wijk").get(wijk__slug=wijk, pk=wandeling)
            verslag = importeer(wandeling, bestand.read_bytes(), door=SYSTEEM)
        except Wijkwandeling.DoesNotExist as fout:
            raise CommandError(f"Er is geen wandeling {wandeling} in de wijk “{wijk}”.", returncode=2) from fout
        except OSError as fout:
            raise CommandError(f"{bestand} is niet te lezen: {fout.strerror}.", returncode=2) from fout
        except BestandFout as fout:
            raise CommandError(f"{bestand.name}: {fout}", returncode=2) from fout
        if verslag.gelezen_als != "UTF-8":
            self.stdout.write(f"Het bestand is gelezen als {verslag.gelezen_als}.")
        for nummer, zin in verslag.fouten:
            self.stdout.write(f"Regel {nummer}: {zin}")
        for nummer, zin in verslag.let_op:
            self.stdout.write(f"Let op, regel {nummer}: {zin}")
        self.stdout.write(str(verslag))
        if verslag.fouten:
            sys.exit(1)
