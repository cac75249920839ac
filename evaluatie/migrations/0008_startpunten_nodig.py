import django.db.models.deletion
from django.db import migrations, models

# As evaluatie/startpunten.py said it when this was written.
NODIG = {
    "functies": (
        "Wie wat mag doen",
        "Wie is de wijkcoördinator, wie de ambtenaar en wie de budgetbeheerder? Een beheerder geeft iedereen een functie in deze wijk.",
    ),
    "budget": ("Het budget", "Hoeveel geld is er voor deze wijk? De budgetbeheerder stelt het beschikbaar, met het besluit erbij."),
}


def vul_aan(apps, schema_editor):
    """Give each wijk that was started the points that it needs, and each point its leerpunt, by its text."""
    Startpunt, Leerpunt = apps.get_model("evaluatie", "Startpunt"), apps.get_model("evaluatie", "Leerpunt")
    for start in apps.get_model("evaluatie", "Wijkstart").objects.select_related("wijk"):
        punten = Startpunt.objects.filter(wijk=start.wijk)
        geleerd = {punt.tekst: punt.pk for punt in Leerpunt.objects.filter(wijk=start.van_id)}
        for punt in punten.exclude(soort="nakijken"):
            punten.filter(pk=punt.pk).update(leerpunt=geleerd.get(punt.tekst))
        if start.wijk.status != "voorbereiding":
            continue
        punten.filter(soort="nakijken").update(nodig="teksten", soort="Teksten en bedragen")
        volgorde = punten.aggregate(n=models.Max("volgorde"))["n"] or 0
        for nodig, (soort, tekst) in NODIG.items():
            volgorde += 1
            Startpunt.objects.create(wijk=start.wijk, volgorde=volgorde, nodig=nodig, soort=soort, tekst=tekst)
    # PostgreSQL makes the index of the new key after this, and not while checks of rows still wait.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("evaluatie", "0006_volgende_wijk"),
    ]

    operations = [
        migrations.AddField(
            model_name="startpunt",
            name="leerpunt",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="startpunten",
                to="evaluatie.leerpunt",
                verbose_name="komt uit leerpunt",
            ),
        ),
        migrations.AddField(
            model_name="startpunt",
            name="nodig",
            field=models.CharField(
                blank=True,
                choices=[("functies", "Wie wat mag doen"), ("budget", "Het budget"), ("teksten", "Teksten en bedragen")],
                editable=False,
                max_length=10,
                verbose_name="moet klaar zijn voordat de wijk loopt",
            ),
        ),
        migrations.AddConstraint(
            model_name="startpunt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("nodig", ""), _negated=True), fields=("wijk", "nodig"), name="startpunt_een_per_nodig"
            ),
        ),
        migrations.AddConstraint(
            model_name="startpunt",
            constraint=models.CheckConstraint(
                condition=models.Q(("nodig", ""), ("leerpunt__isnull", True), _connector="OR"), name="startpunt_nodig_of_geleerd"
            ),
        ),
        migrations.RunPython(vul_aan, migrations.RunPython.noop),
    ]
