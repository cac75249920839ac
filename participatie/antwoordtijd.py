"""How long people wait for an answer, per month."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from django.db.models import Count, Q
from django.db.models.functions import TruncDate, TruncMonth
from django.utils import timezone

from participatie.models import Toetsing

MAANDEN = 12


@dataclass(frozen=True)
class Maand:
    """The first answers of one month: how many, how many days half and nine in ten of them took at most, and how many were late."""

    begin: date
    aantal: int
    mediaan: int
    negen_van_tien: int
    te_laat: int


def per_maand(wijk, vandaag: date | None = None) -> list[Maand]:
    """The last twelve months in which ideas were answered, newest first. Days are counted by the Dutch calendar; the first answer counts."""
    vandaag = vandaag or timezone.localdate()
    jaar_terug = (vandaag.replace(day=1) - timedelta(days=335)).replace(day=1)
    dag = TruncDate("wanneer")
    rijen = (
        Toetsing.objects.eerste()
        .filter(idee__wijk=wijk)
        .annotate(maand=TruncMonth(dag), duur=dag - TruncDate("idee__ontvangen_op"))
        .filter(maand__gte=jaar_terug)
        .order_by()
        .values_list("maand", "duur")
        .annotate(aantal=Count("pk"), laat=Count("pk", filter=Q(idee__antwoord_voor__lt=dag)))
    )
    per: dict[date, list[tuple[int, int, int]]] = defaultdict(list)
    for maand, duur, aantal, laat in rijen:
        per[maand].append((duur.days, aantal, laat))
    return [_maand(begin, sorted(per[begin])) for begin in sorted(per, reverse=True)]


def _maand(begin: date, duren: list[tuple[int, int, int]]) -> Maand:
    aantal = sum(n for _, n, _ in duren)
    return Maand(begin, aantal, _deel(duren, aantal, 50), _deel(duren, aantal, 90), sum(laat for _, _, laat in duren))


def _deel(duren: list[tuple[int, int, int]], aantal: int, procent: int) -> int:
    """The smallest number of days within which so many per cent were answered."""
    nodig = -(-aantal * procent // 100)
    gehad = accumulate(n for _, n, _ in duren)
    return next(dagen for (dagen, _, _), som in zip(duren, gehad, strict=True) if som >= nodig)
