"""Days that a person typed."""

from datetime import date

from django.utils import timezone

from wijk.fouten import Geweigerd
from wijk.woorden import datum


def moet_geweest_zijn(dag: date | None, veld: str) -> None:
    """Geweigerd, beside its field, for a day that is still to come; nothing to say about no day."""
    if dag is not None and dag > timezone.localdate():
        raise Geweigerd(f"{datum(dag)} is nog niet geweest. Vul een dag in tot en met vandaag.", veld)
