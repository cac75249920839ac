import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from wijk.database import met_trekkers_los, weiger


class Migration(migrations.Migration):
    dependencies = [
        ("evaluatie", "0003_dieper"),
        ("participatie", "0025_toetslijst"),
        ("wijk", "0006_leeftijd"),
    ]

    operations = met_trekkers_los(
        migrations.CreateModel(
            name="Grond",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cijfer",
                    models.CharField(blank=True, help_text="key of the figure (evaluatie/jaarcijfers.py)", max_length=80, verbose_name="welk cijfer"),
                ),
                ("naam", models.CharField(blank=True, max_length=200, verbose_name="naam van het cijfer")),
                ("waarde", models.CharField(blank=True, max_length=60, verbose_name="waarde van het cijfer")),
                ("op", models.DateField(default=django.utils.timezone.localdate, verbose_name="op")),
            ],
            options={
                "verbose_name": "grond van een leerpunt",
                "verbose_name_plural": "gronden van leerpunten",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Opbrengst",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kant",
                    models.CharField(
                        choices=[("bewoners", "bewoners en ondernemers"), ("organisaties", "organisaties"), ("gemeente", "gemeente")],
                        max_length=14,
                        verbose_name="kant",
                    ),
                ),
                ("bracht", models.TextField(max_length=2000, verbose_name="wat heeft het opgeleverd")),
                ("knelpunten", models.TextField(max_length=2000, verbose_name="wat waren de knelpunten")),
            ],
            options={
                "verbose_name": "opbrengst",
                "verbose_name_plural": "opbrengsten",
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="evaluatie",
            name="cijfers",
            field=models.JSONField(
                blank=True,
                editable=False,
                help_text="of a year: the figures as they stood when it was concluded; until then they are computed",
                null=True,
                verbose_name="cijfers",
            ),
        ),
        migrations.AddField(
            model_name="evaluatie",
            name="jaar",
            field=models.PositiveSmallIntegerField(
                blank=True,
                editable=False,
                help_text="of the whole process: which year since its start this is about",
                null=True,
                verbose_name="jaar van het proces",
            ),
        ),
        migrations.AddField(
            model_name="leerpunt",
            name="actie",
            field=models.CharField(blank=True, help_text="Openbaar, in gewone taal.", max_length=300, verbose_name="wat gaan we eraan doen"),
        ),
        migrations.AddField(
            model_name="leerpunt",
            name="gedaan",
            field=models.CharField(blank=True, editable=False, max_length=300, verbose_name="wat is er gedaan"),
        ),
        migrations.AddField(
            model_name="leerpunt",
            name="gedaan_op",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="gedaan op"),
        ),
        migrations.AddField(
            model_name="leerpunt",
            name="voor",
            field=models.DateField(blank=True, null=True, verbose_name="voor wanneer"),
        ),
        migrations.AddField(
            model_name="leerpunt",
            name="wie",
            field=models.CharField(
                blank=True, help_text="Een partij of functie. Geen namen van personen.", max_length=120, verbose_name="wie doet het"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluatie",
            constraint=models.UniqueConstraint(fields=("wijk", "jaar"), name="evaluatie_een_per_jaar"),
        ),
        migrations.AddConstraint(
            model_name="evaluatie",
            constraint=models.CheckConstraint(
                condition=models.Q(("jaar__isnull", True), models.Q(("jaar__gte", 1), ("project__isnull", True)), _connector="OR"),
                name="evaluatie_jaar_van_het_proces",
            ),
        ),
        migrations.AddConstraint(
            model_name="leerpunt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("actie", ""), ("voor__isnull", True), ("wie", "")),
                    models.Q(models.Q(("actie", ""), _negated=True), models.Q(("wie", ""), _negated=True), ("voor__isnull", False)),
                    _connector="OR",
                ),
                name="leerpunt_actie_is_heel",
                violation_error_message="Zeg wat we eraan doen, wie het doet en voor wanneer: alle drie, of geen van drie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="leerpunt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("gedaan", ""), ("gedaan_op__isnull", True)),
                    models.Q(("gedaan_op__isnull", False), models.Q(("gedaan", ""), _negated=True), models.Q(("actie", ""), _negated=True)),
                    _connector="OR",
                ),
                name="leerpunt_gedaan_zegt_wat",
            ),
        ),
        migrations.AddField(
            model_name="grond",
            name="antwoord",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evaluatie.antwoord", verbose_name="antwoord"
            ),
        ),
        migrations.AddField(
            model_name="grond",
            name="evaluatie",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="evaluatie.evaluatie",
                verbose_name="cijfer uit evaluatie",
            ),
        ),
        migrations.AddField(
            model_name="grond",
            name="gebeurtenis",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="wijk.gebeurtenis",
                verbose_name="gebeurtenis",
            ),
        ),
        migrations.AddField(
            model_name="grond",
            name="leerpunt",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="gronden", to="evaluatie.leerpunt", verbose_name="leerpunt"
            ),
        ),
        migrations.AddField(
            model_name="opbrengst",
            name="evaluatie",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="opbrengsten", to="evaluatie.evaluatie", verbose_name="evaluatie"
            ),
        ),
        migrations.AddConstraint(
            model_name="grond",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("antwoord__isnull", False), ("cijfer", ""), ("evaluatie__isnull", True), ("gebeurtenis__isnull", True)),
                    models.Q(("antwoord__isnull", True), ("cijfer", ""), ("evaluatie__isnull", True), ("gebeurtenis__isnull", False)),
                    models.Q(
                        ("antwoord__isnull", True),
                        ("evaluatie__isnull", False),
                        ("gebeurtenis__isnull", True),
                        models.Q(("cijfer", ""), _negated=True),
                        models.Q(("waarde", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="grond_is_een_ding",
            ),
        ),
        migrations.AddConstraint(
            model_name="grond",
            constraint=models.UniqueConstraint(fields=("leerpunt", "antwoord"), name="grond_antwoord_uniek"),
        ),
        migrations.AddConstraint(
            model_name="grond",
            constraint=models.UniqueConstraint(fields=("leerpunt", "gebeurtenis"), name="grond_gebeurtenis_uniek"),
        ),
        migrations.AddConstraint(
            model_name="grond",
            constraint=models.UniqueConstraint(fields=("leerpunt", "evaluatie", "cijfer"), name="grond_cijfer_uniek"),
        ),
        migrations.AddConstraint(
            model_name="opbrengst",
            constraint=models.UniqueConstraint(fields=("evaluatie", "kant"), name="opbrengst_uniek"),
        ),
        migrations.AddConstraint(
            model_name="opbrengst",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("bracht", ""), _negated=True), models.Q(("knelpunten", ""), _negated=True)), name="opbrengst_zegt_iets"
            ),
        ),
        weiger("evaluatie_grond", bij={"UPDATE": {"grond: verandert niet": "NEW.id = OLD.id"}}),
    )
