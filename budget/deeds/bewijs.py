"""The documents behind bookings."""

import hashlib
import uuid

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from budget.models import Bewijsstuk, Boeking
from budget.models.bewijsstuk import kluis
from wijk.fouten import Geweigerd
from wijk.gebeurtenissen import meld
from wijk.rechten import SYSTEEM, vereis
from wijk.stukken import EXTENSIE, herken, nette_naam


@transaction.atomic
def voeg_bewijs_toe(boeking: Boeking, bestand: UploadedFile, *, door) -> Bewijsstuk:
    """Put a PDF or a picture behind a booking.

    Geweigerd, on `bestand`, when its content is something else, too large or damaged, or when it was added to this booking before.
    The file is kept under a name of its own; the name it came with is only shown.
    """
    vereis(door, "boeken", boeking.budget.wijk)
    inhoud, soort = herken(bestand)
    afdruk = hashlib.sha256(inhoud).hexdigest()
    if boeking.bewijsstukken.filter(vingerafdruk=afdruk).exists():
        raise Geweigerd("Dit bestand hoort al bij deze boeking.", "bestand")
    plek = kluis().save(f"{boeking.budget.wijk.slug}/{uuid.uuid4().hex}{EXTENSIE[soort]}", ContentFile(inhoud))
    try:
        with transaction.atomic():
            stuk = Bewijsstuk.objects.create(
                boeking=boeking,
                bestand=plek,
                naam=nette_naam(bestand.name),
                soort=soort,
                grootte=len(inhoud),
                vingerafdruk=afdruk,
                door=None if door is SYSTEEM else door,
            )
    except IntegrityError as fout:
        kluis().delete(plek)
        raise Geweigerd("Dit bestand hoort al bij deze boeking.", "bestand") from fout
    meld(
        "budget.bewijsstuk", boeking, f"Bewijsstuk toegevoegd bij boeking {boeking.nummer}.", wijk=boeking.budget.wijk, door=door, vingerafdruk=afdruk
    )
    return stuk
