"""What is left of a photo, what is refused as one, and how much memory that takes."""

import subprocess
import sys

import pytest
from django.conf import settings
from PIL import Image

from participatie import fotos
from tests.participatie.fotos import SLECHT, bestand, heic, inhoud_van, lees, links_rood, met_alles, png_met_kop, png_tekstbom, vlak
from wijk.fouten import Geweigerd


@pytest.mark.parametrize("soort", ["JPEG", "PNG", "WEBP", "HEIC"])
def test_elke_soort_wordt_webp_in_twee_maten_zonder_wat_erin_verborgen_was(soort):
    inhoud = met_alles(soort, vlak(3000, 2000))
    assert b"GEHEIM" in inhoud
    beeld = fotos.bewerk(bestand(inhoud, "vakantie.exe"), 1)
    assert (beeld.breedte, beeld.hoogte) == (1600, 1067)
    for bytes_, maat in ((beeld.groot, (1600, 1067)), (beeld.klein, (480, 320))):
        uit = lees(bytes_)
        assert (uit.format, uit.size, uit.mode) == ("WEBP", maat, "RGB")
        assert not uit.getexif() and not set(uit.info) & {"exif", "xmp", "icc_profile", "comment"}
        for woord in (b"GEHEIM", b"EXIF", b"XMP ", b"ICCP"):
            assert woord not in bytes_
        rood, groen, blauw = uit.getpixel((100, 100))
        assert rood < 20 and 108 < groen < 148 and blauw < 20


# Where red must be, for each way that a camera can be held.
STANDEN = {1: "links", 2: "rechts", 3: "rechts", 4: "links", 5: "boven", 6: "boven", 7: "onder", 8: "onder"}


@pytest.mark.parametrize("stand", STANDEN)
def test_een_foto_staat_rechtop(stand):
    exif = Image.Exif()
    exif[0x0112] = stand
    beeld = fotos.bewerk(bestand(inhoud_van(links_rood(), exif=exif, quality=95)), 1)
    uit = lees(beeld.groot)
    assert uit.size == ((80, 40) if stand < 5 else (40, 80)) == (beeld.breedte, beeld.hoogte)
    breed, hoog = uit.size
    plek = {"links": (4, hoog // 2), "rechts": (breed - 5, hoog // 2), "boven": (breed // 2, 4), "onder": (breed // 2, hoog - 5)}
    rood = {waar for waar, punt in plek.items() if uit.getpixel(punt)[0] > 200 and uit.getpixel(punt)[2] < 60}
    assert STANDEN[stand] in rood and len(rood) == 1


def test_een_heic_wordt_een_keer_gedraaid():
    """Such a file says twice how it was held: to its decoder, and in EXIF."""
    exif = Image.Exif()
    exif[0x0112] = 6
    inhoud = heic(links_rood().resize((320, 160)), exif=exif.tobytes())
    uit = lees(fotos.bewerk(bestand(inhoud), 1).groot)
    zoals_bedoeld = {(320, 160): (10, 80), (160, 320): (80, 10)}
    rood, _, blauw = uit.getpixel(zoals_bedoeld[uit.size])
    assert rood > 200 and blauw < 60


@pytest.mark.parametrize("modus", ["RGBA", "LA", "P", "1", "L", "I;16"])
def test_elke_manier_van_kleuren_wordt_gelezen_en_doorzichtig_wordt_wit(modus):
    if modus == "I;16":
        beeld = Image.new("I;16", (30, 20), 0xFFFF)
    elif modus in ("RGBA", "LA"):
        beeld = vlak(30, 20, (0, 0, 0, 0) if modus == "RGBA" else (0, 0), modus)
    else:
        beeld = vlak(30, 20, "white").convert(modus)
    uit = lees(fotos.bewerk(bestand(inhoud_van(beeld, "PNG")), 1).groot)
    assert uit.size == (30, 20) and min(uit.getpixel((10, 10))) > 245


def test_een_foto_voor_drukwerk_wordt_gewoon_van_kleur():
    uit = lees(fotos.bewerk(bestand(inhoud_van(vlak(30, 20, (0, 0, 0, 0), "CMYK"))), 1).groot)
    assert min(uit.getpixel((10, 10))) > 245


def test_een_lange_smalle_foto_houdt_zijn_vorm():
    beeld = fotos.bewerk(bestand(inhoud_van(vlak(20_000, 3), "PNG")), 1)
    assert (beeld.breedte, beeld.hoogte) == (1600, 1) and lees(beeld.klein).size == (480, 1)


@pytest.mark.parametrize("soort", SLECHT)
def test_wat_geen_foto_is_wordt_geweigerd(soort):
    inhoud, woord = SLECHT[soort]
    with pytest.raises(Geweigerd, match=woord) as gevangen:
        fotos.bewerk(bestand(inhoud), 1)
    assert gevangen.value.veld == "fotos"


METEN = """
import sys
from pathlib import Path
from django.conf import settings
settings.configure()
from django.core.files.uploadedfile import SimpleUploadedFile
from participatie import fotos
from wijk.fouten import Geweigerd

def piek():
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])

bestand = SimpleUploadedFile("foto", Path(sys.argv[1]).read_bytes())
voor = piek()
try:
    uit = fotos.bewerk(bestand, 1).breedte
except Geweigerd:
    uit = "geweigerd"
print(uit, (piek() - voor) // 1024)
"""


def _groot(breedte, hoogte, modus="RGB") -> Image.Image:
    verloop = Image.linear_gradient("L").resize((breedte, hoogte))
    return Image.merge(modus, [verloop] * len(modus))


@pytest.mark.parametrize(
    ("maak", "verwacht"),
    [
        (lambda: inhoud_van(_groot(8600, 5800), "PNG", compress_level=1), "1600"),
        (lambda: inhoud_van(_groot(8600, 5800, "RGBA"), "PNG", compress_level=1), "1600"),
        (lambda: inhoud_van(_groot(8600, 5800), progressive=True), "1600"),
        (lambda: inhoud_van(_groot(6800, 6800), progressive=True, subsampling=0), "1600"),
        (lambda: inhoud_van(_groot(8600, 5800), progressive=True, subsampling=0), "geweigerd"),
        (lambda: inhoud_van(_groot(3900, 3900), "WEBP", method=0), "1600"),
        (lambda: inhoud_van(_groot(8600, 5800), "WEBP", method=0), "geweigerd"),
        (lambda: heic(_groot(8600, 5800), enc_params={"preset": "ultrafast"}), "1600"),
        (lambda: png_met_kop(60_000, 60_000), "geweigerd"),
        (png_tekstbom, "geweigerd"),
    ],
    ids=["png", "png met alfa", "jpeg", "jpeg fijn", "jpeg te fijn", "webp", "webp te groot", "heic", "bom", "bom in de tekst"],
)
def test_een_foto_kost_minder_dan_300_mib_geheugen(tmp_path, maak, verwacht):
    pad = tmp_path / "foto"
    pad.write_bytes(maak())
    uit = subprocess.run([sys.executable, "-c", METEN, str(pad)], capture_output=True, text=True, check=True, cwd=settings.BASE_DIR)
    wat, mib = uit.stdout.split()
    assert wat == verwacht and int(mib) < 300, uit.stdout
