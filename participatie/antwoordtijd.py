"""How long people wait for an answer: **the** definition, for the figures of the wijk, of each month and of a year of the process."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from django.db.models import Count, Q
from django.db.models.functions import TruncDate, TruncMonth
from django.utils import timezone

from participatie.models import Toetsing
from participatie.models.toetsing import ToetsingQuerySet

# The formula in words, wherever the figure stands.
HELFT = "het kleinste aantal dagen waarbinnen de helft van die antwoorden er was, van de dag van ontvangst tot de dag van het eerste antwoord"
NEGEN = HELFT.replace("de helft van die antwoorden er was", "negen van de tien van die antwoorden er waren")
TE_LAAT = "die antwoorden die kwamen na de dag die beloofd was"
WACHT = "ideeën waarvan de beloofde dag voorbij is en die nu nog op antwoord wachten"
DAG = TruncDate("wanneer")
# Days from the day on which an idea was received to that of its answer, by the Dutch calendar; and whether that was after the day first promised
# (of an idea that is looked at anew `antwoord_voor` is the term of its next answer).
DUUR, LAAT = DAG - TruncDate("idee__ontvangen_op"), Q(idee__eerst_beloofd__lt=DAG) | Q(idee__eerst_beloofd=None, idee__antwoord_voor__lt=DAG)


@dataclass(frozen=True)
class Antwoordtijd:
    """Of first answers: how many, within how many days half and nine in ten of them were there (None without answers), and how many were late."""

    aantal: int
    helft: int | None
    negen: int | None
    te_laat: int


def eerste_antwoorden(wijk) -> ToetsingQuerySet:
    """The first answer to each idea; later ones do not count, nor one that was taken back."""
    return Toetsing.objects.eerste().filter(idee__wijk=wijk)


def antwoordtijd(eerste: ToetsingQuerySet) -> Antwoordtijd:
    """How long these first answers took, in one query."""
    return _tijd(eerste.annotate(duur=DUUR).order_by().values_list("duur").annotate(n=Count("pk"), laat=Count("pk", filter=LAAT)))


def per_maand(wijk, vandaag: date | None = None) -> list[tuple[date, Antwoordtijd]]:
    """The last twelve months in which ideas were answered, newest first: the first day of each, and its first answers."""
    vandaag = vandaag or timezone.localdate()
    jaar_terug = (vandaag.replace(day=1) - timedelta(days=335)).replace(day=1)
    rijen = eerste_antwoorden(wijk).annotate(maand=TruncMonth(DAG), duur=DUUR).filter(maand__gte=jaar_terug)
    per: dict[date, list[tuple[timedelta, int, int]]] = defaultdict(list)
    for maand, *rij in rijen.order_by().values_list("maand", "duur").annotate(n=Count("pk"), laat=Count("pk", filter=LAAT)):
        per[maand].append(tuple(rij))
    return [(begin, _tijd(per[begin])) for begin in sorted(per, reverse=True)]


def _tijd(rijen: Iterable[tuple[timedelta, int, int]]) -> Antwoordtijd:
    """`rijen`: so long, so many, so many of them late."""
    duren = sorted((duur.days, n, laat) for duur, n, laat in rijen)
    aantal = sum(n for _, n, _ in duren)
    return Antwoordtijd(aantal, _binnen(duren, aantal, 50), _binnen(duren, aantal, 90), sum(laat for _, _, laat in duren))


def _binnen(duren: list[tuple[int, int, int]], aantal: int, procent: int) -> int | None:
    """The smallest number of days within which so many per cent were answered."""
    nodig = -(-aantal * procent // 100)
    gehad = accumulate(n for _, n, _ in duren)
    return next((dagen for (dagen, _, _), som in zip(duren, gehad, strict=True) if som >= nodig), None)
