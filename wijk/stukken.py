"""What an uploaded document really is: told from its content, never from its name or from what the browser says."""

import io
import warnings
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, UnidentifiedImageError

from wijk.bedrag import Bedrag
from wijk.fouten import Geweigerd

GROOTSTE = 10 * 1024 * 1024  # bytes
MEESTE_PIXELS = 40_000_000
PDF = "application/pdf"
EXTENSIE = {PDF: ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
_AFBEELDING = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def herken(bestand: UploadedFile) -> tuple[bytes, str]:
    """The content of a PDF, JPEG, PNG or WebP and its kind (MIME). Geweigerd, on `bestand`, for anything else."""
    if bestand.size > GROOTSTE:
        raise Geweigerd(f"Dit bestand is {Bedrag.cijfers(bestand.size // 1024 // 1024)} MB. Kies een bestand van ten hoogste 10 MB.", "bestand")
    inhoud = bestand.read()
    if not inhoud:
        raise Geweigerd("Dit bestand is leeg.", "bestand")
    if inhoud.startswith(b"%PDF-"):
        if b"%%EOF" not in inhoud[-2048:]:
            raise Geweigerd("Deze PDF is niet heel. Bewaar hem opnieuw, en probeer het nog eens.", "bestand")
        return inhoud, PDF
    return inhoud, _afbeelding(inhoud)


def _afbeelding(inhoud: bytes) -> str:
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(inhoud), formats=list(_AFBEELDING)) as beeld:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            breedte, hoogte = beeld.size
            if breedte * hoogte > MEESTE_PIXELS:
                raise Geweigerd(f"Deze afbeelding is {breedte} bij {hoogte} punten. Dat is te groot: maak hem kleiner.", "bestand")
            beeld.verify()
            return _AFBEELDING[beeld.format]
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as fout:
        raise Geweigerd("Dit is geen PDF en geen foto (JPEG, PNG of WebP). Kies een ander bestand.", "bestand") from fout


def nette_naam(naam: str | None) -> str:
    """The name that a file came with, fit to be shown and to be offered again."""
    kaal = "".join(teken for teken in PurePath((naam or "").replace("\\", "/")).name if teken.isprintable() and teken not in '"<>')
    return kaal[-120:] or "bestand"
