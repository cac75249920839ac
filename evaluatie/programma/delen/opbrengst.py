"""What it brought, what was learnt, and every figure."""

from django.utils import timezone

from evaluatie.drempel import MINSTE_GROEP
from evaluatie.jaar import periode
from evaluatie.jaarcijfers import Periode, naast_elkaar, uit_json
from evaluatie.models import Deelsleutel, Kant
from evaluatie.programma.blokken import Alinea, Blok, Kop, Onderbouwd, alineas, tabel
from evaluatie.programma.bron import Bron, deel, getal, hoofdletter
from evaluatie.programma.gronden import in_woorden
from evaluatie.uitslag import Uitslag
from wijk.woorden import datum

# So many years stand beside one another; more would not fit on a sheet.
MEESTE_JAREN = 4


@deel(Deelsleutel.OPBRENGST)
def _opbrengst(b: Bron):
    if not b.evaluaties:
        return "Er is nog geen evaluatie vastgesteld.", []
    blokken: list[Blok] = []
    for evaluatie in b.evaluaties:
        rijen = [[een.get_kant_display().capitalize(), een.bracht, een.knelpunten] for een in evaluatie.opbrengsten.all()]
        blokken += [
            Kop(evaluatie.titel),
            *alineas(evaluatie.eerder_zin),
            *alineas(evaluatie.samenvatting),
            *tabel("Wat het bracht en wat moeilijk ging", ["Voor wie", "Wat het bracht", "Wat moeilijk ging"], rijen),
            *_tevredenheid(b.tevredenheid[evaluatie.pk]),
        ]
    tekst = f"We keken {'één keer' if len(b.evaluaties) == 1 else f'{getal(len(b.evaluaties))} keer'} terug met wie erbij was."
    if any(b.tevredenheid.values()):
        tekst += (
            "\nEen cijfer loopt van 1 tot 5. Wat 1 en 5 betekenen, staat bij de vraag. Achter elk gemiddelde staat hoeveel mensen antwoordden. "
            f"Van een groep van minder dan {MINSTE_GROEP} mensen laten we geen cijfers zien, ook niet als u zelf rekent."
        )
    return tekst, blokken


def _tevredenheid(uitslag: list[Uitslag]) -> list[Blok]:
    """The figures of one evaluation: a row per question, with the average of each group and of how many people that is."""
    namen = list(dict.fromkeys(groep.naam for een in uitslag for groep in een.groepen))
    if uitslag and not namen:
        return [Alinea("Er antwoordden te weinig mensen om cijfers te laten zien.")]
    rijen = []
    for een in (een for een in uitslag if een.groepen):
        gaf = {groep.naam: f"{groep.gemiddelde} ({getal(groep.aantal)})" for groep in een.groepen}
        alleen = Kant(een.vraag.kant).label.capitalize() if een.vraag.kant else ""
        cellen = (gaf.get(naam, "niet gevraagd" if alleen and naam != alleen else "niet te zien") for naam in namen)
        rijen.append([f"{een.vraag.tekst} ({een.vraag.uitersten})", *cellen])
    return tabel("Hoe tevreden mensen zijn", ["Vraag", *namen], rijen, getallen=tuple(range(1, len(namen) + 1)))


@deel(Deelsleutel.LEERPUNTEN)
def _leerpunten(b: Bron):
    if not b.leerpunten:
        return "Er zijn nog geen leerpunten.", []
    blokken: list[Blok] = []
    for soort, kop in (("behouden", "Zo blijven doen"), ("anders", "Anders doen")):
        if punten := [(leerpunt.tekst, in_woorden(leerpunt)) for leerpunt in b.leerpunten if leerpunt.soort == soort]:
            blokken += [Kop(kop), Onderbouwd(punten)]
    acties = [
        [p.actie, p.wie, datum(p.voor), f"gedaan op {datum(p.gedaan_op)}: {p.gedaan}" if p.gedaan_op else "nog te doen"]
        for p in b.leerpunten
        if p.actie
    ]
    blokken += tabel("Wat we eraan doen", ["Wat", "Wie", "Voor", "Stand"], acties)
    return "Dit leerden we. Het is de basis voor hoe we het in een volgende wijk doen.", blokken


@deel(Deelsleutel.CIJFERS)
def _cijfers(b: Bron):
    blokken = [blok for naam in b.groepen if naam != "Wie we op wandelingen bereikten" for blok in b.groep(naam, naam)]
    tot = [Alinea(f"Dit zijn de cijfers van de start tot en met {datum(timezone.localdate())}.")] if blokken else []
    return "", [*tot, *blokken, *_jaren(b)]


def _jaren(b: Bron) -> list[Blok]:
    """The figures of the years that were looked back on, beside one another, each with how it was reckoned; as they stood at that time."""
    met_jaar = sorted((e for e in b.evaluaties if e.jaar and e.cijfers is not None), key=lambda evaluatie: evaluatie.jaar)[-MEESTE_JAREN:]
    perioden = {evaluatie.jaar: periode(b.wijk, evaluatie.jaar) for evaluatie in met_jaar}
    jaren = [f"Jaar {jaar}{_in_jaren(over)}" for jaar, over in perioden.items()]
    kop = ["Wat", *jaren, "Hoe geteld"]
    getallen = tuple(range(1, len(met_jaar) + 1))
    blokken: list[Blok] = []
    for groep, cijfers in naast_elkaar([(evaluatie.jaar, uit_json(evaluatie.cijfers)) for evaluatie in met_jaar]):
        rijen, vorige = [], ""
        for naam, formule, waarden in cijfers:
            hoe = "Zoals hierboven" if formule == vorige else hoofdletter(formule)
            rijen.append([naam, *(waarde for _, waarde in waarden), hoe])
            vorige = formule
        blokken += tabel(groep, kop, rijen, getallen=getallen)
    wanneer = [Alinea(" ".join(filter(None, [_loopt(e.jaar, perioden[e.jaar]), e.eerder_zin]))) for e in met_jaar]
    return [Kop("De cijfers per jaar"), *wanneer, *blokken] if blokken else []


def _in_jaren(over: Periode | None) -> str:
    """` (2026-2027)`, or ` (2026)` when it lies in one; nothing while it is not known."""
    return f" ({'-'.join(dict.fromkeys((str(over.van.year), str(over.laatste.year))))})" if over else ""


def _loopt(jaar: int, over: Periode | None) -> str:
    return f"Jaar {jaar} loopt van {datum(over.van)} tot en met {datum(over.laatste)}." if over else f"Jaar {jaar}."
