import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wijk", "0011_indexen_van_logboek"),
    ]

    operations = [
        migrations.AddField(
            model_name="wijk",
            name="telefoon",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Staat onder aan elke pagina van de wijk en op brieven. Leeg: er staat geen nummer.",
                max_length=20,
                validators=[
                    django.core.validators.RegexValidator(
                        "^\\+?[0-9][0-9 ()-]{4,}$", "Dit is geen telefoonnummer. Vul alleen cijfers in, bijvoorbeeld 14 012."
                    )
                ],
                verbose_name="telefoonnummer voor de wijk",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="wijk",
            name="bezoekadres",
            field=models.CharField(
                blank=True,
                default="",
                help_text="Adres, dagen en tijden op één regel, bijvoorbeeld: het gemeentehuis, Dorpsplein 1, op werkdagen van 9 tot 12 uur. Staat op dezelfde plekken. Leeg: er staat geen adres.",
                max_length=150,
                verbose_name="waar mensen langs kunnen komen",
            ),
            preserve_default=False,
        ),
    ]
