"""Open data of projects and of the money: the same bookings that everyone reads, without who entered or approved them."""

from django.db.models import Count, Q

from budget import stand
from budget.models import Boeking, Budget, Pot
from participatie.models import Idee, Project
from wijk.bedrag import Bedrag
from wijk.models import Wijk
from wijk.opendata import Dataset, Veld, hand_in, keuzes

GEEN = Bedrag(0)


def _budget(wijk: Wijk) -> Budget | None:
    return Budget.objects.select_related("wijk").filter(wijk=wijk).first()


def _projecten(wijk: Wijk):
    budget = _budget(wijk)
    geld = {rij.project.pk: rij for rij in stand.per_project(budget, list(budget.boekingen.wachtenden()))} if budget else {}
    te_lezen = Q(ideeen__openbaar=True) & ~Q(ideeen__status=Idee.Status.INGETROKKEN)
    for project in wijk.projecten.order_by("slug").annotate(n=Count("ideeen", filter=te_lezen)):
        rij = geld.get(project.pk)
        yield {
            "project": project.slug,
            "titel": project.titel,
            "omschrijving": project.omschrijving,
            "status": project.status,
            "trekker": project.trekker_soort,
            "ideeen": project.n,
            "begonnen_op": project.begonnen_op,
            "afgerond_op": project.afgerond_op,
            "gestopt_op": project.gestopt_op,
            "reden_gestopt": project.reden_gestopt,
            "kost_niets": project.kost_niets,
            "geraamd": project.geraamd,
            "gereserveerd": rij.gereserveerd if rij else GEEN,
            "verplicht": rij.verplicht if rij else GEEN,
            "betaald": rij.betaald if rij else GEEN,
        }


hand_in(
    Dataset(
        "projecten",
        "Projecten",
        "Wat er uit ideeën groeit, hoe ver het is en hoeveel geld uit het wijkbudget het heeft.",
        (
            Veld("project", "De vaste naam van het project in het webadres."),
            Veld("titel", "Hoe het project heet."),
            Veld("omschrijving", "Wat we gaan doen."),
            Veld("status", "Hoe ver het project is.", waarden=keuzes(Project.Status)),
            Veld("trekker", "Wat voor partij het project trekt. Leeg: nog niet bekend.", waarden=keuzes(Project.Trekker)),
            Veld("ideeen", "Hoeveel openbare ideeën in het project zitten.", "geheel", "ideeën"),
            Veld("begonnen_op", "De dag waarop het begon.", "datum"),
            Veld("afgerond_op", "De dag waarop het klaar was.", "datum"),
            Veld("gestopt_op", "De dag waarop het stopte.", "datum"),
            Veld("reden_gestopt", "Waarom het project is gestopt."),
            Veld("kost_niets", "Of het project niets kost uit het wijkbudget.", "ja_nee"),
            Veld("geraamd", "Wat het naar schatting kost uit het wijkbudget. Leeg: geen raming.", "bedrag", "euro"),
            Veld("gereserveerd", "Gekozen, nog niet besteld.", "bedrag", "euro"),
            Veld("verplicht", "Besteld, nog niet betaald.", "bedrag", "euro"),
            Veld("betaald", "Betaald.", "bedrag", "euro"),
        ),
        _projecten,
        lambda wijk: wijk.projecten.count(),
    )
)


def _potten(wijk: Wijk):
    if budget := _budget(wijk):
        for pot, bedrag in stand.potten(budget).items():
            yield {"pot": str(pot), "bedrag": bedrag}


hand_in(
    Dataset(
        "budget",
        "Stand van het budget",
        "Waar het geld van de wijk nu is. Samen is dit het hele budget.",
        (
            Veld("pot", "Waar het geld is.", waarden=tuple(keuze for keuze in keuzes(Pot) if keuze[0] != Pot.BUITEN)),
            Veld("bedrag", "Hoeveel er nu in zit.", "bedrag", "euro"),
        ),
        _potten,
        lambda wijk: len(stand.KLEUREN) if Budget.objects.filter(wijk=wijk).exists() else 0,
        thema="ECON",
    )
)


def _boekingen(wijk: Wijk):
    rijen = Boeking.objects.filter(budget__wijk=wijk).select_related("project", "akkoord", "corrigeert", "volgt_op").order_by("pk")
    for boeking in rijen.iterator(chunk_size=1000):
        yield {
            "boeking": boeking.nummer,
            "datum": boeking.datum,
            "soort": boeking.soort,
            "van": boeking.van,
            "naar": boeking.naar,
            "bedrag": boeking.bedrag,
            "project": boeking.project.slug if boeking.project else None,
            "omschrijving": boeking.omschrijving,
            "besluit": boeking.besluit,
            "corrigeert": boeking.corrigeert.nummer if boeking.corrigeert else None,
            "stand": str(boeking.status),
            "volgt_op": boeking.volgt_op.nummer if boeking.volgt_op else None,
        }


hand_in(
    Dataset(
        "boekingen",
        "Boekingen",
        "Elke keer dat geld van plek verandert. Een boeking verandert nooit: een fout wordt tegengeboekt.",
        (
            Veld("boeking", "Het nummer van de boeking in deze wijk.", "geheel"),
            Veld("datum", "De dag waarop de boeking telt.", "datum"),
            Veld("soort", "Wat voor boeking het is.", waarden=keuzes(Boeking.Soort)),
            Veld("van", "Waar het geld vandaan komt.", waarden=keuzes(Pot)),
            Veld("naar", "Waar het geld naartoe gaat.", waarden=keuzes(Pot)),
            Veld("bedrag", "Hoeveel geld.", "bedrag", "euro"),
            Veld("project", "Voor welk project; zie projecten. Leeg: voor het hele budget."),
            Veld("omschrijving", "Waarvoor het geld is."),
            Veld("besluit", "Welk besluit erachter zit."),
            Veld("corrigeert", "Het nummer van de foute boeking waar dit het tegendeel van is.", "geheel"),
            Veld("stand", "Of de boeking telt. Alleen een geboekte telt.", waarden=keuzes(Boeking.Status)),
            Veld("volgt_op", "Bij geld dat naar een ander project ging: het nummer van de boeking die het daar weghaalde.", "geheel"),
        ),
        _boekingen,
        lambda wijk: Boeking.objects.filter(budget__wijk=wijk).count(),
        thema="ECON",
    )
)
