"""As many invented ideas as are asked for, in bulk: the same seed gives the same ideas."""

import heapq
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

import shapely
from django.db import transaction
from django.utils import timezone

from participatie.deeds.woorden import leg_woorden_vast
from participatie.models import Idee, Nummering, Oordeel, Overleg, Toetsing, Vervolgstap
from wijk.models import Gebeurtenis, Wijk
from wijk.portaal.voorbeeld.teksten import BESLUITEN, PLEKKEN, REDENEN, REDENEN_NIET, STAARTEN, ZINNEN
from wijk.woorden import stuks

S, B = Idee.Status, Vervolgstap.Besluit
# How often each status occurs among a hundred ideas. Merged ideas and those in a project come from the story (verhaal.py).
VERDELING = {
    S.ONTVANGEN: 18, S.IN_BEHANDELING: 10, S.PAST: 16, S.PAST_DEELS: 9, S.PAST_NIET: 13, S.REGULIER: 14,
    S.OPGEPAKT: 4, S.LATER: 6, S.NIET_GEKOZEN: 6, S.KLAAR: 4,
}  # fmt: skip
# What the municipality answered on the way to each status.
UITKOMST = {
    S.PAST: "past", S.PAST_DEELS: "past_deels", S.PAST_NIET: "past_niet", S.REGULIER: "regulier",
    S.OPGEPAKT: "past", S.LATER: "past_deels", S.NIET_GEKOZEN: "past", S.KLAAR: "past",
}  # fmt: skip
# What the overleg decided on the way to each status.
BESLUIT = {S.OPGEPAKT: B.OPGEPAKT, S.KLAAR: B.OPGEPAKT, S.LATER: B.LATER, S.NIET_GEKOZEN: B.NIET_GEKOZEN}
OORDEEL = {"past": "voldoet", "past_deels": "voorwaarde", "past_niet": "voldoet_niet"}
STUK = 5000
# The ideas came in evenly over this time; what is older than a month has its answer, what came in just now has none.
DUUR = timedelta(days=180)
MAAND = timedelta(days=30)
TE_LAAT = timedelta(days=34)
NET_BINNEN = timedelta(days=10)
# When the overleg was that decided on them, and how long before it an idea must have come in.
OVERLEG_GELEDEN = 35
VOORAF = timedelta(days=5)
OVERLEG = "Overleg over de ideeën van de website (voorbeeld)"


def om(dagen_geleden: int, uur: int, minuut: int = 0) -> datetime:
    """A moment in Dutch time, so many days ago (below zero: to come)."""
    dag = timezone.localdate() - timedelta(days=dagen_geleden)
    return timezone.make_aware(datetime(dag.year, dag.month, dag.day, uur, minuut))  # noqa: DTZ001 (made aware here)


def punten_in(wijk: Wijk, dobbel: random.Random) -> Iterator[tuple[float, float]]:
    """Endless (lat, lon) inside the boundary, WGS 84 degrees rounded to about a metre."""
    west, zuid, oost, noord = wijk.veelhoek.bounds
    while True:
        lons = [round(dobbel.uniform(west, oost), 5) for _ in range(STUK)]
        lats = [round(dobbel.uniform(zuid, noord), 5) for _ in range(STUK)]
        binnen = shapely.contains_xy(wijk.veelhoek, lons, lats)
        yield from ((lat, lon) for lat, lon, ok in zip(lats, lons, binnen, strict=True) if ok)


class Ideeenstroom:
    """`aantal` invented ideas that come in one after another over DUUR, each with its answer, its decision and its record.

    `tot(moment)` adds what came in until then. The record is written in the order in which things happened, also beside what a story does
    in between: what is still to come waits, at most that of about two months.
    """

    def __init__(self, wijk: Wijk, aantal: int, zaad: int, nu: datetime | None = None):
        self.wijk, self.aantal, self.nu = wijk, aantal, nu or timezone.now()
        self.dobbel = random.Random(zaad)
        self.punten = punten_in(wijk, self.dobbel) if wijk.veelhoek is not None else None
        self.themas = {thema.naam: thema for thema in wijk.themas.all()}
        self.open = {thema.pk for thema in self.themas.values() if thema.is_open()}
        voorwaarden = wijk.randvoorwaarden.in_basisset().geldig().filter(soort="inhoudelijk").select_related("huidige")
        self.versies = {v.huidige.titel: v.huidige for v in voorwaarden if v.huidige}
        self.basis = wijk.get_absolute_url()
        self.gedaan = 0
        self.wacht: list[tuple] = []  # a heap of what still has to be recorded
        self.teller = count()
        self.overleg, nieuw = Overleg.objects.get_or_create(
            wijk=wijk,
            titel=OVERLEG,
            defaults={
                "begint": om(OVERLEG_GELEDEN, 20),
                "plaats": "het wijkcentrum (voorbeeld)",
                "status": Overleg.Status.GEHOUDEN,
                "aanwezig": 14,
                "verslag": "Voorbeeld: we bespraken de ideeën die via de website en op papier binnenkwamen.",
            },
        )
        self.besloten = self.overleg.begint + timedelta(hours=2)
        if nieuw:
            self._later(self.besloten, "overleg.gehouden", self.overleg, f"Overleg gehouden: {OVERLEG}.", "")

    def tot(self, moment: datetime) -> None:
        # Idea i of n comes in at (i + ½) / n of the time.
        hoeveel = min(self.aantal, int(self.aantal * ((moment - (self.nu - DUUR)) / DUUR) + 0.5))
        while self.gedaan < hoeveel:
            self._stuk(min(STUK, hoeveel - self.gedaan))
        self._schrijf(moment)

    @transaction.atomic
    def _stuk(self, stuk: int) -> None:
        nummer = Nummering.objects.volgende(self.wijk, stuk)
        ideeen = [
            self._idee(nummer + i, self.nu - DUUR + DUUR * (self.gedaan + i + 0.5) / self.aantal if self.aantal else self.nu) for i in range(stuk)
        ]
        Idee.objects.bulk_create(ideeen)
        leg_woorden_vast(self.wijk.pk, ideeen)
        antwoorden = [self._antwoord(idee) for idee in ideeen if idee.status in UITKOMST]
        toetsingen = Toetsing.objects.bulk_create(toetsing for toetsing, _ in antwoorden)
        Oordeel.objects.bulk_create(
            Oordeel(toetsing=toetsing, versie=versie, waarde=OORDEEL[toetsing.uitkomst], reden="" if toetsing.uitkomst == "past" else toetsing.reden)
            for toetsing, versie in antwoorden
            if versie is not None and toetsing.uitkomst in OORDEEL
        )
        Vervolgstap.objects.bulk_create(self._besluit(idee) for idee in ideeen if idee.status in BESLUIT)
        for idee in ideeen:
            self._later(idee.ontvangen_op, "idee.ingediend", idee, f"Idee {idee.nummer} is ontvangen.", f"{self.basis}ideeen/{idee.nummer}/")
        for toetsing in toetsingen:
            idee, zin = toetsing.idee, f"Antwoord op idee {toetsing.idee.nummer}: {toetsing.get_uitkomst_display()}."
            self._later(toetsing.wanneer, "idee.getoetst", idee, zin, f"{self.basis}ideeen/{idee.nummer}/")
        self.gedaan += stuk
        self._schrijf(ideeen[-1].ontvangen_op)

    def _later(self, wanneer: datetime, soort: str, ding, tekst: str, pad: str) -> None:
        heapq.heappush(self.wacht, (wanneer, next(self.teller), soort, ding._meta.label_lower, ding.pk, tekst, pad))

    def _schrijf(self, moment: datetime) -> None:
        """Record what happened until then, in order."""
        while self.wacht and self.wacht[0][0] <= moment:
            rijen = []
            while self.wacht and self.wacht[0][0] <= moment and len(rijen) < STUK:
                wanneer, _, soort, onderwerp, pk, tekst, pad = heapq.heappop(self.wacht)
                rijen.append(
                    Gebeurtenis(
                        wijk=self.wijk, soort=soort, onderwerp=onderwerp, onderwerp_id=pk, tekst=tekst, pad=pad, als="systeem", openbaar=True,
                        gegevens={"voorbeeld": True}, wanneer=wanneer,
                    )
                )  # fmt: skip
            Gebeurtenis.objects.bulk_create(rijen)

    def _idee(self, nummer: int, ontvangen: datetime) -> Idee:
        dobbel = self.dobbel
        naam, soort, titel, omschrijving = dobbel.choice(ZINNEN)
        plek = dobbel.choice(PLEKKEN)
        thema = self.themas.get(naam)
        dicht = thema is not None and thema.pk not in self.open
        status = S.WACHT_OP_THEMA if dicht else self._status(soort, ontvangen)
        lat, lon = next(self.punten) if self.punten is not None and dobbel.random() < 0.85 else (None, None)
        idee = Idee(
            wijk=self.wijk,
            nummer=nummer,
            soort=soort,
            titel=titel.format(plek=plek),
            omschrijving=omschrijving + dobbel.choice(STAARTEN),
            thema=thema if dobbel.random() < 0.95 or dicht else None,
            lat=lat,
            lon=lon,
            plaats=f"bij {plek}",
            herkomst=dobbel.choice([Idee.Herkomst.ONLINE, Idee.Herkomst.ONLINE, Idee.Herkomst.PAPIER]),
            status=status,
            ontvangen_op=ontvangen,
            antwoord_voor=self.wijk.antwoord_voor(timezone.localdate(ontvangen)),
            steun_aantal=min(int(dobbel.expovariate(0.2)), 60),
            voorbeeld=True,
        )
        idee.over = naam  # what the answer is about, also when nobody filled in the theme
        return idee

    def _status(self, soort: str, ontvangen: datetime) -> str:
        """By lot, as far as it can be true of an idea of this kind and age."""
        leeftijd = self.nu - ontvangen
        # What came in lately mostly waits, so that there is something to toets; a few are late.
        if leeftijd < NET_BINNEN or (leeftijd < TE_LAAT and self.dobbel.random() < 0.7):
            return self.dobbel.choice([S.ONTVANGEN, S.ONTVANGEN, S.IN_BEHANDELING])
        status = self.dobbel.choices(list(VERDELING), list(VERDELING.values()))[0]
        if status in Idee.WACHT_OP_ANTWOORD and leeftijd > MAAND:
            status = S.NIET_GEKOZEN
        if status in BESLUIT and ontvangen > self.overleg.begint - VOORAF:
            status = S.PAST
        return S.PAST_DEELS if status == S.REGULIER and soort == Idee.Soort.KANS else status

    def _antwoord(self, idee: Idee) -> tuple[Toetsing, object]:
        """The answer, within a month and before the overleg that decides on it; and the text of the condition that it rests on."""
        uitkomst = UITKOMST[idee.status]
        uiterlijk = self.overleg.begint if idee.status in BESLUIT else self.nu
        ruimte = min(MAAND, uiterlijk - idee.ontvangen_op)
        keuze = REDENEN_NIET.get(idee.over, REDENEN["past_niet"]) if uitkomst == "past_niet" else REDENEN[uitkomst]
        voorwaarde, reden = self.dobbel.choice(keuze)
        wanneer = idee.ontvangen_op + ruimte * self.dobbel.uniform(0.2, 0.95)
        versie = self.versies.get(voorwaarde) or next(iter(self.versies.values()), None)
        return Toetsing(idee=idee, nummer=1, uitkomst=uitkomst, reden=reden, wanneer=wanneer), versie

    def _besluit(self, idee: Idee) -> Vervolgstap:
        besluit, dag = BESLUIT[idee.status], timezone.localdate(self.besloten)
        opgepakt, klaar = besluit == B.OPGEPAKT, idee.status == S.KLAAR
        pad = f"{self.basis}ideeen/{idee.nummer}/"
        self._later(self.besloten, f"idee.{besluit}", idee, f"Besluit over idee {idee.nummer}: {B(besluit).label}. {self.overleg.op_overleg}", pad)
        gedaan = {}
        if klaar:
            wanneer = self.besloten + (self.nu - self.besloten) * self.dobbel.uniform(0.3, 0.9)
            self._later(wanneer, "idee.klaar", idee, f"Idee {idee.nummer} is klaar.", pad)
            gedaan = {"gedaan_op": timezone.localdate(wanneer), "gedaan": "Bewoners en de gemeente hebben het samen gedaan."}
        return Vervolgstap(
            overleg=self.overleg,
            idee=idee,
            besluit=besluit,
            reden=self.dobbel.choice(BESLUITEN[besluit]),
            wie="bewoners van de wijk" if opgepakt else "",
            voor=dag + timedelta(days=30 if klaar else 60) if opgepakt else None,
            **gedaan,
        )


def verslag(stroom: Ideeenstroom) -> str:
    """What was added; and from now on every page says that this wijk holds invented things."""
    Wijk.objects.filter(pk=stroom.wijk.pk).update(voorbeeld=True)
    zin = stuks(stroom.gedaan, "verzonnen idee is", "verzonnen ideeën zijn")
    return f"{zin} toegevoegd aan {stroom.wijk}."
