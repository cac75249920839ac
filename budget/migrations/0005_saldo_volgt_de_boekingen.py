"""The ledger's own rules, in the database: balances follow the bookings, and what may not be booked is refused whoever asks.

Not refused is an UPDATE of budget_saldo by itself, which `controleer_budget` finds. PostgreSQL could tell it from one by these triggers
(pg_trigger_depth), SQLite cannot: there it would take a table of which booking was worked into the balances, guarded in its turn.
"""

from django.db import migrations

from wijk.database import alleen_toevoegen, trekkers

PROJECTPOTTEN = "('gereserveerd', 'verplicht', 'betaald')"
# The project that a pot of booking {b} belongs to: none for the pots of the budget as a whole.
VAN_PROJECT = f"CASE WHEN {{b}}.van IN {PROJECTPOTTEN} THEN {{b}}.project_id END"
NAAR_PROJECT = f"CASE WHEN {{b}}.naar IN {PROJECTPOTTEN} THEN {{b}}.project_id END"

# A booking comes in: make the balances it touches, take from one pot, add to the other. One that waits puts its money in `wacht`, unless it
# comes from outside the budget or from the booking it follows on: then there is nothing to hold yet. {gelijk}: equal, also when both are NULL.
BOEKING = [
    f"""INSERT INTO budget_saldo (budget_id, project_id, pot, bedrag)
    SELECT NEW.budget_id, n.project_id, n.pot, 0 FROM (
        SELECT {VAN_PROJECT.format(b="NEW")} AS project_id, NEW.van AS pot UNION
        SELECT {NAAR_PROJECT.format(b="NEW")}, NEW.naar UNION SELECT NULL, 'wacht' WHERE NEW.vraagt_akkoord) n
    WHERE n.pot <> 'buiten' AND NOT EXISTS (SELECT 1 FROM budget_saldo s
        WHERE s.budget_id = NEW.budget_id AND s.pot = n.pot AND s.project_id {{gelijk}} n.project_id)""",
    f"""UPDATE budget_saldo SET bedrag = bedrag - NEW.bedrag
    WHERE budget_id = NEW.budget_id AND pot = NEW.van AND project_id {{gelijk}} ({VAN_PROJECT.format(b="NEW")})
    AND (NOT NEW.vraagt_akkoord OR NEW.volgt_op_id IS NULL)""",
    f"""UPDATE budget_saldo SET bedrag = bedrag + NEW.bedrag
    WHERE budget_id = NEW.budget_id AND pot = NEW.naar AND project_id {{gelijk}} ({NAAR_PROJECT.format(b="NEW")}) AND NOT NEW.vraagt_akkoord""",
    """UPDATE budget_saldo SET bedrag = bedrag + NEW.bedrag
    WHERE budget_id = NEW.budget_id AND pot = 'wacht' AND project_id IS NULL
    AND NEW.vraagt_akkoord AND NEW.volgt_op_id IS NULL AND NEW.van <> 'buiten'""",
]


def _bij_akkoord(verandering: str, pot: str, project: str, wanneer: str) -> str:
    return f"""UPDATE budget_saldo SET bedrag = bedrag {verandering} (SELECT bedrag FROM budget_boeking WHERE id = NEW.boeking_id)
    WHERE id IN (SELECT s.id FROM budget_boeking b JOIN budget_saldo s
        ON s.budget_id = b.budget_id AND s.pot = {pot} AND s.project_id {{gelijk}} {project}
        WHERE b.id = NEW.boeking_id AND {wanneer})"""


VASTGEHOUDEN = "b.van <> 'buiten' AND b.volgt_op_id IS NULL"
# A second person decides: what was held leaves `wacht`, and goes where the booking says or back.
AKKOORD = [
    _bij_akkoord("-", "'wacht'", "NULL", VASTGEHOUDEN),
    _bij_akkoord("+", "b.van", f"({VAN_PROJECT.format(b='b')})", f"NEW.oordeel = 'afgewezen' AND {VASTGEHOUDEN}"),
    _bij_akkoord("-", "b.van", f"({VAN_PROJECT.format(b='b')})", "NEW.oordeel = 'akkoord' AND b.volgt_op_id IS NOT NULL"),
    _bij_akkoord("+", "b.naar", f"({NAAR_PROJECT.format(b='b')})", "NEW.oordeel = 'akkoord'"),
]

WEIGER_BOEKING = {
    "boeking: periode is gesloten": "EXISTS (SELECT 1 FROM budget_afsluiting a WHERE a.budget_id = NEW.budget_id AND NEW.datum <= a.tot)",
    "boeking: project van een andere wijk": """NEW.project_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM participatie_project p
        JOIN budget_budget g ON g.wijk_id = p.wijk_id WHERE p.id = NEW.project_id AND g.id = NEW.budget_id)""",
    "boeking: geen spiegel van wat zij corrigeert": """NEW.corrigeert_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM budget_boeking b
        WHERE b.id = NEW.corrigeert_id AND b.budget_id = NEW.budget_id AND b.bedrag = NEW.bedrag AND b.van = NEW.naar AND b.naar = NEW.van
        AND b.project_id {gelijk} NEW.project_id AND b.corrigeert_id IS NULL)""",
    "boeking: al tegengeboekt": """NEW.corrigeert_id IS NOT NULL AND EXISTS (SELECT 1 FROM budget_boeking b WHERE b.corrigeert_id = NEW.corrigeert_id
        AND NOT EXISTS (SELECT 1 FROM budget_akkoord k WHERE k.boeking_id = b.id AND k.oordeel = 'afgewezen'))""",
    "boeking: vervolg past niet": """NEW.volgt_op_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM budget_boeking b WHERE b.id = NEW.volgt_op_id
        AND b.budget_id = NEW.budget_id AND b.bedrag = NEW.bedrag AND b.naar = NEW.van AND b.vraagt_akkoord = NEW.vraagt_akkoord)""",
}
WEIGER_AFSLUITING = {
    "afsluiting: er wachten nog boekingen": """EXISTS (SELECT 1 FROM budget_boeking b WHERE b.budget_id = NEW.budget_id AND b.vraagt_akkoord
        AND b.datum <= NEW.tot AND NOT EXISTS (SELECT 1 FROM budget_akkoord k WHERE k.boeking_id = b.id))""",
}
WEIGER_AKKOORD = {
    "akkoord: niet door wie boekte, en alleen waar het gevraagd is": """EXISTS (SELECT 1 FROM budget_boeking b
        WHERE b.id = NEW.boeking_id AND (b.door_id = NEW.door_id OR NOT b.vraagt_akkoord))""",
    "akkoord: eerst over het eerste deel": """EXISTS (SELECT 1 FROM budget_boeking b WHERE b.id = NEW.boeking_id AND b.volgt_op_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM budget_akkoord k WHERE k.boeking_id = b.volgt_op_id AND k.oordeel = NEW.oordeel))""",
}


def vervang(apps, schema_editor):
    """WEIGER_AKKOORD says what this older trigger said, and more."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER budget_akkoord_niet_zelf ON budget_akkoord")
        schema_editor.execute("DROP FUNCTION budget_akkoord_niet_zelf()")
    else:
        schema_editor.execute("DROP TRIGGER budget_akkoord_niet_zelf")


class Migration(migrations.Migration):
    dependencies = [("budget", "0004_dieper")]
    operations = [
        alleen_toevoegen("budget_afsluiting", "budget_bewijsstuk"),
        migrations.RunPython(vervang, migrations.RunPython.noop),
        trekkers(
            "budget_akkoord",
            weiger=WEIGER_AKKOORD,
            na=AKKOORD,
            slot="budget_budget WHERE id = (SELECT budget_id FROM budget_boeking WHERE id = NEW.boeking_id)",
        ),
        trekkers("budget_afsluiting", weiger=WEIGER_AFSLUITING, slot="budget_budget WHERE id = NEW.budget_id"),
        trekkers("budget_boeking", weiger=WEIGER_BOEKING, na=BOEKING, slot="budget_budget WHERE id = NEW.budget_id"),
    ]
