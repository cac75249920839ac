"""A wijk of which people outside read or sent something stays online, and a wijk that is online keeps its address."""

from django.db import migrations

from wijk.database import weiger

GEZIEN = """(EXISTS (SELECT 1 FROM wijk_gebeurtenis g WHERE g.wijk_id = OLD.id AND (g.openbaar OR substr(g.soort, 1, 5) = 'idee.'))
    OR EXISTS (SELECT 1 FROM wijk_volger v WHERE v.wijk_id = OLD.id))"""


class Migration(migrations.Migration):
    dependencies = [("wijk", "0012_telefoon_en_bezoekadres")]
    operations = [
        weiger(
            "wijk_wijk",
            bij={
                "UPDATE": {
                    "wijk: wat mensen zagen, blijft openbaar": f"NEW.status = 'voorbereiding' AND OLD.status <> 'voorbereiding' AND {GEZIEN}",
                    "wijk: het adres ligt vast": "NEW.slug <> OLD.slug AND OLD.status <> 'voorbereiding'",
                }
            },
        )
    ]
