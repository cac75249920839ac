"""How many ideas a point of an agenda is about is counted when it is shown; take the number that stood in its title out."""

import re

from django.db import migrations

AANTAL = re.compile(r": [0-9.]+ idee(ën)?$")


def haal_aantal_weg(apps, schema_editor):
    Agendapunt = apps.get_model("participatie", "Agendapunt")
    for punt in Agendapunt.objects.filter(titel__contains=": "):
        zonder = AANTAL.sub("", punt.titel)
        if zonder and (punt.thema_id or zonder == "Ideeën zonder thema"):
            punt.titel = zonder
            punt.save(update_fields=["titel"])


class Migration(migrations.Migration):
    dependencies = [("participatie", "0042_indexen_van_werklijst")]

    operations = [migrations.RunPython(haal_aantal_weg, migrations.RunPython.noop)]
