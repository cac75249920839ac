"""Each version of the programme is kept word for word, and each part can have an own text. What was offered before becomes version 1."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from wijk.database import alleen_toevoegen

DELEN = [
    ("samenvatting", "Samenvatting en advies"),
    ("inleiding", "Inleiding"),
    ("aanleiding", "Waarom deze wijk?"),
    ("kader", "Wat vooraf was afgesproken"),
    ("wandelingen", "De wijkwandelingen"),
    ("ideeen", "Wat mensen inbrachten"),
    ("projecten", "De projecten"),
    ("geld", "Het geld"),
    ("opbrengst", "Wat het heeft opgeleverd"),
    ("leerpunten", "Wat we ervan leerden"),
    ("vervolg", "Hoe we verdergaan in deze wijk"),
    ("cijfers", "Alle cijfers"),
]


def neem_over(apps, schema_editor):
    """The introduction and the way on become paragraphs; a programme that was offered is kept as its first version."""
    Programma, Paragraaf, Versie = (apps.get_model("evaluatie", naam) for naam in ("Uitvoeringsprogramma", "Paragraaf", "Programmaversie"))
    for programma in Programma.objects.all():
        teksten = {"inleiding": programma.inleiding, "vervolg": programma.vervolg}
        Paragraaf.objects.bulk_create(Paragraaf(programma=programma, sleutel=sleutel, tekst=tekst) for sleutel, tekst in teksten.items() if tekst)
        if programma.status != "concept":
            datum = programma.vastgesteld_op or programma.aangeboden_op
            Versie.objects.create(
                programma=programma, nummer=1, status=programma.status, datum=datum, besluit=programma.besluit, boom=_boom(programma, datum, teksten)
            )
    if schema_editor.connection.vendor == "postgresql":  # else the tables below cannot be changed in this transaction
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _boom(programma, datum, teksten: dict) -> dict:
    def alineas(*stukken):
        return [{"soort": "alinea", "tekst": regel} for stuk in stukken for regel in stuk.splitlines() if regel.strip()]

    advies = [programma.get_advies_display().capitalize(), programma.volgende_wijk]
    tabellen = [
        {
            "soort": "tabel",
            "titel": groep["naam"],
            "kolommen": ["Wat", "Getal", "Uitleg"],
            "rijen": [[c["naam"], c["waarde"], c["uitleg"]] for c in groep["cijfers"]],
            "getallen": [1],
        }
        for groep in programma.cijfers
    ]
    blokken = {
        "besluit": alineas(programma.besluit),
        "samenvatting": alineas(": ".join(filter(None, advies)), programma.advies_toelichting),
        **{sleutel: alineas(tekst) for sleutel, tekst in teksten.items()},
        "cijfers": tabellen,
    }
    koppen = {"besluit": "Besluit van het college", **dict(DELEN)}
    return {
        "titel": programma.titel,
        "onder": f"Versie 1, {programma.get_status_display()} op {datum:%d-%m-%Y}.",
        "delen": [{"sleutel": s, "kop": koppen[s], "blokken": b} for s, b in blokken.items() if b],
    }


class Migration(migrations.Migration):
    dependencies = [
        ("evaluatie", "0004_jaar_en_leerpunten"),
        ("wijk", "0006_leeftijd"),
    ]

    operations = [
        migrations.CreateModel(
            name="Paragraaf",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sleutel", models.CharField(choices=DELEN, max_length=14, verbose_name="deel")),
                (
                    "tekst",
                    models.TextField(
                        blank=True, help_text="Elke regel wordt een alinea. Noem geen namen van bewoners.", max_length=8000, verbose_name="tekst"
                    ),
                ),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="paragrafen",
                        to="evaluatie.uitvoeringsprogramma",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "paragraaf",
                "verbose_name_plural": "paragrafen",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("programma", "sleutel"), name="paragraaf_uniek")],
            },
        ),
        migrations.CreateModel(
            name="Programmaversie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nummer", models.PositiveSmallIntegerField(verbose_name="versie")),
                (
                    "status",
                    models.CharField(
                        choices=[("aangeboden", "aangeboden aan het college"), ("vastgesteld", "vastgesteld door het college")],
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                ("datum", models.DateField(default=django.utils.timezone.localdate, verbose_name="datum")),
                ("besluit", models.CharField(blank=True, max_length=300, verbose_name="besluit")),
                ("boom", models.JSONField(verbose_name="inhoud")),
                (
                    "programma",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versies",
                        to="evaluatie.uitvoeringsprogramma",
                        verbose_name="programma",
                    ),
                ),
            ],
            options={
                "verbose_name": "versie van het programma",
                "verbose_name_plural": "versies van het programma",
                "ordering": ["-nummer"],
                "constraints": [
                    models.UniqueConstraint(fields=("programma", "nummer"), name="programmaversie_uniek"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "vastgesteld"), _negated=True), models.Q(("besluit", ""), _negated=True), _connector="OR"
                        ),
                        name="programmaversie_met_besluit",
                    ),
                ],
            },
        ),
        migrations.RunPython(neem_over, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="uitvoeringsprogramma", name="programma_aangeboden_met_cijfers"),
        migrations.RemoveField(model_name="uitvoeringsprogramma", name="cijfers"),
        migrations.RemoveField(model_name="uitvoeringsprogramma", name="inleiding"),
        migrations.RemoveField(model_name="uitvoeringsprogramma", name="vervolg"),
        migrations.AddField(
            model_name="uitvoeringsprogramma",
            name="terug_reden",
            field=models.CharField(
                blank=True,
                help_text="Wat moet er anders? De wijkcoördinator past het programma daarop aan.",
                max_length=300,
                verbose_name="waarom terug",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitvoeringsprogramma",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "concept"), ("aangeboden_op__isnull", False), _connector="OR"), name="programma_aangeboden_op_een_dag"
            ),
        ),
        alleen_toevoegen("evaluatie_programmaversie"),
    ]
