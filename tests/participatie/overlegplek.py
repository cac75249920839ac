"""What the tests of overleggen share: one that began, which addresses were mailed, and what the worklist says."""

from datetime import timedelta

from django.core import mail
from django.utils import timezone

from participatie.models import Overleg
from wijk.dagen import begin_van
from wijk.rechten import rechten_van
from wijk.werklijst import van_wijk

WERK = "/werkplek/geleerdenwijk/overleg/"


def begin(overleg: Overleg) -> Overleg:
    """As if it began an hour ago, or just after midnight: on the day of today."""
    begint = max(timezone.now() - timedelta(hours=1), begin_van(timezone.localdate()))
    Overleg.objects.filter(pk=overleg.pk).update(begint=begint)
    overleg.refresh_from_db()
    return overleg


def aan() -> list[str]:
    return sorted(bericht.to[0] for bericht in mail.outbox)


def stappen(wijk, ambtenaar) -> dict[str, int]:
    return {taak.zin: taak.aantal for taak in van_wijk(wijk, rechten_van(ambtenaar, wijk))}
