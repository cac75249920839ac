from django.db import migrations, models
from django.utils import timezone


def zijn_al_open(apps, schema_editor):
    """Everyone knows of the themes that are open now; it is not told again."""
    thema = apps.get_model("wijk", "Thema")
    thema.objects.filter(open_vanaf__lte=timezone.localdate()).update(geopend_op=timezone.now())


class Migration(migrations.Migration):
    dependencies = [
        ("wijk", "0008_tweede_lezer"),
    ]

    operations = [
        migrations.AddField(
            model_name="thema",
            name="geopend_op",
            field=models.DateTimeField(editable=False, help_text="when it was told that it is open; it is told once", null=True),
        ),
        migrations.AddField(
            model_name="thema",
            name="reden_open",
            field=models.CharField(blank=True, help_text="Bewoners lezen dit.", max_length=300, verbose_name="waarom het opengaat"),
        ),
        migrations.AddConstraint(
            model_name="thema",
            constraint=models.CheckConstraint(
                condition=models.Q(("geopend_op__isnull", True), ("open_vanaf__isnull", False), _connector="OR"),
                name="thema_geopend_op_een_dag",
            ),
        ),
        migrations.RunPython(zijn_al_open, migrations.RunPython.noop),
    ]
