"""The questions of an evaluation on paper: a form for each who has no e-mail, with a code by which an official enters it."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from evaluatie.models import Evaluatie, Genodigde, Kant, Vraag
from wijk.bereikbaar import bereikbaar
from wijk.document import maak_pdf
from wijk.models import Wijk
from wijk.qr import qr_svg
from wijk.woorden import datum

SJABLOON = Path(__file__).parent / "documenten/vragenlijst.typ"


def vragenlijsten_pdf(evaluatie: Evaluatie, genodigden: Iterable[Genodigde]) -> bytes:
    """A form for each genodigde, with the questions of their side. PDF/UA-1 and PDF/A-2a. Whoever likes can answer online by its QR code."""
    vragen = {kant.value: [_vraag(v) for v in evaluatie.vragen.voor(kant)] for kant in Kant}
    bladen = [
        {"code": een.leesbaar, "kenmerk": een.kenmerk, "kant": een.kant, "adres": adres, "qr": qr_svg(adres)}
        for een in genodigden
        for adres in [f"{settings.BASIS_URL}{een.get_absolute_url()}"]
    ]
    gegevens = {
        "titel": evaluatie.titel,
        "inleiding": evaluatie.inleiding or "Wat heeft het u opgeleverd, en wat ging moeilijk?",
        "wijk": evaluatie.wijk.naam,
        "bereikbaar": bereikbaar(evaluatie.wijk),
        "brengen": brengen(evaluatie.wijk),
        "tot": datum(evaluatie.open_tot),
        "vragen": vragen,
        "bladen": bladen,
    }
    return maak_pdf(SJABLOON, gegevens, datum=timezone.localdate())


def brengen(wijk: Wijk) -> str:
    """Where a form can be brought: the visiting address, else the municipality."""
    gemeente = f"de gemeente {settings.GEMEENTE['naam']}"
    return f"{gemeente}: {wijk.bezoekadres.rstrip('.')}" if wijk.bezoekadres else gemeente


def _vraag(vraag: Vraag) -> dict:
    """A question and the words of its scale, of which a question in own words has none."""
    schaal = [woord for _, woord in vraag.schaal] if vraag.soort == Vraag.Soort.CIJFER else []
    return {"tekst": vraag.tekst, "uitleg": vraag.van_welke_kant, "schaal": schaal}
