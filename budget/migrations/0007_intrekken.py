"""Who entered a booking that waits may take it back: nobody else, and of any other judgement nobody but another. What was held goes back
whenever the answer is not `akkoord`."""

import importlib

from django.db import migrations, models

from wijk.database import met_trekkers_los, trekkers

eerder = importlib.import_module("budget.migrations.0005_saldo_volgt_de_boekingen")

AKKOORD = [sql.replace("NEW.oordeel = 'afgewezen'", "NEW.oordeel <> 'akkoord'") for sql in eerder.AKKOORD]
WEIGER_AKKOORD = {
    "akkoord: alleen waar het gevraagd is": """EXISTS (SELECT 1 FROM budget_boeking b
        WHERE b.id = NEW.boeking_id AND NOT b.vraagt_akkoord)""",
    "akkoord: niet door wie boekte, intrekken door niemand anders": """EXISTS (SELECT 1 FROM budget_boeking b
        WHERE b.id = NEW.boeking_id AND (b.door_id {gelijk} NEW.door_id) <> (NEW.oordeel = 'ingetrokken'))""",
    "akkoord: eerst over het eerste deel": eerder.WEIGER_AKKOORD["akkoord: eerst over het eerste deel"],
}
AL_TEGENGEBOEKT = "boeking: al tegengeboekt"
WEIGER_BOEKING = {
    **eerder.WEIGER_BOEKING,
    AL_TEGENGEBOEKT: eerder.WEIGER_BOEKING[AL_TEGENGEBOEKT].replace("k.oordeel = 'afgewezen'", "k.oordeel <> 'akkoord'"),
}


POTTEN = [
    ("vrij", "nog te verdelen"),
    ("wacht", "wacht op akkoord"),
    ("gereserveerd", "gekozen, nog niet besteld"),
    ("verplicht", "besteld, nog niet betaald"),
    ("betaald", "betaald"),
]


def _pot(model: str, naam: str, potten: list) -> migrations.AlterField:
    """The same column; what a pot is called on pages."""
    return migrations.AlterField(
        model_name=model, name=naam, field=models.CharField(choices=potten, max_length=14, **({"verbose_name": naam} if naam != "pot" else {}))
    )


class Migration(migrations.Migration):
    dependencies = [("budget", "0006_dekking_zegt_iets")]
    operations = [
        *[_pot("boeking", naam, [("buiten", "buiten het wijkbudget"), *POTTEN]) for naam in ("van", "naar")],
        _pot("saldo", "pot", POTTEN),
        *met_trekkers_los(
            migrations.AlterField(
                model_name="akkoord",
                name="oordeel",
                field=models.CharField(
                    choices=[("akkoord", "akkoord"), ("afgewezen", "afgewezen"), ("ingetrokken", "ingetrokken")],
                    max_length=12,
                    verbose_name="oordeel",
                ),
            )
        ),
        trekkers(
            "budget_akkoord",
            weiger=WEIGER_AKKOORD,
            na=AKKOORD,
            slot="budget_budget WHERE id = (SELECT budget_id FROM budget_boeking WHERE id = NEW.boeking_id)",
        ),
        trekkers("budget_boeking", weiger=WEIGER_BOEKING, na=eerder.BOEKING, slot="budget_budget WHERE id = NEW.budget_id"),
    ]
