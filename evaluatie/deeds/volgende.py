"""Deeds about the choice of a next wijk, and its start."""

from django.db import models, transaction
from django.utils import timezone

from evaluatie.deeds.programma import schrijf_programma
from evaluatie.models import Kandidaatcijfer, Kandidaatwijk, Nodig, Score, Startpunt, Uitvoeringsprogramma, Weging, Wijkstart
from evaluatie.rangorde import advies, rangorde
from evaluatie.startpunten import UITLEG, bevindingen
from wijk.bewaren import bewaar
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.models import Bevoegdheid, Kerncijfer, Randvoorwaarde, RandvoorwaardeVersie, Thema, Wijk
from wijk.rechten import SYSTEEM, Functie, vereis
from wijk.woorden import ingekort

# What is said of a point that is ticked alone.
NAGEKEKEN = "Nagekeken."
# What the new wijk takes over of how the first one works.
TEKSTEN = ("huisregels", "direct_publiceren", "adres_bevestigen", "reacties_vooraf", "antwoord_binnen_dagen")


@transaction.atomic
def weeg(wijk: Wijk, gewichten: dict[str, int], *, door) -> None:
    """Say how much each criterium weighs (0-5)."""
    vereis(door, "programma_aanbieden", wijk)
    anders = {}
    for criterium, gewicht in gewichten.items():
        weging = wijk.wegingen.filter(criterium=criterium).first() or Weging(wijk=wijk, criterium=criterium)
        was = weging.gewicht
        bewaar(weging, {"gewicht": gewicht})
        if was != gewicht:
            anders[criterium] = [was, gewicht]
    meld("programma.gewogen", wijk, "De weging voor een volgende wijk is aangepast.", wijk=wijk, door=door, anders=anders)


@transaction.atomic
def bewaar_kandidaat(wijk: Wijk, velden: dict, kandidaat: Kandidaatwijk | None = None, *, door) -> Kandidaatwijk:
    vereis(door, "programma_aanbieden", wijk)
    kandidaat = kandidaat or Kandidaatwijk(wijk=wijk)
    anders = bewaar(kandidaat, velden, stil=frozenset())
    meld("programma.kandidaat", kandidaat, f"Kandidaat voor een volgende wijk: {kandidaat}.", wijk=wijk, door=door, anders=anders)
    return kandidaat


@transaction.atomic
def scoor(kandidaat: Kandidaatwijk, scores: dict[str, tuple[int | None, str]], *, door) -> Kandidaatwijk:
    """Give points per criterium, each with its reason; None takes the points away."""
    vereis(door, "programma_aanbieden", kandidaat.wijk)
    anders = {}
    for criterium, (punten, reden) in scores.items():
        score = kandidaat.scores.filter(criterium=criterium).first()
        was = score.punten if score else None
        if punten is not None:
            if bewaar(score or Score(kandidaat=kandidaat, criterium=criterium), {"punten": punten, "reden": reden}):
                anders[criterium] = [was, punten]
        elif score:
            score.delete()
            anders[criterium] = [was, None]
    tekst = f"Punten gegeven aan {kandidaat}."
    meld("programma.gescoord", kandidaat, tekst, wijk=kandidaat.wijk, door=door, anders=anders)
    return kandidaat


@transaction.atomic
def bewaar_kandidaatcijfer(kandidaat: Kandidaatwijk, velden: dict, *, door) -> Kandidaatcijfer:
    vereis(door, "programma_aanbieden", kandidaat.wijk)
    cijfer = Kandidaatcijfer(kandidaat=kandidaat)
    bewaar(cijfer, velden)
    # Not by the names of its fields: what this is about is the candidate, which has a field of the same name.
    anders = {"kerncijfer": [None, str(cijfer)], "jaar of datum": [None, cijfer.peildatum], "bron": [None, cijfer.bron]}
    meld("programma.kandidaat", kandidaat, f"Kerncijfer van {kandidaat}: {cijfer}.", wijk=kandidaat.wijk, door=door, anders=anders)
    return cijfer


@transaction.atomic
def verwijder_kandidaatcijfer(cijfer: Kandidaatcijfer, *, door) -> None:
    kandidaat = cijfer.kandidaat
    vereis(door, "programma_aanbieden", kandidaat.wijk)
    cijfer.delete()
    anders = {"kerncijfer": [str(cijfer), None]}
    meld("programma.kandidaat", kandidaat, f"Kerncijfer van {kandidaat} verwijderd.", wijk=kandidaat.wijk, door=door, anders=anders)


@transaction.atomic
def verwijder_kandidaat(kandidaat: Kandidaatwijk, *, door) -> Wijk:
    wijk, naam = kandidaat.wijk, str(kandidaat)
    vereis(door, "programma_aanbieden", wijk)
    meld("programma.kandidaat_weg", kandidaat, f"{naam} is geen kandidaat meer.", wijk=wijk, door=door)
    try:
        kandidaat.delete()
    except models.ProtectedError as fout:
        raise Geweigerd(f"{naam} is al gestart en blijft daarom in de lijst staan.") from fout
    return wijk


@transaction.atomic
def neem_advies_over(wijk: Wijk, *, door) -> Uitvoeringsprogramma:
    """Make the candidate that comes first the advice of the programme, with the reasons that made it first."""
    vereis(door, "programma_aanbieden", wijk)
    plaatsen = rangorde(wijk)
    toelichting = advies(plaatsen)
    if not toelichting:
        raise Geweigerd("Er is nog geen kandidaat die alleen bovenaan staat. Geef eerst alle punten.")
    velden = {"advies": "starten", "volgende_wijk": plaatsen[0].kandidaat.naam, "advies_toelichting": toelichting}
    if not Uitvoeringsprogramma.objects.filter(wijk=wijk).exists():
        velden["titel"] = Uitvoeringsprogramma.gewone_titel(wijk)
    return schrijf_programma(wijk, velden, door=door)


@transaction.atomic
def start_wijk(van: Wijk, velden: dict, kandidaat: Kandidaatwijk | None = None, *, door) -> Wijk:
    """Start a next wijk, in preparation: with the themes, conditions (as version 1) and texts of `van`, and its leerpunten as a checklist.

    `velden`: naam, slug. Writes nothing in `van`. A wijkcoördinator who starts it is so in the new wijk too, to go on there.
    """
    vereis(door, "wijk_starten", van)
    if kandidaat and Wijkstart.objects.filter(kandidaat=kandidaat).exists():
        raise Geweigerd(f"{kandidaat} is al gestart.")
    wijk = Wijk(status=Wijk.Status.VOORBEREIDING, voorbeeld=van.voorbeeld, **{naam: getattr(van, naam) for naam in TEKSTEN})
    bewaar(wijk, {**velden, "inleiding": kandidaat.inleiding if kandidaat else ""}, stil=frozenset())
    Wijkstart.objects.create(wijk=wijk, van=van, kandidaat=kandidaat)
    if kandidaat:
        Kerncijfer.objects.bulk_create(
            Kerncijfer(wijk=wijk, naam=c.naam, waarde=c.waarde, peildatum=c.peildatum, bron=c.bron, volgorde=n)
            for n, c in enumerate(kandidaat.cijfers.all())
        )
    themas = _themas(van, wijk)
    voorwaarden = _voorwaarden(van, wijk, themas, door)
    punten = _startpunten(van, wijk)
    if door is not SYSTEEM and Functie.WIJKCOORDINATOR in door.functies_in(van):
        Bevoegdheid.objects.create(gebruiker=door, wijk=wijk, functie=Functie.WIJKCOORDINATOR)
        del door._functies  # asked before, without the new wijk
    tekst = f"De {wijk.naam} is gestart, in voorbereiding, met wat de {van.naam} leerde."
    meld("wijk.gestart", wijk, tekst, wijk=wijk, door=door, themas=len(themas), randvoorwaarden=voorwaarden, startpunten=punten)
    return wijk


def _themas(van: Wijk, wijk: Wijk) -> dict[int, Thema]:
    """The same themes, not open yet; by the key of the old one."""
    nieuw = {}
    for thema in van.themas.all():
        velden = {naam: getattr(thema, naam) for naam in ("naam", "uitleg", "domein", "breed", "volgorde")}
        nieuw[thema.pk] = Thema.objects.create(wijk=wijk, **velden)
    return nieuw


def _voorwaarden(van: Wijk, wijk: Wijk, themas: dict[int, Thema], door) -> int:
    """The base set as it stands now, each as its first version here; gives how many."""
    aantal = 0
    for oud in van.randvoorwaarden.in_basisset().geldig().met_tekst():
        if oud.huidige is None:
            continue
        velden = {naam: getattr(oud, naam) for naam in ("code", "soort", "grond", "volgorde")}
        nieuw = Randvoorwaarde.objects.create(wijk=wijk, **velden)
        nieuw.themas.set([themas[thema.pk] for thema in oud.themas.all()])
        tekst = {naam: getattr(oud.huidige, naam) for naam in ("titel", "wat_kan", "wat_kan_niet", "toelichting")}
        versie = RandvoorwaardeVersie.objects.create(randvoorwaarde=nieuw, nummer=1, door=None if door is SYSTEEM else door, **tekst)
        Randvoorwaarde.objects.filter(pk=nieuw.pk).update(huidige=versie)
        aantal += 1
    return aantal


def _startpunten(van: Wijk, wijk: Wijk) -> int:
    """What every wijk needs before it runs, and then the leerpunten; gives how many."""
    nodig = [Startpunt(nodig=wat, soort=wat.label, tekst=UITLEG[wat].format(van=van.naam)) for wat in Nodig]
    geleerd = [Startpunt(leerpunt=punt, soort=punt.get_soort_display(), tekst=punt.tekst) for punt in van.leerpunten.filter(in_programma=True)]
    punten = [*nodig, *geleerd]
    for volgorde, punt in enumerate(punten, start=1):
        punt.wijk, punt.volgorde = wijk, volgorde
    Startpunt.objects.bulk_create(punten)
    return len(punten)


@transaction.atomic
def bewaar_startpunt(punt: Startpunt, velden: dict, *, door) -> Startpunt:
    """Say what is done with it (`afspraak`), and whether that is done (`klaar`).

    What every wijk needs is only ticked: the portal sees how it stands. Geweigerd, beside `klaar`, while that is not there yet.
    """
    vereis(door, "kader_wijzigen", punt.wijk)
    klaar_op = (punt.klaar_op or timezone.localdate()) if velden["klaar"] else None
    afspraak = velden.get("afspraak") or (punt.afspraak or NAGEKEKEN if punt.nodig else "")
    if velden["klaar"] and not afspraak:
        raise Geweigerd(f"Zeg eerst wat u doet met “{ingekort(punt.tekst, 60)}”", "afspraak")
    if velden["klaar"] and (mist := [een.tekst for een in bevindingen(punt) if een.moet]):
        meer = f" En nog {len(mist) - 1} andere: zie de lijst bij dit punt." if len(mist) > 1 else ""
        raise Geweigerd(f"Dit kan nog niet klaar zijn. {mist[0]}{meer}", "klaar")
    anders = bewaar(punt, {"afspraak": afspraak, "klaar_op": klaar_op}, stil=frozenset())
    meld("wijk.startpunt", punt, f"Een startpunt is bijgewerkt: “{ingekort(punt.tekst, 80)}”", wijk=punt.wijk, door=door, anders=anders)
    return punt
