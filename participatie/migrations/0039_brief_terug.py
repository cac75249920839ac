from django.db import migrations


def ruim_op(apps, schema_editor):
    """A letter that was not printed when its answer was taken back would from now on tell somebody of an answer that they never had."""
    apps.get_model("participatie", "Brief").objects.filter(geprint_op=None, toetsing__teruggenomen_op__isnull=False).delete()


class Migration(migrations.Migration):
    dependencies = [("participatie", "0038_laatste_antwoord")]

    operations = [migrations.RunPython(ruim_op, migrations.RunPython.noop)]
