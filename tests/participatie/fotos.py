"""Photos to send: good ones, and ones that somebody made to do harm."""

import io
import struct
import zlib

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin


def vlak(breedte=64, hoogte=32, kleur="green", modus="RGB") -> Image.Image:
    return Image.new(modus, (breedte, hoogte), kleur)


def inhoud_van(beeld: Image.Image, soort="JPEG", **opties) -> bytes:
    uit = io.BytesIO()
    beeld.save(uit, soort, **opties)
    return uit.getvalue()


def heic(beeld: Image.Image, **opties) -> bytes:
    uit = io.BytesIO()
    pillow_heif.from_pillow(beeld).save(uit, quality=50, **opties)
    return uit.getvalue()


def bestand(inhoud: bytes, naam="IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(naam, inhoud, "image/jpeg")


def lees(inhoud: bytes) -> Image.Image:
    beeld = Image.open(io.BytesIO(inhoud))
    beeld.load()
    return beeld


def links_rood() -> Image.Image:
    """Red on the left, blue on the right: tells how it was turned."""
    beeld = vlak(80, 40, "blue")
    beeld.paste("red", (0, 0, 40, 40))
    return beeld


def met_alles(soort="JPEG", beeld: Image.Image | None = None) -> bytes:
    """With a place, a camera, a comment, XMP and a colour profile in it; the word GEHEIM is in each."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x9286] = "GEHEIM merk", "GEHEIM toestel", "GEHEIM opmerking"
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 21.0, 0.0), 3: "E", 4: (4.0, 37.0, 0.0)})
    profiel = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    opties = {"exif": exif, "icc_profile": profiel, "xmp": b"<x:xmpmeta>GEHEIM</x:xmpmeta>"}
    if soort == "JPEG":
        opties["comment"] = b"GEHEIM commentaar"
    if soort == "PNG":
        opties["pnginfo"] = PngImagePlugin.PngInfo()
        opties["pnginfo"].add_text("Comment", "GEHEIM tekst")
        opties.pop("xmp")
    beeld = beeld or vlak()
    if soort == "HEIC":
        return heic(beeld, exif=exif.tobytes(), xmp=opties["xmp"])
    return inhoud_van(beeld, soort, **opties)


def _stuk(soort: bytes, inhoud: bytes) -> bytes:
    return struct.pack(">I", len(inhoud)) + soort + inhoud + struct.pack(">I", zlib.crc32(soort + inhoud))


def png_met_kop(breedte: int, hoogte: int, extra: bytes = b"") -> bytes:
    """A PNG whose header says a size, with nearly nothing in it."""
    kop = _stuk(b"IHDR", struct.pack(">IIBBBBB", breedte, hoogte, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + kop + extra + _stuk(b"IDAT", zlib.compress(b"\x00" * 1000)) + _stuk(b"IEND", b"")


def png_tekstbom() -> bytes:
    """A comment of a few kB that unpacks to 200 MB."""
    return png_met_kop(10, 10, _stuk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"x" * 200_000_000, 9)))


PNG = inhoud_van(vlak(), "PNG")
SCRIPT = b"<script>alert(document.cookie)</script>"


def _png_met_tekst() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SCRIPT.decode())
    return inhoud_van(vlak(), "PNG", pnginfo=info)


def _webp_met_staart() -> bytes:
    return inhoud_van(vlak(), "WEBP") + b"zomaar iets erachter"


def _jpeg_met_lagen(aantal: int) -> bytes:
    heel = inhoud_van(vlak(), progressive=True)
    laatste = heel[heel.rindex(b"\xff\xda") : -2]
    return heel[:-2] + laatste * aantal + heel[-2:]


SLECHT = {
    "leeg": (b"", "leeg bestand"),
    "tekst": (b"dit is geen foto", "kunnen we niet lezen"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "kunnen we niet lezen"),
    "gif": (inhoud_van(vlak(), "GIF"), "kunnen we niet lezen"),
    "tiff": (inhoud_van(vlak(), "TIFF"), "kunnen we niet lezen"),
    "halve jpeg": (inhoud_van(Image.effect_noise((300, 300), 50))[:9000], "kunnen we niet lezen"),
    "halve png": (inhoud_van(Image.effect_noise((300, 300), 50), "PNG")[:9000], "kunnen we niet lezen"),
    "halve webp": (inhoud_van(Image.effect_noise((300, 300), 50), "WEBP")[:4000], "kunnen we niet lezen"),
    "halve heic": (heic(Image.effect_noise((300, 300), 50).convert("RGB"))[:3000], "kunnen we niet lezen"),
    "png met pagina erachter": (PNG + b"<!DOCTYPE html><html>" + SCRIPT, "kunnen we niet lezen"),
    "png met iets erachter": (PNG + b"zomaar iets", "kunnen we niet lezen"),
    "png met script erin": (_png_met_tekst(), "kunnen we niet lezen"),
    "webp met iets erachter": (_webp_met_staart(), "kunnen we niet lezen"),
    "jpeg met zip erachter": (inhoud_van(vlak()) + b"PK\x05\x06" + bytes(18), "kunnen we niet lezen"),
    "jpeg met zeshonderd lagen": (_jpeg_met_lagen(600), "kunnen we niet lezen"),
    "bom": (png_met_kop(30_000, 30_000), "Foto 1 is te groot. Kies een foto van minder dan 50 miljoen"),
    "bom van een rij": (png_met_kop(2_000_000_000, 1), "kunnen we niet lezen|beeldpunten"),
    "precies 50 miljoen": (png_met_kop(10_000, 5_000), "10000 bij 5000 beeldpunten. Dat is te groot. Kies een PNG van minder dan 50 miljoen"),
    "te zwaar": (PNG + bytes(15 * 1024 * 1024), "Foto 1 is 16 MB. Kies een foto van ten hoogste 15 MB"),
}
