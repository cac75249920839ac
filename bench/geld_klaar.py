"""Fills the database of DATA with so many bookings and prints, as JSON, what a client needs. Run as `python -m bench.geld_klaar N`."""

import io
import json
import os
import random
import sys
from datetime import timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijk.settings")
import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.paginas import GELD as PADEN  # noqa: E402
from budget import deeds  # noqa: E402
from budget.models import Akkoord, Boeking, Budget  # noqa: E402
from participatie.models import Project  # noqa: E402
from wijk.bedrag import Bedrag  # noqa: E402
from wijk.models import Bevoegdheid, Gebruiker, Rol, Wijk  # noqa: E402
from wijk.rechten import SYSTEEM  # noqa: E402

PROJECTEN = 40
WACHTEN = 3  # as many at every size, since the panel shows each


def maak(aantal: int) -> tuple[Gebruiker, Project]:
    """The pilot with forty projects and `aantal` bookings, one in ten approved by a second person."""
    call_command("laad_pilot", verbosity=0)
    wijk = Wijk.objects.get()
    een, twee = (Gebruiker.objects.create_user(f"{naam}@voorbeeld.invalid") for naam in ("een", "twee"))
    for wie in (een, twee):
        Bevoegdheid.objects.create(gebruiker=wie, wijk=wijk, functie="budgetbeheerder")
    budget = Budget.objects.get()
    deeds.wijzig_begroting(budget, Bedrag("90.000.000"), "raad", "ruim genoeg om te meten", door=SYSTEEM)
    projecten = []
    for nummer in range(PROJECTEN):
        project = Project.objects.create(
            wijk=wijk, slug=f"p{nummer}", titel=f"Project {nummer}", geraamd=Bedrag("9.999"), geen_eigen_randvoorwaarden=True, status="uitvoering"
        )
        for soort in ("besluit", "meedoen"):
            project.rollen.add(Rol.objects.create(wijk=wijk, proces=False, persoon="iemand", soort=soort))
        projecten.append(project)
        deeds.reserveer(budget, project, Bedrag("10.000"), door=SYSTEEM)
    dobbel, vandaag = random.Random(1), timezone.localdate()
    stappen = [("reservering", "vrij", "gereserveerd"), ("verplichting", "gereserveerd", "verplicht"), ("betaling", "verplicht", "betaald")]
    boekingen, eerste = [], budget.boekingen.volgend_nummer()
    for nummer in range(aantal):
        soort, van, naar = stappen[nummer % 3]
        boekingen.append(
            Boeking(
                budget=budget, nummer=eerste + nummer, project=projecten[nummer // 3 % PROJECTEN],
                soort=soort, van=van, naar=naar, bedrag=Bedrag(100 + nummer // 3 % 7),
                datum=vandaag - timedelta(days=dobbel.randrange(300)), omschrijving=f"Boeking om te meten {nummer}",
                vraagt_akkoord=soort == "reservering" and nummer % 10 == 0, door=een,
            )
        )  # fmt: skip
    for begin in range(0, aantal, 3000):
        stuk = Boeking.objects.bulk_create(boekingen[begin : begin + 3000])
        vraagt = [b for b in stuk if b.vraagt_akkoord]
        if begin + 3000 >= aantal:
            vraagt = vraagt[:-WACHTEN]
        Akkoord.objects.bulk_create(Akkoord(boeking=b, oordeel="akkoord", door=twee) for b in vraagt)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return een, projecten[0]


def main() -> None:
    wie, project = maak(int(sys.argv[1]))
    call_command("controleer_budget", stdout=io.StringIO())
    klant = Client(headers={"host": "127.0.0.1", "accept-encoding": "gzip"})
    klant.force_login(wie, backend="allauth.account.auth_backends.AuthenticationBackend")
    telling = {}
    for naam, pad in PADEN.items():
        klant.get(pad)
        with CaptureQueriesContext(connection) as vragen:
            antwoord = klant.get(pad)
        telling[naam] = {"vragen": len(vragen), "bytes": len(antwoord.content)}
    klant.get("/werkplek/geleerdenwijk/budget/boek/")
    koekjes = {naam: koekje.value for naam, koekje in klant.cookies.items()}
    print(json.dumps({"koekjes": koekjes, "project": project.pk, "telling": telling}))


if __name__ == "__main__":
    main()
