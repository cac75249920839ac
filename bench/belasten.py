"""Serve an application with gunicorn, and load it: pages with autocannon, forms with plain Python clients."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import uuid
from contextlib import contextmanager
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


def _cookie(koekjes: dict[str, str] | None) -> str:
    return "; ".join(f"{naam}={waarde}" for naam, waarde in (koekjes or {}).items())


def per_seconde(poort: int, pad: str, seconden: float, koekjes: dict[str, str] | None = None) -> float:
    """Requests per second with 8 connections; an answer that is not 200 ends the bench."""
    kop = ["-H", "accept-encoding=gzip", *(["-H", f"cookie={_cookie(koekjes)}"] if koekjes else [])]
    opdracht = ["node_modules/.bin/autocannon", "-j", "-c", "8", "-d", str(seconden), *kop, f"http://127.0.0.1:{poort}{pad}"]
    uit = json.loads(subprocess.run(opdracht, cwd=HIER, capture_output=True, check=True, text=True, timeout=seconden + 60).stdout)
    if uit["non2xx"] or uit["errors"]:
        raise SystemExit(f"{pad}: {uit['non2xx']} answers other than 2xx, {uit['errors']} errors")
    return uit["requests"]["average"]


def sturen_per_seconde(
    poort: int, pad: str, seconden: float, velden: dict[str, str] | None = None, *, klanten: int = 4, koekjes: dict[str, str] | None = None
) -> float:
    """POSTs per second by so many plain Python clients. `velden`: those of the form at `pad`; each sending gets a key of its own, so that each
    is stored. Without: an empty POST to a view that answers 200."""
    einde, gestuurd, fouten = time.monotonic() + seconden, [0] * klanten, []

    def klant(nummer: int) -> None:
        verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=30)
        kop, vast = {"Content-Type": "application/x-www-form-urlencoded"}, dict(velden or {})
        if velden is not None:
            verbinding.request("GET", pad, headers={"Cookie": _cookie(koekjes)} if koekjes else {})
            antwoord = verbinding.getresponse()
            html = antwoord.read().decode()
            kop["Cookie"] = _cookie(koekjes) or antwoord.getheader("Set-Cookie").split(";")[0]
            vast["csrfmiddlewaretoken"] = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
        while time.monotonic() < einde:
            verbinding.request("POST", pad, urllib.parse.urlencode({**vast, "sleutel": uuid.uuid4().hex}), kop)
            antwoord = verbinding.getresponse()
            antwoord.read()
            if antwoord.status != (200 if velden is None else 302):
                fouten.append(f"{pad}: {antwoord.status}")
                return
            gestuurd[nummer] += 1

    draden = [threading.Thread(target=klant, args=(n,)) for n in range(klanten)]
    begin = time.monotonic()
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    if fouten:
        raise SystemExit(fouten[0])
    return sum(gestuurd) / (time.monotonic() - begin)
