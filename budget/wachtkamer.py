"""A document that came with a form that is not booked yet: kept for a day, so that nobody has to choose it again.

A browser does not keep a file when a form comes back. The form then carries a signed note that says which file it is; who does not have the
note finds nothing. What was booked, or waited for a day, is thrown away.
"""

import uuid
from datetime import timedelta
from pathlib import PurePath

from django.core import signing
from django.core.files.base import ContentFile, File
from django.utils import timezone

from budget.models.bewijsstuk import kluis

MAP = ".wacht"  # no wijk can have this address
HOUDBAAR = timedelta(days=1)
_ZOUT = "budget.wachtkamer"


def bewaar(bestand: File) -> str:
    """Keep a file; gives the note by which it is found again."""
    _ruim_op()
    bestand.seek(0)
    plek = kluis().save(f"{MAP}/{uuid.uuid4().hex}", ContentFile(bestand.read()))
    return signing.dumps({"plek": plek, "naam": bestand.name}, salt=_ZOUT)


def haal(briefje: str) -> File | None:
    """The file of a note; None when there is none any more."""
    if (gelezen := _lees(briefje)) is None or not kluis().exists(gelezen["plek"]):
        return None
    with kluis().open(gelezen["plek"]) as bestand:
        return ContentFile(bestand.read(), name=gelezen["naam"])


def gooi_weg(briefje: str) -> None:
    if gelezen := _lees(briefje):
        kluis().delete(gelezen["plek"])


def _lees(briefje: str) -> dict | None:
    try:
        return signing.loads(briefje, salt=_ZOUT, max_age=HOUDBAAR)
    except signing.BadSignature:
        return None


def _ruim_op() -> None:
    opslag = kluis()
    if not opslag.exists(MAP):
        return
    for naam in opslag.listdir(MAP)[1]:
        plek = str(PurePath(MAP) / naam)
        try:
            oud = opslag.get_modified_time(plek) < timezone.now() - HOUDBAAR
        except FileNotFoundError:  # another request threw it away just now
            continue
        if oud:
            opslag.delete(plek)
