from django.db import migrations

from participatie.deeds.woorden import leg_in_stukken_vast


def vul(apps, schema_editor):
    """The words of the ideas that stand already."""
    Idee, Woord, IdeeWoord = (apps.get_model("participatie", naam) for naam in ("Idee", "Woord", "IdeeWoord"))
    for wijk in apps.get_model("wijk", "Wijk").objects.all():
        leg_in_stukken_vast(wijk.pk, Idee.objects.filter(wijk=wijk), modellen=(Woord, IdeeWoord))


class Migration(migrations.Migration):
    dependencies = [("participatie", "0005_woorden")]
    operations = [migrations.RunPython(vul, migrations.RunPython.noop, elidable=True)]
