"""What it brought, what was learnt, and every figure."""

from evaluatie.models import Deelsleutel
from evaluatie.programma.blokken import Blok, Kop, Lijst, alineas, tabel
from evaluatie.programma.bron import Bron, deel, getal
from wijk.woorden import datum


@deel(Deelsleutel.OPBRENGST)
def _opbrengst(b: Bron):
    if not b.evaluaties:
        return "Er is nog geen evaluatie vastgesteld.", []
    blokken: list[Blok] = []
    for evaluatie in b.evaluaties:
        rijen = [[een.get_kant_display().capitalize(), een.bracht, een.knelpunten] for een in evaluatie.opbrengsten.all()]
        blokken += [
            Kop(evaluatie.titel),
            *alineas(evaluatie.samenvatting),
            *tabel("Wat het bracht en wat moeilijk ging", ["Voor wie", "Wat het bracht", "Wat moeilijk ging"], rijen),
        ]
    return f"We keken {'één keer' if len(b.evaluaties) == 1 else f'{getal(len(b.evaluaties))} keer'} terug met wie erbij was.", blokken


@deel(Deelsleutel.LEERPUNTEN)
def _leerpunten(b: Bron):
    if not b.leerpunten:
        return "Er zijn nog geen leerpunten.", []
    blokken: list[Blok] = []
    for soort, kop in (("behouden", "Zo blijven doen"), ("anders", "Anders doen")):
        if punten := [leerpunt.tekst for leerpunt in b.leerpunten if leerpunt.soort == soort]:
            blokken += [Kop(kop), Lijst(punten)]
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
    return "", blokken
