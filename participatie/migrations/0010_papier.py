import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import participatie.codes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("participatie", "0009_lijst_op_steun"), ("wijk", "0005_reacties_en_huisregels")]

    operations = [
        migrations.CreateModel(
            name="Stapel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "aantal",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)],
                        verbose_name="hoeveel formulieren",
                    ),
                ),
                ("gemaakt_op", models.DateTimeField(default=django.utils.timezone.now, verbose_name="gemaakt op")),
                (
                    "wijk",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="stapels", to="wijk.wijk", verbose_name="wijk"),
                ),
            ],
            options={
                "verbose_name": "stapel formulieren",
                "verbose_name_plural": "stapels formulieren",
                "ordering": ["-pk"],
                "constraints": [models.CheckConstraint(condition=models.Q(("aantal__gte", 1), ("aantal__lte", 200)), name="stapel_aantal")],
            },
        ),
        migrations.CreateModel(
            name="Papierformulier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(default=participatie.codes.nieuwe_code, max_length=8, unique=True, verbose_name="code")),
                ("ingevoerd_op", models.DateTimeField(blank=True, null=True, verbose_name="ingevoerd op")),
                (
                    "idee",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papierformulier",
                        to="participatie.idee",
                        verbose_name="idee",
                    ),
                ),
                (
                    "stapel",
                    models.ForeignKey(
                        blank=True,
                        help_text="none: printed without a code",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="formulieren",
                        to="participatie.stapel",
                        verbose_name="stapel",
                    ),
                ),
                (
                    "wijk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papierformulieren", to="wijk.wijk", verbose_name="wijk"
                    ),
                ),
            ],
            options={
                "verbose_name": "papieren formulier",
                "verbose_name_plural": "papieren formulieren",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("idee__isnull", True), ("ingevoerd_op__isnull", True)),
                            models.Q(("idee__isnull", False), ("ingevoerd_op__isnull", False)),
                            _connector="OR",
                        ),
                        name="papierformulier_ingevoerd",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Postadres",
            fields=[
                (
                    "idee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="postadres",
                        serialize=False,
                        to="participatie.idee",
                        verbose_name="idee",
                    ),
                ),
                ("straat", models.CharField(max_length=120, verbose_name="straat en huisnummer")),
                (
                    "postcode",
                    models.CharField(
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[1-9]\\d{3} [A-Z]{2}\\Z", "Dit is geen postcode. Een postcode ziet er zo uit: 2104 AB."
                            )
                        ],
                        verbose_name="postcode",
                    ),
                ),
                ("woonplaats", models.CharField(max_length=80, verbose_name="woonplaats")),
            ],
            options={
                "verbose_name": "postadres",
                "verbose_name_plural": "postadressen",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("straat", ""), _negated=True),
                            models.Q(("postcode", ""), _negated=True),
                            models.Q(("woonplaats", ""), _negated=True),
                        ),
                        name="postadres_heel",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Brief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("geprint_op", models.DateTimeField(default=django.utils.timezone.now, verbose_name="geprint op")),
                (
                    "toetsing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="brief", to="participatie.toetsing", verbose_name="antwoord"
                    ),
                ),
            ],
            options={"verbose_name": "brief", "verbose_name_plural": "brieven", "ordering": ["-pk"]},
        ),
    ]
