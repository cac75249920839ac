from django.db import migrations, models
from django.db.models.functions import Coalesce


def dubbele_weg(apps, schema_editor):
    """Of the same function twice the first stays; who holds it keeps it."""
    bevoegdheid = apps.get_model("wijk", "Bevoegdheid")
    wat = ("gebruiker_id", "functie", "wijk_id", "partij_id")
    eerste = bevoegdheid.objects.order_by().values(*wat).annotate(eerste=models.Min("pk")).values_list("eerste", flat=True)
    bevoegdheid.objects.exclude(pk__in=list(eerste)).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("wijk", "0009_thema_open"),
    ]

    operations = [
        migrations.RunPython(dubbele_weg, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="bevoegdheid", name="bevoegdheid_uniek"),
        migrations.AddConstraint(
            model_name="bevoegdheid",
            constraint=models.UniqueConstraint(
                models.F("gebruiker"),
                models.F("functie"),
                Coalesce("wijk", 0),
                Coalesce("partij", 0),
                name="bevoegdheid_een_keer",
                violation_error_message="Deze persoon heeft deze functie al.",
            ),
        ),
    ]
