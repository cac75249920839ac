"""What the college decides on a next wijk stands beside its decision on the programme; what was adopted before this, was adopted with its advice."""

from django.db import migrations, models

from wijk.database import alleen_toevoegen

# SQLite makes the table anew, without what guards it; and what was adopted before gets its answer here.
GUARD = alleen_toevoegen("evaluatie_programmaversie")
ADVIES = {
    "starten": "starten met een volgende wijk",
    "wachten": "nog niet starten met een volgende wijk",
    "stoppen": "niet doorgaan met deze aanpak",
}


def met_advies(apps, schema_editor):
    versies = apps.get_model("evaluatie", "Programmaversie").objects.filter(status="vastgesteld").select_related("programma").defer("boom")
    for versie in versies:
        programma = versie.programma
        versie.over_advies = "ja"
        versie.start_met = programma.volgende_wijk if programma.advies == "starten" else ""
        versie.advies = ": ".join(filter(None, [ADVIES.get(programma.advies, ""), versie.start_met]))
        versie.save(update_fields=["over_advies", "start_met", "advies"])
    if schema_editor.connection.vendor == "postgresql":  # else the table cannot be changed in this transaction
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("evaluatie", "0013_eigen_tekst_en_cijfers")]

    operations = [
        migrations.RunPython(GUARD.reverse_code, GUARD.code),
        migrations.AddField(
            model_name="programmaversie",
            name="over_advies",
            field=models.CharField(
                blank=True,
                choices=[("ja", "Ja"), ("nee", "Nee"), ("andere", "Nee: het college start met een andere wijk")],
                default="",
                max_length=10,
                verbose_name="neemt het college het advies over",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="programmaversie",
            name="advies",
            field=models.CharField(
                blank=True, default="", help_text="the advice as it stood in the programme, in words", max_length=140, verbose_name="het advies"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="programmaversie",
            name="start_met",
            field=models.CharField(blank=True, default="", max_length=100, verbose_name="wijk die start"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="programmaversie",
            name="advies_reden",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="waarom niet het advies"),
            preserve_default=False,
        ),
        migrations.RunPython(met_advies, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="programmaversie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "vastgesteld"), models.Q(("over_advies", ""), _negated=True)),
                    models.Q(models.Q(("status", "vastgesteld"), _negated=True), ("over_advies", ""), ("start_met", "")),
                    _connector="OR",
                ),
                name="programmaversie_besluit_over_advies",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmaversie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("over_advies__in", ["", "ja"]),
                    models.Q(
                        models.Q(("advies_reden", ""), _negated=True),
                        models.Q(
                            models.Q(("over_advies", "nee"), ("start_met", "")),
                            models.Q(("over_advies", "andere"), models.Q(("start_met", ""), _negated=True)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="programmaversie_anders_met_reden",
            ),
        ),
        migrations.RunPython(GUARD.code, GUARD.reverse_code),
    ]
