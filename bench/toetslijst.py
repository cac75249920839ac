"""What the list of ideas to toets costs with ever more ideas, against the smallest number: one ratio for each choice. `python -m bench.toetslijst`

The cost of a page is the least time of the processor (that of PostgreSQL included) of many requests.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench import databases
from bench.belasten import HIER, PY

MEEST = 1.33  # "no more than a third above"
PER = 20  # ideas on a page


def vragen() -> dict[str, str]:
    """The choices that are measured: their name, and the query string. In the database of DATA, half of what waits is in somebody's hands."""
    from participatie.models import Idee
    from wijk.models import Gebruiker, Thema

    bram, carla = (Gebruiker.objects.get(email=f"{wie}@voorbeeld.invalid") for wie in ("ambtenaar", "wijkcoordinator"))
    wacht = Idee.objects.filter(status="in_behandeling")
    wacht.filter(nummer__contains="1").update(behandelaar=bram)
    wacht.filter(nummer__contains="2", behandelaar=None).update(behandelaar=carla)
    thema = Thema.objects.filter(ideeen__in=Idee.objects.wacht_op_antwoord()).order_by("pk").first()
    return {
        "alles": "",
        "bladzijde 5": "?pagina=5",
        **{f"termijn {t}": f"?termijn={t}" for t in ("te_laat", "bijna", "ruim")},
        **{f"stand {s}": f"?stand={s}" for s in ("ontvangen", "in_behandeling")},
        "thema": f"?thema={thema.pk}",
        "geen thema": "?thema=geen",
        "van mij": "?van=mij",
        "van niemand": "?van=niemand",
        "van Carla": f"?van={carla.pk}",
        "alles samen": f"?stand=in_behandeling&thema={thema.pk}&van=mij&termijn=ruim",
        **{f"lijst {lijst}": f"?lijst={lijst}" for lijst in ("wacht_op_thema", "niet_openbaar", "onbevestigd")},
    }


def meet_hier(keren: int) -> None:
    """In this process, with the database of DATA: print milliseconds for each choice, and how many ideas wait, as JSON."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijk.settings")
    django.setup()
    from django.http import QueryDict
    from django.test import Client
    from django.utils import timezone

    from participatie.models import Idee
    from participatie.toetslijst import Keuze, Toetslijst
    from wijk.models import Gebruiker, Wijk

    klant = Client(headers={"host": "127.0.0.1"})
    adressen, klok = vragen(), databases.klok()
    wijk, bram = Wijk.objects.get(slug="geleerdenwijk"), Gebruiker.objects.get(email="ambtenaar@voorbeeld.invalid")
    klant.force_login(bram, backend="allauth.account.auth_backends.AuthenticationBackend")
    uit = {}
    for naam, vraag in adressen.items():
        tijden = []
        for _ in range(keren):
            begin = klok()
            antwoord = klant.get(f"/werkplek/geleerdenwijk/toetsen/{vraag}")
            tijden.append(klok() - begin)
            if antwoord.status_code != 200:
                raise SystemExit(f"{naam}: {antwoord.status_code}")
        lijst = Toetslijst(wijk, Keuze.uit(QueryDict(vraag[1:])), bram, timezone.localdate())
        uit[naam] = {"ms": min(tijden) * 1000, "ideeen": lijst.aantal}
    print(json.dumps({"keuzes": uit, "wachten": Idee.objects.wacht_op_antwoord().count()}))


def meet(aantallen: list[int], keren: int, rondes: int, database: str) -> dict[int, dict]:
    """Load so many ideas, each number in a database of its own, and measure them in turn; the least time of all rounds counts."""
    map_ = tempfile.mkdtemp(prefix="wijkportaal-bench-")
    uitslag: dict[int, dict] = {}
    omgevingen = {aantal: databases.omgeving(database, str(aantal), f"{map_}/{aantal}") for aantal in aantallen}

    def doe(aantal: int, *woorden: str) -> str:
        return subprocess.run([PY, *woorden], cwd=HIER, env=omgevingen[aantal], check=True, stdout=subprocess.PIPE, text=True).stdout

    try:
        for aantal in aantallen:
            Path(map_, str(aantal)).mkdir()
            doe(aantal, "manage.py", "migrate", "-v0")
            doe(aantal, "manage.py", "laad_voorbeeld", "--ideeen", str(aantal), "--zaad", "1")
        for _ in range(rondes):
            for aantal in aantallen:
                ronde = json.loads(doe(aantal, "-m", "bench.toetslijst", "--hier", "--keren", str(keren)).splitlines()[-1])
                eerder = uitslag.setdefault(aantal, ronde)["keuzes"]
                for naam, rij in ronde["keuzes"].items():
                    eerder[naam]["ms"] = min(eerder[naam]["ms"], rij["ms"])
    finally:
        shutil.rmtree(map_, ignore_errors=True)
    return uitslag


def tabel(uitslag: dict[int, dict]) -> tuple[str, float]:
    """The results in Markdown, and the highest ratio.

    A choice is compared with itself; where the smallest number of ideas did not fill its page (20) and this one does, with the full page there.
    """
    eerste, hoogste = uitslag[min(uitslag)]["keuzes"], 1.0
    regels = ["| choice | ideas | wait | in this choice | ms | cost against the smallest |", "|---|--:|--:|--:|--:|--:|"]
    for naam in eerste:
        for aantal, rijen in uitslag.items():
            rij = rijen["keuzes"][naam]
            voller = min(eerste[naam]["ideeen"], PER) < min(rij["ideeen"], PER)
            kosten = rij["ms"] / eerste["alles" if voller else naam]["ms"]
            hoogste = max(hoogste, kosten)
            regels.append(f"| {naam} | {aantal:,} | {rijen['wachten']:,} | {rij['ideeen']:,} | {rij['ms']:.1f} | {kosten:.2f} |")
    return "\n".join(regels), hoogste


def main() -> None:
    lezer = argparse.ArgumentParser(prog="bench.toetslijst")
    lezer.add_argument("--ideeen", default="1000,10000,100000")
    lezer.add_argument("--keren", type=int, default=15, help="requests for each choice in a round")
    lezer.add_argument("--rondes", type=int, default=3)
    lezer.add_argument("--database", default="", help="postgresql (a private server), or postgres://.../naam{n}; default SQLite")
    lezer.add_argument("--hier", action="store_true", help=argparse.SUPPRESS)
    keuze = lezer.parse_args()
    if keuze.hier:
        meet_hier(keuze.keren)
        return
    tekst, hoogste = tabel(meet([int(n) for n in keuze.ideeen.split(",")], keuze.keren, keuze.rondes, keuze.database))
    print(tekst, end=f"\n\nThe highest ratio is {hoogste:.2f} (aim: at most {MEEST}).\n")
    sys.exit(hoogste > MEEST)


if __name__ == "__main__":
    main()
