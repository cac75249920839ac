"""The books as a journal: everything that changed a balance, in order of time, with the balances after it."""

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from budget.models import Akkoord, Budget, Pot
from wijk.bedrag import Bedrag

POTTEN = (Pot.VRIJ, Pot.WACHT, Pot.GERESERVEERD, Pot.VERPLICHT, Pot.BETAALD)


@dataclass(frozen=True)
class Mutatie:
    """One line of the journal: a booking that came in, or what a second person said of it. `saldi`: cents in POTTEN after it."""

    moment: datetime
    boeking: int
    datum: date
    wat: str
    van: str
    naar: str
    bedrag: Bedrag
    project: str
    omschrijving: str
    besluit: str
    corrigeert: int | None
    door: str
    bewijsstukken: int
    saldi: tuple[Bedrag, ...]


def mutaties(budget: Budget) -> Iterator[Mutatie]:
    """All lines from the first on. Read in pieces: a hundred thousand bookings take no more memory than a hundred."""
    saldi: Counter[str] = Counter()
    for moment, _, boeking, akkoord in heapq.merge(_boekingen(budget), _akkoorden(budget), key=lambda regel: regel[:2]):
        houdt_vast = boeking.van != Pot.BUITEN and boeking.volgt_op_id is None
        if akkoord is None:
            wat, van = boeking.wat, boeking.van
            naar = boeking.naar if not boeking.vraagt_akkoord else Pot.WACHT if houdt_vast else None
            if boeking.vraagt_akkoord:
                wat = f"{wat} (wacht op akkoord)"
        elif akkoord.oordeel == Akkoord.Oordeel.AKKOORD:
            wat, van, naar = f"{boeking.wat} (akkoord)", Pot.WACHT if houdt_vast else boeking.van, boeking.naar
        else:
            wat, van, naar = f"{boeking.wat} ({akkoord.oordeel})", Pot.WACHT, boeking.van if houdt_vast else None
        if naar is not None:
            saldi[van] -= boeking.bedrag
            saldi[naar] += boeking.bedrag
        yield Mutatie(
            moment,
            boeking.nummer,
            boeking.datum,
            wat,
            Pot(van).label if naar else "",
            Pot(naar).label if naar else "",
            boeking.bedrag,
            boeking.project.titel if boeking.project else "",
            boeking.omschrijving,
            boeking.besluit,
            boeking.corrigeert.nummer if boeking.corrigeert else None,
            str((akkoord or boeking).door or "het portaal"),
            boeking.aantal_bewijsstukken if akkoord is None else 0,
            tuple(Bedrag(saldi[pot]) for pot in POTTEN),
        )


def _boekingen(budget: Budget):
    for boeking in budget.boekingen.voor_journaal().iterator(chunk_size=1000):
        yield boeking.ingevoerd_op, boeking.pk, boeking, None


def _akkoorden(budget: Budget):
    rijen = (
        Akkoord.objects.filter(boeking__budget=budget)
        .select_related("boeking__project", "boeking__corrigeert", "boeking__volgt_op__project", "boeking__vervolg__project", "door")
        .order_by("wanneer", "pk")
    )
    for akkoord in rijen.iterator(chunk_size=1000):
        yield akkoord.wanneer, akkoord.boeking_id, akkoord.boeking, akkoord
