"""Days: those that a person typed, and the day on which a term ends."""

from datetime import date, datetime, time, timedelta

import holidays
from django.utils import timezone

from wijk.fouten import Geweigerd
from wijk.woorden import datum, leesbaar

# Good Friday and every 5 May are among the optional ones of the package; the law counts both.
FEESTDAGEN = holidays.country_holidays("NL", categories=("public", "optional"))


def moet_geweest_zijn(dag: date | None, veld: str) -> None:
    """Geweigerd, beside its field, for a day that is still to come; nothing to say about no day."""
    if dag is not None and dag > timezone.localdate():
        raise Geweigerd(f"{datum(dag)} is nog niet geweest. Vul een dag in tot en met vandaag.", veld)


def past_bij_moment(begint: datetime, was_al: bool) -> None:
    """Geweigerd, beside `begint` or `was_al`, when somebody plans what has begun already, or says that it was held while it is still to come."""
    voorbij = begint <= timezone.now()
    if voorbij and not was_al:
        raise Geweigerd(f"{leesbaar(begint)} is al geweest. Kies een later moment. Klopt deze dag? Vink dan aan dat het al geweest is.", "begint")
    if was_al and not voorbij:
        raise Geweigerd(f"{leesbaar(begint)} moet nog komen. Haal dit vinkje weg, of kies de dag waarop het was.", "was_al")


def begin_van(dag: date) -> datetime:
    """Midnight with which this day begins, in Dutch time."""
    return timezone.make_aware(datetime.combine(dag, time.min))


def werkdagen_later(dag: date, aantal: int) -> date:
    """The day that is so many working days after this one."""
    for _ in range(aantal):
        dag = werkdag_vanaf(dag + timedelta(days=1))
    return dag


def werkdag_vanaf(dag: date) -> date:
    """The day itself, or the first after it that is not a Saturday, a Sunday or a public holiday (Algemene termijnenwet, articles 1 and 3)."""
    while dag.weekday() >= 5 or dag in FEESTDAGEN:
        dag += timedelta(days=1)
    return dag


def jaar_later(dag: date, jaren: int) -> date:
    """The same day so many years later; 1 March for 29 February where there is none."""
    try:
        return dag.replace(year=dag.year + jaren)
    except ValueError:
        return date(dag.year + jaren, 3, 1)


def jaar_van(start: date, dag: date) -> int:
    """In which year since the start a day falls: 1 for the first, and the years before it are 0, -1 and so on."""
    nummer = dag.year - start.year
    return nummer + 1 if dag >= jaar_later(start, nummer) else nummer


def werkdag_tot(einde: date) -> date:
    """The last working day before `einde`, but not one that has gone by: then today."""
    dag = einde - timedelta(days=1)
    while dag.weekday() >= 5 or dag in FEESTDAGEN:
        dag -= timedelta(days=1)
    return max(dag, timezone.localdate())
