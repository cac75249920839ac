"""Rules that the database itself keeps, on SQLite and on PostgreSQL alike; used in migrations."""

from django.db import migrations


def alleen_toevoegen(*tabellen: str) -> migrations.RunPython:
    """A migration step after which rows of these tables can be added, but not changed, deleted or truncated."""

    def erbij(apps, schema_editor):
        for tabel in tabellen:
            for sql in _POSTGRESQL if schema_editor.connection.vendor == "postgresql" else _SQLITE:
                schema_editor.execute(sql.format(tabel=tabel))

    def eraf(apps, schema_editor):
        for tabel in tabellen:
            for sql in _POSTGRESQL_TERUG if schema_editor.connection.vendor == "postgresql" else _SQLITE_TERUG:
                schema_editor.execute(sql.format(tabel=tabel))

    return migrations.RunPython(erbij, eraf)


_SQLITE = [
    "CREATE TRIGGER {tabel}_geen_update BEFORE UPDATE ON {tabel} BEGIN SELECT RAISE(ABORT, '{tabel}: rows are never changed'); END",
    "CREATE TRIGGER {tabel}_geen_delete BEFORE DELETE ON {tabel} BEGIN SELECT RAISE(ABORT, '{tabel}: rows are never deleted'); END",
]
_SQLITE_TERUG = ["DROP TRIGGER {tabel}_geen_update", "DROP TRIGGER {tabel}_geen_delete"]
_POSTGRESQL = [
    "CREATE FUNCTION {tabel}_vast() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '{tabel}: rows are never changed or deleted' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER {tabel}_vast BEFORE UPDATE OR DELETE ON {tabel} FOR EACH ROW EXECUTE FUNCTION {tabel}_vast()",
    "CREATE TRIGGER {tabel}_niet_leeg BEFORE TRUNCATE ON {tabel} FOR EACH STATEMENT EXECUTE FUNCTION {tabel}_vast()",
]
_POSTGRESQL_TERUG = [
    "DROP TRIGGER {tabel}_vast ON {tabel}",
    "DROP TRIGGER {tabel}_niet_leeg ON {tabel}",
    "DROP FUNCTION {tabel}_vast()",
]
