"""What was agreed on in a project that is over (finished, evaluated or stopped) stands as it was.

Free stay: its texts, the reason why it stopped, news, photos and its money, and who helped, so that a person can be forgotten.
"""

from django.db import migrations

from wijk.database import weiger

VOORBIJ = "'afgerond', 'geevalueerd', 'gestopt'"
AFGESLOTEN = "'geevalueerd', 'gestopt'"
VAST = "project: wat is afgesproken ligt vast als het voorbij is"


def voorbij(rij: str, standen: str = VOORBIJ) -> str:
    return f"EXISTS (SELECT 1 FROM participatie_project p WHERE p.id = {rij}.project_id AND p.status IN ({standen}))"


def anders(*kolommen: str) -> str:
    return "(" + " OR ".join(f"NEW.{kolom} {{anders}} OLD.{kolom}" for kolom in kolommen) + ")"


def onderdeel(tabel: str, *kolommen: str):
    """Rows of this table are not added to, changed in these columns or taken from a project that is over."""
    return weiger(
        tabel,
        bij={
            "INSERT": {VAST: voorbij("NEW")},
            "UPDATE": {VAST: f"{anders('project_id', *kolommen)} AND ({voorbij('OLD')} OR {voorbij('NEW')})"},
            "DELETE": {VAST: voorbij("OLD")},
        },
        slot="participatie_project WHERE id = {rij}.project_id",
    )


class Migration(migrations.Migration):
    dependencies = [("participatie", "0051_stoppen")]
    operations = [
        weiger(
            "participatie_project",
            bij={
                "UPDATE": {
                    "project: wat voorbij is, begint niet opnieuw": f"OLD.status IN ({VOORBIJ}) AND NEW.status <> OLD.status"
                    " AND NOT (OLD.status = 'afgerond' AND NEW.status = 'geevalueerd')",
                    VAST: f"OLD.status IN ({VOORBIJ}) AND {anders('wijk_id', 'slug', 'geen_eigen_randvoorwaarden', 'afgerond_op', 'gestopt_op')}",
                },
                "DELETE": {VAST: f"OLD.status IN ({VOORBIJ})"},
            },
        ),
        onderdeel("participatie_project_rollen", "rol_id"),
        onderdeel("participatie_project_randvoorwaarden", "randvoorwaarde_id"),
        onderdeel("participatie_mijlpaal", "titel", "datum", "verwacht", "reden_verschoven", "klaar_op"),
        weiger(  # a decision is never changed or deleted as it is (0021)
            "participatie_projectbesluit", bij={"INSERT": {VAST: voorbij("NEW")}}, slot="participatie_project WHERE id = {rij}.project_id"
        ),
        weiger(
            "participatie_helper",
            bij={
                "INSERT": {VAST: voorbij("NEW")},
                "UPDATE": {
                    VAST: f"({anders('project_id', 'handen', 'gereedschap', 'kennis', 'tijd')} AND ({voorbij('OLD')} OR {voorbij('NEW')}))"
                    f" OR (NEW.status <> OLD.status AND ((OLD.status = 'telt' AND {voorbij('OLD')})"
                    f" OR (NEW.status = 'telt' AND {voorbij('OLD', AFGESLOTEN)})))",
                },
                "DELETE": {VAST: voorbij("OLD")},
            },
            slot="participatie_project WHERE id = {rij}.project_id",
        ),
    ]
