"""Accountability: what came in, what it went to and what is left, of a year (by booking date) or of a project. No personal data."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db.models import Max, Min, Q, Sum
from django.utils import timezone

from budget import stand
from budget.models import Boeking, Budget, Dekking, Pot
from participatie.models import Project
from wijk.bedrag import Bedrag
from wijk.document import maak_pdf
from wijk.woorden import datum as in_woorden

SJABLOON = Path(__file__).parent / "documenten/verantwoording.typ"
POTTEN = (Pot.VRIJ, Pot.WACHT, Pot.GERESERVEERD, Pot.VERPLICHT, Pot.BETAALD)
# The report of a project lists its bookings; more than this are on the page of all bookings and in the open data.
MEESTE_BOEKINGEN = 1000


@dataclass(frozen=True)
class PotInJaar:
    """One pot over a year, in cents. `erbij` and `eraf` are what moved in and out of it: less mistakes that were countered, and without money
    that only passed through on its way from project to project."""

    naam: str
    begin: Bedrag
    erbij: Bedrag
    eraf: Bedrag

    @property
    def eind(self) -> Bedrag:
        return self.begin + self.erbij - self.eraf


@dataclass(frozen=True)
class ProjectInJaar:
    """What moved for one project in a year, net, in cents; and what is left of it at the end (chosen, or ordered and not paid)."""

    project: Project
    toegekend: Bedrag
    betaald: Bedrag
    gekozen: Bedrag
    besteld: Bedrag


@dataclass(frozen=True)
class Jaarverslag:
    budget: Budget
    jaar: int
    potten: list[PotInJaar]
    soorten: list[tuple[str, int, Bedrag, Bedrag]]
    projecten: list[ProjectInJaar]
    besluiten: list[Boeking]
    dekkingen: list[Dekking]
    wacht: Bedrag
    wacht_op_verhoging: Bedrag
    gesloten: bool
    gemaakt: date

    @property
    def titel(self) -> str:
        return f"Het geld van de {self.budget.wijk.naam} in {self.jaar}"

    @property
    def zin(self) -> str:
        betaald = next(pot for pot in self.potten if pot.naam == stand.naam_van(Pot.BETAALD))
        vrij = next(pot for pot in self.potten if pot.naam == stand.naam_van(Pot.VRIJ))
        wanneer = f"Op {self.laatste_dag} was" if self.gemaakt.year > self.jaar else "Nu is"
        return f"In {self.jaar} is {betaald.erbij - betaald.eraf} betaald. {wanneer} er nog {vrij.eind} te verdelen."

    @property
    def laatste_dag(self) -> str:
        """The last day that the report tells of: of the year, or of the making while the year still runs."""
        return in_woorden(min(date(self.jaar, 12, 31), self.gemaakt))


@dataclass(frozen=True)
class Projectverslag:
    budget: Budget
    project: Project
    stand: stand.ProjectStand
    boekingen: list[Boeking]
    niet_getoond: int
    niet_meegeteld: list[Boeking]
    dekkingen: list[Dekking]
    gemaakt: date

    @property
    def titel(self) -> str:
        return f"Het geld van {self.project.titel}"

    @property
    def zin(self) -> str:
        if self.project.kost_niets:
            return "Dit project kost niets uit het wijkbudget."
        geraamd = f"Geraamd was {self.stand.geraamd}. " if self.stand.geraamd else ""
        s, wacht = self.stand, []
        boven = f" {s.boven_raming}" if s.boven_raming else ""
        if s.wacht_erbij:
            wacht.append(f" Misschien komt er {s.wacht_erbij} bij.")
        if s.wacht_eraf:
            wacht.append(f" Misschien gaat {s.wacht_eraf} terug: naar wat nog te verdelen is, of naar een ander project. Het telt al niet meer mee.")
        if s.wacht_binnen:
            wacht.append(f" Een bestelling of betaling van {s.wacht_binnen} wacht nog, en telt nu niet mee.")
        if wacht:
            wacht.append(" Daarover beslist eerst een tweede persoon.")
        return f"{geraamd}Nu is {s.totaal} aan dit project toegekend; daarvan is {s.betaald} betaald.{boven}{''.join(wacht)}"


def jaren(budget: Budget) -> list[int]:
    """The years that have bookings that count, newest first."""
    grenzen = budget.boekingen.die_tellen().aggregate(eerste=Min("datum"), laatste=Max("datum"))
    return [] if grenzen["eerste"] is None else list(range(grenzen["laatste"].year, grenzen["eerste"].year - 1, -1))


def van_jaar(budget: Budget, jaar: int) -> Jaarverslag:
    """The report of one year, by the dates of the bookings that count; in a fixed number of queries."""
    van, tot = date(jaar, 1, 1), date(jaar, 12, 31)
    begin = stand.in_potten(stand.op_boekdatum(budget, van - timedelta(days=1)))
    in_jaar = budget.boekingen.die_tellen().in_periode(van, tot)
    erbij, eraf, project_net = defaultdict(Bedrag), defaultdict(Bedrag), defaultdict(lambda: defaultdict(Bedrag))
    fout, verplaatst = Q(soort=Boeking.Soort.CORRECTIE), Q(volgt_op__isnull=False) | Q(vervolg__isnull=False)
    telt = [
        (project, weg, naar, sum(filter(None, (goed, door, terug))), door or 0, terug or 0)
        for project, weg, naar, goed, door, terug in in_jaar.order_by()
        .values_list("project", "van", "naar")
        .annotate(goed=Sum("bedrag", filter=~fout & ~verplaatst), door=Sum("bedrag", filter=verplaatst), terug=Sum("bedrag", filter=fout))
    ]
    wachten = budget.boekingen.die_vasthouden().in_periode(van, tot).order_by().values_list("project", "van").annotate(som=Sum("bedrag"))
    for project, weg, naar, som, door, terug in telt + [(project, weg, Pot.WACHT, som, 0, 0) for project, weg, som in wachten]:
        eraf[weg] += int(som - terug - (door if weg == Pot.VRIJ else 0))
        erbij[naar] += int(som - terug - (door if naar == Pot.VRIJ else 0))
        erbij[weg] -= int(terug)
        eraf[naar] -= int(terug)
        if project:
            project_net[project][weg] -= int(som)
            project_net[project][naar] += int(som)
    aan_het_eind = stand.op_boekdatum(budget, tot)
    projecten = budget.wijk.projecten.select_related("wijk").filter(pk__in=set(project_net) | {project for project, _ in aan_het_eind if project})
    return Jaarverslag(
        budget=budget,
        jaar=jaar,
        potten=[_pot_in_jaar(pot, begin[pot], erbij[pot], eraf[pot]) for pot in POTTEN if pot != Pot.WACHT or begin[pot] or erbij[pot]],
        soorten=[(wat.capitalize(), *rest) for wat, *rest in in_jaar.per_wat()],
        projecten=[
            ProjectInJaar(
                project,
                toegekend=Bedrag(sum(project_net[project.pk][pot] for pot in stand.PROJECTPOTTEN)),
                betaald=project_net[project.pk][Pot.BETAALD],
                gekozen=Bedrag(aan_het_eind.get((project.pk, Pot.GERESERVEERD), 0)),
                besteld=Bedrag(aan_het_eind.get((project.pk, Pot.VERPLICHT), 0)),
            )
            for project in projecten
        ],
        besluiten=sorted(in_jaar.besluiten(), key=lambda boeking: (boeking.datum, boeking.nummer)),
        dekkingen=list(Dekking.objects.filter(project__wijk=budget.wijk, project__in=projecten).select_related("project")),
        wacht=begin[Pot.WACHT] + erbij[Pot.WACHT],
        wacht_op_verhoging=Bedrag(
            budget.boekingen.wacht_op_akkoord().filter(van=Pot.BUITEN).in_periode(van, tot).aggregate(som=Sum("bedrag"))["som"] or 0
        ),
        gesloten=budget.afsluitingen.filter(van__lte=van, tot__gte=tot).exists(),
        gemaakt=timezone.localdate(),
    )


def _pot_in_jaar(pot: str, begin: Bedrag, erbij: Bedrag, eraf: Bedrag) -> PotInJaar:
    """A mistake of an earlier year that was countered in this one goes to the other side: neither is below zero."""
    onder_nul = min(erbij, eraf, 0)
    return PotInJaar(stand.naam_van(pot), begin, Bedrag(erbij - onder_nul), Bedrag(eraf - onder_nul))


def van_project(budget: Budget, project: Project) -> Projectverslag:
    """The report of one project since its first booking."""
    rijen = budget.boekingen.filter(project=project).die_tellen()
    boekingen = list(rijen.voor_lijst()[:MEESTE_BOEKINGEN])
    return Projectverslag(
        budget=budget,
        project=project,
        stand=stand.van_project(budget, project),
        boekingen=boekingen,
        niet_getoond=rijen.count() - len(boekingen) if len(boekingen) == MEESTE_BOEKINGEN else 0,
        niet_meegeteld=list(budget.boekingen.filter(project=project).die_niet_tellen().voor_lijst()[:MEESTE_BOEKINGEN]),
        dekkingen=list(project.dekkingen.select_related("project")),
        gemaakt=timezone.localdate(),
    )


def _tabel(kop: str, kolommen: list[str], rijen: list[list], *, getallen: set[int]) -> dict:
    """A table of the document; `getallen`: the columns that are aligned right."""
    return {
        "kop": kop,
        "kolommen": kolommen,
        "rechts": [n in getallen for n in range(len(kolommen))],
        "rijen": [[str(cel) for cel in rij] for rij in rijen],
    }


def tabellen(verslag: Jaarverslag | Projectverslag) -> list[dict]:
    """The tables of a report, the same on the page and in the document."""
    if isinstance(verslag, Projectverslag):
        s = verslag.stand
        uit = [
            _tabel(
                "Geraamd en werkelijk",
                ["Wat", "Bedrag"],
                [
                    ["Geraamd", "kost niets" if verslag.project.kost_niets else s.geraamd or "niet bekend"],
                    *([wat, bedrag] for wat, bedrag in s.wacht_op_wat),
                    ["Gekozen, nog niet besteld", s.gereserveerd],
                    ["Besteld, nog niet betaald", s.verplicht],
                    ["Betaald", s.betaald],
                    ["Samen toegekend", s.totaal],
                ],
                getallen={1},
            ),
            _tabel(
                "Boekingen",
                ["Nummer", "Datum", "Wat", "Omschrijving", "Bedrag"],
                [[b.nummer, in_woorden(b.datum), _wat(b), b.omschrijving, b.bedrag] for b in verslag.boekingen],
                getallen={4},
            ),
        ]
        if verslag.niet_meegeteld:
            rijen = [[b.pk, in_woorden(b.datum), _wat(b), b.omschrijving, b.status_tekst, b.bedrag] for b in verslag.niet_meegeteld]
            koppen = ["Nummer", "Datum", "Wat", "Omschrijving", "Stand", "Bedrag"]
            uit.append(_tabel("Boekingen die niet meetellen, of nog niet", koppen, rijen, getallen={5}))
    else:
        uit = [
            _tabel(
                "Waar het geld was",
                ["Pot", "1 januari", "Erbij", "Eraf", verslag.laatste_dag],
                [[pot.naam, pot.begin, pot.erbij, pot.eraf, pot.eind] for pot in verslag.potten],
                getallen={1, 2, 3, 4},
            ),
            _tabel(
                "Wat er geboekt is",
                ["Wat", "Aantal", "Bedrag", "Fout, en tegengeboekt", "Blijft"],
                [[wat, aantal, som, terug, som - terug] for wat, aantal, som, terug in verslag.soorten],
                getallen={1, 2, 3, 4},
            ),
            _tabel(
                f"Per project, in {verslag.jaar} en op {verslag.laatste_dag}",
                ["Project", f"Toegekend in {verslag.jaar}", f"Betaald in {verslag.jaar}", "Gekozen, nog niet besteld", "Besteld, nog niet betaald"],
                [[p.project.titel, p.toegekend, p.betaald, p.gekozen, p.besteld] for p in verslag.projecten],
                getallen={1, 2, 3, 4},
            ),
            _tabel(
                "Besluiten",
                ["Datum", "Besluit", "Bedrag"],
                [[in_woorden(b.datum), b.besluit, f"{'eraf' if b.naar == Pot.BUITEN else 'erbij'}: {b.bedrag}"] for b in verslag.besluiten],
                getallen={2},
            ),
        ]
    van_elders = [
        [
            d.project.titel,
            d.get_bron_display(),
            d.bedrag or "",
            f"{d.uren} uur" if d.uren else "",
            "; ".join(filter(None, (d.toelichting, d.kanttekening))),
        ]
        for d in verslag.dekkingen
    ]
    uit.append(_tabel("Van elders, naast het wijkbudget", ["Project", "Van wie", "Bedrag", "Werk", "Toelichting"], van_elders, getallen={2, 3}))
    return [tabel for tabel in uit if tabel["rijen"]]


def voor_pagina(verslag: Jaarverslag | Projectverslag) -> dict:
    """A report as a page shows it: the same sentences and tables as the document, each cell with the head of its column."""
    tabellen_ = [
        {
            "kop": tabel["kop"],
            "koppen": list(zip(tabel["kolommen"], tabel["rechts"], strict=True)),
            "cellen": [list(zip(tabel["kolommen"], tabel["rechts"], rij, strict=True)) for rij in tabel["rijen"]],
        }
        for tabel in tabellen(verslag)
    ]
    return {"verslag": verslag, "alineas": alineas(verslag), "tabellen": tabellen_}


def _wat(boeking: Boeking) -> str:
    van = f" van boeking {boeking.corrigeert.nummer}" if boeking.corrigeert_id else ""
    return f"{boeking.wat}{van}"


def alineas(verslag: Jaarverslag | Projectverslag) -> list[str]:
    """What a report says in sentences before its tables."""
    uit = [verslag.zin]
    if verslag.budget.wijk.voorbeeld:
        uit.append("Dit is een voorbeeld: projecten en bedragen zijn verzonnen.")
    if isinstance(verslag, Jaarverslag):
        if verslag.gesloten:
            uit.append(f"De boeken van {verslag.jaar} zijn gesloten: deze cijfers veranderen niet meer.")
        else:
            uit.append(f"De boeken van {verslag.jaar} zijn nog niet gesloten. Dit is de stand op {in_woorden(verslag.gemaakt)}.")
        if verslag.wacht:
            uit.append(f"{verslag.wacht} wacht nog op akkoord van een tweede persoon. Dat geld houden we apart tot daarover is beslist.")
        if verslag.wacht_op_verhoging:
            uit.append(f"Het budget gaat misschien {verslag.wacht_op_verhoging} omhoog. Dat wacht nog op akkoord, en telt nog niet mee.")
    elif verslag.niet_getoond:
        uit.append(
            f"De nieuwste {MEESTE_BOEKINGEN} boekingen staan hieronder; {Bedrag.cijfers(verslag.niet_getoond)} oudere staan bij de open gegevens."
        )
    return uit


def als_pdf(verslag: Jaarverslag | Projectverslag) -> bytes:
    """The report as a document for everyone: PDF/UA-1 and PDF/A-2a."""
    gegevens = {
        "titel": verslag.titel,
        "onder": f"{verslag.budget.naam}, gemaakt op {in_woorden(verslag.gemaakt)}",
        "alineas": alineas(verslag),
        "tabellen": tabellen(verslag),
    }
    return maak_pdf(SJABLOON, gegevens, datum=verslag.gemaakt)
