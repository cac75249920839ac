"""Rows kept aside during a run, to put back before or after a test: far cheaper than emptying every table and telling a story anew.

The tables, triggers and sequences stay; rows are put back as they were, past the triggers. Each worker has a database and copies of its own.
"""

import sqlite3
from collections.abc import Callable

from django.db import connection
from django.utils import timezone

LEEG = "leeg"  # as the migrations leave it
_kopieen: dict[tuple, object] = {}


def begin_met(naam: str, maak: Callable[[], object]) -> None:
    """Bring about what `maak` makes in an empty database: the first time by calling it, later that day from what was kept."""
    sleutel = naam, timezone.localdate()
    if sleutel in _kopieen:
        zet_terug(sleutel)
    else:
        maak()
        bewaar(sleutel)


def bewaar(sleutel) -> None:
    """Keep every row that is there now under this key."""
    _kopieen[sleutel] = _kopie_sqlite() if connection.vendor == "sqlite" else _kopie_postgresql(f"sjabloon{len(_kopieen)}")


def zet_terug(sleutel) -> None:
    """Leave in the database the rows that were kept under this key, and no others. Raises KeyError when nothing was."""
    kopie = _kopieen[sleutel]
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        kopie.backup(connection.connection)
    else:
        with connection.cursor() as cursor:
            cursor.execute(kopie)


def _kopie_sqlite() -> sqlite3.Connection:
    kopie = sqlite3.connect(":memory:", check_same_thread=False)
    connection.ensure_connection()
    connection.connection.backup(kopie)
    return kopie


def _kopie_postgresql(schema: str) -> str:
    """Copies the rows to tables of that schema; gives the statements that put them back."""
    terug = ["SET session_replication_role = replica"]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}")
        tabellen = [naam for naam in connection.introspection.table_names(cursor) if naam != "django_migrations"]
        terug += [f'DELETE FROM "{naam}"' for naam in tabellen]
        for naam in tabellen:
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{naam}")')
            if cursor.fetchone()[0]:
                cursor.execute(f'CREATE TABLE {schema}."{naam}" AS TABLE "{naam}"')
                terug.append(f'INSERT INTO "{naam}" SELECT * FROM {schema}."{naam}"')
    return "; ".join([*terug, "SET session_replication_role = DEFAULT"])
