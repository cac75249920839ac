"""What the lists of officials, the screen of doubles and the export cost with ever more ideas: `python -m bench.lijst`.

Each size has a database of its own, and a process of its own that asks each page through Django's test client; the median of the rounds counts, in
time of the processor (that of PostgreSQL included), so that what else the machine does matters little. Told is the cost at each size divided by
that at the smallest, both as a ratio to a page that never changes: of a page as it is, of the export per row; and the most memory that the process
had after the export.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import tempfile
from datetime import timedelta

from bench import databases
from bench.belasten import HIER, PY

BASIS = "/werkplek/geleerdenwijk/"
LIJST = {
    "lijst": "ideeen/",
    "lijst, zoek": "ideeen/?zoek=vijver",
    "lijst, zoek twee woorden": "ideeen/?zoek={woorden}",
    "lijst, stand": "ideeen/?status={status}",
    "lijst, thema": "ideeen/?thema={thema}",
    "lijst, zonder thema": "ideeen/?thema=geen",
    "lijst, thema en stand": "ideeen/?thema={thema}&status={status}",
    "lijst, herkomst": "ideeen/?herkomst=papier",
    "lijst, wandeling": "ideeen/?wandeling={wandeling}",
    "lijst, zonder plek": "ideeen/?mist=plek",
    "lijst, zonder naam": "ideeen/?mist=naam",
    "lijst, bij wie": "ideeen/?behandelaar={ambtenaar}",
    "lijst, bladzijde 30": "ideeen/?pagina=30",
    "gedaan": "ideeen/gedaan/",
    "dubbel": "ideeen/dubbel/",
    "dubbel, ouder": "ideeen/dubbel/?voor={voor}",
    "invoer": "ideeen/invoer/",
    "splitsen": "ideeen/{voor}/splitsen/",
    "toetsen": "toetsen/{voor}/",
    "werklijst": "",
    "overleg": "overleg/",
    "overzicht": "/geleerdenwijk/overleggen/{overleg}/overzicht/",
    "afspraken": "overleg/afspraken/",
    "brieven": "papier/brieven/",
    "logboek": "logboek/",
    "logboek, soort": "logboek/?soort=idee",
    "logboek, zeldzame soort": "logboek/?soort=rol",
    "logboek, wie": "logboek/?wie={ambtenaar}",
    "logboek, functie": "logboek/?als=ambtenaar",
    "logboek, zeldzame functie": "logboek/?als=organisatie",
    "logboek, dagen": "logboek/?van={dag}&tot={dag}",
    "logboek, over": "logboek/?over=participatie.idee:{idee}",
}
EXPORT = {"tabel (CSV)": "ideeen.csv", "tabel (XLSX)": "ideeen.xlsx"}


def meet_hier(rondes: int, alleen: str) -> dict:
    """Seconds of each page, seconds a row of each export, and its peak memory, in the database of DATA."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijk.settings")
    import django

    django.setup()
    from django.db.models import Count
    from django.test import Client
    from django.utils import timezone

    from participatie.models import Idee
    from wijk.models import Gebruiker, Wijk

    klok = databases.klok()
    wijk = Wijk.objects.get(slug="geleerdenwijk")
    ambtenaar = Gebruiker.objects.met_recht(wijk, "toetsen").first()
    klant = Client(headers={"host": "127.0.0.1"})
    gast = Client(headers={"host": "127.0.0.1"})
    klant.force_login(ambtenaar, backend="allauth.account.auth_backends.AuthenticationBackend")
    # So many with one official that their page is full at every size.
    bij = Idee.objects.wacht_op_antwoord().order_by("-nummer").values("pk")[:100]
    Idee.objects.filter(pk__in=list(bij.values_list("pk", flat=True))).update(behandelaar=ambtenaar)
    wacht = list(Idee.objects.wacht_op_antwoord().order_by("-nummer").values_list("nummer", flat=True)[:100])
    # What most ideas have, so that the page is full at every size.
    vaakst = Idee.objects.values_list("thema", "status").exclude(thema=None).annotate(n=Count("pk")).order_by("-n").first()
    woorden = sorted(set(Idee.objects.filter(voorbeeld=True).latest("nummer").omschrijving.split(".")[0].lower().split()), key=len)[-2:]
    waarden = {"thema": vaakst[0], "status": vaakst[1], "woorden": "+".join(woorden), "wandeling": wijk.wandelingen.first().pk}
    waarden |= {"ambtenaar": ambtenaar.pk, "voor": wacht[len(wacht) // 2], "overleg": wijk.overleggen.latest("begint").pk}
    waarden |= {"idee": wijk.ideeen.get(nummer=wacht[0]).pk, "dag": timezone.localdate() - timedelta(days=7)}

    def duur(pad: str) -> float:
        begin = klok()
        antwoord = klant.get(pad if pad.startswith("/") else BASIS + pad)
        sum(len(deel) for deel in antwoord)
        if antwoord.status_code != 200:
            raise SystemExit(f"{pad}: {antwoord.status_code}")
        return klok() - begin

    def vast() -> float:
        """The page to log in with costs the same whatever the number of ideas: what else the machine does now shows in it."""
        begin = klok()
        gast.get("/inloggen/")
        return klok() - begin

    vast()
    uit, aantal = {}, Idee.objects.count()
    for naam, pad in _gekozen(EXPORT, alleen):  # first: what memory it takes is not hidden by the pages
        per_rij = duur(pad) / aantal
        uit[naam] = {
            "seconden": per_rij,
            "verhouding": per_rij / statistics.median(vast() for _ in range(rondes)),
            "piek": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
    for naam, vorm in _gekozen(LIJST, alleen):
        pad = vorm.format(**waarden)
        duur(pad)
        metingen = [(duur(pad), vast()) for _ in range(rondes)]
        uit[naam] = {"seconden": statistics.median(d for d, _ in metingen), "verhouding": statistics.median(d / v for d, v in metingen)}
    return uit


def _gekozen(paden: dict[str, str], alleen: str) -> list[tuple[str, str]]:
    return [(naam, pad) for naam, pad in paden.items() if any(deel in naam for deel in alleen.split(";"))]


def meet(aantal: int, rondes: int, database: str, alleen: str) -> dict:
    data = tempfile.mkdtemp(prefix="wijkportaal-bench-")
    omgeving = databases.omgeving(database, str(aantal), data)

    def beheer(*woorden: str) -> None:
        subprocess.run([PY, "manage.py", *woorden], cwd=HIER, env=omgeving, check=True, stdout=subprocess.DEVNULL)

    try:
        beheer("migrate", "-v0")
        beheer("laad_voorbeeld", "--ideeen", str(aantal), "--zaad", "1")
        opdracht = [PY, "-m", "bench.lijst", "--hier", "--rondes", str(rondes), "--alleen", alleen]
        return json.loads(subprocess.run(opdracht, cwd=HIER, env=omgeving, check=True, stdout=subprocess.PIPE, text=True).stdout)
    finally:
        shutil.rmtree(data, ignore_errors=True)


def tabel(uitslag: dict[int, dict]) -> str:
    eerste = min(uitslag)
    regels = ["| what | ideas | cost against the smallest | ms (a row: µs) | peak MiB |", "|---|--:|--:|--:|--:|"]
    for naam in uitslag[eerste]:
        for aantal, rijen in uitslag.items():
            rij = rijen[naam]
            getal = rij["seconden"] * (1e6 if "piek" in rij else 1e3)
            piek = f"{rij['piek']:.0f}" if "piek" in rij else ""
            regels.append(f"| {naam} | {aantal:,} | {rij['verhouding'] / uitslag[eerste][naam]['verhouding']:.2f} | {getal:.1f} | {piek} |")
    return "\n".join(regels)


def main() -> None:
    lezer = argparse.ArgumentParser(prog="bench.lijst")
    lezer.add_argument("--ideeen", default="1000,10000,100000")
    lezer.add_argument("--rondes", type=int, default=7)
    lezer.add_argument("--alleen", default="", help="of which the name holds one of these, as `werklijst;dubbel`; default all")
    lezer.add_argument("--database", default="", help="postgresql (a private server), or postgres://.../naam{n}; default SQLite")
    lezer.add_argument("--hier", action="store_true", help="measure in the database of DATA and print JSON")
    keuze = lezer.parse_args()
    if keuze.hier:
        print(json.dumps(meet_hier(keuze.rondes, keuze.alleen)))
    else:
        print(tabel({int(n): meet(int(n), keuze.rondes, keuze.database, keuze.alleen) for n in keuze.ideeen.split(",")}))


if __name__ == "__main__":
    main()
