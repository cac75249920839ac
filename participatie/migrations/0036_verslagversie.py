import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from wijk.database import alleen_toevoegen, weiger


class Migration(migrations.Migration):
    dependencies = [("participatie", "0035_brief_per_idee")]

    operations = [
        migrations.CreateModel(
            name="Verslagversie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tekst", models.TextField(help_text="Openbaar. Noem geen namen van bewoners.", max_length=8000, verbose_name="verslag")),
                (
                    "verbergt_eerdere",
                    models.BooleanField(
                        default=False,
                        help_text="Kies dit als er iets in staat dat niet openbaar mag zijn, zoals een naam.",
                        verbose_name="toon de eerdere tekst niet meer op de website",
                    ),
                ),
                ("aangevuld_op", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="aangevuld op")),
                (
                    "overleg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verslagversies",
                        to="participatie.overleg",
                        verbose_name="overleg",
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van een verslag",
                "verbose_name_plural": "versies van een verslag",
                "ordering": ["pk"],
                "constraints": [models.CheckConstraint(condition=models.Q(("tekst", ""), _negated=True), name="verslagversie_heeft_tekst")],
            },
        ),
        alleen_toevoegen("participatie_verslagversie"),
        # What was placed first stays.
        weiger(
            "participatie_overleg",
            bij={"UPDATE": {"a report that was placed is never changed": "OLD.status = 'gehouden' AND NEW.verslag {anders} OLD.verslag"}},
        ),
    ]
