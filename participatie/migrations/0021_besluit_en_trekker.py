from django.db import migrations
from django.db.models import Case, CharField, OuterRef, Subquery, Value, When

from wijk.database import alleen_toevoegen

GEMEENTE, BEWONERS = ("gemeente_ambtelijk", "gemeente_bestuur"), ("bewoners", "bewonerscommissie")


def soort_van_trekker(apps, schema_editor):
    """What kind of partij carries a project that had one already."""
    Project, Partij = apps.get_model("participatie", "Project"), apps.get_model("wijk", "Partij")
    soort = Case(
        When(soort__in=GEMEENTE, then=Value("gemeente")),
        When(soort__in=BEWONERS, then=Value("bewoner")),
        default=Value("organisatie"),
        output_field=CharField(),
    )
    van_partij = Partij.objects.filter(pk=OuterRef("trekker")).annotate(als=soort).values("als")
    Project.objects.filter(trekker__isnull=False).update(trekker_soort=Subquery(van_partij))


class Migration(migrations.Migration):
    dependencies = [("participatie", "0020_project")]

    operations = [migrations.RunPython(soort_van_trekker, migrations.RunPython.noop), alleen_toevoegen("participatie_projectbesluit")]
