"""The databases that are measured, and a clock that tells what a request costs in them."""

import functools
import os
import time
from collections.abc import Callable
from pathlib import Path

from tests.postgresql import start_postgresql


@functools.cache
def _server() -> str:
    return start_postgresql()


def adres(database: str, naam: str) -> str:
    """The DATABASE_URL of an empty database: "" for SQLite; `postgresql` for one in a private server that stops with this process; else an
    address in which {n} stands for the name."""
    if database != "postgresql":
        return database.format(n=naam)
    import psycopg

    with psycopg.connect(_server().replace("postgres://", "postgresql://"), autocommit=True) as verbinding:
        verbinding.execute(f"DROP DATABASE IF EXISTS bench{naam}")
        verbinding.execute(f"CREATE DATABASE bench{naam}")
    return _server().replace("/postgres?", f"/bench{naam}?")


def omgeving(database: str, naam: str, data: str) -> dict[str, str]:
    """The environment of a process that works with this database and this folder."""
    uit = {**os.environ, "DATA": data, "WORKER": "0", "EMAIL_URL": "dummymail://"}
    uit.pop("DATABASE_URL", None)
    if url := adres(database, naam):
        uit["DATABASE_URL"] = url
    return uit


def klok() -> Callable[[], float]:
    """A clock of seconds of the processor, which other work on the machine does not touch: of this process, and of the one that serves it on
    PostgreSQL, which then does all itself. Where that is another machine, of the wall."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as it does by itself after a while
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid(), inet_server_addr()")
        pid, machine = cursor.fetchone()
    stand = Path(f"/proc/{pid}/schedstat")
    if machine or not stand.exists():
        return time.perf_counter
    return lambda: time.process_time() + int(stand.read_text().split()[0]) / 1e9
