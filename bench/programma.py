"""How long the programme takes with 30 and with 300 projects, and how much memory: `python -m bench.programma`.

Each size in a process and a database (SQLite) of its own; the median of the rounds of composing it, and writing it as page, PDF and ODT.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

DELEN = ("samenstellen", "pagina", "pdf", "odt")


def vul(aantal: int):
    """The pilot with so many projects, each with an idea, money, a milestone and help from elsewhere; one in three evaluated."""
    from django.core.management import call_command
    from django.utils import timezone

    from budget import deeds
    from budget.models import Budget
    from evaluatie.models import Evaluatie, Leerpunt, Uitvoeringsprogramma
    from participatie.models import Project
    from wijk.bedrag import Bedrag
    from wijk.models import Rol, Wijk
    from wijk.rechten import SYSTEEM

    call_command("migrate", verbosity=0)
    call_command("laad_pilot", verbosity=0)
    wijk, vandaag = Wijk.objects.get(), timezone.localdate()
    budget = Budget.objects.get()
    deeds.wijzig_begroting(budget, Bedrag("900.000"), "raad", "ruim genoeg om te meten", door=SYSTEEM)
    rollen = [Rol.objects.create(wijk=wijk, proces=False, persoon="iemand", soort=soort) for soort in ("besluit", "meedoen")]
    for n in range(aantal):
        titel = f"Project {n} met een titel zoals mensen die geven"
        project = Project.objects.create(
            wijk=wijk,
            slug=f"p{n}",
            titel=titel,
            geraamd=Bedrag("2.500"),
            status="uitvoering",
            geen_eigen_randvoorwaarden=True,
            trekker_soort="gemeente",
        )
        project.rollen.set(rollen)
        project.mijlpalen.create(titel="Eerste stap", datum=vandaag)
        project.dekkingen.create(bron="eigen_werk", uren=n + 1)
        wijk.ideeen.create(
            nummer=n + 1, titel=titel, soort="kans", status="project", project=project, openbaar=True, lat=52.345, lon=4.61 + n / 50_000
        )
        deeds.reserveer(budget, project, Bedrag("1.000"), door=SYSTEEM)
        if n % 3 == 0:
            evaluatie = Evaluatie.objects.create(
                wijk=wijk, project=project, titel=f"Terug op {titel}", status="vastgesteld", samenvatting="Buren spreken elkaar vaker. " * 10
            )
            Leerpunt.objects.create(wijk=wijk, evaluatie=evaluatie, soort="anders", tekst="Eerder vertellen wie er beslist, en waarom.")
    return Uitvoeringsprogramma.objects.create(wijk=wijk, titel="Programma", advies="wachten", advies_toelichting="Eerst terugkijken.")


def meet(aantal: int, rondes: int) -> dict:
    """Seconds of each part, and the highest memory of the process (MiB)."""
    import django

    django.setup()
    from django.template.loader import render_to_string
    from django.utils import timezone

    from evaluatie.models import Uitvoeringsprogramma
    from evaluatie.programma.odt import als_odt
    from evaluatie.programma.pdf import als_pdf
    from evaluatie.programma.samenstellen import stel_samen

    pk, vandaag = vul(aantal).pk, timezone.localdate()
    tijden = {deel: [] for deel in DELEN}
    for _ in range(rondes + 1):
        programma = Uitvoeringsprogramma.objects.select_related("wijk").get(pk=pk)
        document = _klok(tijden["samenstellen"], lambda p=programma: stel_samen(p, "om te meten"))
        _klok(tijden["pagina"], lambda d=document: render_to_string("evaluatie/deel_document.html", {"document": d}))
        _klok(tijden["pdf"], lambda d=document: als_pdf(d, vandaag))
        _klok(tijden["odt"], lambda d=document: als_odt(d, vandaag))
    uit = {deel: statistics.median(waarden[1:]) for deel, waarden in tijden.items()}
    return {**uit, "samen": sum(uit.values()), "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _klok(tijden: list[float], functie):
    begin = time.perf_counter()
    uit = functie()
    tijden.append(time.perf_counter() - begin)
    return uit


def main() -> None:
    lezer = argparse.ArgumentParser(prog="bench.programma")
    lezer.add_argument("--projecten", default="30,300")
    lezer.add_argument("--rondes", type=int, default=3)
    lezer.add_argument("--een", type=int, help="measure one size in this process")
    keuze = lezer.parse_args()
    if keuze.een is not None:
        print(json.dumps(meet(keuze.een, keuze.rondes)))
        return
    uitslag = {}
    for aantal in map(int, keuze.projecten.split(",")):
        with tempfile.TemporaryDirectory(prefix="wijkportaal-bench-") as data:
            omgeving = {**os.environ, "DATA": data, "WORKER": "0", "EMAIL_URL": "dummymail://", "DJANGO_SETTINGS_MODULE": "wijk.settings"}
            omgeving.pop("DATABASE_URL", None)
            opdracht = [sys.executable, "-m", "bench.programma", "--een", str(aantal), "--rondes", str(keuze.rondes)]
            antwoord = subprocess.run(opdracht, env=omgeving, check=True, stdout=subprocess.PIPE, text=True).stdout
            uitslag[aantal] = json.loads(antwoord.splitlines()[-1])
    eerste = next(iter(uitslag.values()))
    print("| projects | " + " | ".join(f"{deel} (s)" for deel in (*DELEN, "samen")) + " | times the first | peak memory (MiB) |")
    print("|--:" * (len(DELEN) + 4) + "|")
    for aantal, een in uitslag.items():
        cellen = [f"{een[deel]:.3f}" for deel in (*DELEN, "samen")]
        print(f"| {aantal} | {' | '.join(cellen)} | {een['samen'] / eerste['samen']:.1f} | {een['mib']:.0f} |")


if __name__ == "__main__":
    main()
