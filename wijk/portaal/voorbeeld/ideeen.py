"""As many invented ideas as are asked for, in bulk: the same seed gives the same ideas."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

import shapely
from django.db import transaction
from django.utils import timezone

from participatie.models import Idee, Nummering, Oordeel, Toetsing
from wijk.models import Gebeurtenis, Wijk
from wijk.portaal.voorbeeld.teksten import PLEKKEN, REDENEN, STAARTEN, ZINNEN

S = Idee.Status
# How often each status occurs among a hundred ideas. Merged ideas and those in a project come from the story (verhaal.py).
VERDELING = {
    S.ONTVANGEN: 18, S.IN_BEHANDELING: 10, S.PAST: 16, S.PAST_DEELS: 9, S.PAST_NIET: 13, S.REGULIER: 14,
    S.OPGEPAKT: 4, S.LATER: 6, S.NIET_GEKOZEN: 6, S.KLAAR: 4,
}  # fmt: skip
# What the municipality answered on the way to each status.
UITKOMST = {
    S.PAST: "past", S.PAST_DEELS: "past_deels", S.PAST_NIET: "past_niet", S.REGULIER: "regulier",
    S.OPGEPAKT: "past", S.LATER: "past_deels", S.NIET_GEKOZEN: "past", S.KLAAR: "regulier",
}  # fmt: skip
OORDEEL = {"past": "voldoet", "past_deels": "voorwaarde", "past_niet": "voldoet_niet"}
STUK = 5000
# The ideas came in evenly over this time; what is older than a month has its answer.
DUUR = timedelta(days=180)
MAAND = timedelta(days=30)


def punten_in(wijk: Wijk, dobbel: random.Random) -> Iterator[tuple[float, float]]:
    """Endless (lat, lon) inside the boundary, WGS 84 degrees rounded to about a metre."""
    west, zuid, oost, noord = wijk.veelhoek.bounds
    while True:
        lons = [round(dobbel.uniform(west, oost), 5) for _ in range(STUK)]
        lats = [round(dobbel.uniform(zuid, noord), 5) for _ in range(STUK)]
        binnen = shapely.contains_xy(wijk.veelhoek, lons, lats)
        yield from ((lat, lon) for lat, lon, ok in zip(lats, lons, binnen, strict=True) if ok)


def laad_ideeen(wijk: Wijk, aantal: int, zaad: int, tot: datetime | None = None) -> int:
    """Add `aantal` invented ideas (title, place, status, answer, record), labelled as example; gives the number of the first."""
    dobbel = random.Random(zaad)
    punten = punten_in(wijk, dobbel) if wijk.veelhoek is not None else None
    themas = {thema.naam: thema for thema in wijk.themas.all()}
    versies = [voorwaarde.huidige for voorwaarde in wijk.randvoorwaarden.in_basisset().geldig().select_related("huidige") if voorwaarde.huidige]
    statussen, gewichten = zip(*VERDELING.items(), strict=True)
    tot = tot or timezone.now()
    basis = wijk.get_absolute_url()
    eerste = 0
    for begin in range(0, aantal, STUK):
        stuk = min(STUK, aantal - begin)
        with transaction.atomic():
            nummer = Nummering.objects.volgende(wijk, stuk)
            eerste = eerste or nummer
            ideeen = [
                _idee(wijk, nummer + i, dobbel, themas, punten, statussen, gewichten, tot - DUUR * (aantal - begin - i) / aantal, tot)
                for i in range(stuk)
            ]
            Idee.objects.bulk_create(ideeen)
            toetsingen = Toetsing.objects.bulk_create(
                Toetsing(
                    idee=idee,
                    nummer=1,
                    uitkomst=UITKOMST[idee.status],
                    reden=dobbel.choice(REDENEN[UITKOMST[idee.status]]),
                    wanneer=min(tot, idee.ontvangen_op + timedelta(days=dobbel.randint(1, 30))),
                )
                for idee in ideeen
                if idee.status in UITKOMST
            )
            Oordeel.objects.bulk_create(
                Oordeel(
                    toetsing=toetsing,
                    versie=dobbel.choice(versies),
                    waarde=OORDEEL[toetsing.uitkomst],
                    reden="" if toetsing.uitkomst == "past" else toetsing.reden,
                )
                for toetsing in toetsingen
                if versies and toetsing.uitkomst in OORDEEL
            )
            Gebeurtenis.objects.bulk_create(
                Gebeurtenis(
                    wijk=wijk,
                    soort="idee.ingediend",
                    onderwerp="participatie.idee",
                    onderwerp_id=idee.pk,
                    tekst=f"Idee {idee.nummer} is ontvangen.",
                    pad=f"{basis}ideeen/{idee.nummer}/",
                    als="systeem",
                    openbaar=True,
                    gegevens={"voorbeeld": True},
                    wanneer=idee.ontvangen_op,
                )
                for idee in ideeen
            )
    Wijk.objects.filter(pk=wijk.pk).update(voorbeeld=True)
    return eerste


def _idee(wijk, nummer, dobbel, themas, punten, statussen, gewichten, ontvangen, tot) -> Idee:
    thema, soort, titel, omschrijving = dobbel.choice(ZINNEN)
    plek = dobbel.choice(PLEKKEN)
    gekozen = themas.get(thema)
    status = dobbel.choices(statussen, gewichten)[0]
    if status in Idee.WACHT_OP_ANTWOORD and tot - ontvangen > MAAND:
        status = S.NIET_GEKOZEN
    if gekozen is not None and not gekozen.is_open():
        status = S.WACHT_OP_THEMA
    lat, lon = next(punten) if punten is not None and dobbel.random() < 0.85 else (None, None)
    return Idee(
        wijk=wijk,
        nummer=nummer,
        soort=soort,
        titel=titel.format(plek=plek),
        omschrijving=omschrijving + dobbel.choice(STAARTEN),
        thema=gekozen if dobbel.random() < 0.95 or status == S.WACHT_OP_THEMA else None,
        lat=lat,
        lon=lon,
        plaats=f"bij {plek}",
        herkomst=dobbel.choice([Idee.Herkomst.ONLINE, Idee.Herkomst.ONLINE, Idee.Herkomst.PAPIER]),
        status=status,
        ontvangen_op=ontvangen,
        antwoord_voor=wijk.antwoord_voor(ontvangen.date()),
        steun_aantal=min(int(dobbel.expovariate(0.2)), 60),
        voorbeeld=True,
    )
