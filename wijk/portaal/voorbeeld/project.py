"""What the invented projects have around them: who helps, the decision, hours, and drawn pictures of before and after."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from participatie.deeds import helpers
from participatie.deeds import projectstukken as stukken
from participatie.models import Project

HULP = [
    ("Voorbeeldbuur 1", "handen tijd", "Voorbeeld: ik kan op zaterdag."),
    ("Voorbeeldbuur 2", "handen gereedschap", "Voorbeeld: ik heb twee scheppen."),
    ("Voorbeeldbuur 3", "kennis", "Voorbeeld: ik weet veel van planten."),
    ("Voorbeeldbuur 4", "handen", ""),
]


def beslis(project: Project, *, door) -> None:
    velden = {
        "datum": timezone.localdate(),
        "functie": "het college van B&W (voorbeeld)",
        "tekst": f"Voorbeeld: het college stemt in met {project.titel}.",
    }
    stukken.leg_besluit_vast(project, velden, door=door)


def laat_helpen(project: Project, *, door) -> None:
    """Four people offer help; an official has read three of them."""
    for nummer, (naam, brengt, toelichting) in enumerate(HULP):
        velden = dict.fromkeys(brengt.split(), True) | {"naam": naam, "telefoon": "000 (voorbeeld)", "toelichting": toelichting}
        helper = helpers.doe_mee(project, velden, door=None)
        if nummer < 3:
            helpers.lees_hulp(helper, True, door=door)


def schrijf_uren(project: Project, uren: int, *, door) -> None:
    velden = {"werk": "begeleiding", "datum": timezone.localdate(), "uren": uren, "omschrijving": f"{project.titel}"[:200]}
    stukken.schrijf_projecturen(project, velden, door=door)


def toon_voor_en_na(project: Project, *, door) -> None:
    for wanneer, tekst, kast in (
        ("voor", "Tekening (voorbeeld): een lege muur naast een boom.", False),
        ("na", "Tekening (voorbeeld): een kast met boeken voor de muur.", True),
    ):
        stukken.voeg_foto_toe(project, wanneer, tekst, _tekening(kast), door=door)


def _tekening(kast: bool) -> SimpleUploadedFile:
    beeld = Image.new("RGB", (800, 600), "#cfe3ee")
    pen = ImageDraw.Draw(beeld)
    pen.rectangle((0, 160, 800, 470), fill="#c9a98c")
    pen.rectangle((0, 470, 800, 600), fill="#9aa39b")
    pen.rectangle((628, 250, 652, 480), fill="#6b4a2f")
    pen.ellipse((540, 60, 740, 290), fill="#4f8a5b")
    if kast:
        pen.rectangle((150, 220, 450, 500), fill="#1f5b45")
        for boven in (245, 375):
            pen.rectangle((170, boven, 430, boven + 105), fill="#f4efe2")
            for n, kleur in enumerate(("#a3231b", "#0b5a8a", "#b7791f", "#39423e", "#7a4a00", "#2f7d5f", "#b8443b", "#083f61")):
                pen.rectangle((180 + 30 * n, boven + 15 + 7 * (n % 3), 203 + 30 * n, boven + 105), fill=kleur)
    uit = io.BytesIO()
    beeld.save(uit, "PNG")
    return SimpleUploadedFile("tekening.png", uit.getvalue(), "image/png")
