"""Counts the queries and the bytes (gzip) of the pages, in the database of DATA; prints JSON. Run as `python -m bench.tel`."""

import json
import os
import re

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijk.settings")
import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.paginas import paginas  # noqa: E402


def main() -> None:
    klant = Client(headers={"host": "127.0.0.1", "accept-encoding": "gzip"})
    uit = {}
    paden = paginas()
    for naam, pad in paden.items():
        klant.cookies["sessionid"] = "van-niemand"  # a page that is made anew
        klant.get(pad)
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            antwoord = klant.get(pad)
        uit[naam] = uit[f"{naam}, vers"] = {"vragen": len(vragen), "bytes": len(b"".join(antwoord))}
        if naam == "start":
            html = Client(headers={"host": "127.0.0.1"}).get(pad).content.decode()
            bestanden = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', html))
            uit[naam]["eerste_bezoek"] = uit[naam]["bytes"] + sum(len(b"".join(klant.get(bestand))) for bestand in bestanden)
    print(json.dumps({"paden": paden, "paginas": uit}))


if __name__ == "__main__":
    main()
