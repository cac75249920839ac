"""What a wijk needs before it runs (`Nodig`): how that stands, and where it is mended.

A text that was copied from the earlier wijk is settled once it differs from every text of that wijk, or names neither the wijk nor its
money; one that is marked as an example must change.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from budget import stand
from budget.models import Budget
from evaluatie.models import Nodig, Startpunt
from wijk.bedrag import Bedrag, bedragen_in
from wijk.begin import voor_begin
from wijk.models import Bevoegdheid, RandvoorwaardeVersie, Wijk
from wijk.rechten import Functie
from wijk.stappen import Gebrek

# Without these nobody can work in the wijk: lead it, answer ideas, keep its money.
FUNCTIES = (Functie.WIJKCOORDINATOR, Functie.AMBTENAAR, Functie.BUDGETBEHEERDER)


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
    Nodig.FUNCTIES: "Wie is de wijkcoördinator, wie de ambtenaar en wie de budgetbeheerder? Een beheerder geeft iedereen een functie in deze wijk.",
    Nodig.BUDGET: "Hoeveel geld is er voor deze wijk? De budgetbeheerder stelt het beschikbaar, met het besluit erbij.",
    Nodig.TEKSTEN: "De randvoorwaarden, thema’s en huisregels komen uit de {van}. Kloppen de bedragen, namen en afspraken ook hier?",
}


def bevindingen(punt: Startpunt) -> list[Bevinding]:
    """What must be done, or looked at, before the point can be settled; nothing for a leerpunt. A fixed number of queries."""
    return list(_KIJK[punt.nodig](punt.wijk)) if punt.nodig else []


def _functies(wijk: Wijk) -> Iterator[Bevinding]:
    er_zijn = set(Bevoegdheid.objects.filter(wijk=wijk, gebruiker__is_active=True).values_list("functie", flat=True))
    for functie in FUNCTIES:
        if functie not in er_zijn:
            tekst = f"Nog niemand is {functie.label} in de {wijk.naam}."
            yield Bevinding(tekst, reverse("admin:wijk_gebruiker_changelist"), f"Maak iemand {functie.label}", "beheren")


def zonder_functies() -> list[tuple[Wijk, list[Functie]]]:
    """The wijken in preparation in which nobody holds a function that every wijk needs, with those functions."""
    er_zijn = set(Bevoegdheid.objects.filter(gebruiker__is_active=True, functie__in=FUNCTIES).values_list("wijk_id", "functie"))
    wijken = Wijk.objects.filter(status=Wijk.Status.VOORBEREIDING)
    mist = [(wijk, [functie for functie in FUNCTIES if (wijk.pk, functie.value) not in er_zijn]) for wijk in wijken]
    return [(wijk, functies) for wijk, functies in mist if functies]


def _geld(wijk: Wijk) -> Bedrag:
    """How much money there is for a wijk, in cents."""
    budget = Budget.objects.filter(wijk=wijk).first()
    return stand.totaal(stand.potten(budget)) if budget else Bedrag(0)


def _budget(wijk: Wijk) -> Iterator[Bevinding]:
    if not _geld(wijk):
        yield Bevinding("Er is nog geen budget.", reverse("werkplek:budget_wijzig", args=[wijk.slug]), "Stel het budget beschikbaar", "boeken")


def _teksten(wijk: Wijk) -> Iterator[Bevinding]:
    """The copied texts that still name the earlier wijk or an amount; one that names its wijk, or money that is not here, must change."""
    van = wijk.wijkstart.van
    van_daar, van_hier = _geld(van), _geld(wijk)
    for waar, tekst, pad in _overgenomen(van, wijk):
        bedragen = bedragen_in(tekst)
        if "(voorbeeld)" in tekst.lower():
            yield Bevinding(f"{waar} is een voorbeeld. Maak er een echte van, of haal die weg.", pad, "Pas de tekst aan", "kader_wijzigen")
        elif van.naam.lower() in tekst.lower():
            yield Bevinding(f"{waar} noemt nog de {van.naam}.", pad, "Pas de tekst aan", "kader_wijzigen")
        elif van_daar in bedragen and van_daar != van_hier:
            zin = f"{waar} noemt nog {van_daar.kort()}: dat is het geld van de {van.naam}."
            yield Bevinding(zin, pad, "Pas het bedrag aan", "kader_wijzigen")
        elif bedragen:
            genoemd = ", ".join(bedrag.kort() for bedrag in sorted(bedragen))
            yield Bevinding(f"{waar} noemt {genoemd}. Klopt dat hier ook?", pad, "Bekijk de tekst", "kader_wijzigen", moet=False)


def _overgenomen(van: Wijk, wijk: Wijk) -> Iterator[tuple[str, str, str]]:
    """The texts here that are still word for word those of the earlier wijk: what it is, the text, and where it is changed."""
    velden = ("titel", "wat_kan", "wat_kan_niet", "toelichting")
    daar = set(RandvoorwaardeVersie.objects.filter(randvoorwaarde__wijk=van).values_list(*velden))
    for voorwaarde in wijk.randvoorwaarden.in_basisset().geldig().met_tekst():
        teksten = tuple(getattr(voorwaarde.huidige, veld, "") for veld in velden)
        if teksten in daar:
            pad = reverse("werkplek:kader_wijzig", args=[wijk.slug, "randvoorwaarden", voorwaarde.pk])
            yield f"De randvoorwaarde “{voorwaarde.huidige.titel}”", " ".join(teksten), pad
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
