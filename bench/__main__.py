"""Serve the portal with 1,000, 10,000 and 100,000 ideas, and with 100, 10,000 and 100,000 bookings, an empty Django view beside it, and measure
both in turn.

A ratio is requests per second of a page divided by those of the empty view in the same round; the median of the rounds is told.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import tempfile
from datetime import datetime

from bench import geld
from bench.belasten import HIER, PY, per_seconde, server, sturen_per_seconde

# Whoever has a session gets a page that is made anew ("vers"); other visitors get the one that stands ready.
MET_SESSIE = {"sessionid": "van-niemand"}


def meet(aantal: int, seconden: float, rondes: int, database: str) -> dict:
    data = tempfile.mkdtemp(prefix="wijkportaal-bench-")
    omgeving = {"DATA": data, "DATABASE_URL": database.format(n=aantal) if database else "", "WORKER": "0", "EMAIL_URL": "dummymail://"}
    omgeving["DREMPEL_MAAL"] = "1000000"  # all come from one address here
    if not database:
        omgeving.pop("DATABASE_URL")

    def beheer(*woorden: str) -> None:
        subprocess.run([PY, "manage.py", *woorden], cwd=HIER, env={**os.environ, **omgeving}, check=True, stdout=subprocess.DEVNULL)

    try:
        beheer("migrate", "-v0")
        beheer("laad_pilot")
        beheer("laad_voorbeeld", "--ideeen", str(aantal), "--zaad", "1")
        beheer("collectstatic", "--noinput", "-v0")
        telling = json.loads(
            subprocess.run([PY, "-m", "bench.tel"], cwd=HIER, env={**os.environ, **omgeving}, check=True, capture_output=True, text=True).stdout
        )
        paden, telling = telling["paden"], telling["paginas"]
        with server("wijk.wsgi", omgeving) as portaal, server("bench.leeg", {}) as leeg:
            namen = [*paden, *(f"{naam}, vers" for naam in paden), "sturen"]
            rijen = {naam: [] for naam in namen}
            snelheid = {naam: [] for naam in [*namen, "leeg"]}
            for pad in paden.values():
                per_seconde(portaal, pad, 1)
            for _ in range(rondes):
                vast = per_seconde(leeg, "/", seconden)
                snelheid["leeg"].append(vast)
                for naam, pad in paden.items():
                    for welke, koekjes in ((naam, None), (f"{naam}, vers", MET_SESSIE)):
                        snelheid[welke].append(per_seconde(portaal, pad, seconden, koekjes))
                        rijen[welke].append(snelheid[welke][-1] / vast)
                vast = sturen_per_seconde(leeg, "/", seconden)
                velden = {"titel": "Een bankje", "soort": "kans"}
                snelheid["sturen"].append(sturen_per_seconde(portaal, "/geleerdenwijk/ideeen/nieuw/", seconden, velden))
                rijen["sturen"].append(snelheid["sturen"][-1] / vast)
    finally:
        shutil.rmtree(data, ignore_errors=True)
    return {
        naam: {"verhouding": statistics.median(waarden), "per_seconde": statistics.median(snelheid[naam]), **telling.get(naam, {})}
        for naam, waarden in rijen.items()
    }


def tabel(uitslag: dict[int, dict]) -> str:
    """The results as a table in Markdown."""
    eerste = min(uitslag)
    regels = [
        "| page | ideas | ratio to an empty view | cost against the smallest | requests/s | queries | bytes (gzip) |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for naam in uitslag[eerste]:
        for aantal, rijen in uitslag.items():
            rij = rijen[naam]
            kosten = uitslag[eerste][naam]["verhouding"] / rij["verhouding"]
            cellen = [
                naam,
                f"{aantal:,}",
                f"{rij['verhouding']:.3f}",
                f"{kosten:.2f}",
                f"{rij['per_seconde']:.0f}",
                rij.get("vragen", ""),
                rij.get("bytes", ""),
            ]
            regels.append(f"| {' | '.join(map(str, cellen))} |")
    bezoek = uitslag[eerste]["start"].get("eerste_bezoek")
    return "\n".join([*regels, "", f"First visit of the start page, styles, scripts and pictures included: {bezoek} bytes."])


def main() -> None:
    lezer = argparse.ArgumentParser(prog="bench")
    lezer.add_argument("--ideeen", default="1000,10000,100000")
    lezer.add_argument("--boekingen", default="100,10000,100000")
    lezer.add_argument("--seconden", type=int, default=3)
    lezer.add_argument("--rondes", type=int, default=3)
    lezer.add_argument("--database", default="", help="postgres://.../naam{n}: an empty database per size; default SQLite")
    keuze = lezer.parse_args()
    delen = []
    if keuze.ideeen:
        uitslag = {int(n): meet(int(n), keuze.seconden, keuze.rondes, keuze.database) for n in keuze.ideeen.split(",")}
        delen.append(("ideeen", uitslag, tabel(uitslag)))
    if keuze.boekingen:
        aantallen = [int(n) for n in keuze.boekingen.split(",")]
        uitslag = {database: geld.meet(database, aantallen, keuze.seconden, keuze.rondes) for database in ("sqlite", "postgresql")}
        delen.append(("boekingen", uitslag, geld.tabel(uitslag)))
    map_ = HIER / "bench/uitslag"
    map_.mkdir(exist_ok=True)
    moment = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    for naam, uitslag, tekst in delen:
        print(tekst, end="\n\n")
        (map_ / f"{moment}-{naam}.json").write_text(json.dumps(uitslag, indent=1))
        (map_ / f"{moment}-{naam}.md").write_text(tekst)


if __name__ == "__main__":
    main()
