"""Which waiting ideas are likely to say the same as another: pairs to look at, a bounded number of ideas at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from participatie.gelijkend import gelijkend
from participatie.models import Idee, NietHetzelfde
from participatie.models.ordening import HETZELFDE

# So many ideas are held against all others for one page, until so many pairs are found.
BEKEKEN, PAREN = 12, 6
# The newest so many of each word and each square of the map are looked at: fewer than for who sends an idea, because it is done for many at once.
PER_WOORD, PER_VAK = 12, 20
# Of one idea so many pairs at once; when they are judged, the next come.
PER_IDEE = 2
S = Idee.Status
SAMEN_TE_VOEGEN = (S.ONTVANGEN, S.IN_BEHANDELING)
# No idea can join one of these.
NIET_ERBIJ = (S.INGETROKKEN, S.ONBEVESTIGD, S.TERUGGEZET, S.SAMENGEVOEGD, *Idee.AFGEDAAN)


@dataclass
class Paar:
    """Two ideas that look alike, the oldest first; which of them can go into the other."""

    een: Idee
    ander: Idee
    reden: str = HETZELFDE
    fout: str = ""
    gelijkenis: float = 0.0  # points, see gelijkend.py

    # Keys of those to which others belong already: they stay what they are.
    vast: frozenset[int] = frozenset()

    @property
    def deel(self) -> str:
        """Its part of the page."""
        return f"{self.een.nummer}-{self.ander.nummer}"

    @property
    def een_in_ander(self) -> bool:
        return self.een.status in SAMEN_TE_VOEGEN and self.een.pk not in self.vast and not self.ander.is_afgedaan

    @property
    def ander_in_een(self) -> bool:
        return self.ander.status in SAMEN_TE_VOEGEN and self.ander.pk not in self.vast and not self.een.is_afgedaan

    @property
    def wacht_en_antwoord(self) -> tuple[Idee, Idee] | None:
        """The one that waits, and the other that is decided and done with: the same question has an answer, but nothing can join it."""
        for wacht, klaar in ((self.een, self.ander), (self.ander, self.een)):
            if wacht.wacht_op_ons and klaar.is_afgedaan:
                return wacht, klaar
        return None


def waar_het_bij_past(idee: Idee) -> list[Idee]:
    """At most three ideas that say much the same and that this one can join, the most alike first; not those that somebody said are not the same."""
    anders = {pk for paar in NietHetzelfde.objects.paren([idee.pk]) for pk in paar}
    onder = idee.wijk.ideeen.exclude(pk__in={idee.pk, *anders}).exclude(status__in=NIET_ERBIJ)
    waar = idee.titel, idee.omschrijving, idee.thema, idee.lat, idee.lon
    return gelijkend(idee.wijk, *waar, onder=onder, per_woord=PER_WOORD, per_vak=PER_VAK)[:3]


def paren(wijk, voor: int | None = None) -> tuple[list[Paar], int | None]:
    """Pairs among which one waits for an answer, from the newest on, or from before the number `voor`; and the number to go on from, if any.

    The ideas are gone through from the newest on, until there are enough pairs; of those the most alike stands first.
    """
    # A status at a time: each has its index, also where few ideas wait among very many that are done.
    per_status = [wijk.ideeen.filter(status=status).op_nummer(voor).select_related("thema")[: BEKEKEN + 1] for status in Idee.WACHT_OP_ANTWOORD]
    wachtend = sorted((idee for rijen in per_status for idee in rijen), key=lambda idee: -idee.nummer)[: BEKEKEN + 1]
    uit: dict[tuple[int, int], Paar] = {}
    gezegd = NietHetzelfde.objects.paren([idee.pk for idee in wachtend])
    laatste = None
    for idee in wachtend[:BEKEKEN]:
        if len(uit) >= PAREN:
            break
        laatste = idee
        onder = Idee.objects.gelijk_aan_te_wijzen(idee)  # those with the words of this wijk: no need to say the wijk again
        lijkt = gelijkend(wijk, idee.titel, idee.omschrijving, idee.thema, idee.lat, idee.lon, onder=onder, per_woord=PER_WOORD, per_vak=PER_VAK)
        nog = [ander for ander in lijkt if _sleutel(idee, ander) not in gezegd | uit.keys()]
        for ander in nog[:PER_IDEE]:
            uit[_sleutel(idee, ander)] = Paar(*sorted((idee, ander), key=lambda een: een.nummer), gelijkenis=ander.gelijkenis)
    _kijk_wie_al_dubbelen_heeft(uit.values())
    meer = laatste is not None and laatste.pk != wachtend[-1].pk
    samen = [paar for paar in uit.values() if paar.een_in_ander or paar.ander_in_een or paar.wacht_en_antwoord]
    return sorted(samen, key=lambda paar: -paar.gelijkenis), laatste.nummer if meer else None


def _sleutel(idee: Idee, ander: Idee) -> tuple[int, int]:
    return min(idee.pk, ander.pk), max(idee.pk, ander.pk)


def _kijk_wie_al_dubbelen_heeft(paren: Iterable[Paar]) -> None:
    pks = {idee.pk for paar in paren for idee in (paar.een, paar.ander)}
    vast = frozenset(Idee.objects.filter(samengevoegd_met__in=pks).values_list("samengevoegd_met", flat=True))
    for paar in paren:
        paar.vast = vast
