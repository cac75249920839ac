import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from wijk import geo
from wijk.deeds.kader import wijzig_wijk
from wijk.fouten import Geweigerd
from wijk.models import Wijk
from wijk.rechten import SYSTEEM


class Command(BaseCommand):
    help = "Replace the boundary of a wijk by the one in a GeoJSON file (WGS 84 degrees), of the municipality or CBS."

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path)
        parser.add_argument("--wijk", required=True, help="slug of the wijk")
        parser.add_argument("--bron", default="", help="where the file comes from (default: its name)")

    def handle(self, *, bestand, wijk, bron, **options):
        try:
            wijk = Wijk.objects.get(slug=wijk)
            vlak = geo.veelhoek(json.loads(bestand.read_text(encoding="utf-8-sig")))
            wijzig_wijk(wijk, {"grens": geo.als_geojson(vlak), "grens_bron": bron or bestand.name, "grens_bij_benadering": False}, door=SYSTEEM)
        except Wijk.DoesNotExist as fout:
            raise CommandError(f"Er is geen wijk “{wijk}”.") from fout
        except OSError as fout:
            raise CommandError(f"{bestand} is niet te lezen: {fout.strerror}.") from fout
        except (geo.GeoFout, Geweigerd) as fout:
            raise CommandError(str(fout)) from fout
        except ValueError as fout:
            raise CommandError(f"{bestand} is geen GeoJSON: {fout}.") from fout
        self.stdout.write(f"De grens van de {wijk} komt nu uit {bestand.name}.")
