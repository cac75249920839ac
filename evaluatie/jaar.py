"""Which year of the process an evaluation is about, and when it must be there."""

from datetime import date, timedelta

from evaluatie.jaarcijfers import Jaarcijfer, Periode, bereken, uit_json
from evaluatie.models import Evaluatie
from wijk.models import Wijk

# So long before the year is full the work list says that its evaluation must be prepared.
VOORAF = timedelta(days=61)


def jaar_later(dag: date, jaren: int) -> date:
    """The same day so many years later; 1 March for 29 February where there is none."""
    try:
        return dag.replace(year=dag.year + jaren)
    except ValueError:
        return date(dag.year + jaren, 3, 1)


def periode(wijk: Wijk, jaar: int) -> Periode | None:
    """Of the first year the day of the start up to the same day a year later, and so on; None when the start is not known."""
    if wijk.startdatum is None:
        return None
    return Periode(jaar_later(wijk.startdatum, jaar - 1), jaar_later(wijk.startdatum, jaar))


def volgend_jaar(wijk: Wijk) -> int | None:
    """The first year that has no evaluation yet; None when the start of the process is not known."""
    if wijk.startdatum is None:
        return None
    return (wijk.evaluaties.jaren().values_list("jaar", flat=True).last() or 0) + 1


def cijfers_van(evaluatie: Evaluatie) -> list[Jaarcijfer]:
    """The figures of its year: as they stood when it was concluded, until then as they are now."""
    if evaluatie.cijfers is not None:
        return uit_json(evaluatie.cijfers)
    over = periode(evaluatie.wijk, evaluatie.jaar) if evaluatie.jaar else None
    return bereken(evaluatie.wijk, over) if over else []
