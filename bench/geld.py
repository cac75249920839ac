"""The budget: the panel and the public page with ever more bookings, and bookings per second with 1 and 16 clients, on both databases."""

import json
import shutil
import statistics
import subprocess
import tempfile
from datetime import date

from bench import databases
from bench.belasten import HIER, PY, per_seconde, server, sturen_per_seconde
from bench.paginas import GELD as PADEN

BOEK = "/werkplek/geleerdenwijk/budget/boek/"
KLANTEN = (1, 16)


def meet(database: str, aantallen: list[int], seconden: float, rondes: int) -> dict[int, dict]:
    """For each number of bookings: the ratio of each page to the empty view; bookings per second in the largest of them."""
    return {aantal: _meet(database, aantal, seconden, rondes, boeken=aantal == max(aantallen)) for aantal in aantallen}


def _meet(database: str, aantal: int, seconden: float, rondes: int, *, boeken: bool) -> dict:
    data = tempfile.mkdtemp(prefix="wijkportaal-bench-")
    omgeving = databases.omgeving(database if database == "postgresql" else "", str(aantal), data) | {"DREMPEL_MAAL": "1000000"}

    def beheer(*woorden: str) -> str:
        return subprocess.run([PY, *woorden], cwd=HIER, env=omgeving, check=True, stdout=subprocess.PIPE, text=True).stdout

    try:
        beheer("manage.py", "migrate", "-v0")
        klaar = json.loads(beheer("-m", "bench.geld_klaar", str(aantal)).splitlines()[-1])
        beheer("manage.py", "collectstatic", "--noinput", "-v0")
        koekjes = klaar["koekjes"]
        wie = {"paneel": koekjes, "openbaar": None}
        velden = {"handeling": "reserveer", "project": klaar["project"], "bedrag": "0,01", "datum": date.today().isoformat(), "omschrijving": "meten"}
        velden |= {"nogmaals": "on", "boven_raming": "on"}  # what a form may ask to be sure of
        rijen = {naam: [] for naam in [*PADEN, *(f"boeken, {n} klanten" for n in KLANTEN if boeken)]}
        snelheid = {naam: [] for naam in rijen}
        with server("wijk.wsgi", omgeving) as portaal, server("bench.leeg", {}) as leeg:
            for naam, pad in PADEN.items():
                per_seconde(portaal, pad, 1, wie[naam])
            for _ in range(rondes):
                vast = per_seconde(leeg, "/", seconden)
                for naam, pad in PADEN.items():
                    snelheid[naam].append(per_seconde(portaal, pad, seconden, wie[naam]))
                    rijen[naam].append(snelheid[naam][-1] / vast)
                for klanten in KLANTEN if boeken else ():
                    naam = f"boeken, {klanten} klanten"
                    vast_sturen = sturen_per_seconde(leeg, "/", seconden, klanten=klanten)
                    snelheid[naam].append(sturen_per_seconde(portaal, BOEK, seconden, velden, klanten=klanten, koekjes=koekjes))
                    rijen[naam].append(snelheid[naam][-1] / vast_sturen)
        beheer("manage.py", "controleer_budget")
    finally:
        shutil.rmtree(data, ignore_errors=True)
    return {
        naam: {"verhouding": statistics.median(waarden), "per_seconde": statistics.median(snelheid[naam]), **klaar["telling"].get(naam, {})}
        for naam, waarden in rijen.items()
    }


def tabel(uitslag: dict[str, dict[int, dict]]) -> str:
    """The results as a table in Markdown."""
    regels = [
        "| database | page | bookings | ratio to an empty view | cost against the smallest | per second | queries | bytes (gzip) |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for database, per_aantal in uitslag.items():
        eerste = per_aantal[min(per_aantal)]
        for naam in per_aantal[max(per_aantal)]:
            for aantal, rijen in per_aantal.items():
                if rij := rijen.get(naam):
                    kosten = f"{eerste[naam]['verhouding'] / rij['verhouding']:.2f}" if naam in eerste else ""
                    cellen = [database, naam, f"{aantal:,}", f"{rij['verhouding']:.3f}", kosten, f"{rij['per_seconde']:.0f}"]
                    regels.append(f"| {' | '.join(map(str, [*cellen, rij.get('vragen', ''), rij.get('bytes', '')]))} |")
    return "\n".join(regels)
