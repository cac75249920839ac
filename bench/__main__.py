"""Serve the portal with 1,000, 10,000 and 100,000 ideas and an empty Django view beside it, and measure both in turn.

A ratio is requests per second of a page divided by those of the empty view in the same round; the median of the rounds is told.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import uuid
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

HIER = Path(__file__).resolve().parent.parent
PY = sys.executable


def vrije_poort() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


@contextmanager
def server(app: str, omgeving: dict, *, werkers: int = 2):
    """gunicorn with this application on a free port of this machine; gives the port."""
    poort = vrije_poort()
    opties = ["--bind", f"127.0.0.1:{poort}", "--workers", str(werkers), "--threads", "4", "--log-level", "error"]
    proces = subprocess.Popen([PY, "-m", "gunicorn", app, *opties], cwd=HIER, env={**os.environ, **omgeving})
    try:
        for _ in range(100):
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", poort)) == 0:
                    break
            time.sleep(0.1)
        yield poort
    finally:
        proces.send_signal(signal.SIGTERM)
        proces.wait(20)


def per_seconde(poort: int, pad: str, seconden: float) -> float:
    """Requests per second with 8 connections; an answer that is not 200 ends the bench."""
    opdracht = ["node_modules/.bin/autocannon", "-j", "-c", "8", "-d", str(seconden), "-H", "accept-encoding=gzip", f"http://127.0.0.1:{poort}{pad}"]
    uit = json.loads(subprocess.run(opdracht, cwd=HIER, capture_output=True, check=True, text=True, timeout=seconden + 60).stdout)
    if uit["non2xx"] or uit["errors"]:
        raise SystemExit(f"{pad}: {uit['non2xx']} answers other than 2xx, {uit['errors']} errors")
    return uit["requests"]["average"]


def sturen_per_seconde(poort: int, pad: str, seconden: float, formulier: bool) -> float:
    """POSTs per second by four plain Python clients; each idea has a key of its own, so that each is stored."""
    einde, gestuurd, fouten = time.monotonic() + seconden, [0] * 4, []

    def klant(nummer: int) -> None:
        verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=30)
        kop, velden = {"Content-Type": "application/x-www-form-urlencoded"}, {}
        if formulier:
            verbinding.request("GET", pad)
            antwoord = verbinding.getresponse()
            html = antwoord.read().decode()
            kop["Cookie"] = antwoord.getheader("Set-Cookie").split(";")[0]
            velden = {
                "csrfmiddlewaretoken": re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1],
                "titel": "Een bankje",
                "soort": "kans",
            }
        while time.monotonic() < einde:
            verbinding.request("POST", pad, urllib.parse.urlencode({**velden, "sleutel": uuid.uuid4().hex}), kop)
            antwoord = verbinding.getresponse()
            antwoord.read()
            if antwoord.status != (302 if formulier else 200):
                fouten.append(f"{pad}: {antwoord.status}")
                return
            gestuurd[nummer] += 1

    draden = [threading.Thread(target=klant, args=(n,)) for n in range(4)]
    begin = time.monotonic()
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    if fouten:
        raise SystemExit(fouten[0])
    return sum(gestuurd) / (time.monotonic() - begin)


def meet(aantal: int, seconden: float, rondes: int, database: str) -> dict:
    data = tempfile.mkdtemp(prefix="wijkportaal-bench-")
    omgeving = {"DATA": data, "DATABASE_URL": database.format(n=aantal) if database else "", "WORKER": "0", "EMAIL_URL": "dummymail://"}
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
            rijen = {naam: [] for naam in [*paden, "sturen"]}
            snelheid = {naam: [] for naam in [*paden, "sturen", "leeg"]}
            for pad in paden.values():
                per_seconde(portaal, pad, 1)
            for _ in range(rondes):
                vast = per_seconde(leeg, "/", seconden)
                snelheid["leeg"].append(vast)
                for naam, pad in paden.items():
                    snelheid[naam].append(per_seconde(portaal, pad, seconden))
                    rijen[naam].append(snelheid[naam][-1] / vast)
                vast = sturen_per_seconde(leeg, "/", seconden, False)
                snelheid["sturen"].append(sturen_per_seconde(portaal, "/geleerdenwijk/ideeen/nieuw/", seconden, True))
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
    lezer.add_argument("--seconden", type=int, default=3)
    lezer.add_argument("--rondes", type=int, default=3)
    lezer.add_argument("--database", default="", help="postgres://.../naam{n}: an empty database per size; default SQLite")
    keuze = lezer.parse_args()
    uitslag = {int(n): meet(int(n), keuze.seconden, keuze.rondes, keuze.database) for n in keuze.ideeen.split(",")}
    tekst = tabel(uitslag)
    print(tekst)
    map_ = HIER / "bench/uitslag"
    map_.mkdir(exist_ok=True)
    naam = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    (map_ / f"{naam}.json").write_text(json.dumps(uitslag, indent=1))
    (map_ / f"{naam}.md").write_text(tekst)


if __name__ == "__main__":
    main()
