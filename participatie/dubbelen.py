"""Which waiting ideas are likely to say the same as another: pairs to look at, a bounded number of ideas at a time."""

from collections.abc import Iterable
from dataclasses import dataclass

from participatie.gelijkend import gelijkend
from participatie.models import Idee, NietHetzelfde

# So many ideas are held against all others for one page, until so many pairs are found.
BEKEKEN, PAREN = 12, 6
S = Idee.Status
SAMEN_TE_VOEGEN = (S.ONTVANGEN, S.IN_BEHANDELING)


@dataclass
class Paar:
    """Two ideas that look alike, the oldest first; which of them can go into the other."""

    een: Idee
    ander: Idee
    reden: str = "Dit gaat over hetzelfde. We gaan bij dat idee verder."
    fout: str = ""

    # Keys of those to which others belong already: they stay what they are.
    vast: frozenset[int] = frozenset()

    @property
    def een_in_ander(self) -> bool:
        return self.een.status in SAMEN_TE_VOEGEN and self.een.pk not in self.vast

    @property
    def ander_in_een(self) -> bool:
        return self.ander.status in SAMEN_TE_VOEGEN and self.ander.pk not in self.vast


def paren(wijk, voor: int | None = None) -> tuple[list[Paar], int | None]:
    """Pairs among which one waits for an answer, from the newest on, or from before the number `voor`; and the number to go on from, if any."""
    rijen = wijk.ideeen.wacht_op_antwoord().op_nummer(voor)[: BEKEKEN + 1]
    wachtend = list(rijen.select_related("thema"))
    uit: dict[tuple[int, int], Paar] = {}
    gezegd = NietHetzelfde.objects.paren([idee.pk for idee in wachtend])
    laatste = None
    for idee in wachtend[:BEKEKEN]:
        if len(uit) >= PAREN:
            break
        laatste = idee
        onder = wijk.ideeen.samen_te_voegen_met(idee)
        for ander in gelijkend(wijk, idee.titel, idee.omschrijving, idee.thema, idee.lat, idee.lon, onder=onder):
            sleutel = tuple(sorted((idee.pk, ander.pk)))
            if sleutel not in gezegd and sleutel not in uit:
                oud, nieuw = sorted((idee, ander), key=lambda een: een.nummer)
                uit[sleutel] = Paar(oud, nieuw)
    _kijk_wie_al_dubbelen_heeft(uit.values())
    meer = laatste is not None and laatste.pk != wachtend[-1].pk
    return [paar for paar in uit.values() if paar.een_in_ander or paar.ander_in_een], laatste.nummer if meer else None


def _kijk_wie_al_dubbelen_heeft(paren: Iterable[Paar]) -> None:
    pks = {idee.pk for paar in paren for idee in (paar.een, paar.ander)}
    vast = frozenset(Idee.objects.filter(samengevoegd_met__in=pks).values_list("samengevoegd_met", flat=True))
    for paar in paren:
        paar.vast = vast
