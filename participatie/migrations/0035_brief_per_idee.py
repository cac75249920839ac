import django.db.models.deletion
from django.db import migrations, models


def vul(apps, schema_editor):
    """Letters that were printed are of the answered idea; those that waited were found by asking, and are rows from now on."""
    Brief, Toetsing = (apps.get_model("participatie", naam) for naam in ("Brief", "Toetsing"))
    for brief in Brief.objects.select_related("toetsing").iterator():
        Brief.objects.filter(pk=brief.pk).update(idee=brief.toetsing.idee_id)
    wacht = Toetsing.objects.filter(huidig=True, idee__email="", idee__postadres__isnull=False, brieven__isnull=True)
    wacht = wacht.exclude(idee__status="ingetrokken").order_by("pk")
    Brief.objects.bulk_create(Brief(toetsing=toetsing, idee_id=toetsing.idee_id, geprint_op=None) for toetsing in wacht)
    if schema_editor.connection.vendor == "postgresql":  # else the next step finds checks of these rows that still wait
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("participatie", "0034_ongedaan")]

    operations = [
        migrations.AlterField(
            model_name="brief",
            name="toetsing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="brieven", to="participatie.toetsing", verbose_name="antwoord"
            ),
        ),
        migrations.AlterField(
            model_name="brief",
            name="geprint_op",
            field=models.DateTimeField(editable=False, null=True, verbose_name="geprint op"),
        ),
        migrations.AddField(
            model_name="brief",
            name="idee",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="brieven",
                to="participatie.idee",
                verbose_name="van wie het idee is",
            ),
        ),
        migrations.RunPython(vul, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="brief",
            name="idee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="brieven", to="participatie.idee", verbose_name="van wie het idee is"
            ),
        ),
        migrations.AddIndex(
            model_name="brief",
            index=models.Index(condition=models.Q(("geprint_op", None)), fields=["idee"], name="brief_wacht"),
        ),
        migrations.AddConstraint(
            model_name="brief",
            constraint=models.UniqueConstraint(fields=("toetsing", "idee"), name="brief_een_per_idee"),
        ),
    ]
