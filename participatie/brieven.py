"""Answers as letters to print: one document, a letter for each answer, made to show the address in the window of an envelope."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from participatie.antwoordpost import toch_een_eigen_antwoord
from participatie.models import Brief, Idee, Themabrief
from participatie.papier import in_woorden
from wijk.bereikbaar import bereikbaar
from wijk.document import maak_pdf
from wijk.models import Wijk
from wijk.qr import qr_svg
from wijk.woorden import aanhef, datum, met_punt

SJABLOON = Path(__file__).parent / "documenten/brief.typ"
# Of a letter that is not an answer.
LEEG = {"vooraf": "", "uitkomst": "", "oordelen": [], "vervolg": [], "hoort_bij": "", "project": ""}


def brieven_pdf(wijk: Wijk, brieven: Iterable[Brief]) -> bytes:
    """These letters (read with `om_te_schrijven`). PDF/UA-1 and PDF/A-2a."""
    inhoud = [_brief(brief) for brief in brieven]
    return _pdf(wijk, "Antwoord op uw idee" if any(een["uitkomst"] for een in inhoud) else "Uw idee krijgt een eigen antwoord", inhoud)


def themabrieven_pdf(wijk: Wijk, brieven: Iterable[Themabrief]) -> bytes:
    """The letters that a theme is open (read with `wacht`). PDF/UA-1 and PDF/A-2a."""
    return _pdf(wijk, "Uw idee wacht niet meer", [themabrief(brief.idee) for brief in brieven])


def _pdf(wijk: Wijk, titel: str, brieven: list[dict]) -> bytes:
    gegevens = {
        "titel": titel,
        "wijk": wijk.naam,
        "gemeente": settings.GEMEENTE["naam"],
        "bereikbaar": bereikbaar(wijk, altijd=True),
        "vandaag": datum(timezone.localdate()),
        "brieven": brieven,
    }
    return maak_pdf(SJABLOON, gegevens, datum=timezone.localdate())


def _brief(brief: Brief) -> dict:
    """What one letter says; the same words as the page of the answered idea, or as the mail that the answer was taken back."""
    toetsing, idee = brief.toetsing, brief.idee
    if brief.is_terug:
        return _aan(idee) | LEEG | {"kop": f"Uw idee {idee.nummer} krijgt een eigen antwoord", "reden": toch_een_eigen_antwoord(idee)}
    over, samen = toetsing.idee, toetsing.idee.samengevoegd_met
    if over.pk != idee.pk:
        vooraf = f"Uw idee hoort bij {_genoemd(over)}. Daarop is nu antwoord."
    else:
        vooraf = f"Uw idee hoort bij {_genoemd(samen)}." if samen else ""
    return _aan(idee) | {
        "kop": f"Antwoord op uw idee {idee.nummer}",
        "vooraf": vooraf,
        "uitkomst": toetsing.get_uitkomst_display(),
        "reden": toetsing.reden,
        "oordelen": [[oordeel.versie.titel, oordeel.get_waarde_display(), oordeel.waarom] for oordeel in toetsing.geldende_oordelen],
        "vervolg": [_vervolg(stap) for stap in over.vervolgstappen.all() if not stap.teruggenomen_op],
        "hoort_bij": _hoort_bij(samen, genoemd=over.pk == idee.pk) if samen else "",
        "project": f"Uw idee zit in het project “{over.project.titel}”." if over.project else "",
    }


def _genoemd(idee: Idee) -> str:
    return f"idee {idee.nummer}: “{idee.titel}”" if idee.is_te_lezen else f"idee {idee.nummer}"


def _hoort_bij(idee: Idee, *, genoemd: bool) -> str:
    """What the idea that it was merged into was answered, or that this is still to come. `genoemd`: the letter named that idea already."""
    bij = "" if genoemd else f"Dit hoort bij {_genoemd(idee)}."
    if idee.is_te_toetsen:
        return f"{bij} Komt daar antwoord op, dan schrijven wij u weer.".lstrip()
    if idee.is_te_lezen:
        for antwoord in idee.huidige_toetsingen:
            return f"{bij} Ons antwoord op idee {idee.nummer}: {antwoord.get_uitkomst_display()}. {antwoord.reden}".lstrip()
    return bij


def themabrief(idee: Idee) -> dict:
    """The same words as the mail (templates/participatie/post/thema_open.txt)."""
    wanneer = f"U krijgt uiterlijk {datum(idee.antwoord_voor)} antwoord. U hoeft niets te doen." if idee.antwoord_voor and not idee.is_te_laat else ""
    zinnen = f"Het thema {idee.thema.naam} was nog niet open. Nu wel. Uw idee is nu aan de beurt.", idee.thema.reden_open, wanneer
    return _aan(idee) | LEEG | {"kop": f"Uw idee {idee.nummer} wacht niet meer", "reden": " ".join(zin for zin in zinnen if zin)}


def verborgenbrief_pdf(idee: Idee, reden: str) -> bytes:
    """That it was taken off the website, and why: the same words as the mail (post/idee_verborgen.txt). PDF/UA-1 and PDF/A-2a."""
    verder = "Uw idee blijft meetellen: u krijgt gewoon antwoord." if idee.is_te_toetsen else "Aan het antwoord op uw idee verandert niets."
    zinnen = "Het staat niet meer op de website. Alleen u en de gemeente zien het nog.", f"Dit is waarom: {met_punt(reden)}" if reden else "", verder
    brief = _aan(idee) | LEEG | {"kop": f"Uw idee {idee.nummer} staat niet meer op de website", "reden": " ".join(filter(None, zinnen))}
    return _pdf(idee.wijk, "Uw idee staat niet meer op de website", [brief])


def _aan(idee: Idee) -> dict:
    """What every letter about an idea says: to whom, and about what."""
    adres, pagina = idee.postadres, settings.BASIS_URL + idee.get_absolute_url()
    return {
        "aan": [idee.naam or "Aan wie het idee stuurde", adres.straat, f"{adres.postcode}  {adres.woonplaats.upper()}"],
        "aanhef": aanhef(idee.naam),
        "nummer": idee.nummer,
        "titel": idee.titel,
        "ontvangen": datum(idee.ontvangen_op),
        "pagina": in_woorden(pagina),
        "qr": qr_svg(pagina) if idee.openbaar else "",
    }


def _vervolg(stap) -> str:
    return f"{stap.in_woorden} Dit is besloten in het {stap.overleg.titel}."
