from django.db import migrations, models
from django.utils import timezone


def zet_dag(apps, schema_editor):
    """The day on which a project stopped stands in the log."""
    Gebeurtenis = apps.get_model("wijk", "Gebeurtenis")
    for project in apps.get_model("participatie", "Project").objects.filter(status="gestopt"):
        over = Gebeurtenis.objects.filter(onderwerp="participatie.project", onderwerp_id=project.pk, soort="project.gestopt")
        wanneer = over.order_by("-pk").values_list("wanneer", flat=True).first() or timezone.now()
        project.gestopt_op = timezone.localdate(wanneer)
        project.save(update_fields=["gestopt_op"])


class Migration(migrations.Migration):
    dependencies = [("participatie", "0049_termijn_en_postadres")]

    operations = [
        migrations.AddField("project", "gestopt_op", models.DateField(blank=True, null=True, verbose_name="gestopt op")),
        migrations.AlterField(
            "helper",
            "status",
            models.CharField(
                choices=[
                    ("nieuw", "nog niet gelezen"),
                    ("telt", "doet mee"),
                    ("geweigerd", "doet niet mee"),
                    ("afgemeld", "afgemeld"),
                    ("gestopt", "het project is voorbij"),
                ],
                default="nieuw",
                max_length=10,
                verbose_name="stand",
            ),
        ),
        migrations.RunPython(zet_dag, migrations.RunPython.noop),
    ]
