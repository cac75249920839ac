import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

from participatie.codes import nieuwe_code
from wijk.database import weiger

# Whether the questions of an evaluation are fixed.
VAST = "EXISTS (SELECT 1 FROM evaluatie_evaluatie e WHERE e.id {van} AND e.bevroren_op IS NOT NULL)"
LIGT_VAST = "evaluatie: de vragen liggen vast"
BIJ_VRAAG = {
    "INSERT": {LIGT_VAST: VAST.format(van="= NEW.evaluatie_id")},
    "UPDATE": {LIGT_VAST: VAST.format(van="IN (OLD.evaluatie_id, NEW.evaluatie_id)")},
    "DELETE": {LIGT_VAST: VAST.format(van="= OLD.evaluatie_id")},
}
BIJ_EVALUATIE = {
    "UPDATE": {
        "evaluatie: een tot acht vragen": """OLD.bevroren_op IS NULL AND NEW.bevroren_op IS NOT NULL
            AND (SELECT COUNT(*) FROM evaluatie_vraag v WHERE v.evaluatie_id = NEW.id) NOT BETWEEN 1 AND 8""",
        LIGT_VAST: "OLD.bevroren_op IS NOT NULL AND NEW.bevroren_op {anders} OLD.bevroren_op",
        "evaluatie: vastgesteld met conclusie en leerpunt": """NEW.status = 'vastgesteld' AND OLD.status <> 'vastgesteld' AND (
            NEW.samenvatting = '' OR NEW.vastgesteld_op IS NULL OR (NEW.niets_geleerd = ''
            AND NOT EXISTS (SELECT 1 FROM evaluatie_leerpunt l WHERE l.evaluatie_id = NEW.id)))""",
    }
}
NIET_VERSTUURD = {"evaluatie: eerst liggen de vragen vast": f"NEW.verstuurd_op IS NOT NULL AND NOT {VAST.format(van='= NEW.evaluatie_id')}"}
BIJ_GENODIGDE = {"INSERT": NIET_VERSTUURD, "UPDATE": NIET_VERSTUURD}
BIJ_ANTWOORD = {
    "INSERT": {
        "antwoord: de vragen liggen nog niet vast, of dit is een vraag van een andere evaluatie": """NOT EXISTS (SELECT 1
            FROM evaluatie_genodigde g JOIN evaluatie_vraag v ON v.evaluatie_id = g.evaluatie_id JOIN evaluatie_evaluatie e ON e.id = g.evaluatie_id
            WHERE g.id = NEW.genodigde_id AND v.id = NEW.vraag_id AND e.bevroren_op IS NOT NULL AND v.kant IN ('', g.kant))""",
        "antwoord: al verstuurd": "EXISTS (SELECT 1 FROM evaluatie_genodigde g WHERE g.id = NEW.genodigde_id AND g.ingevuld_op IS NOT NULL)",
    },
    "UPDATE": {
        "antwoord: verandert niet": """NEW.vraag_id <> OLD.vraag_id OR NEW.genodigde_id <> OLD.genodigde_id
            OR NEW.tekst <> OLD.tekst OR NEW.cijfer {anders} OLD.cijfer"""
    },
}


def vul_aan(apps, schema_editor):
    """What stands already: sent ones are frozen, public answers were read, letters get a code, and of two evaluations of a project one keeps it."""
    Evaluatie, Genodigde, Antwoord = (apps.get_model("evaluatie", naam) for naam in ("Evaluatie", "Genodigde", "Antwoord"))
    Evaluatie.objects.exclude(status="concept").update(bevroren_op=django.utils.timezone.now())
    Genodigde.objects.filter(evaluatie__status="concept").update(verstuurd_op=None)
    Antwoord.objects.filter(openbaar=True).update(gelezen_op=django.utils.timezone.now())
    for genodigde in Genodigde.objects.filter(email="").exclude(kenmerk="een bewoner"):
        Genodigde.objects.filter(pk=genodigde.pk).update(weg="papier", papiercode=nieuwe_code())
    gezien = set()
    for evaluatie in Evaluatie.objects.filter(project__isnull=False).order_by("-pk"):
        if evaluatie.project_id in gezien:
            Evaluatie.objects.filter(pk=evaluatie.pk).update(project=None)
        gezien.add(evaluatie.project_id)


class Migration(migrations.Migration):
    dependencies = [
        ("evaluatie", "0002_initial"),
        ("participatie", "0021_besluit_en_trekker"),
        ("wijk", "0006_leeftijd"),
    ]

    operations = [
        migrations.CreateModel(
            name="Standaardvraag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "over",
                    models.CharField(
                        choices=[("project", "een project dat klaar is"), ("proces", "het hele proces, na een jaar")],
                        max_length=8,
                        verbose_name="over",
                    ),
                ),
                ("volgorde", models.PositiveSmallIntegerField(verbose_name="volgorde")),
                ("tekst", models.CharField(max_length=300, verbose_name="vraag")),
                (
                    "soort",
                    models.CharField(
                        choices=[("cijfer", "een cijfer van 1 tot 5"), ("tekst", "een antwoord in eigen woorden")],
                        max_length=8,
                        verbose_name="soort antwoord",
                    ),
                ),
                (
                    "kant",
                    models.CharField(
                        blank=True,
                        choices=[("bewoners", "bewoners en ondernemers"), ("organisaties", "organisaties"), ("gemeente", "gemeente")],
                        max_length=14,
                        verbose_name="alleen voor",
                    ),
                ),
            ],
            options={
                "verbose_name": "standaardvraag",
                "verbose_name_plural": "standaardvragen",
                "ordering": ["over", "volgorde"],
            },
        ),
        migrations.AddField(
            model_name="antwoord",
            name="gelezen_op",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="gelezen op"),
        ),
        migrations.AddField(
            model_name="evaluatie",
            name="bevroren_op",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                help_text="the first link was sent: the questions never change after it",
                null=True,
                verbose_name="vragen vast sinds",
            ),
        ),
        migrations.AddField(
            model_name="evaluatie",
            name="niets_geleerd",
            field=models.TextField(blank=True, max_length=1000, verbose_name="waarom er niets te leren viel"),
        ),
        migrations.AddField(
            model_name="genodigde",
            name="concept",
            field=models.JSONField(
                blank=True, editable=False, help_text="answers so far, by question; gone once sent", null=True, verbose_name="nog niet verstuurd"
            ),
        ),
        migrations.AddField(
            model_name="genodigde",
            name="papiercode",
            field=models.CharField(blank=True, editable=False, max_length=8, null=True, unique=True, verbose_name="code op papier"),
        ),
        migrations.AddField(
            model_name="genodigde",
            name="weg",
            field=models.CharField(
                choices=[("mail", "per e-mail"), ("papier", "op papier"), ("open", "via de open link")],
                default="mail",
                max_length=6,
                verbose_name="hoe gevraagd",
            ),
        ),
        migrations.AlterField(
            model_name="genodigde",
            name="kant",
            field=models.CharField(
                blank=True,
                choices=[("bewoners", "bewoners en ondernemers"), ("organisaties", "organisaties"), ("gemeente", "gemeente")],
                max_length=14,
                verbose_name="kant",
            ),
        ),
        migrations.RunPython(vul_aan, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="antwoord",
            constraint=models.CheckConstraint(
                condition=models.Q(("openbaar", False), ("gelezen_op__isnull", False), _connector="OR"), name="antwoord_openbaar_is_gelezen"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluatie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("project__isnull", False)),
                fields=("project",),
                name="evaluatie_een_per_project",
                violation_error_message="Van dit project is er al een evaluatie.",
            ),
        ),
        migrations.AddConstraint(
            model_name="genodigde",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("email", ""), ("kant", ""), ("weg", "open")),
                    models.Q(models.Q(("weg", "open"), _negated=True), ("kant__in", ["bewoners", "organisaties", "gemeente"])),
                    _connector="OR",
                ),
                name="genodigde_heeft_een_kant",
            ),
        ),
        migrations.AddConstraint(
            model_name="genodigde",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("papiercode__isnull", False), ("weg", "papier")), models.Q(("weg", "papier"), _negated=True), _connector="OR"
                ),
                name="genodigde_papier_met_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="genodigde",
            constraint=models.CheckConstraint(
                condition=models.Q(("ingevuld_op__isnull", True), ("concept__isnull", True), _connector="OR"),
                name="genodigde_verstuurd_zonder_concept",
            ),
        ),
        migrations.AddField(
            model_name="standaardvraag",
            name="wijk",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="standaardvragen", to="wijk.wijk", verbose_name="wijk"),
        ),
        migrations.AddConstraint(
            model_name="standaardvraag",
            constraint=models.UniqueConstraint(fields=("wijk", "over", "volgorde"), name="standaardvraag_uniek"),
        ),
        migrations.AddConstraint(
            model_name="standaardvraag",
            constraint=models.CheckConstraint(condition=models.Q(("volgorde__gte", 1), ("volgorde__lte", 8)), name="standaardvraag_ten_hoogste_acht"),
        ),
        migrations.AddConstraint(
            model_name="standaardvraag",
            constraint=models.CheckConstraint(condition=models.Q(("tekst", ""), _negated=True), name="standaardvraag_vraagt_iets"),
        ),
        weiger("evaluatie_vraag", bij=BIJ_VRAAG, slot="evaluatie_evaluatie WHERE id = {rij}.evaluatie_id"),
        weiger("evaluatie_evaluatie", bij=BIJ_EVALUATIE),
        weiger("evaluatie_genodigde", bij=BIJ_GENODIGDE),
        weiger("evaluatie_antwoord", bij=BIJ_ANTWOORD),
    ]
