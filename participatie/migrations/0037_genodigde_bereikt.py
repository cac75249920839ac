from django.db import migrations, models


def met_de_mail(apps, schema_editor):
    """Until now an invitation went by mail alone."""
    apps.get_model("participatie", "OverlegGenodigde").objects.filter(uitgenodigd_op__isnull=False).update(via="mail")


class Migration(migrations.Migration):
    dependencies = [("participatie", "0036_verslagversie")]

    operations = [
        migrations.AddField(
            model_name="overleggenodigde",
            name="via",
            field=models.CharField(
                blank=True,
                choices=[
                    ("mail", "per e-mail"),
                    ("telefoon", "per telefoon"),
                    ("brief", "met een brief"),
                    ("gesproken", "aan de deur of op straat"),
                ],
                default="",
                max_length=9,
                verbose_name="hoe bereikt",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="overleggenodigde",
            name="op_papier",
            field=models.BooleanField(default=False, verbose_name="wil alles op papier"),
        ),
        migrations.AddConstraint(
            model_name="overleggenodigde",
            constraint=models.CheckConstraint(
                condition=models.Q(("via", ""), ("uitgenodigd_op__isnull", False), _connector="OR"), name="overleggenodigde_bereikt_op_een_dag"
            ),
        ),
        migrations.RunPython(met_de_mail, migrations.RunPython.noop),
    ]
