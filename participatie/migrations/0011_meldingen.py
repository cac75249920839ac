import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def is_al_gelezen(apps, schema_editor):
    """What was placed or refused until now was read by an official; when is not known, so it counts as read when it was written."""
    apps.get_model("participatie", "Reactie").objects.exclude(status="wacht").update(gelezen_op=F("geplaatst_op"))


class Migration(migrations.Migration):
    dependencies = [("participatie", "0010_papier"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.AddField(
            model_name="reactie",
            name="gelezen_op",
            field=models.DateTimeField(blank=True, help_text="when an official last read and decided on it", null=True, verbose_name="gelezen op"),
        ),
        migrations.AddConstraint(
            model_name="reactie",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("status", "verborgen"), _negated=True), models.Q(("reden", ""), _negated=True), _connector="OR"),
                name="reactie_verborgen_met_reden",
                violation_error_message="Zeg waarom u de reactie niet plaatst.",
            ),
        ),
        migrations.CreateModel(
            name="Melding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reden", models.CharField(max_length=500, verbose_name="wat is er mis")),
                ("gemeld_op", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gemeld op")),
                ("afgehandeld_op", models.DateTimeField(blank=True, null=True, verbose_name="afgehandeld op")),
                ("sleutel", models.UUIDField(editable=False, null=True, unique=True)),
                (
                    "melder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gemeld door",
                    ),
                ),
                (
                    "reactie",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="meldingen", to="participatie.reactie", verbose_name="reactie"
                    ),
                ),
            ],
            options={
                "verbose_name": "melding",
                "verbose_name_plural": "meldingen",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("reden", ""), _negated=True), name="melding_met_reden"),
                    models.UniqueConstraint(
                        condition=models.Q(("afgehandeld_op__isnull", True)), fields=("reactie", "melder"), name="melding_een_per_persoon"
                    ),
                ],
            },
        ),
        migrations.RunPython(is_al_gelezen, migrations.RunPython.noop),
    ]
