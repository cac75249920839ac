"""Bookings are numbered per budget, from 1 on and without a gap: the database refuses any other number than the next."""

import importlib

from django.db import migrations, models

from wijk.database import met_trekkers_los, trekkers

eerst = importlib.import_module("budget.migrations.0005_saldo_volgt_de_boekingen")
eerder = importlib.import_module("budget.migrations.0007_intrekken")

WEIGER_BOEKING = {
    **eerder.WEIGER_BOEKING,
    "boeking: nummers lopen door": """NEW.nummer <> (SELECT COALESCE(MAX(b.nummer), 0) + 1 FROM budget_boeking b
        WHERE b.budget_id = NEW.budget_id)""",
}


def nummer(apps, schema_editor):
    """Number what is there, in the order in which it was entered. (On SQLite the guards are put aside already.)"""
    vast = "budget_boeking DISABLE TRIGGER budget_boeking_vast"
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE {vast}")
    schema_editor.execute(
        """UPDATE budget_boeking SET nummer = (SELECT COUNT(*) FROM budget_boeking b
        WHERE b.budget_id = budget_boeking.budget_id AND b.id <= budget_boeking.id)"""
    )
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"ALTER TABLE {vast.replace('DISABLE', 'ENABLE')}")


class Migration(migrations.Migration):
    dependencies = [("budget", "0007_intrekken")]
    operations = [
        *met_trekkers_los(
            migrations.AddField("boeking", "nummer", models.PositiveIntegerField("nummer", null=True)),
            migrations.RunPython(nummer, migrations.RunPython.noop),
            migrations.AlterField(
                "boeking", "nummer", models.PositiveIntegerField("nummer", help_text="counts from 1 in each budget, without a gap")
            ),
            migrations.AddConstraint("boeking", models.UniqueConstraint(fields=["budget", "nummer"], name="boeking_nummer_uniek")),
        ),
        trekkers("budget_boeking", weiger=WEIGER_BOEKING, na=eerst.BOEKING, slot="budget_budget WHERE id = NEW.budget_id"),
    ]
