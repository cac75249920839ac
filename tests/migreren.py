"""The migrations, made once for all workers of a run and, for SQLite, kept between runs: from the first to the last they take some 25 seconds.

One process makes them in a database of its own while the workers read the tests; each worker begins with a copy of it. A run without
workers migrates its own database.
"""

import atexit
import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from django.db import connection

HIER = Path(__file__).resolve().parent.parent
SJABLOON = "sjabloon"  # the PostgreSQL database that the workers copy


def begin(config) -> None:
    """Start the process that migrates, unless an earlier run kept what it would make. Called once, before there are workers."""
    if connection.vendor == "sqlite":
        if (bron := gemigreerd(config)) and bron.exists():
            return
        adres = f"sqlite:///{_bestand()}"
    else:
        import psycopg

        adres = os.environ["DATABASE_URL"].replace("/postgres?", f"/{SJABLOON}?")
        with psycopg.connect(os.environ["DATABASE_URL"].replace("postgres://", "postgresql://"), autocommit=True) as verbinding:
            verbinding.execute(f"CREATE DATABASE {SJABLOON}")
    with _slot().open("w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)  # handed to the process: it is free again when that ends, in whichever way
        opdracht = [sys.executable, "manage.py", "migrate", "-v0"]
        proces = subprocess.Popen(opdracht, cwd=HIER, env={**os.environ, "DATABASE_URL": adres}, pass_fds=[slot.fileno()])
    atexit.register(proces.kill)


def wacht() -> bool:
    """Wait until the process that migrates is ready; false when there was none."""
    if not _slot().exists():
        return False
    with _slot().open() as slot:
        fcntl.flock(slot, fcntl.LOCK_SH)
    return True


def begin_met_sqlite(config, doel: str) -> None:
    """Begin this SQLite test database with what was migrated, so that only what is missing there is still migrated."""
    bron = _bestand() if wacht() else gemigreerd(config)
    if bron and bron.exists():
        shutil.copy(bron, doel)


def _slot() -> Path:
    return Path(os.environ["DATA"]) / "migreert"


def _bestand() -> Path:
    return Path(os.environ["DATA"]) / f"{SJABLOON}.sqlite3"


# --- between runs -----------------------------------------------------------------------------------------------------
def gemigreerd(config) -> Path | None:
    """The file of an SQLite database as these very migrations make it, there or not yet; `--cache-clear` throws it away.

    It has another name as soon as anything changes that the tables come from. None when pytest keeps nothing (`-p no:cacheprovider`).
    """
    if not hasattr(config, "cache"):
        return None
    som = hashlib.sha256()
    for pad in [*sorted(HIER.glob("*/migrations/*.py")), *(HIER / naam for naam in ("wijk/database.py", "wijk/bedrag.py", "requirements.txt"))]:
        som.update(f"{pad.relative_to(HIER)}\n".encode() + pad.read_bytes())
    return Path(config.cache.mkdir("gemigreerd")) / f"{som.hexdigest()}.sqlite3"


def bewaar_gemigreerd(config) -> None:
    """Keep the SQLite database, in which only the migrations wrote, for the next run; and no older ones."""
    if connection.vendor != "sqlite" or (doel := gemigreerd(config)) is None or doel.exists():
        return
    half = doel.with_suffix(f".{os.getpid()}")
    kopie = sqlite3.connect(half)
    connection.connection.backup(kopie)
    kopie.close()
    for oud in doel.parent.glob("*.sqlite3"):
        oud.unlink(missing_ok=True)
    half.replace(doel)
