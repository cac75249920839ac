"""What a wijk needs before it runs (`Nodig`): how that stands, and where it is mended.

A text that was copied from the earlier wijk is settled once it differs from every text of that wijk, or names neither the wijk nor its
money. A condition may not go on naming the money of that wijk in some other field either. Whatever is labelled as an example must change.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count
from django.urls import reverse

from budget import stand, tweede
from budget.models import Boeking, Budget
from evaluatie.models import Nodig, Startpunt
from wijk.bedrag import Bedrag, bedragen_in
from wijk.begin import Wachtend, voor_begin, voor_beheer
from wijk.models import Bevoegdheid, Randvoorwaarde, RandvoorwaardeVersie, Wijk
from wijk.rechten import Functie
from wijk.stappen import Gebrek

# Without these nobody can work in the wijk (lead it, answer ideas, keep its money), and how many people each takes: two for the money, of
# whom one agrees to what the other books.
FUNCTIES = {Functie.WIJKCOORDINATOR: 1, Functie.AMBTENAAR: 1, Functie.BUDGETBEHEERDER: tweede.NODIG}
# The texts of a condition.
VELDEN = ("titel", "wat_kan", "wat_kan_niet", "toelichting")
# How something that was invented is labelled.
VOORBEELD = re.compile(r"\(voorbeeld\)|verzonnen voorbeeld|^voorbeeld:", re.IGNORECASE | re.MULTILINE)


# What each does to make a wijk begin.
DOEN = {
    Functie.BEHEERDER: "geeft mensen een functie in deze wijk",
    Functie.WIJKCOORDINATOR: "past de teksten en het kader aan, vinkt de punten af en maakt de wijk openbaar",
    Functie.BUDGETBEHEERDER: "stelt het budget beschikbaar; een tweede budgetbeheerder geeft akkoord",
    Functie.AMBTENAAR: "geeft antwoord op ideeën als de wijk loopt",
}


@dataclass(frozen=True)
class Bevinding:
    """What the portal sees at a point: a sentence, and where it is mended (`pad`), by what words, and the deed (`recht`) one must hold for that.

    `moet`: the point cannot be settled while it is so; else it is something to look at.
    """

    tekst: str
    pad: str
    doe: str
    recht: str
    moet: bool = True


UITLEG = {
    Nodig.FUNCTIES: "Wie is de wijkcoördinator, wie de ambtenaar, en welke twee mensen zijn budgetbeheerder? "
    "Een beheerder geeft iedereen een functie in deze wijk.",
    Nodig.BUDGET: "Hoeveel geld is er voor deze wijk? De budgetbeheerder stelt het beschikbaar, met het besluit erbij.",
    Nodig.TEKSTEN: "De randvoorwaarden, thema’s en huisregels komen uit de {van}. Kloppen de bedragen, namen en afspraken ook hier?",
}


def bevindingen(punt: Startpunt) -> list[Bevinding]:
    """What must be done, or looked at, before the point can be settled; of a leerpunt only that it is an example. A fixed number of queries."""
    if punt.nodig:
        return list(_KIJK[punt.nodig](punt.wijk))
    if punt.klaar_op is None and VOORBEELD.search(punt.tekst):
        doe = "Schrijf op dat het hier niet geldt, en vink het af."
        return [Bevinding("Dit leerpunt is een voorbeeld. Het is niet echt geleerd.", "", doe, "kader_wijzigen", moet=False)]
    return []


def _functies(wijk: Wijk) -> Iterator[Bevinding]:
    er_zijn = _aantallen().get(wijk.pk, {})
    for functie, nodig in FUNCTIES.items():
        if tekst := _te_weinig(wijk, functie, er_zijn.get(functie, 0)):
            ook = "nog iemand" if er_zijn.get(functie) else "mensen" if nodig > 1 else "iemand"
            yield Bevinding(tekst, reverse("admin:wijk_gebruiker_changelist"), f"Maak {ook} {functie.label}", "beheren")


def _aantallen() -> dict[int, dict[str, int]]:
    """By wijk: how many people who can sign in hold each function that a wijk needs."""
    uit = defaultdict(dict)
    rijen = Bevoegdheid.objects.filter(gebruiker__is_active=True, functie__in=FUNCTIES).values_list("wijk", "functie")
    for wijk, functie, aantal in rijen.annotate(aantal=Count("pk")):
        uit[wijk][functie] = aantal
    return uit


def wie_doet_wat(wijk: Wijk) -> list[tuple[Functie, str, list[str]]]:
    """Each function that makes the wijk begin: what it does, and the names of who hold it."""
    namen = defaultdict(list)
    for een in Bevoegdheid.objects.die_gelden_in(wijk).filter(functie__in=DOEN).select_related("gebruiker").order_by("gebruiker__naam", "gebruiker"):
        if str(een.gebruiker) not in namen[een.functie]:
            namen[een.functie].append(str(een.gebruiker))
    return [(functie, doet, namen[functie]) for functie, doet in DOEN.items()]


def _te_weinig(wijk: Wijk, functie: Functie, aantal: int) -> str:
    """That too few people hold a function, in a sentence; empty when there are enough."""
    if not aantal:
        return f"Nog niemand is {functie.label} in de {wijk.naam}."
    if aantal < FUNCTIES[functie]:
        return f"Nog maar één persoon is {functie.label} in de {wijk.naam}. Er zijn er twee nodig: een ander geeft akkoord op grote bedragen."
    return ""


@voor_beheer
def zonder_functies() -> Iterator[Wachtend]:
    """The wijken in which too few people hold a function that every wijk needs."""
    er_zijn = _aantallen()
    for wijk in Wijk.objects.exclude(status=Wijk.Status.AFGEROND).select_related("wijkstart"):
        zinnen = [zin for functie in FUNCTIES if (zin := _te_weinig(wijk, functie, er_zijn.get(wijk.pk, {}).get(functie, 0)))]
        if zinnen:
            pad = reverse("werkplek:startpunten", args=[wijk.slug]) if hasattr(wijk, "wijkstart") else ""
            yield Wachtend(wijk, " ".join(zinnen), pad)


def _geld(wijk: Wijk) -> Bedrag:
    """How much money there is for a wijk, in cents."""
    budget = Budget.objects.filter(wijk=wijk).first()
    return stand.totaal(stand.potten(budget)) if budget else Bedrag(0)


def _budget(wijk: Wijk) -> Iterator[Bevinding]:
    if _geld(wijk):
        return
    if Boeking.objects.filter(budget__wijk=wijk).toekenning().wacht_op_akkoord().exists():
        pad = reverse("werkplek:budget", args=[wijk.slug]) + "#wacht"
        yield Bevinding("Het budget wacht op akkoord van een tweede persoon.", pad, "Bekijk de boeking", "goedkeuren")
    else:
        yield Bevinding("Er is nog geen budget.", reverse("werkplek:budget_wijzig", args=[wijk.slug]), "Stel het budget beschikbaar", "boeken")


def _teksten(wijk: Wijk) -> Iterator[Bevinding]:
    """What is labelled as an example, copied texts that still name the earlier wijk or an amount, and conditions with the money of another wijk.

    An example, and one that names its wijk or money that is not here, must change.
    """
    van, hier = wijk.wijkstart.van, _geld(wijk)
    # Also what there was before it was raised or lowered.
    daar = Boeking.objects.filter(budget__wijk=van).eerdere_totalen() - {hier}
    for waar, tekst, pad in _teksten_hier(wijk):
        if VOORBEELD.search(tekst):
            yield Bevinding(f"{waar} is een voorbeeld. Zet er iets echts neer, of haal het weg.", pad, "Pas dit aan", "kader_wijzigen")
    for waar, tekst, pad in _overgenomen(van, wijk):
        bedragen = bedragen_in(tekst)
        if VOORBEELD.search(tekst):
            continue
        if van.naam.lower() in tekst.lower():
            yield Bevinding(f"{waar} noemt nog de {van.naam}.", pad, "Pas de tekst aan", "kader_wijzigen")
        elif fout := daar & set(bedragen):
            zin = f"{waar} noemt nog {Bedrag(max(fout)).kort()}: dat is het geld van de {van.naam}."
            yield Bevinding(zin, pad, "Pas het bedrag aan", "kader_wijzigen")
        elif bedragen:
            genoemd = ", ".join(bedrag.kort() for bedrag in sorted(bedragen))
            yield Bevinding(f"{waar} noemt {genoemd}. Klopt dat hier ook?", pad, "Bekijk de tekst", "kader_wijzigen", moet=False)
    yield from _ander_geld(van, wijk, daar, hier)


def _ander_geld(van: Wijk, wijk: Wijk, daar: set[Bedrag], hier: Bedrag) -> Iterator[Bevinding]:
    """Conditions that were rewritten here, of which some field still names the money of the earlier wijk; and those about money that name
    amounts, but not the budget that is here."""
    overgenomen = {pad for _, _, pad in _overgenomen(van, wijk)}
    for voorwaarde in wijk.randvoorwaarden.in_basisset().geldig().met_tekst():
        pad = reverse("werkplek:kader_wijzig", args=[wijk.slug, "randvoorwaarden", voorwaarde.pk])
        if not voorwaarde.huidige or pad in overgenomen:
            continue
        waar, bedragen = f"De randvoorwaarde “{voorwaarde.huidige.titel}”", bedragen_in(_tekst(voorwaarde))
        if fout := daar & bedragen:
            zin = f"{waar} noemt nog {max(fout).kort()}: dat is het geld van de {van.naam}. Kijk ook bij “dit kan niet” en bij de toelichting."
            # The old amount may stand beside the one that holds here.
            yield Bevinding(zin, pad, "Pas het bedrag aan", "kader_wijzigen", moet=hier not in bedragen)
        elif hier and bedragen and hier not in bedragen and voorwaarde.grond == Randvoorwaarde.Grond.FINANCIEEL:
            genoemd = ", ".join(bedrag.kort() for bedrag in sorted(bedragen))
            zin = f"{waar} noemt {genoemd}. Het budget van de {wijk.naam} is {hier.kort()}. Klopt dat?"
            yield Bevinding(zin, pad, "Bekijk de tekst", "kader_wijzigen", moet=False)


def _tekst(voorwaarde: Randvoorwaarde) -> str:
    """Everything that a condition says."""
    return "\n".join(getattr(voorwaarde.huidige, veld) for veld in VELDEN)


def _teksten_hier(wijk: Wijk) -> Iterator[tuple[str, str, str]]:
    """Everything here that may be labelled as an example: what it is, the text, and where it is changed."""
    naar = lambda soort, ding: reverse("werkplek:kader_wijzig", args=[wijk.slug, soort, ding.pk])  # noqa: E731
    van_wijk = reverse("werkplek:wijk_wijzigen", args=[wijk.slug])
    yield "De naam van de wijk", wijk.naam, van_wijk
    yield "De inleiding", wijk.inleiding, van_wijk
    yield "De huisregels", wijk.huisregels, van_wijk
    for cijfer in wijk.kerncijfers.all():
        yield f"Het kerncijfer “{cijfer.naam}”", f"{cijfer}\n{cijfer.groep}\n{cijfer.bron}", naar("kerncijfers", cijfer)
    for thema in wijk.themas.all():
        yield f"Het thema “{thema.naam}”", f"{thema.naam}\n{thema.uitleg}", naar("themas", thema)
    for voorwaarde in wijk.randvoorwaarden.in_basisset().geldig().met_tekst():
        if tekst := voorwaarde.huidige:
            yield f"De randvoorwaarde “{tekst.titel}”", _tekst(voorwaarde), naar("randvoorwaarden", voorwaarde)


def _overgenomen(van: Wijk, wijk: Wijk) -> Iterator[tuple[str, str, str]]:
    """The texts here that are still word for word those of the earlier wijk: what it is, the text, and where it is changed."""
    daar = set(RandvoorwaardeVersie.objects.filter(randvoorwaarde__wijk=van).values_list(*VELDEN))
    for voorwaarde in wijk.randvoorwaarden.in_basisset().geldig().met_tekst():
        teksten = tuple(getattr(voorwaarde.huidige, veld, "") for veld in VELDEN)
        if teksten in daar:
            pad = reverse("werkplek:kader_wijzig", args=[wijk.slug, "randvoorwaarden", voorwaarde.pk])
            yield f"De randvoorwaarde “{voorwaarde.huidige.titel}”", "\n".join(teksten), pad
    uitleg_daar = set(van.themas.values_list("uitleg", flat=True))
    for thema in wijk.themas.exclude(uitleg=""):
        if thema.uitleg in uitleg_daar:
            yield f"Het thema “{thema.naam}”", thema.uitleg, reverse("werkplek:kader_wijzig", args=[wijk.slug, "themas", thema.pk])
    if wijk.huisregels == van.huisregels:
        yield "De huisregels", wijk.huisregels, reverse("werkplek:wijk_wijzigen", args=[wijk.slug])


_KIJK = {Nodig.FUNCTIES: _functies, Nodig.BUDGET: _budget, Nodig.TEKSTEN: _teksten}


@voor_begin
def startpunten(wijk: Wijk) -> Iterator[Gebrek]:
    """A wijk that was started after another runs only when what every wijk needs is settled, and still so."""
    pad = reverse("werkplek:startpunten", args=[wijk.slug])
    for punt in wijk.startpunten.nodig().voor_lijst():
        if punt.klaar_op is None or any(een.moet for een in bevindingen(punt)):
            yield Gebrek(punt.get_nodig_display().lower(), f"{pad}#punt-{punt.pk}")
