"""Guess personal links of an evaluation, so many a second, at the portal as gunicorn serves it (SQLite): `python -m bench.raden`.

Tells how many answers there were of each status, how many links were found, and the rate that was reached; exits 1 when one was found, or
when an address that guessed on was not held. With --adressen the guesses come, as behind a proxy, from that many addresses in turn.
`2>/dev/null` hides the line that Django logs of every refusal.
"""

import argparse
import http.client
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter

from bench.belasten import HIER, PY, server

PAD = "/geleerdenwijk/evaluaties/invullen/{}/"
HIERVANDAAN = "203.0.113.9"  # an address that guesses nothing
# One evaluation with three hundred links, on the pilot; prints a link that is right.
VUL = """
from datetime import timedelta
from django.utils import timezone
from evaluatie import deeds
from wijk.models import Wijk
from wijk.rechten import SYSTEEM
tot = timezone.localdate() + timedelta(days=14)
evaluatie = deeds.maak_evaluatie(Wijk.objects.get(), {"titel": "Terug", "open_tot": tot}, door=SYSTEEM)
for kant in ("bewoners", "organisaties", "gemeente"):
    genodigde = deeds.nodig_uit(evaluatie, kant, [], 100, door=SYSTEEM)[0]
deeds.open_evaluatie(evaluatie, eerder=True, door=SYSTEEM)
print(genodigde.get_absolute_url())
"""


def vraag(verbinding: http.client.HTTPConnection, pad: str, adres: str) -> int:
    """The status that somebody at this address gets."""
    verbinding.request("GET", pad, headers={"X-Forwarded-For": adres})
    antwoord = verbinding.getresponse()
    antwoord.read()
    return antwoord.status


def raad(poort: int, keren: int, per_seconde: float, adressen: int, *, klanten: int = 8) -> tuple[Counter, float]:
    """Guess so often, at most so many a second, from so many addresses in turn; gives the answers by status, and how many seconds it took."""
    standen = [Counter() for _ in range(klanten)]
    begin = time.monotonic()

    def klant(nummer: int) -> None:
        verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=60)
        for n in range(nummer, keren, klanten):
            time.sleep(max(0.0, begin + n / per_seconde - time.monotonic()))
            wie = n % adressen
            standen[nummer][vraag(verbinding, PAD.format(secrets.token_urlsafe(16)), f"10.{wie >> 16 & 255}.{wie >> 8 & 255}.{wie & 255}")] += 1

    draden = [threading.Thread(target=klant, args=(n,)) for n in range(klanten)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    return sum(standen, Counter()), time.monotonic() - begin


def main() -> None:
    lezer = argparse.ArgumentParser(prog="bench.raden")
    lezer.add_argument("--keren", type=int, default=10_000)
    lezer.add_argument("--per-seconde", type=float, default=100)
    lezer.add_argument("--adressen", type=int, default=1)
    keuze = lezer.parse_args()
    with tempfile.TemporaryDirectory(prefix="wijkportaal-bench-") as data:
        omgeving = {"DATA": data, "WORKER": "0", "EMAIL_URL": "dummymail://", "PROXY": "1", "DREMPEL_MAAL": "1"}
        os.environ.pop("DATABASE_URL", None)
        heel = {**os.environ, **omgeving}
        for woorden in (["migrate", "-v0"], ["laad_pilot"], ["collectstatic", "--noinput", "-v0"]):
            subprocess.run([PY, "manage.py", *woorden], cwd=HIER, env=heel, check=True, stdout=subprocess.DEVNULL)
        vul = subprocess.run([PY, "manage.py", "shell", "-v0", "-c", VUL], cwd=HIER, env=heel, check=True, stdout=subprocess.PIPE, text=True)
        goed = vul.stdout.split()[-1]
        with server("wijk.wsgi", omgeving) as poort:
            standen, duur = raad(poort, keuze.keren, keuze.per_seconde, keuze.adressen)
            verbinding = http.client.HTTPConnection("127.0.0.1", poort, timeout=60)
            gehouden, elders = vraag(verbinding, goed, "10.0.0.0"), vraag(verbinding, goed, HIERVANDAAN)
    gevonden = sum(aantal for stand, aantal in standen.items() if stand not in (404, 429))
    print(f"{keuze.keren} guesses from {keuze.adressen} address(es) in {duur:.0f} s ({keuze.keren / duur:.1f}/s): {gevonden} found")
    print(", ".join(f"{stand}: {aantal}" for stand, aantal in sorted(standen.items())))
    print(f"A link that is right: {gehouden} for who guessed, {elders} for who did not")
    moet_gehouden = keuze.keren > 62 * keuze.adressen  # at most thirty-one in each of two hours
    sys.exit(bool(gevonden) or elders != 200 or (moet_gehouden and (gehouden != 429 or not standen[429])))


if __name__ == "__main__":
    main()
