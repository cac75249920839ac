from django.db import migrations

from wijk.database import alleen_toevoegen

NIET_ZELF = "an approval is given by somebody else than who entered the booking"


def niet_zelf(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION budget_akkoord_niet_zelf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "IF EXISTS (SELECT 1 FROM budget_boeking WHERE id = NEW.boeking_id AND (door_id = NEW.door_id OR NOT vraagt_akkoord)) "
            f"THEN RAISE EXCEPTION '{NIET_ZELF}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
        )
        schema_editor.execute(
            "CREATE TRIGGER budget_akkoord_niet_zelf BEFORE INSERT ON budget_akkoord FOR EACH ROW EXECUTE FUNCTION budget_akkoord_niet_zelf()"
        )
    else:
        schema_editor.execute(
            "CREATE TRIGGER budget_akkoord_niet_zelf BEFORE INSERT ON budget_akkoord "
            "WHEN EXISTS (SELECT 1 FROM budget_boeking WHERE id = NEW.boeking_id AND (door_id = NEW.door_id OR NOT vraagt_akkoord)) "
            f"BEGIN SELECT RAISE(ABORT, '{NIET_ZELF}'); END"
        )


def terug(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER budget_akkoord_niet_zelf ON budget_akkoord")
        schema_editor.execute("DROP FUNCTION budget_akkoord_niet_zelf()")
    else:
        schema_editor.execute("DROP TRIGGER budget_akkoord_niet_zelf")


class Migration(migrations.Migration):
    dependencies = [("budget", "0002_initial")]
    operations = [alleen_toevoegen("budget_boeking", "budget_akkoord"), migrations.RunPython(niet_zelf, terug)]
