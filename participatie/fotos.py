"""What an uploaded photo really is, and what is left of it: two upright pictures without anything that tells where or with what it was taken."""

import io
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass

import pillow_heif
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageCms

from wijk.bedrag import Bedrag
from wijk.fouten import Geweigerd

MEESTE = 5  # photos with one idea
GROOTSTE = 15 * 1024 * 1024  # bytes
TE_VEEL_PUNTEN = 50_000_000
GROOT, KLEIN = 1600, 480  # pixels of the longest side
GEHEUGEN = 280 * 1024 * 1024  # bytes that decoding may take

pillow_heif.options.DECODE_THREADS = 1
_RECHTOP = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# Decoding is what takes memory: a process does one photo at a time, however many threads serve.
_EEN_TEGELIJK = threading.Lock()


@dataclass(frozen=True)
class Beeld:
    """A photo as it is kept: WebP in two sizes; width and height are those of the large one."""

    groot: bytes
    klein: bytes
    breedte: int
    hoogte: int


def passend(breedte: int, hoogte: int, langste: int) -> tuple[int, int]:
    """The same shape with a longest side of at most `langste`."""
    deel = min(1, langste / max(breedte, hoogte))
    return max(1, round(breedte * deel)), max(1, round(hoogte * deel))


def bewerk(bestand: UploadedFile, nummer: int) -> Beeld:
    """Make a photo ready to be kept. Geweigerd, on `fotos`, when it is not a whole JPEG, PNG, WebP or HEIC, or is too large.

    Takes less than 300 MiB of memory: what it would take is known from the header, before anything is decoded.
    """
    if bestand.size > GROOTSTE:
        mb = Bedrag.cijfers(-(-bestand.size // (1024 * 1024)))
        raise Geweigerd(f"Foto {nummer} is {mb} MB. Kies een foto van ten hoogste 15 MB.", "fotos")
    bestand.seek(0)
    inhoud = bestand.read()
    if not inhoud:
        raise Geweigerd(f"Foto {nummer} is een leeg bestand. Kies de foto opnieuw.", "fotos")
    geen_foto = Geweigerd(f"Foto {nummer} kunnen we niet lezen. Kies een foto die heel is: JPEG, PNG, WebP of HEIC.", "fotos")
    if _is_ook_iets_anders(inhoud):
        raise geen_foto
    with _EEN_TEGELIJK:
        try:
            beeld = _lees(inhoud, nummer)
        except Geweigerd:
            raise
        except Image.DecompressionBombError as fout:  # Pillow's own limit, met while it reads the header
            raise Geweigerd(f"Foto {nummer} is te groot. Kies een foto van minder dan 50 miljoen beeldpunten.", "fotos") from fout
        except Exception as fout:  # a decoder that is fed nonsense raises anything: struct.error, KeyError, SyntaxError, ...
            raise geen_foto from fout
        groot = beeld.resize(passend(*beeld.size, GROOT), Image.Resampling.LANCZOS)
        klein = groot.resize(passend(*groot.size, KLEIN), Image.Resampling.LANCZOS)
        return Beeld(_webp(groot), _webp(klein), *groot.size)


_VREEMD = (b"<html", b"<script", b"<!doctype", b"<?php", b"<iframe", b"%pdf-")
_EIND_VAN_PNG = b"\x00\x00\x00\x00IEND\xaeB`\x82"
_EIND_VAN_ZIP = b"PK\x05\x06"
_LAAG = b"\xff\xda"  # begins a scan of a JPEG; a camera makes about ten, and chance makes 230 in a film of 15 MB behind it
MEESTE_LAGEN = 500


def _is_ook_iets_anders(inhoud: bytes) -> bool:
    """Whether it is a page, a program or an archive as well. Only the picture would be left of it; but nobody makes such a file by accident.

    What follows a JPEG is let be: telephones put a short film behind it.
    """
    klein = inhoud.lower()
    if any(teken in klein for teken in _VREEMD) or _EIND_VAN_ZIP in inhoud[-66_000:]:
        return True
    if inhoud.startswith(b"\x89PNG"):
        return bool(inhoud.partition(_EIND_VAN_PNG)[2].strip(b"\x00"))
    if inhoud.startswith(b"RIFF"):
        return bool(inhoud[8 + int.from_bytes(inhoud[4:8], "little") :].strip(b"\x00"))
    return False


@dataclass(frozen=True)
class _Bron:
    """A picture of which nothing is decoded yet."""

    soort: str
    maat: tuple[int, int]
    gelezen_als: tuple[int, int]  # the size it is decoded at
    bytes_per_punt: float  # of memory, for each pixel of `maat`
    strook: Callable[[int, int], Image.Image]  # the rows from .. until ..
    draai: Image.Transpose | None = None
    profiel: bytes | None = None

    @property
    def meeste_punten(self) -> int:
        return min(TE_VEEL_PUNTEN, int(GEHEUGEN / self.bytes_per_punt))


def _lees(inhoud: bytes, nummer: int) -> Image.Image:
    """The picture, upright, in sRGB, on white, at most about twice as large as needed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bron = _heic(inhoud) if pillow_heif.is_supported(inhoud) else _gewoon(inhoud)
        breedte, hoogte = bron.maat
        if breedte * hoogte >= bron.meeste_punten:
            raise Geweigerd(
                f"Foto {nummer} is {breedte} bij {hoogte} beeldpunten. Dat is te groot. "
                f"Kies een {bron.soort} van minder dan {bron.meeste_punten // 1_000_000} miljoen beeldpunten.",
                "fotos",
            )
        beeld, draai, profiel = _verklein(bron), bron.draai, bron.profiel
    del bron  # and with it what was decoded
    if profiel:
        beeld = _naar_srgb(beeld, profiel)
    if beeld.mode != "RGB":
        beeld = beeld.convert("RGB")
    return beeld.transpose(draai) if draai is not None else beeld


def _gewoon(inhoud: bytes) -> _Bron:
    beeld = Image.open(io.BytesIO(inhoud), formats=["JPEG", "PNG", "WEBP"])
    maat, soort = beeld.size, beeld.format
    match soort:
        case "PNG":
            per_punt = 5.5
        case "WEBP":  # the decoder keeps the whole picture four times
            soort, per_punt = "WebP", 18.5
        case _ if inhoud.count(_LAAG) > MEESTE_LAGEN:
            raise ValueError("so many scans would keep the decoder busy for hours")
        case _:  # JPEG or MPO. The decoder may keep two bytes for each number, in as many planes, as fine as they are.
            fijn = max(h for _, h, *_ in beeld.layer) * max(v for _, _, v, *_ in beeld.layer)
            soort, per_punt = "JPEG", 0.3 + 2 * sum(h * v for _, h, v, *_ in beeld.layer) / fijn
            beeld.draft(None, passend(*maat, GROOT))  # decoded small
    return _Bron(
        soort,
        maat,
        beeld.size,
        per_punt,
        lambda van, tot: beeld.crop((0, van, beeld.width, tot)),
        _RECHTOP.get(_stand(beeld)),
        beeld.info.get("icc_profile"),
    )


def _heic(inhoud: bytes) -> _Bron:
    """Read without Pillow's plugin, which would copy the whole picture. The decoder itself puts it upright."""
    beeld = pillow_heif.open_heif(inhoud, convert_hdr_to_8bit=True)
    maat = beeld.size
    gewoon = beeld.mode == "RGB" and beeld.info.get("bit_depth") == 8

    def strook(van: int, tot: int) -> Image.Image:
        rijen = memoryview(beeld.data)[van * beeld.stride : tot * beeld.stride]
        if beeld.size != maat:
            raise ValueError("the picture is not as large as its header says")
        return Image.frombuffer(beeld.mode, (maat[0], tot - van), rijen, "raw", beeld.mode, beeld.stride, 1)

    return _Bron("HEIC", maat, maat, 5.8 if gewoon else 9, strook, profiel=beeld.info.get("icc_profile"))


def _stand(beeld: Image.Image) -> int:
    try:
        return beeld.getexif().get(0x0112, 1)
    except Exception:  # damaged EXIF: the picture itself may be whole
        return 1


def _verklein(bron: _Bron) -> Image.Image:
    """Shrink by a whole number, strip by strip: a copy of the whole in another mode would double the memory."""
    breedte, hoogte = bron.gelezen_als
    deel = max(1, max(breedte, hoogte) // (2 * GROOT))
    rijen = deel * max(1, 2_000_000 // (breedte * deel))
    uit = None
    for boven in range(0, hoogte, rijen):
        strook = _op_wit(bron.strook(boven, min(hoogte, boven + rijen))).reduce(deel)
        uit = uit or Image.new(strook.mode, (strook.width, -(-hoogte // deel)))
        uit.paste(strook, (0, boven // deel))
    return uit


def _op_wit(beeld: Image.Image) -> Image.Image:
    if beeld.mode in ("RGB", "L", "CMYK"):
        return beeld
    if beeld.mode.startswith("I;16"):
        return beeld.convert("L")
    beeld = beeld.convert("RGBA")
    wit = Image.new("RGBA", beeld.size, "white")
    wit.alpha_composite(beeld)
    return wit.convert("RGB")


def _naar_srgb(beeld: Image.Image, profiel: bytes) -> Image.Image:
    try:
        return ImageCms.profileToProfile(beeld, ImageCms.ImageCmsProfile(io.BytesIO(profiel)), ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that does not fit the picture says nothing of its colours
        return beeld


def _webp(beeld: Image.Image) -> bytes:
    beeld.info = {}  # nothing of the original goes along
    uit = io.BytesIO()
    beeld.save(uit, "WEBP", quality=80)
    return uit.getvalue()
