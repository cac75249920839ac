"""Letters to print for who gets no mail: the invitation for a walk, and the invitation for an overleg and its report."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from participatie.models import Overleg, OverlegGenodigde, Uitnodiging
from participatie.papier import in_woorden
from wijk.bereikbaar import bereikbaar
from wijk.document import maak_pdf
from wijk.models import Wijk
from wijk.qr import qr_svg
from wijk.woorden import aanhef, datum, met_punt

SJABLOON = Path(__file__).parent / "documenten/uitnodiging.typ"


def wandelbrief(uitnodiging: Uitnodiging) -> bytes:
    """The invitation of one group for a walk, to copy for each door; with a strip to sign up without internet. PDF/UA-1 and PDF/A-2a."""
    wandeling, wijk = uitnodiging.wandeling, uitnodiging.wandeling.wijk
    waar, pagina = _pagina(wandeling)
    tot = f" tot {timezone.localtime(wandeling.eindigt):%H.%M} uur" if wandeling.eindigt else ""
    feiten = [["Wanneer", f"{_moment(wandeling.begint)}{tot}"], ["Vertrek", wandeling.vertrekpunt], ["De route", wandeling.toegankelijk]]
    strook = f"Vul dit in en geef het aan de gemeente {settings.GEMEENTE['naam']}. Het gaat om: {wandeling.titel}, {_moment(wandeling.begint)}."
    brief = {
        "kop": f"Loopt u mee? {wandeling.titel}",
        "aan": [],
        "aanhef": aanhef(""),
        "alineas": _alineas(uitnodiging.tekst),
        "verslag": [],
        "feiten": [feit for feit in feiten if feit[1]],
        "lijsten": [],
        "hoe_kop": "Zo meldt u zich aan",
        "hoe": [
            f"Op internet: {waar}. Scan het vierkant, of typ het adres.",
            f"{bereikbaar(wijk, altijd=True)} U kunt ook de strook hieronder invullen.",
        ],
        "strook": strook,
        **pagina,
    }
    return _pdf(wijk, brief["kop"], [brief])


def overlegbrieven(overleg: Overleg, mensen: Iterable[OverlegGenodigde]) -> bytes:
    """A letter for each of these people (from `voor_brieven`): the invitation, or once it is closed the report. PDF/UA-1 and PDF/A-2a."""
    S = Overleg.Status
    vast = {S.GEHOUDEN: _verslag, S.AFGELAST: _afgelast}.get(S(overleg.status), _uitnodiging)(overleg)
    brieven = []
    for mens in mensen:
        brief = vast | {"aan": _adres(mens), "aanhef": aanhef(mens.naam)}
        if overleg.status == S.GEPLAND:
            brief |= _veranderd(overleg, mens) if mens.weet_oud else {"alineas": [f"{mens.waarom} Daarom nodigen we u uit.", *vast["alineas"]]}
        brieven.append(brief)
    return _pdf(overleg.wijk, vast["kop"], brieven)


def _veranderd(overleg: Overleg, mens: OverlegGenodigde) -> dict:
    """What is otherwise in the letter to who knew of an earlier day or place."""
    vraag = ["U zei dat u komt. Kan dat ook nu?"] if mens.antwoord_oud and mens.antwoord == mens.Antwoord.JA else []
    alineas = ["U bent uitgenodigd voor een overleg. De plannen zijn veranderd. Hieronder staat hoe het nu is.", *vraag]
    return {"kop": f"Veranderd: {overleg.titel}", "alineas": alineas}


def _afgelast(overleg: Overleg) -> dict:
    _, pagina = _pagina(overleg)
    return {
        "kop": f"Gaat niet door: {overleg.titel}",
        "alineas": ["U bent uitgenodigd voor een overleg. Dat gaat niet door.", overleg.reden_afgelast],
        "verslag": [],
        "feiten": [["Dit zou zijn", _moment(overleg.begint)], ["Waar", overleg.plaats]],
        "lijsten": [],
        "hoe_kop": "Wilt u iets vragen?",
        "hoe": [bereikbaar(overleg.wijk, altijd=True)],
        "strook": "",
        **pagina,
    }


def _adres(mens: OverlegGenodigde) -> list[str]:
    """What stands in the window of the envelope: the name, with room to write below it where no address was noted."""
    waar = [mens.straat, f"{mens.postcode}  {mens.woonplaats.upper()}"] if mens.straat else []
    return [mens.naam or "Aan een bewoner", *waar]


def _uitnodiging(overleg: Overleg) -> dict:
    waar, pagina = _pagina(overleg)
    hoe = bereikbaar(overleg.wijk, altijd=not overleg.is_kort_dag)
    komt = f"{hoe} Zeg of u komt." if hoe else "Een brief terug komt niet meer op tijd. U hoeft niets te laten weten: kom gerust."
    punten = [f"{timezone.localtime(punt.om):%H.%M} uur: {punt.tekst}" for punt in overleg.punten()]
    return {
        "kop": f"Denk mee: {overleg.titel}",
        "alineas": ["Samen bepalen we wat er met de ideeën gebeurt."],
        "verslag": [],
        "feiten": [["Wanneer", _moment(overleg.begint)], ["Waar", overleg.plaats]],
        "lijsten": [["Agenda", punten]] if punten else [],
        "hoe_kop": "Komt u?",
        "hoe": [komt, f"Alles over dit overleg staat op {waar}."],
        "strook": "",
        **pagina,
    }


def _verslag(overleg: Overleg) -> dict:
    waar, pagina = _pagina(overleg)
    stappen = overleg.besluiten().openbaar()[:200]
    besluiten = [f"Idee {stap.idee.nummer}: {met_punt(stap.idee.titel)} {stap.in_woorden}" for stap in stappen]
    bleef = [f"Idee {idee.nummer}: {idee.titel}" for idee in overleg.bleef_liggen().klaar_voor_overleg()[:200]]
    return {
        "kop": f"Verslag: {overleg.titel}",
        "alineas": [f"{overleg.waarom_verslag} Dit is het verslag."],
        "verslag": _alineas(overleg.verslagen()[0].tekst),
        "feiten": [["Dit was op", datum(timezone.localtime(overleg.begint))], ["Waar", overleg.plaats]],
        "lijsten": [deel for deel in (["Wat is er besloten?", besluiten], ["Dit bleef op de lijst voor een volgend overleg", bleef]) if deel[1]],
        "hoe_kop": "Wilt u iets vragen?",
        "hoe": [bereikbaar(overleg.wijk, altijd=True), f"Dit verslag staat ook op {waar}."],
        "strook": "",
        **pagina,
    }


def _moment(wanneer: datetime) -> str:
    return f"{date_format(timezone.localtime(wanneer), 'l j F Y, H.i')} uur"


def _alineas(tekst: str) -> list[str]:
    return [regel for regel in tekst.splitlines() if regel.strip()]


def _pagina(ding: models.Model) -> tuple[str, dict]:
    adres = settings.BASIS_URL + ding.get_absolute_url()
    return in_woorden(adres), {"pagina": in_woorden(adres), "qr": qr_svg(adres)}


def _pdf(wijk: Wijk, titel: str, brieven: Iterable[dict]) -> bytes:
    vandaag = timezone.localdate()
    gegevens = {"wijk": wijk.naam, "gemeente": settings.GEMEENTE["naam"], "vandaag": datum(vandaag), "titel": titel, "brieven": list(brieven)}
    return maak_pdf(SJABLOON, gegevens, datum=vandaag)
