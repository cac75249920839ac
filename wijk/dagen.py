"""Days: those that a person typed, and the day on which a term ends."""

from datetime import date, datetime, time, timedelta

import holidays
from django.utils import timezone

from wijk.fouten import Geweigerd
from wijk.woorden import datum

# Good Friday and every 5 May are among the optional ones of the package; the law counts both.
FEESTDAGEN = holidays.country_holidays("NL", categories=("public", "optional"))


def moet_geweest_zijn(dag: date | None, veld: str) -> None:
    """Geweigerd, beside its field, for a day that is still to come; nothing to say about no day."""
    if dag is not None and dag > timezone.localdate():
        raise Geweigerd(f"{datum(dag)} is nog niet geweest. Vul een dag in tot en met vandaag.", veld)


def begin_van(dag: date) -> datetime:
    """Midnight with which this day begins, in Dutch time."""
    return timezone.make_aware(datetime.combine(dag, time.min))


def werkdag_vanaf(dag: date) -> date:
    """The day itself, or the first after it that is not a Saturday, a Sunday or a public holiday (Algemene termijnenwet, articles 1 and 3)."""
    while dag.weekday() >= 5 or dag in FEESTDAGEN:
        dag += timedelta(days=1)
    return dag
