"""Run by the concurrency tests as a process of its own, on the test's database (DATABASE_URL): `python -m tests.budget.proces WAT ...`.

boek AANTAL CENTS   books AANTAL times CENTS for the first project; prints one line each: `ja`, or the sentence of the refusal
dood KEREN          KEREN times: a child books without end and is killed (SIGKILL) in the middle; prints what does not add up, and how much was booked
"""

import os
import random
import signal
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijk.settings")
import django

django.setup()

from django.db import connection, connections  # noqa: E402

from budget import deeds  # noqa: E402
from budget.models import Boeking, Budget  # noqa: E402
from budget.stand import verschillen  # noqa: E402
from participatie.models import Project  # noqa: E402
from wijk.bedrag import Bedrag  # noqa: E402
from wijk.fouten import Geweigerd  # noqa: E402
from wijk.rechten import SYSTEEM  # noqa: E402


def boek(aantal: int, cents: int) -> None:
    budget, project = Budget.objects.get(), Project.objects.first()
    for _ in range(aantal):
        try:
            deeds.reserveer(budget, project, Bedrag(cents), door=SYSTEEM)
            print("ja")
        except Geweigerd as weigering:
            print(weigering)


def _boek_zonder_einde(gereed: int) -> None:
    budget, project = Budget.objects.get(), Project.objects.first()
    while True:
        for deed in (deeds.reserveer, deeds.verplicht, deeds.betaal):
            deed(budget, project, Bedrag(1), door=SYSTEEM)
            os.write(gereed, b".")


def dood(keren: int) -> None:
    fouten = 0
    for _ in range(keren):
        connections.close_all()  # a child inherits no connection
        lees, schrijf = os.pipe()
        kind = os.fork()
        if kind == 0:
            _boek_zonder_einde(schrijf)
        os.close(schrijf)
        os.read(lees, 1)  # it has booked once: what follows is cut off anywhere
        time.sleep(random.uniform(0.001, 0.04))
        os.kill(kind, signal.SIGKILL)
        os.waitpid(kind, 0)
        os.close(lees)
        if anders := verschillen(Budget.objects.get()):
            fouten += 1
            print(anders)
    print(f"{keren} keren, {fouten} fouten, {Boeking.objects.count()} boekingen, {connection.vendor}")


if __name__ == "__main__":
    wat, *getallen = sys.argv[1:]
    {"boek": boek, "dood": dood}[wat](*map(int, getallen))
