"""Answers as letters to print: one document, a letter for each answer, made to show the address in the window of an envelope."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from participatie.models import Oordeel, Toetsing
from participatie.papier import in_woorden
from wijk.document import maak_pdf
from wijk.models import Wijk
from wijk.qr import qr_svg
from wijk.woorden import datum

SJABLOON = Path(__file__).parent / "documenten/brief.typ"


def brieven_pdf(wijk: Wijk, toetsingen: Iterable[Toetsing]) -> bytes:
    """The letters for these answers (read with `voor_brief`). PDF/UA-1 and PDF/A-2a."""
    gegevens = {
        "wijk": wijk.naam,
        "gemeente": settings.GEMEENTE["naam"],
        "contact": settings.GEMEENTE["contact"],
        "vandaag": datum(timezone.localdate()),
        "brieven": [_brief(toetsing) for toetsing in toetsingen],
    }
    return maak_pdf(SJABLOON, gegevens, datum=timezone.localdate())


def _brief(toetsing: Toetsing) -> dict:
    """What one letter says; the same words as the page of the idea."""
    idee, adres = toetsing.idee, toetsing.idee.postadres
    pagina = settings.BASIS_URL + idee.get_absolute_url()
    return {
        "aan": [idee.naam or "Aan wie het idee stuurde", adres.straat, f"{adres.postcode}  {adres.woonplaats.upper()}"],
        "naam": idee.naam,
        "nummer": idee.nummer,
        "titel": idee.titel,
        "ontvangen": datum(idee.ontvangen_op),
        "uitkomst": toetsing.get_uitkomst_display(),
        "reden": toetsing.reden,
        "oordelen": [
            [oordeel.versie.titel, oordeel.get_waarde_display(), oordeel.reden]
            for oordeel in toetsing.oordelen.all()
            if oordeel.waarde != Oordeel.Waarde.NVT
        ],
        "vervolg": [_vervolg(stap) for stap in idee.vervolgstappen.all()],
        "hoort_bij": f"Dit hoort bij idee {idee.samengevoegd_met.nummer}: {idee.samengevoegd_met.titel}." if idee.samengevoegd_met else "",
        "project": f"Uw idee zit in het project “{idee.project.titel}”." if idee.project else "",
        "pagina": in_woorden(pagina),
        "qr": qr_svg(pagina) if idee.openbaar else "",
    }


def _vervolg(stap) -> str:
    delen = [f"{stap.get_besluit_display().capitalize()}.", stap.reden, f"Wie: {stap.wie_doet_het}." if stap.wie_doet_het else ""]
    delen += [f"Voor {datum(stap.voor)}." if stap.voor else "", f"Dit is besloten in het {stap.overleg.titel}."]
    return " ".join(deel for deel in delen if deel)
