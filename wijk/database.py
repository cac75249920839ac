"""Rules that the database itself keeps, on SQLite and on PostgreSQL alike; used in migrations."""

from collections.abc import Sequence

from django.db import migrations


def alleen_toevoegen(*tabellen: str) -> migrations.RunPython:
    """A migration step after which rows of these tables can be added, but not changed, deleted or truncated."""

    def erbij(apps, schema_editor):
        for tabel in tabellen:
            for sql in _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE:
                schema_editor.execute(sql.format(tabel=tabel), params=None)

    def eraf(apps, schema_editor):
        for tabel in tabellen:
            for sql in _POSTGRESQL_TERUG if schema_editor.connection.vendor == "postgresql" else _SQLITE_TERUG:
                schema_editor.execute(sql.format(tabel=tabel), params=None)

    return migrations.RunPython(erbij, eraf)


def vast_zodra(tabel: str, gevuld: str, kolommen: Sequence[str]) -> migrations.RunPython:
    """A migration step after which a row of which the column `gevuld` holds something keeps these columns as they are, and is never deleted."""

    def eraf(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {tabel}_blijft ON {tabel}")
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {tabel}_blijft()")
        else:
            for wanneer in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {tabel}_blijft_{wanneer}")

    def erbij(apps, schema_editor):
        eraf(apps, schema_editor)
        postgresql = schema_editor.connection.vendor == "postgresql"
        anders = " OR ".join(f"OLD.{kolom} {'IS DISTINCT FROM' if postgresql else 'IS NOT'} NEW.{kolom}" for kolom in kolommen)
        bericht = f"{tabel}: what is settled is never changed or deleted"
        if postgresql:
            fout = f"RAISE EXCEPTION '{bericht}' USING ERRCODE = 'integrity_constraint_violation'"
            schema_editor.execute(
                f"CREATE FUNCTION {tabel}_blijft() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n"
                f"IF TG_OP = 'DELETE' THEN IF OLD.{gevuld} IS NOT NULL THEN {fout}; END IF; RETURN OLD; END IF;\n"
                f"IF OLD.{gevuld} IS NOT NULL AND ({anders}) THEN {fout}; END IF; RETURN NEW; END $$"
            )
            schema_editor.execute(f"CREATE TRIGGER {tabel}_blijft BEFORE UPDATE OR DELETE ON {tabel} FOR EACH ROW EXECUTE FUNCTION {tabel}_blijft()")
        else:
            weiger = f"BEGIN SELECT RAISE(ABORT, '{bericht}'); END"
            schema_editor.execute(
                f"CREATE TRIGGER {tabel}_blijft_update BEFORE UPDATE ON {tabel} WHEN OLD.{gevuld} IS NOT NULL AND ({anders}) {weiger}"
            )
            schema_editor.execute(f"CREATE TRIGGER {tabel}_blijft_delete BEFORE DELETE ON {tabel} WHEN OLD.{gevuld} IS NOT NULL {weiger}")

    return migrations.RunPython(erbij, eraf)


def met_trekkers_los(*stappen) -> list:
    """The operations of a migration that changes a guarded table (or one that a trigger reads).

    SQLite makes a changed table anew: that fails while another table's trigger names it, and loses its own. So all triggers are put aside,
    and put back as they were.
    """
    apart: list[tuple[str, str]] = []

    def los(apps, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            with schema_editor.connection.cursor() as cursor:
                apart[:] = cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for naam, _ in apart:
                schema_editor.execute(f"DROP TRIGGER {naam}")

    def vast(apps, schema_editor):
        for _, sql in apart:
            schema_editor.execute(sql, params=None)
        apart.clear()

    return [migrations.RunPython(los, vast), *stappen, migrations.RunPython(vast, los)]


_SQLITE_TERUG = ["DROP TRIGGER IF EXISTS {tabel}_geen_update", "DROP TRIGGER IF EXISTS {tabel}_geen_delete"]
_SQLITE = [
    *_SQLITE_TERUG,
    "CREATE TRIGGER {tabel}_geen_update BEFORE UPDATE ON {tabel} BEGIN SELECT RAISE(ABORT, '{tabel}: rows are never changed'); END",
    "CREATE TRIGGER {tabel}_geen_delete BEFORE DELETE ON {tabel} BEGIN SELECT RAISE(ABORT, '{tabel}: rows are never deleted'); END",
]
_POSTGRESQL_TERUG = [
    "DROP TRIGGER IF EXISTS {tabel}_vast ON {tabel}",
    "DROP TRIGGER IF EXISTS {tabel}_niet_leeg ON {tabel}",
    "DROP FUNCTION IF EXISTS {tabel}_vast()",
]
_POSTGRESQL = [
    *_POSTGRESQL_TERUG,
    "CREATE FUNCTION {tabel}_vast() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '{tabel}: rows are never changed or deleted' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER {tabel}_vast BEFORE UPDATE OR DELETE ON {tabel} FOR EACH ROW EXECUTE FUNCTION {tabel}_vast()",
    "CREATE TRIGGER {tabel}_niet_leeg BEFORE TRUNCATE ON {tabel} FOR EACH STATEMENT EXECUTE FUNCTION {tabel}_vast()",
]


def trekkers(tabel: str, *, weiger: dict[str, str], na: Sequence[str] = (), slot: str) -> migrations.RunPython:
    """A migration step after which every INSERT in `tabel` is refused when a condition of `weiger` (message: SQL) holds, and else followed by `na`.

    `slot`: the rows (`table WHERE ...`) that are locked first, so that two inserts that touch them come one after another (SQLite has one
    writer at a time as it is). `{gelijk}` in the SQL is `=` that also holds for two NULLs. Runs again without harm.
    """

    def terug(apps, schema_editor):
        for wanneer in ("voor", "na"):
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {tabel}_{wanneer} ON {tabel}")
                schema_editor.execute(f"DROP FUNCTION IF EXISTS {tabel}_{wanneer}()")
            else:
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {tabel}_{wanneer}")

    def erbij(apps, schema_editor):
        terug(apps, schema_editor)
        postgresql = schema_editor.connection.vendor == "postgresql"
        gelijk = "IS NOT DISTINCT FROM" if postgresql else "IS"
        vooraf = {bericht: sql.format(gelijk=gelijk) for bericht, sql in weiger.items()}
        achteraf = [sql.format(gelijk=gelijk) for sql in na]
        if postgresql:
            fout = "RAISE EXCEPTION '{}' USING ERRCODE = 'integrity_constraint_violation'"
            delen = {
                "voor": [
                    f"PERFORM 1 FROM {slot} FOR UPDATE",
                    *[f"IF {sql} THEN {fout.format(bericht)}; END IF" for bericht, sql in vooraf.items()],
                ],
                "na": achteraf,
            }
            for wanneer, regels in delen.items():
                lichaam = "".join(f"{regel};\n" for regel in regels)
                schema_editor.execute(
                    f"CREATE FUNCTION {tabel}_{wanneer}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n{lichaam}RETURN NEW; END $$"
                )
                moment = "BEFORE" if wanneer == "voor" else "AFTER"
                schema_editor.execute(
                    f"CREATE TRIGGER {tabel}_{wanneer} {moment} INSERT ON {tabel} FOR EACH ROW EXECUTE FUNCTION {tabel}_{wanneer}()"
                )
        else:
            weigert = "".join(f"SELECT RAISE(ABORT, '{bericht}') WHERE {sql};\n" for bericht, sql in vooraf.items())
            schema_editor.execute(f"CREATE TRIGGER {tabel}_voor BEFORE INSERT ON {tabel} BEGIN\n{weigert}END")
            if achteraf:
                schema_editor.execute(f"CREATE TRIGGER {tabel}_na AFTER INSERT ON {tabel} BEGIN\n{''.join(f'{sql};' for sql in achteraf)}\nEND")

    return migrations.RunPython(erbij, terug)


def weiger(tabel: str, *, bij: dict[str, dict[str, str]], slot: str = "") -> migrations.RunPython:
    """A migration step after which the database refuses what `bij` says: `{"UPDATE": {message: SQL}}`, for INSERT, UPDATE and DELETE.

    The SQL is a condition on NEW and OLD; `{anders}` in it is `<>` that also tells NULL from a value. `slot`: the row (`table WHERE ...`, with
    `{rij}` for NEW or OLD) that may not change meanwhile (SQLite has one writer at a time as it is). Runs again without harm.
    """

    def terug(apps, schema_editor):
        for wanneer in bij:
            naam = f"{tabel}_weiger_{wanneer.lower()}"
            if schema_editor.connection.vendor == "postgresql":
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {naam} ON {tabel}")
                schema_editor.execute(f"DROP FUNCTION IF EXISTS {naam}()")
            else:
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {naam}")

    def erbij(apps, schema_editor):
        terug(apps, schema_editor)
        postgresql = schema_editor.connection.vendor == "postgresql"
        for wanneer, regels in bij.items():
            naam = f"{tabel}_weiger_{wanneer.lower()}"
            zo = {bericht: sql.format(anders="IS DISTINCT FROM" if postgresql else "IS NOT") for bericht, sql in regels.items()}
            if postgresql:
                fout = "RAISE EXCEPTION '{}' USING ERRCODE = 'integrity_constraint_violation'"
                lichaam = "".join(f"IF {sql} THEN {fout.format(bericht)}; END IF;\n" for bericht, sql in zo.items())
                goed = "OLD" if wanneer == "DELETE" else "NEW"
                if slot:
                    lichaam = f"PERFORM 1 FROM {slot.format(rij=goed)} FOR SHARE;\n{lichaam}"
                schema_editor.execute(f"CREATE FUNCTION {naam}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n{lichaam}RETURN {goed}; END $$")
                schema_editor.execute(f"CREATE TRIGGER {naam} BEFORE {wanneer} ON {tabel} FOR EACH ROW EXECUTE FUNCTION {naam}()")
            else:
                lichaam = "".join(f"SELECT RAISE(ABORT, '{bericht}') WHERE {sql};\n" for bericht, sql in zo.items())
                schema_editor.execute(f"CREATE TRIGGER {naam} BEFORE {wanneer} ON {tabel} BEGIN\n{lichaam}END")

    return migrations.RunPython(erbij, terug)
