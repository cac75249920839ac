from django.db import migrations, models

import participatie.models.wandeling


def van_lijn_naar_haltes(apps, schema_editor):
    """A line that was drawn apart from the stops is kept as a stop at its begin, one at its end, and the points between."""
    from shapely.geometry import LineString, Point

    Wijkwandeling, Halte = apps.get_model("participatie", "Wijkwandeling"), apps.get_model("participatie", "Halte")
    for wandeling in Wijkwandeling.objects.filter(route__isnull=False):
        punten = [(lon, lat) for lon, lat, *_ in wandeling.route["coordinates"]]
        lijn = LineString(punten)
        haltes = list(Halte.objects.filter(wandeling=wandeling).order_by("volgorde"))
        for halte in reversed(haltes):  # room for the one at the begin
            Halte.objects.filter(pk=halte.pk).update(volgorde=halte.volgorde + 1)
        rij = [Halte(naam="Begin van de route", volgorde=1, lat=punten[0][1], lon=punten[0][0])]
        waar = [0.0]
        for halte in haltes:
            halte.volgorde += 1
            rij.append(halte)
            waar.append(lijn.project(Point(halte.lon, halte.lat)) if halte.lat is not None else waar[-1])
        rij.append(Halte(naam="Einde van de route", volgorde=len(haltes) + 2, lat=punten[-1][1], lon=punten[-1][0]))
        for punt in punten[1:-1][:100]:
            plek = lijn.project(Point(punt))
            van = max((nummer for nummer, begin in enumerate(waar) if begin <= plek and rij[nummer].lat is not None), default=0)
            rij[van].tussen = [*rij[van].tussen, list(punt)]
        for halte in rij:
            halte.wandeling = wandeling
            halte.save()


class Migration(migrations.Migration):
    dependencies = [("participatie", "0023_overleg")]

    operations = [
        migrations.AddField(
            "halte", "bekijk", models.CharField(blank=True, default="", max_length=300, verbose_name="wat bekijken we hier"), preserve_default=False
        ),
        migrations.AddField("halte", "plaats", models.CharField(blank=True, default="", max_length=200, verbose_name="waar"), preserve_default=False),
        migrations.AddField(
            "halte",
            "tussen",
            models.JSONField(
                blank=True,
                default=list,
                help_text="[lengte, breedte] in WGS 84.",
                validators=[participatie.models.wandeling.geldige_punten],
                verbose_name="punten tot de volgende halte",
            ),
        ),
        migrations.RunPython(van_lijn_naar_haltes, migrations.RunPython.noop),
        migrations.RemoveField("wijkwandeling", "route"),
        migrations.AlterField(
            "wijkwandeling",
            "toelichting",
            models.TextField(
                blank=True,
                help_text="Een paar zinnen voor op de website. De uitleg over doel, opzet, kaders en rollen stelt het portaal voor u samen.",
                max_length=4000,
                verbose_name="wat gaan we doen",
            ),
        ),
    ]
